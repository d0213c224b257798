"""What was decided before is noticed before it is decided again; anything else is left in peace."""

import pytest
from sqlalchemy import func, select

from bot.features import duplicates
from bot.features.duplicates import question_in
from storage.channels import Channel, ChannelPerson
from storage.decisions import Decision
from storage.duplicates import PendingDecision
from storage.members import FULL, GUEST, Member
from storage.search import index as search_index
from storage.search.tokens import Query
from tests.commitments.test_commitments import WHO
from tests.conftest import MONDAY_9
from tests.decisions.test_capture import posts_at_top
from tests.decisions.test_decisions import posts
from tests.runtime.test_forgery import click

DECIDED = {
    1: ("We meet on Tuesdays at the harbour office", "The ferry does not run on Mondays."),
    2: ("Volunteers wear the blue jackets", "The sponsors paid for them."),
    3: ("Membership fees follow turnover", "A fixed fee shut the small societies out."),
    4: ("No newsletter in August", "Nobody reads it during the holidays."),
    5: ("The oyster reef is planted by hand", "Machines damage the seabed."),
}


@pytest.fixture
def begin(any_memory):
    begin = any_memory.of(any_memory.partnership("T1", name="Home", at=MONDAY_9).id)
    with begin() as db:
        for person, kind in (("ada", FULL), ("chi", GUEST)):
            db.add(Member(team="T1", person=person, name=person, kind=kind, met_at=MONDAY_9, refreshed_at=MONDAY_9))
        db.add_all([Channel(channel="C1", name="steering", is_private=True), ChannelPerson(channel="C1", person="ada")])
        for number, (text, reason) in DECIDED.items():
            row = Decision(
                number=number,
                channel="C1",
                text=text,
                reason=reason,
                options="",
                decided_by="ada",
                decided_at=MONDAY_9,
                logged_by="ada",
                logged_at=MONDAY_9,
            )
            db.add(row)
            db.flush()
            search_index.index(db, "decision", row.id, title=text, body=reason)
    return begin


def told(begin, text, by="ada", **more):
    with begin(reading=True) as db:
        author = db.scalars(select(Member).filter_by(person=by)).one()
        record = duplicates.settled(db, Query(text), by=author, **more)
        return record.decision.number if record else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("We meet on Tuesdays at the harbour office", 1),
        ("We will meet at the harbour office on Thursdays", 1),  # goes against it
        ("All volunteers wear red jackets", 2),
        ("Let's plant the oyster reef by hand", 5),
    ],
)
def test_what_was_decided_before_is_told(begin, text, number):
    assert told(begin, text) == number


@pytest.mark.parametrize(
    "text",
    [
        "The harbour lighthouse is painted green",
        "We hire a treasurer for the alliance",
        "Volunteers get a free lunch on the island",
        "A newsletter for the schools",
        "",
        "\x00\ud800",
        "<!channel> " * 1_000,
    ],
)
def test_something_new_is_left_in_peace(begin, text):
    assert told(begin, text) is None


def test_whoever_may_not_see_it_is_not_told(begin):
    assert told(begin, DECIDED[1][0], by="chi") is None


def test_a_next_wording_does_not_repeat_its_own_decision(begin):
    assert told(begin, DECIDED[1][0], but=1) is None


def test_what_no_longer_holds_may_be_decided_again(begin):
    with begin() as db:
        db.scalars(select(Decision).filter_by(number=1)).one().superseded_by = 4

    assert told(begin, DECIDED[1][0]) is None


SPRING = "The oyster reef is planted by hand because machines damage the seabed"
AGAIN = "The oyster reef is planted by machine"
WAYS = ["Keep D-1", "It replaces D-1", "Reopen D-1", "Log mine as well"]


@pytest.fixture
def person(request, steward, workspace):
    return workspace.person(request.param)


@pytest.fixture
def spring(bo, clock):
    """Decided two months ago, in #general; gives the post."""
    bo.types(f"/decision {SPRING}")
    clock.forward(days=60)
    return posts(bo)[0]


def logged(person, channel="general"):
    """The decisions that stand in a channel."""
    return [m.text for m in posts_at_top(person, channel) if m.text.startswith("D-")]


