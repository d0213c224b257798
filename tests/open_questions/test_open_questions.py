"""Unanswered: what nobody has recorded is asked of those who would know, and comes back as memory."""

import pytest
from sqlalchemy import select

from bot.runtime.app import FAULT
from bot.sandbox.people import admin
from storage import notification_settings, open_questions, whys
from storage.events import Event
from storage.members import Member
from tests.decisions.test_decisions import log
from tests.runtime.test_forgery import click, submit

QUESTION = "why is the harbour hall painted bright red?"
ABOUT = "We let the harbour school use the hall because it stands empty"
PILOTS = "Pilots look for red when they come in"


def asks(person, question=QUESTION, channel="general"):
    """Somebody asks in a channel and gets no sure answer; what they see."""
    person.says(f"@Steward {question}", channel=channel)
    return person.whispers[-1]


def asks_around(person, question=QUESTION, channel="general", **filled):
    """The same, and they say yes; what they read then."""
    person.clicks("Ask those who would know", asks(person, question, channel))
    person.submits(**filled)
    return person.form.reads


def letters(person):
    return [each for each in person.dms if "would like to know" in each.text]


def convene(steward, *people):
    with steward.begin() as db:
        for person in people:
            db.scalars(select(Member).filter_by(person=person.id)).one().is_convener = True


def tick(steward, clock, **later):
    if later:
        clock.forward(**later)
    steward.tick()


def answers_by_form(person, letter, text=PILOTS, **more):
    person.clicks("Answer", letter)
    person.submits(text=text, **more)


@pytest.mark.parametrize("asker", ["ada", "chi", "dan"])
def test_from_silence_to_memory(workspace, bo, asker, steward):
    log(bo, ABOUT)
    person = workspace.person(asker)
    silence = asks(person)
    assert "nothing recorded" in silence.reads
    person.clicks("Ask those who would know", silence)
    assert "@Bo, who decided D-1" in person.form.reads
    steward.tick()
    assert letters(bo) == []  # nothing is sent before the click

    person.submits()
    assert "I ask @Bo" in person.form.reads
    steward.tick()
    [letter] = letters(bo)
    assert f"@{person.user.real_name} would like to know" in letter.reads
    assert "hall painted bright red" in letter.reads
    assert "you decided D-1" in letter.reads
    assert letter.labels == ["Answer", "I do not know", "Later", "Stop these"]

    answers_by_form(bo, letter, reason="It stands out against the dunes", source="https://example.org/minutes")
    steward.tick()
    answer = person.dms[-1]
    assert PILOTS in answer.reads
    assert "answered by @Bo" in answer.reads
    person.clicks("That helped", answer)
    assert "That helped" not in person.dms[-1].labels
    assert "Thank you" in bo.dms[-1].reads

    again = asks(workspace.person("ada"))
    assert PILOTS in again.reads
    assert "W-1" in again.reads
    assert "nothing recorded" not in again.reads
    person.dm("why W-1?")
    assert "stands out against the dunes" in person.dms[-1].reads


def test_other_words_and_without_a_name(ada, bo, steward):
    log(bo, ABOUT)
    ada.clicks("Ask those who would know", asks(ada))
    ada.submits(question="Who chose the colour of the harbour hall?", name="unnamed")
    steward.tick()

    [letter] = letters(bo)
    assert "Somebody of the partnership would like to know" in letter.reads
    assert "Who chose the colour" in letter.reads
    assert "bright red" not in letter.reads
    assert "Ada" not in letter.reads
    with steward.begin(reading=True) as db:
        assert db.scalars(select(Event.by).where(Event.what == "why.asked")).all() == [""]  # nor does the journal


def test_saying_no_sends_and_keeps_nothing(ada, bo, steward):
    log(bo, ABOUT)
    ada.clicks("Ask those who would know", asks(ada))
    ada.closes()
    ada.dm("ask around: why is the harbour hall red?")
    ada.clicks("No, leave it", ada.dms[-1])
    steward.tick()

    assert letters(bo) == []
    assert "I have asked nobody" in ada.dms[-1].reads
    with steward.begin(reading=True) as db:
        assert whys.every_open(db) == []


@pytest.mark.parametrize("words", ["ask around", "yes, ask", "Yes please ask them!", "ask those who would know"])
@pytest.mark.parametrize("who", ["ada", "dan"])
def test_in_words_it_means_what_they_asked_last(workspace, bo, steward, words, who):
    log(bo, ABOUT)
    person = workspace.person(who)
    person.dm(QUESTION)
    person.dm(words)
    preview = person.dms[-1]
    assert "hall painted bright red" in preview.reads
    assert "@Bo, who decided D-1" in preview.reads
    steward.tick()
    assert letters(bo) == []
    person.clicks("Ask them", preview)
    steward.tick()

    assert len(letters(bo)) == 1


