"""Reviews: on its day a decision asks whether it is still right, and what was learned is kept and found."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.errors import Refusal
from bot.features import decisions
from bot.features.decisions import Origin
from bot.features.decisions import review as decision_review
from bot.features.decisions.review import Learned, months_later, record_lines
from bot.sandbox.people import admin
from bot.text.reasons import Wording
from storage import digests, members, reviews
from storage.channels import Channel, ChannelPerson
from storage.decisions import Decision
from storage.members import FULL, Member
from storage.search import index as search_index
from storage.search.tokens import Query
from tests.conftest import MONDAY_9
from tests.decisions.test_decisions import posts
from tests.runtime.test_forgery import click, submit

DOORS = ["Still right", "Change it", "Withdraw", "Later", "Somebody else looks after it"]


def log(person, what="We meet on Tuesdays", *, review_on="2026-03-09", channel="general", **more):
    """A decision with a review date; the post that its channel sees."""
    person.dm("we decided to see")
    person.clicks("Edit first", person.dms[-1])
    where = f"C0{channel.upper()}"
    person.submits(text=what, reason="the ferry does", review_on=review_on, channel=where, **more)
    assert person.errors == {}
    return posts(person, channel)[-1]


@pytest.fixture
def convene(steward):
    def do(person):
        with steward.begin() as db:
            members.by_person(db, person.id).is_convener = True

    return do


@pytest.fixture
def ticks(steward, clock):
    """Time passes, and the clock is heard at nine every day, or more often."""

    def pass_by(*, every=24, **span):
        until = clock.now + timedelta(**span)
        while clock.now < until:
            clock.forward(hours=every)
            steward.tick()

    return pass_by


def asked(person):
    return [each for each in person.dms if "still right?" in each.text]


def days_of(messages):
    return [f"{datetime.fromtimestamp(float(each.ts), UTC):%a %d %b}" for each in messages]


def test_on_its_day_whoever_decided_is_asked_once(ada, bo, clock, ticks):
    log(ada, expected="Everybody comes by ferry")
    clock.forward(days=6, hours=12)
    ticks(hours=30, every=3)

    [letter] = asked(ada)
    assert days_of([letter]) == ["Mon 09 Mar"]
    for words in ("We meet on Tuesdays", "Why: the ferry does", "What we expected: Everybody comes by ferry"):
        assert words in letter.reads
    assert letter.labels == [*DOORS, "Stop these"]
    assert asked(bo) == []


def test_still_right_is_kept_with_what_was_learned_and_said_in_the_channel(ada, bo, ticks):
    log(ada, expected="Everybody comes by ferry")
    ticks(days=8)
    ada.clicks("Still right", asked(ada)[0])
    assert "Everybody comes by ferry" in ada.form.reads
    ada.submits(months="6", happened="Half of us came by car", lesson="Ask about parking first")

    assert ada.errors == {}
    [post] = posts(bo)
    for words in (
        "Looked at again on 10 March 2026 by @Ada: still right; next look on 10 September 2026",
        "What happened: Half of us came by car",
        "Lesson: Ask about parking first",
        "review on 10 September 2026",
    ):
        assert words in post.reads
    letter = ada.dms[-1]
    assert "Next look on 10 September 2026" in letter.reads
    assert letter.labels == []
    bo.dm("why do we ask about parking?")
    assert "Lesson: Ask about parking first" in bo.dms[-1].reads
    ticks(days=30)
    assert asked(ada) == []


def test_changed_in_better_words_from_the_letter(ada, bo, ticks):
    log(ada)
    ticks(days=8)
    ada.clicks("Change it", asked(ada)[0])
    assert ada.form.values["text"] == "We meet on Tuesdays"
    ada.submits(how="same", text="We meet on Wednesdays", lesson="Ferries change", review_on="2026-09-01")

    assert ada.errors == {}
    [post] = posts(bo)
    assert post.text == "D-1: We meet on Wednesdays"
    assert "Looked at again on 10 March 2026 by @Ada: changed" in post.reads
    assert "Lesson: Ferries change" in post.reads


def test_changed_by_another_decision_in_its_place(ada, bo, ticks):
    log(ada)
    ticks(days=8)
    ada.clicks("Change it", asked(ada)[0])
    ada.submits(how="anew", text="We meet online", reason="The ferry stopped", happened="No ferry since May")

    old, new = posts(bo)
    assert old.text == "D-1 (replaced by D-2): We meet on Tuesdays"
    assert "What happened: No ferry since May" in old.reads
    assert new.text == "D-2: We meet online"


def test_changing_nothing_is_refused_and_loses_nothing(ada, ticks):
    log(ada)
    ticks(days=8)
    ada.clicks("Change it", asked(ada)[0])
    ada.submits(how="same", review_on="2026-03-09", lesson="Ferries change")

    assert ada.errors == {"text": "Nothing has changed yet."}
    assert ada.form is not None


def test_withdrawn_from_the_letter_with_its_lesson(ada, bo, ticks):
    log(ada)
    ticks(days=8)
    ada.clicks("Withdraw", asked(ada)[0])
    ada.submits(reason="  ")
    assert "Why is it withdrawn?" in ada.errors["reason"]
    ada.submits(reason="No ferry any more", lesson="Do not hang a day on a ferry")

    [post] = posts(bo)
    assert post.text == "D-1 (withdrawn): We meet on Tuesdays"
    assert "Lesson: Do not hang a day on a ferry" in post.reads
    assert "review on" not in post.reads


def test_later_asks_again_in_a_week_however_often_it_is_clicked(ada, ticks):
    log(ada)
    ticks(days=8)
    letter = asked(ada)[0]
    ada.clicks("Later", letter)
    assert "Next look on 17 March 2026" in ada.dms[-1].reads
    ada.clicks_stale("Later", letter)
    ticks(days=8)

    assert days_of(asked(ada)) == ["Tue 17 Mar"]


def test_no_answer_is_reminded_once_and_then_a_convener_sees_it(ada, bo, ticks, convene):
    convene(bo)
    log(ada)
    ticks(days=35)

    assert days_of(asked(ada)) == ["Mon 09 Mar", "Mon 16 Mar"]
    assert asked(ada)[1].text.startswith("Once more:")
    bo.clicks("Convening", bo.opens_home())
    assert "D-1 waits to be looked at again, due on 9 March 2026" in bo.home.reads
    assert "Decisions to look at again" in ada.opens_home().reads


def test_stopping_them_stops_them_and_the_home_tab_still_has_them(ada, ticks):
    log(ada)
    log(ada, "We share one calendar", review_on="2026-03-20")
    ticks(days=8)
    ada.clicks("Stop these", asked(ada)[0])
    ticks(days=20)

    assert asked(ada) == []
    home = ada.opens_home()
    assert "We share one calendar" in home.reads
    ada.clicks("Later", home)
    assert "Next look" not in ada.home.reads


def test_several_of_one_day_are_one_letter_and_not_more_than_five(ada, ticks):
    for number in range(7):
        log(ada, f"We do thing number {number}")
    ticks(days=9)

    [letter] = asked(ada)
    assert letter.labels.count("Still right") == 5
    for _ in range(2):
        ada.clicks("Still right", asked(ada)[0])
        ada.submits(months="12")
    ticks(days=1)
    assert asked(ada)[-1].labels.count("Still right") == 2


def test_a_guest_and_somebody_of_another_workspace_can_do_it_all(chi, dan, ticks):
    log(chi)
    log(dan, "We use the harbour site")
    ticks(days=8)
    chi.clicks("Still right", asked(chi)[0])
    chi.submits(months="0")
    dan.clicks("Somebody else looks after it", asked(dan)[0])
    dan.submits(owner=["chi"])
    ticks(days=2)
    chi.clicks("I look after it", chi.dms[-1])
    chi.dm("keep D-2")

    assert "I shall not ask again" in chi.dms[0].reads or any("shall not ask" in each.reads for each in chi.dms)
    assert "looked after by @Chi" in posts(dan)[-1].reads
    assert "Still right. Thank you. Next look on" in chi.dms[-1].reads


def test_by_words_anywhere(ada, bo):
    log(ada)
    ada.dm("review D-1")
    assert ada.dms[-1].labels == DOORS
    ada.says("@Steward is D-1 still right?", channel="general")
    assert ada.whispers[-1].labels == DOORS
    ada.dm("Keep d-1!")
    assert ada.dms[-1].labels == ["Say what happened, or another day"]
    ada.clicks("Say what happened, or another day", ada.dms[-1])
    ada.submits(months="3", happened="All came")

    [post] = posts(bo)
    assert post.reads.count("Looked at again") == 1
    assert "next look on 2 June 2026" in post.reads
    assert "What happened: All came" in post.reads


def test_the_post_and_the_whole_story_have_the_way_to_say_so(ada):
    post = log(ada)
    assert "Still right?" in post.labels
    ada.clicks("Why?", post)
    assert ada.whispers[-1].labels[-2:] == ["Still right?", "Somebody else looks after it"]
    ada.clicks("Still right?", ada.whispers[-1])
    ada.clicks("Later", ada.whispers[-1])
    assert "Next look on 9 March 2026" in ada.whispers[-1].reads


def test_others_are_told_who_can_say(ada, bo, convene):
    post = log(ada)
    bo.clicks("Still right?", post)

    assert bo.whispers[-1].text == "Only Ada and the conveners can say whether D-1 is still right. Ask one of them."
    convene(bo)
    bo.clicks("Still right?", post)
    assert bo.whispers[-1].labels == DOORS


def test_an_answer_that_comes_late_is_told_kindly(ada, bo, ticks):
    post = log(ada)
    ticks(days=8)
    letter = asked(ada)[0]
    ada.clicks("Still right", letter)
    bo.clicks("Withdraw", post)
    bo.submits(reason="No ferry")
    ada.submits(months="3", happened="All came")

    assert "D-1 was withdrawn in the meantime. Thank you for looking" in str(ada.errors)
    ada.clicks_stale("Later", letter)
    assert "D-1 was withdrawn in the meantime" in "".join(each.reads for each in (*ada.dms, *ada.whispers))


def test_of_two_who_look_at_once_the_second_learns_what_the_first_said(ada, bo, ticks, convene):
    convene(bo)
    log(ada)
    for person in (ada, bo):
        person.dm("review D-1")
        person.clicks("Still right", person.dms[-1])
    bo.submits(months="6")
    ada.submits(months="12", happened="All came")

    assert "Bo has looked at D-1 while you were writing" in str(ada.errors)
    assert ada.form is not None
    assert "next look on 2 September 2026" in posts(ada)[0].reads


def test_who_looks_after_it_is_asked_first_and_may_decline(ada, bo, ticks):
    log(ada, owner=["bo"])
    ticks(days=1)
    assert "would you look after D-1?" in bo.dms[-1].text
    assert "looked after by" not in posts(ada)[0].reads
    bo.clicks("Not me", bo.dms[-1])
    assert "D-1 stays where it is" in bo.dms[-1].reads
    ticks(days=1)

    assert "would rather not, so it stays with you" in ada.dms[-1].text
    ticks(days=6)
    assert len(asked(ada)) == 1


def test_only_one_looks_after_it_and_they_must_see_it(ada, bo, chi):
    ada.dm("we decided to see")
    ada.clicks("Edit first", ada.dms[-1])
    ada.submits(text="We meet on Tuesdays", channel="C0GENERAL", owner=["bo", "chi"])
    assert "One person looks after a decision" in ada.errors["owner"]
    ada.submits(owner=["chi"], channel="C0STEERING")
    assert "They are not where it was decided" in ada.errors["owner"]
    assert posts(ada, "steering") == []


def test_for_an_owner_who_has_left_somebody_who_took_part_is_asked_else_a_convener(
    ada, bo, dan, workspace, ticks, convene
):
    convene(bo)
    log(ada, people=["dan"])
    log(ada, "We use the harbour site", channel="steering", people=["dan"])
    admin.change(workspace, "ada", is_deleted=True)
    ticks(days=8)

    assert "We meet on Tuesdays" in asked(dan)[0].reads
    assert "harbour" not in asked(dan)[0].reads  # not in #steering
    assert "harbour" in asked(bo)[0].reads
    dan.clicks("Still right", asked(dan)[0])
    dan.submits(months="3")
    assert "by @Dan: still right" in posts(bo)[0].reads


def test_an_answer_says_that_it_is_up_for_review_soon_and_when_it_was_due(ada, bo, clock):
    log(ada, review_on="2026-03-16")
    bo.dm("why do we meet on Tuesdays?")
    assert "up for review in two weeks, on 16 March 2026" in bo.dms[-1].reads
    assert "Still right?" not in bo.dms[-1].labels
    ada.dm("why do we meet on Tuesdays?")
    assert "Still right?" in ada.dms[-1].labels
    clock.forward(days=15)
    bo.dm("why do we meet on Tuesdays?")
    assert "review was due on 16 March 2026" in bo.dms[-1].reads


def test_an_answer_says_what_nobody_has_confirmed_for_long(ada, bo, clock):
    log(ada, review_on="")
    clock.forward(days=30 * 14)
    bo.dm("why do we meet on Tuesdays?")
    assert "not confirmed since it was made, 13 months ago" in bo.dms[-1].reads
    ada.dm("keep D-1")
    clock.forward(days=400)
    ada.dm("why do we meet on Tuesdays?")

    assert "last confirmed 13 months ago by @Ada" in ada.dms[-1].reads
    ada.clicks("Still right?", ada.dms[-1])
    assert any(each.labels == DOORS for each in (*ada.dms, *ada.whispers))


def test_conveners_see_whose_review_comes_next_week_as_far_as_they_may(ada, dan, clock, ticks, convene):
    convene(dan)
    log(ada)
    log(ada, "We use the harbour site", channel="steering")
    clock.forward(days=4)
    ticks(hours=8, every=2)

    preview = next(each for each in dan.dms if "Next week" in each.text)
    assert "Decisions to look at again" in preview.reads
    assert "We meet on Tuesdays" in preview.reads
    assert "harbour" not in preview.reads


@pytest.mark.parametrize(
    "words", ["<!channel> <@U0BO>", "&" * 2_000, "🦀" * 900, "שלום", "x\x00y \ud800", "*_~`>", "=SUM(1)", "a" * 2_000]
)
def test_strange_words_are_kept_and_do_no_harm(ada, words):
    log(ada, expected=words[:500])
    ada.dm("review D-1")
    ada.clicks("Still right", ada.dms[-1])
    ada.submits(months="3", happened=words, lesson=words)

    assert ada.errors == {}
    [post] = posts(ada)
    assert "<!channel>" not in str(post.blocks)
    assert "Looked at again" in post.reads


@pytest.mark.parametrize("said", ["keep D-1 " * 100_000, "keep D-" + "1" * 100_000, "review " + " " * 100_000 + "D-1"])
def test_endless_words_hang_nothing(ada, said):
    ada.dm(said[:40_000])

    assert ada.dms


@pytest.mark.parametrize("said", ["keep D-99", "review D-99", "keep D-999999999"])
def test_what_is_not_there_is_said(ada, said):
    ada.dm(said)

    assert "I know of no D-" in ada.dms[-1].text or "I know of no D-" in ada.whispers[-1].text


def test_nobody_reaches_a_private_decision_by_its_number(steward, ada, chi):
    log(ada, "We ask the ministry for money", channel="steering")

    for action in ("look", "keep", "change", "withdraw", "later", "hand", "accept", "decline"):
        click(steward, "U0CHI", f"review_{action}", '{"n":1}')
        assert chi.whispers[-1].text == "I know of no D-1 that you can see."
    for form in ("keep", "change", "withdraw"):
        answer = submit(steward, "U0CHI", f"review_{form}_form", '{"n":1}', text="Mine", reason="now", lesson="mine")
        assert "I know of no D-1" in answer.body


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ((2028, 2, 29), 12, (2029, 2, 28)),
        ((2026, 11, 30), 3, (2027, 2, 28)),
        ((2027, 11, 30), 3, (2028, 2, 29)),
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2026, 12, 1), 12, (2027, 12, 1)),
    ],
)
def test_months_later_is_a_day_that_there_is(day, months, then):
    assert months_later(date(*day), months) == date(*then)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-7, "review was due on 23 February 2026"),
        (0, "up for review today"),
        (1, "up for review tomorrow"),
        (5, "up for review in 5 days"),
        (7, "up for review in a week"),
        (14, "up for review in two weeks"),
        (22, "up for review in three weeks"),
        (30, "up for review in four weeks"),
        (31, "review on 2 April 2026"),
    ],
)
def test_when_it_comes_up_in_words(days, words):
    today = date(2026, 3, 2)
    decision = made(review_on=today + timedelta(days=days))

    assert words in record_lines.when(decision, today).replace("*", "")


def made(**more):
    at = datetime(2025, 3, 30, 0, 30, tzinfo=UTC)
    who = {"decided_by": "U0ADA", "decided_at": at, "logged_by": "U0ADA", "logged_at": at}
    return Decision(number=1, text="We meet", reason="", options="", channel="C0GENERAL", **who, **more)


def test_a_year_is_counted_in_the_days_of_the_partnership():
    """At half past midnight in UTC it is still the day before in New York."""
    decision = made()

    assert not decision_review.is_unconfirmed(decision, date(2026, 3, 29), ZoneInfo("Europe/London"))
    assert decision_review.is_unconfirmed(decision, date(2026, 3, 29), ZoneInfo("America/New_York"))


def test_the_letter_comes_in_the_morning_of_its_reader_on_the_day_the_clocks_change(ada, clock, ticks):
    log(ada, review_on="2026-03-30")  # in London the clocks went forward the night before
    clock.forward(days=27, hours=20)
    ticks(hours=6, every=1)

    [letter] = asked(ada)
    assert datetime.fromtimestamp(float(letter.ts), ZoneInfo("Europe/London")).strftime("%d %H") == "30 09"


@pytest.fixture
def begin(any_memory):
    """A partnership with a decision that comes up today, and four conveners."""
    begin = any_memory.of(any_memory.partnership("T1", name="Home", at=MONDAY_9).id)
    with begin() as db:
        db.add(Channel(channel="C1", name="general", is_private=False, people_known_at=MONDAY_9))
        for name in ("ADA", "BO", "CHI", "DAN"):
            seen = {"met_at": MONDAY_9, "refreshed_at": MONDAY_9}
            db.add(Member(team="T1", person=name, name=name, kind=FULL, is_convener=True, **seen))
            db.add(ChannelPerson(channel="C1", person=name))
        db.flush()
        wording = Wording("We meet on Tuesdays", "the ferry does", review_on=MONDAY_9.date(), expected="ferries")
        ada = members.by_person(db, "ADA")
        decisions.log(db, wording, origin=Origin("ADA", MONDAY_9), channel="C1", by=ada, at=MONDAY_9)
    return begin


def at_once(do, people):
    with ThreadPoolExecutor(len(people)) as several:
        return [each.result() for each in [several.submit(do, person) for person in people]]


def test_however_many_clocks_tick_at_once_it_is_asked_once(begin):
    def ask(_):
        with begin() as db:
            decision_review.ask_due(db, "ADA", lambda people: dict.fromkeys(people, MONDAY_9.date()), at=MONDAY_9)

    at_once(ask, range(4))
    with begin(reading=True) as db:
        assert list(reviews.owners_due(db, until=MONDAY_9.date())) == []
        assert len(reviews.waiting_for(db, "ADA")) == 1
        assert len(digests.waiting_for(db, "ADA", until=MONDAY_9)) == 1


def test_of_four_who_look_at_the_same_moment_one_is_heard_and_the_others_are_told(begin):
    def keep(person):
        learned = Learned(happened=f"what {person} saw", lesson="wombats", seen=0)
        try:
            with begin() as db:
                me = members.by_person(db, person)
                decision_review.keep(db, 1, learned, next_on=date(2026, 9, 2), by=me, at=MONDAY_9)
        except Refusal as refused:
            return refused.words
        return ""

    told = at_once(keep, ["ADA", "BO", "CHI", "DAN"])
    assert sorted(bool(words) for words in told) == [False, True, True, True]
    with begin(reading=True) as db:
        [row] = reviews.all_of(db, [1])[1]
        assert (row.outcome, row.next_on) == ("kept", date(2026, 9, 2))
        assert [hit.record_id for hit in search_index.find(db, Query("wombats"))] == [1]


def test_what_was_taken_back_at_once_leaves_no_lesson(begin):
    with begin() as db:
        ada = members.by_person(db, "ADA")
        learned = Learned(lesson="wombats")
        decision, _ = decision_review.keep(db, 1, learned, next_on=None, by=ada, at=MONDAY_9)
        decisions.erase(db, decision, by=ada, at=MONDAY_9)

    with begin(reading=True) as db:
        assert reviews.all_of(db, [1]) == {1: []}
        assert search_index.find(db, Query("wombats ferries")) == []