def test_what_is_typed_waits_while_the_earlier_one_is_shown_only_to_its_author(spring, ada, bo):
    seen = len(bo.whispers)
    ada.types(f"/decision {AGAIN} because divers are dear")

    assert logged(bo) == [spring.text]
    assert len(bo.whispers) == seen
    [asked] = ada.whispers
    assert asked.reads.startswith(":bulb: This may be settled already. D-1, decided by @Bo on 2 March 2026:")
    for words in ("The oyster reef is planted by hand", "Why: machines damage the seabed", "You wrote:", AGAIN):
        assert words in asked.reads
    assert asked.labels == WAYS


def test_kept_nothing_new_is_logged(spring, ada):
    ada.types(f"/decision {AGAIN}")
    ada.clicks("Keep D-1", ada.whispers[-1])

    assert ada.whispers[-1].reads == "Good: D-1 stays as it is, and I have logged nothing new."
    assert logged(ada) == [spring.text]


def test_logged_as_well_it_has_every_word_and_the_two_are_not_told_of_one_another_again(spring, ada):
    ada.types(f"/decision {AGAIN} because divers are dear")
    ada.clicks("Log mine as well", ada.whispers[-1])

    assert logged(ada) == [spring.text, f"D-2: {AGAIN}"]
    assert "Logged as D-2" in ada.whispers[-1].reads
    assert "divers are dear" in posts(ada)[-1].reads
    ada.clicks("Withdraw", posts(ada)[-1])
    ada.submits(reason="The machine broke")
    ada.types(f"/decision {AGAIN}")
    assert logged(ada)[-1] == f"D-3: {AGAIN}"


def test_it_replaces_the_earlier_one_with_the_words_that_were_typed(spring, ada):
    ada.types(f"/decision {AGAIN}")
    ada.clicks("It replaces D-1", ada.whispers[-1])
    assert ada.form.values["text"] == AGAIN
    ada.submits(reason=" ")
    assert "What has changed?" in ada.errors["reason"]
    ada.submits(reason="A machine that floats")

    old, new = posts(ada)
    assert old.text.startswith("D-1 (replaced by D-2)")
    assert new.text == f"D-2: {AGAIN}"
    ada.clicks_stale("Keep D-1", ada.whispers[0])
    assert "This is settled" in ada.whispers[-1].reads


@pytest.mark.parametrize("then", ["keep", "replace", "log"])
def test_from_the_form_the_question_takes_its_place(spring, ada, then):
    ada.types("/decision")
    ada.submits(text=AGAIN, reason="Divers are dear", options="Wait", people=["bo"], channel="tides")

    assert ada.form.title == "Settled already?"
    assert "The oyster reef is planted by hand" in ada.form.reads
    assert logged(ada, "tides") == []
    ada.submits(then=then, changed="")
    assert ada.form.labels == []
    expected = {"keep": ([spring.text], []), "log": ([spring.text], [f"D-2: {AGAIN}"])}
    replaced = (["D-1 (replaced by D-2): The oyster reef is planted by hand", f"D-2: {AGAIN}"], [])
    assert (logged(ada), logged(ada, "tides")) == expected.get(then, replaced)
    if then != "keep":
        assert "Not taken: Wait" in posts(ada, "tides" if then == "log" else "general")[-1].reads


def test_a_form_that_wants_to_replace_or_reopen_asks_what_has_changed(spring, ada):
    ada.types("/decision")
    ada.submits(text=AGAIN, channel="general")
    for then in ("replace", "reopen"):
        ada.submits(then=then)
        assert "What has changed" in ada.errors["changed"]
    ada.submits(then="reopen", changed="A machine that floats")

    assert "is being looked at again" in ada.form.reads
    assert "A machine that floats" in posts_at_top(ada)[-1].reads


def test_a_form_closed_in_between_has_lost_nothing(spring, ada, memory):
    ada.types("/decision")
    ada.submits(text=AGAIN, reason="Divers are dear", channel="general")
    ada.closes()

    with memory.engine.connect() as connection:
        assert connection.execute(select(PendingDecision.text, PendingDecision.reason)).all() == [
            (AGAIN, "Divers are dear")
        ]


def test_by_shortcut_and_by_reaction_it_is_still_its_authors_and_of_its_day(spring, ada, bo, clock):
    said = bo.says(AGAIN, channel="general")
    clock.forward(days=1)
    ada.reacts("scroll", said)

    assert logged(ada) == [spring.text]
    [asked] = ada.whispers
    assert asked.labels == WAYS
    ada.clicks("Log mine as well", asked)
    assert "Decided by @Bo" in posts(ada)[-1].reads
    assert "1 May 2026" in posts(ada)[-1].reads

    ada.shortcut("Log as decision", bo.says("The oyster reef is planted by hand again", channel="general"))
    ada.submits()
    assert ada.form.title == "Settled already?"