def test_without_a_question_before_it_asks_which(ada):
    ada.says("@Steward ask around", channel="general")
    assert "Which question do you mean?" in ada.whispers[-1].reads
    ada.says(f"@Steward ask around: {QUESTION}", channel="general")
    assert "hall painted bright red" in ada.whispers[-1].reads


def test_from_the_home_tab_a_form_leads_to_the_next(ada, bo, steward):
    log(bo, ABOUT)
    ada.opens_home()
    ada.clicks("Ask why", ada.home)
    ada.submits(question=QUESTION)
    ada.submits()
    assert "@Bo, who decided D-1" in ada.form.reads
    ada.submits()
    assert "I ask @Bo" in ada.form.reads


@pytest.mark.parametrize("other", ["dan", "chi"])
def test_several_who_ask_the_same_are_told_together(ada, bo, workspace, other, steward, clock):
    log(bo, ABOUT)
    other = workspace.person(other)
    asks_around(ada)
    steward.tick()
    other.clicks("Ask those who would know", asks(other, "why is the harbour hall painted bright red??"))
    assert "asked already" in other.form.reads
    assert "Ada" not in other.form.reads
    other.submits()
    assert "together with the others" in other.form.reads
    tick(steward, clock, hours=26)
    assert len(letters(bo)) == 1

    answers_by_form(bo, letters(bo)[0])
    steward.tick()
    assert all(PILOTS in each.dms[-1].reads for each in (ada, other))


def test_asking_twice_asks_once(ada, bo, steward):
    log(bo, ABOUT)
    asks_around(ada)

    assert "You have asked this already" in asks_around(ada)


def test_at_most_two_are_asked_and_who_does_not_know_leads_to_the_next(ada, bo, chi, dan, steward, clock, workspace):
    eve = workspace.add_user("U0EVE", name="eve", real_name="Eve", email="eve@tidewater-trust.example")
    bo.invites("eve", "general")
    eve = workspace.person("eve")
    ada.types("/decision")
    ada.submits(text=ABOUT, people=["bo", "chi", "dan", "eve"], channel="general")
    asker = workspace.person("dan")
    assert "I ask @Ada and @Bo" in asks_around(asker)
    steward.tick()
    assert [len(letters(each)) for each in (ada, bo, chi, eve)] == [1, 1, 0, 0]

    bo.clicks("I do not know", letters(bo)[0])
    assert "goes on without you" in bo.dms[-1].reads
    tick(steward, clock, hours=1)
    assert [len(letters(each)) for each in (chi, eve)] == [1, 0]
    chi.clicks("I do not know", letters(chi)[0])
    tick(steward, clock, hours=1)
    assert len(letters(eve)) == 1


def test_who_leaves_or_stops_these_is_replaced(ada, bo, chi, dan, steward, clock, workspace):
    ada.types("/decision")
    ada.submits(text=ABOUT, people=["bo", "chi"], channel="general")
    asks_around(dan)
    steward.tick()
    ada.clicks("Stop these", letters(ada)[0])
    tick(steward, clock, minutes=5)
    tick(steward, clock, minutes=5)
    assert len(letters(chi)) == 1
    admin.change(workspace, "bo", is_deleted=True)
    tick(steward, clock, minutes=5)

    with steward.begin(reading=True) as db:
        [why] = whys.every_open(db)
        states = {row.person: row.state for row in open_questions.asked(db, why.id)}
    assert states == {ada.id: "gone", bo.id: "gone", chi.id: "asked"}


def test_a_reply_in_the_thread_becomes_a_draft_that_they_send(ada, bo, steward):
    log(bo, ABOUT)
    asks_around(ada)
    steward.tick()
    bo.dm(f"Because we decided it so: {PILOTS} <!channel>", thread=letters(bo)[0])
    draft = bo.dms[-1]
    assert "Shall I keep this as your answer to W-1?" in draft.reads
    steward.tick()
    assert PILOTS not in ada.dms[-1].reads if ada.dms else True
    bo.clicks("Send it", draft)
    steward.tick()

    assert PILOTS in ada.dms[-1].reads
    assert "<!channel>" not in str(ada.dms[-1].blocks)


def test_what_they_write_in_private_is_offered_as_the_answer_and_may_be_none(ada, bo, steward):
    log(bo, ABOUT)
    asks_around(ada)
    steward.tick()
    bo.dm("Pilots need a landmark, I think")
    bo.clicks("Not an answer", bo.dms[-1])
    assert "not an answer" in bo.dms[-1].reads
    bo.dm("Pilots need a landmark, I think")
    bo.clicks("Edit first", bo.dms[-1])
    assert bo.form.values["text"] == "Pilots need a landmark, I think"
    bo.submits(text=PILOTS)
    steward.tick()

    assert PILOTS in ada.dms[-1].reads


def test_a_question_back_in_the_thread_is_a_question(ada, bo, steward):
    log(bo, ABOUT)
    asks_around(ada)
    steward.tick()
    bo.dm("why do we let the school use the hall?", thread=letters(bo)[0])

    assert "Shall I keep this" not in bo.dms[-1].reads
    assert "D-1" in bo.dms[-1].reads


def test_not_what_i_meant_asks_once_more_and_no_third_time(ada, bo, steward, clock):
    log(bo, ABOUT)
    asks_around(ada)
    steward.tick()
    answers_by_form(bo, letters(bo)[0])
    tick(steward, clock, hours=25)
    ada.clicks("Not what I meant", ada.dms[-1])
    ada.submits(question="Who chose red for the hall?")
    tick(steward, clock, hours=1)
    letter = letters(bo)[-1]
    assert "Who chose red" in letter.reads
    assert "you answered W-1" in letter.reads

    answers_by_form(bo, letter, text="The first harbour master")
    tick(steward, clock, hours=1)
    assert "The first harbour master" in ada.dms[-1].reads
    assert "Not what I meant" not in ada.dms[-1].labels
    ada.dm("why is the harbour hall red?")
    assert PILOTS in ada.dms[-1].reads  # the first answer stays


def test_after_a_week_the_asker_is_told_once_and_it_stays_open(ada, bo, chi, steward, clock):
    log(bo, ABOUT)
    convene(steward, chi)
    asks_around(ada)
    for _ in range(4):
        tick(steward, clock, hours=48)
    told = [each for each in ada.dms if "Nobody has answered your question W-1 yet" in each.reads]
    assert len(told) == 1
    tick(steward, clock, hours=24)
    assert len([each for each in ada.dms if "Nobody has answered" in each.reads]) == 1
    chi.dm("open questions")
    assert "hall painted bright red" in chi.dms[-1].reads


def test_the_asker_sees_and_takes_back_their_own(ada, bo, steward):
    log(bo, ABOUT)
    asks_around(ada)
    ada.opens_home()
    assert "Questions of yours, still open" in ada.home.reads
    ada.clicks("Take it back", ada.home)
    assert "Questions of yours" not in ada.home.reads
    steward.tick()

    assert letters(bo) == []


def test_conveners_answer_put_it_to_somebody_else_and_close(ada, bo, chi, dan, steward, clock):
    convene(steward, bo)
    log(ada, "We keep the minutes in one folder because three was a mess")
    asks_around(dan)
    asks_around(dan, "why does the ferry skip the island in winter?")
    asks_around(dan, "why do seals get a day of their own?")
    bo.clicks("Convening", bo.opens_home())
    assert "Questions without an answer" in bo.home.reads
    bo.clicks("Ask somebody else", bo.home)
    bo.submits(people=["chi"])
    bo.opens_home()
    steward.tick()
    assert "a convener thinks that you would know" in letters(chi)[0].reads

    submit(steward, bo.id, "why_close_form", '{"n":2}', reason="The ferry line never told us")
    bo.opens_home()
    bo.clicks("Answer", bo.home)
    bo.submits(text=PILOTS)
    bo.opens_home()
    assert "bright red" not in bo.home.reads
    tick(steward, clock, hours=1)
    news = " ".join(each.reads for each in dan.dms)
    assert PILOTS in news
    assert "The ferry line never told us" in news


@pytest.mark.parametrize(("to", "words"), [("dan", "cannot bring"), ("steward", "Only a person")])
def test_a_question_is_not_put_to_its_asker_nor_to_a_program(bo, dan, steward, to, words):
    convene(steward, bo)
    asks_around(dan)
    bo.clicks("Convening", bo.opens_home())
    bo.clicks("Ask somebody else", bo.home)
    bo.submits(people=[to])

    assert words in bo.errors["people"]


def test_whoever_stopped_these_is_refused_in_the_same_words_as_whoever_asks(bo, chi, dan, steward):
    convene(steward, bo)
    with steward.begin() as db:
        notification_settings.stop(db, chi.id, "why_ask", at=steward.clock())
    asks_around(dan)
    refusals = []
    for person in ("dan", "chi"):
        bo.clicks("Convening", bo.opens_home())
        bo.clicks("Ask somebody else", bo.home)
        refusals += [bo.submits(people=[person])["people"]]
        bo.closes()

    assert len(set(refusals)) == 1