def test_a_mark_taken_back_meanwhile_waits_no_longer(spring, ada, bo):
    said = bo.says(AGAIN, channel="general")
    ada.reacts("scroll", said)
    ada.unreacts("scroll", said)
    ada.clicks("Log mine as well", ada.whispers[-1])

    assert "This is settled" in ada.whispers[-1].reads
    assert logged(ada) == [spring.text]


@pytest.mark.parametrize("person", ["ada", "dan"], indirect=True)
def test_a_draft_in_a_channel_is_asked_about_when_it_is_saved(spring, person, ada):
    person.says(f"@Steward we decided: {AGAIN}", channel="general")
    [draft] = [m for m in person.sees("general") if "Save" in m.labels]
    person.clicks("Save", draft)

    [asked] = person.whispers
    assert asked.labels == WAYS
    person.clicks("Keep D-1", asked)
    assert "Put away" in next(m for m in ada.sees("general") if m.ts == draft.ts).reads
    assert logged(ada) == [spring.text]


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_a_draft_in_private_goes_on_in_private(spring, person, ada):
    person.dm(f"we decided: {AGAIN}")
    draft = person.dms[-1]
    person.chooses("Which channel sees it?", "general", draft)
    person.clicks("Save", draft)

    asked = person.dms[-1]
    assert asked.labels == WAYS
    person.clicks("Log mine as well", asked)
    assert logged(ada) == [spring.text, f"D-2: {AGAIN}"]
    assert "Saved as D-2" in next(m for m in person.dms if m.ts == draft.ts).reads


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_what_is_noticed_is_offered_with_the_earlier_one_beside_it(spring, person, ada):
    ada.says("@Steward notice on", channel="general")
    person.says("So we decided to plant the oyster reef with the machine.", channel="general")

    [offer] = person.whispers
    assert "This may be settled already" in offer.reads
    assert offer.labels == [*WAYS, "Never ask me"]
    person.clicks("Keep D-1", offer)
    assert "D-1 stays" in person.whispers[-1].reads
    assert logged(ada) == [spring.text]


def test_what_is_noticed_may_be_kept_all_the_same_and_is_not_asked_about_twice(spring, ada, bo):
    ada.says("@Steward notice on", channel="general")
    bo.says("So we decided to plant the oyster reef with the machine.", channel="general")
    bo.clicks("Log mine as well", bo.whispers[-1])
    bo.submits(channel="general")

    assert bo.form is None
    assert len(logged(ada)) == 2


def test_who_was_there_when_it_was_decided_is_not_told_unasked(ada, bo):
    ada.says("@Steward notice on", channel="general")
    ada.types(f"/decision {SPRING}")
    bo.says("So we decided to plant the oyster reef by hand.", channel="general")
    bo.says("Why is the oyster reef planted by hand?", channel="general")

    assert bo.whispers == []


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_a_question_put_to_the_others_is_answered_to_whoever_asked_where_that_is_wanted(spring, person, ada):
    question = "Did we ever decide how the oyster reef is planted, by hand?"
    person.says(question, channel="general")
    assert person.whispers == []

    ada.says("@Steward notice on", channel="general")
    person.says(question, channel="general")
    [told] = person.whispers
    assert "I think this was settled" in told.reads
    assert "The oyster reef is planted by hand" in told.reads
    assert told.labels == ["Share here", "Reopen D-1", "Not what I asked", "Never ask me"]
    person.clicks("Share here", told)
    assert "asked: Did we ever decide" in posts_at_top(ada)[-1].reads


def test_what_was_no_answer_is_not_told_again(spring, ada, bo, clock):
    ada.says("@Steward notice on", channel="general")
    bo.says("Why is the oyster reef planted by hand?", channel="general")
    bo.clicks("Not what I asked", bo.whispers[-1])
    assert "Sorry for the noise" in bo.whispers[-1].reads

    clock.forward(days=1)
    before = len(ada.whispers)
    ada.says("By hand: why is the oyster reef planted?", channel="general")
    assert len(ada.whispers) == before