def test_where_nobody_would_know_it_is_kept_open_for_conveners(chi, dan, steward):
    asked = asks(chi, "why do penguins wear tuxedos?")
    chi.clicks("Ask those who would know", asked)
    assert "I know of nobody" in chi.form.reads
    chi.submits()
    assert "I keep it open as W-1" in chi.form.reads


def test_of_two_who_answer_the_second_loses_nothing_and_hears_it(ada, bo, chi, dan, steward):
    ada.types("/decision")
    ada.submits(text=ABOUT, people=["bo"], channel="general")
    asks_around(dan)
    steward.tick()
    bo.clicks("Answer", letters(bo)[0])
    answers_by_form(ada, letters(ada)[0])
    bo.submits(text="The paint was cheap")

    assert "was answered in the meantime" in next(iter(bo.errors.values()))


@pytest.mark.parametrize(
    ("filled", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x", "settled_on": "2031-01-01"}, "settled_on"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_beside_its_field(ada, bo, steward, filled, field):
    log(bo, ABOUT)
    asks_around(ada)
    steward.tick()
    bo.clicks("Answer", letters(bo)[0])
    bo.submits(**filled)

    assert list(bo.errors) == [field]


def test_five_open_questions_are_enough(ada, bo):
    log(bo, ABOUT)
    for number in range(5):
        asks_around(ada, f"why does buoy {number} blink at night?")
    ada.clicks("Ask those who would know", asks(ada))
    ada.submits()

    assert "5 questions of yours are open" in ada.errors["question"]


def test_what_waits_for_somebody_is_on_their_home_tab_and_in_their_list(ada, bo, chi, steward):
    log(bo, ABOUT)
    asks_around(chi)
    bo.opens_home()
    assert "Questions you may know the answer to" in bo.home.reads
    bo.dm("open questions")
    bo.clicks("I do not know", bo.dms[-1])
    assert "hall" not in bo.dms[-1].reads
    bo.opens_home()
    assert "I do not know" not in bo.home.labels


def test_who_is_away_for_long_is_not_asked(ada, bo, steward, clock):
    log(bo, ABOUT)
    bo.opens_home()
    bo.clicks("What I get, and when", bo.home)
    bo.submits(away_until="2026-03-20")
    ada.clicks("Ask those who would know", asks(ada))

    assert "Bo" not in ada.form.reads


# nothing leaks


def test_a_question_from_a_private_channel_stays_with_its_people(ada, bo, chi, dan, steward, clock):
    """Chi took part in what lies nearest, and convenes; but is not in the channel."""
    convene(steward, chi)
    bo.types("/decision")
    bo.submits(text=ABOUT, people=["chi"], channel="general")
    said = asks_around(ada, channel="steering")
    assert "I ask @Bo" in said
    assert "Chi" not in said
    for _ in range(3):
        tick(steward, clock, hours=72)
    chi.clicks("Convening", chi.opens_home())
    chi.dm("open questions")
    assert "bright red" not in chi.home.reads + chi.dms[-1].reads
    assert "Questions without an answer" not in chi.home.reads
    assert "0 altogether" in chi.dms[-1].reads
    for action in ("why_reply", "why_put", "why_close", "why_pass", "why_withdraw", "why_helped", "why_again"):
        click(steward, chi.id, action, '{"n":1}')
        assert "W-1" in chi.whispers[-1].text
        assert "know of no" in chi.whispers[-1].text

    bo.clicks("Answer", letters(bo)[0])
    assert "Everybody of the partnership" not in bo.form.reads
    bo.submits(text=PILOTS)
    steward.tick()
    assert PILOTS in ada.dms[-1].reads
    for outsider in (chi, dan):
        outsider.dm(QUESTION)
        assert "Pilots" not in outsider.dms[-1].reads
        outsider.dm("why W-1")
        assert "Pilots" not in outsider.dms[-1].reads
    bo.dm(QUESTION)
    assert PILOTS in bo.dms[-1].reads


def test_who_is_asked_does_not_tell_of_a_record_that_the_asker_may_not_see(ada, bo, chi, steward):
    log(bo, ABOUT, channel="steering")
    chi.clicks("Ask those who would know", asks(chi))

    assert "Bo" not in chi.form.reads
    assert "D-1" not in chi.form.reads


def test_who_may_not_see_the_record_is_not_asked_because_of_it(ada, bo, chi, steward):
    ada.types("/decision")
    ada.submits(text=ABOUT, people=["chi"], channel="C0STEERING")
    said = asks_around(bo)

    assert "Ada" in said
    assert "Chi" not in said


def test_the_same_question_in_private_channels_is_not_joined_from_outside(ada, bo, chi, steward):
    log(bo, ABOUT)
    asks_around(ada, channel="steering")
    chi.clicks("Ask those who would know", asks(chi))

    assert "asked already" not in chi.form.reads


def test_an_answer_reaches_only_channels_that_all_askers_see(ada, bo, chi, steward):
    log(bo, ABOUT)
    asks_around(chi)
    steward.tick()
    bo.clicks("Answer", letters(bo)[0])
    assert "#general" in str(bo.form.blocks)
    assert "#steering" not in str(bo.form.blocks)
    bo.closes()
    answer = submit(steward, bo.id, "why_reply_form", '{"n":1}', text=PILOTS, channel="C0STEERING")
    assert "Not all who asked" in answer.body


def test_the_channels_offered_do_not_tell_who_asks_without_a_name(ada, bo, steward):
    log(bo, ABOUT)
    ada.dm(QUESTION)
    ada.clicks("Ask those who would know", ada.dms[-1])
    ada.submits(name="unnamed")
    steward.tick()
    bo.clicks("Answer", letters(bo)[0])

    assert "People of #" not in str(bo.form.blocks)
    assert "Everybody of the partnership" in str(bo.form.blocks)


def test_whoever_was_not_asked_cannot_answer(ada, bo, dan, steward):
    log(bo, ABOUT)
    asks_around(ada)
    steward.tick()
    answer = submit(steward, dan.id, "why_reply_form", '{"n":1}', text="Mine")
    assert "I know of no question W-1" in answer.body
    click(steward, dan.id, "why_draft_send", '{"n":1}')
    assert "I know of no question W-1" in dan.whispers[-1].text


def test_a_made_up_list_of_people_reaches_nobody_who_would_not_know(ada, bo, chi, steward):
    log(bo, ABOUT)
    click(steward, ada.id, "why_ask_now", '{"q":"why is the harbour hall red?","at":"C0GENERAL","p":["U0CHI","U0DAN"]}')
    steward.tick()

    assert letters(chi) == []
    assert "cannot be asked any more" in ada.whispers[-1].text


def test_a_place_where_they_are_not_is_refused(chi, steward):
    click(steward, chi.id, "why_ask_now", '{"q":"why is the hall red?","at":"C0STEERING"}')

    assert "I cannot tell any more who is in that channel" in chi.whispers[-1].text


def test_whoever_left_the_private_channel_is_told_no_answer(ada, bo, steward):
    log(bo, ABOUT, channel="steering")
    asks_around(ada, channel="steering")
    steward.tick()
    ada.leaves("steering")
    answers_by_form(bo, letters(bo)[0])
    steward.tick()

    assert all(PILOTS not in each.reads for each in ada.dms)


# strange words


@pytest.mark.parametrize(
    "words",
    ["x" * 20_000, "<!channel> *bold* <@U0BO>", "\u202egnihton", "why\x00 not?", "💥" * 50, "   ", "ask " * 3_000],
)
def test_strange_words_at_every_door_are_taken_calmly(ada, bo, steward, words, caplog):
    log(bo, ABOUT)
    ada.says(f"@Steward ask around: {words}", channel="general")
    ada.dm(f"ask around {words}")
    asks_around(ada)
    steward.tick()
    bo.dm(words, thread=letters(bo)[0])
    submit(steward, bo.id, "why_reply_form", '{"n":1}', text=words, reason=words, source=words)
    submit(steward, ada.id, "why_ask_form", '{"q":"why?","at":""}', question=words)
    steward.tick()

    seen = [*ada.whispers, *ada.dms, *bo.dms, *bo.whispers]
    assert FAULT not in " ".join(each.text for each in seen)
    assert "<!channel>" not in str([each.blocks for each in seen])
    assert "listener failed" not in caplog.text


WHY_BUTTONS = ["reply", "pass", "draft_send", "draft_edit", "draft_dismiss", "withdraw", "put", "close", "helped"]


@pytest.mark.parametrize("action", [*WHY_BUTTONS, "again", "ask", "ask_now"])
def test_a_made_up_value_opens_nothing_and_breaks_nothing(steward, ada, action):
    for value in ("", "abc", "{}", '{"n":-1}', '{"n":0}', '{"n":99999999999}', '{"q":1}', '{"q":"","at":"C0NOWHERE"}'):
        assert click(steward, "U0ADA", f"why_{action}", value).status == 200

    assert ada.form is None
    assert len(ada.whispers) == 8