def test_answers_nobody_asked_for_keep_the_pace_of_offers(spring, ada, bo, clock):
    ada.says("@Steward notice on", channel="general")
    seen = len(bo.whispers)
    for minutes in (0, 10, 60, 60, 60, 60):
        clock.forward(minutes=minutes)
        bo.says("Why is the oyster reef planted by hand?", channel="general")

    assert len(bo.whispers) == seen + 3


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Why do we meet on Tuesdays?", True),
        ("Morning! Did we ever decide who writes the minutes?", True),
        ("Wasn't it agreed that volunteers eat for free?", False),
        ("Is it settled who brings the cake?", True),
        ("Shall we decide on Monday?", False),
        ("Who brings the cake?", False),
        ("That is why we meet.", False),
        ("did we " + "x" * 100_000 + " decide?", False),
        ("?" * 100_000, False),
    ],
)
def test_only_a_question_about_what_was_decided_is_one(text, asks):
    assert (question_in(text) is not None) == asks


@pytest.mark.parametrize("person", ["chi", "dan"], indirect=True)
def test_what_was_decided_behind_a_door_is_told_to_nobody_outside(ada, person, clock):
    ada.types(f"/decision {SPRING}", channel="steering")
    clock.forward(days=60)
    ada.says("@Steward notice on", channel="general")
    person.says("Why is the oyster reef planted by hand?", channel="general")
    person.says("So we decided to plant the oyster reef with the machine.", channel="general")
    person.dm(f"we decided: {AGAIN}")
    draft = person.dms[-1]
    person.chooses("Which channel sees it?", "general", draft)
    person.clicks("Save", draft)

    assert "Was that a decision?" in person.whispers[-1].reads
    assert logged(ada) == [f"D-2: {AGAIN}"]
    assert not any(words in m.reads for m in (*person.whispers, *person.dms) for words in ("D-1", "by hand", "seabed"))


def test_words_that_wait_are_only_their_authors_to_decide(spring, steward, ada, bo, memory):
    ada.types(f"/decision {AGAIN}")
    for action in ("settled_keep", "settled_log", "settled_replace", "decision_reopen"):
        assert click(steward, "U0BO", action, '{"d":1,"h":1}').status == 200
        assert "This is settled" in bo.whispers[-1].reads
    for value in ("", "{}", '{"d":1}', '{"d":-1,"h":1}', '{"d":999999999999}', "\x00", '{"d":1,"h":99}'):
        assert click(steward, "U0ADA", "settled_log", value).status == 200

    assert logged(ada) == [spring.text]
    with memory.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(PendingDecision)) == 1


@pytest.mark.parametrize(
    "tail", ["<!channel>", "\u202egnp.exe", ":scroll: " * 50, "\x00", "*_~`>", "x" * 1_900, "oyster reef " * 150]
)
def test_whatever_people_write_is_shown_as_written_and_reaches_nobody(spring, ada, tail):
    ada.types(f"/decision The oyster reef is planted by machine {tail}")
    asked = ada.whispers[-1]

    assert "<!channel>" not in str(asked.blocks)
    if asked.labels == WAYS:
        ada.clicks("Log mine as well", asked)
    assert len(logged(ada)) == 2


def test_after_a_week_nobody_remembers_what_was_to_be_logged(spring, ada, clock, steward):
    ada.types(f"/decision {AGAIN}")
    clock.forward(days=8)
    steward.tick()
    ada.clicks("Log mine as well", ada.whispers[-1])

    assert "older than a week" in ada.whispers[-1].reads


@pytest.mark.parametrize("answered", [True, False])
def test_words_that_still_wait_are_brought_back_once_in_private(spring, ada, clock, steward, answered):
    ada.types(f"/decision {AGAIN} because divers are dear")
    if answered:
        ada.clicks("Keep D-1", ada.whispers[-1])
    before = len(ada.dms)
    for _ in range(4):
        clock.forward(days=1)
        steward.tick()

    brought = [m for m in ada.dms[before:] if "still waits" in m.reads]
    assert len(brought) == (0 if answered else 1)
    for letter in brought:
        assert letter.labels == ["Look at both", "Later", "Stop these"]
        ada.clicks("Look at both", letter)
        assert ada.dms[-1].labels == WAYS
        ada.clicks("Log mine as well", ada.dms[-1])
        assert "divers are dear" in posts(ada)[-1].reads
