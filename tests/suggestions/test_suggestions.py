"""Noticing, told as conversations: with consent, privately, seldom, and without keeping what was read."""

import pytest
from sqlalchemy import inspect, text

from tests.commitments.test_commitments import WHO
from tests.decisions.test_capture import posts_at_top
from tests.decisions.test_decisions import posts

PROMISE = "I'll send the tide data to Bo by Friday"
DECISION = "So we decided to use the harbour site because the tide gauge is already there."


@pytest.fixture
def person(request, steward, workspace):
    return workspace.person(request.param)


@pytest.fixture
def noticing(ada):
    """Switched on in #general; what the channel was told stands first."""
    ada.says("@Steward notice on", channel="general")


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_anybody_there_switches_it_on_and_the_channel_is_told_plainly_once(person, bo):
    person.says("@Steward notice on", channel="general")
    person.says("@Steward notice on", channel="general")

    [told] = posts(bo)
    assert f"@{person.user.real_name} has asked me to look out" in told.reads
    assert "I keep nothing of what I read" in told.reads
    assert "looking out here already" in person.whispers[-1].reads


def test_where_it_is_off_nothing_is_noticed(ada, bo):
    bo.says(PROMISE, channel="general")
    bo.says(DECISION, channel="general")
    assert bo.whispers == []

    ada.says("@Steward notice on", channel="general")
    ada.says("@Steward notice off", channel="general")
    assert "no longer look" in posts(bo)[-1].reads
    bo.says(PROMISE, channel="general")
    assert bo.whispers == []


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_a_promise_is_offered_only_to_its_author_with_the_day_already_right(noticing, person, workspace, ada):
    person.says(PROMISE, channel="general")

    [offer] = person.whispers
    assert "Remember this for you?" in offer.reads
    assert "by Friday 6 March 2026" in offer.reads
    assert "for @Bo" in offer.reads
    assert offer.labels == ["Remember it", "Change", "Not a promise", "Never ask me"]
    assert len(posts(ada)) == 1
    person.clicks("Remember it", offer)
    person.dm("my promises")
    assert "tide data" in person.dms[-1].reads


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_a_decision_is_asked_about_privately_and_kept_through_the_form(noticing, person, ada):
    person.says(DECISION, channel="general")

    [offer] = person.whispers
    assert "Was that a decision?" in offer.reads
    assert offer.labels == ["Keep it", "Not a decision", "Never ask me"]
    person.clicks("Keep it", offer)
    assert "harbour site" in person.form.values["text"]
    assert "tide gauge" in person.form.values["reason"]
    person.submits(channel="general")
    assert "harbour site" in posts_at_top(ada)[-1].reads


def test_a_short_yes_is_read_with_what_it_answers(noticing, ada, bo):
    asked = ada.says("Could you send the tide data to @ada by Friday?", channel="general")
    bo.says("will do", channel="general", thread=asked)

    [offer] = bo.whispers
    for words in ("Send the tide data", "for @Ada", "by Friday 6 March 2026"):
        assert words in offer.reads
    bo.clicks("Remember it", offer)
    ada.dm("my promises")
    assert "tide data" in ada.dms[-1].reads


def test_change_opens_the_form(noticing, bo):
    bo.says(PROMISE, channel="general")
    bo.clicks("Change", bo.whispers[-1])
    assert "tide data" in bo.form.values["text"]
    bo.submits(due_on="2026-03-09")

    assert "by Monday 9 March 2026" in bo.whispers[-1].reads


def test_one_offer_an_hour_and_three_a_day(noticing, bo, clock):
    for minutes in (0, 30, 31, 61, 61, 61, 61):
        clock.forward(minutes=minutes)
        bo.says(PROMISE, channel="general")

    assert len(bo.whispers) == 3
    clock.forward(days=1)
    bo.says(PROMISE, channel="general")
    assert len(bo.whispers) == 4


def test_never_ask_me_is_kept_until_they_want_it_again(noticing, bo, clock):
    bo.says(PROMISE, channel="general")
    bo.clicks("Never ask me", bo.whispers[-1])
    clock.forward(hours=2)
    bo.says(PROMISE, channel="general")
    assert "I ask you no more" in bo.whispers[-1].reads

    bo.clicks("Ask me again", bo.whispers[-1])
    bo.says(PROMISE, channel="general")
    assert "Remember this for you?" in bo.whispers[-1].reads


def test_a_channel_that_says_no_is_asked_no_more(noticing, bo, clock):
    offers = 0
    for _ in range(20):
        clock.forward(days=1)
        bo.says("I'm going to look at the gauge tomorrow", channel="general")
        if bo.whispers and "Not a promise" in bo.whispers[-1].labels:
            offers += 1
            bo.clicks("Not a promise", bo.whispers[-1])

    assert 0 < offers <= 10
    assert "kept nothing" in bo.whispers[-1].reads


def test_nothing_of_what_was_read_is_kept(noticing, bo, memory):
    bo.says("I'll polish the xylophone by Friday", channel="general")
    bo.clicks("Not a promise", bo.whispers[-1])
    bo.says("I'll just say xylophone", channel="general")

    assert kept_anywhere(memory, "xylophone") == []
    bo.dm("I'll polish the xylophone by Friday")
    bo.clicks("Save", bo.dms[-1])
    assert kept_anywhere(memory, "xylophone") == ["commitments"]  # so it would have been found


def kept_anywhere(memory, word):
    """The tables that have a word somewhere."""
    found = []
    with memory.engine.connect() as connection:
        for table in inspect(memory.engine).get_table_names():
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).all()
            if any(word in str(row) for row in rows):
                found.append(table)
    return found


@pytest.mark.parametrize(
    "said",
    [
        "Will you send it by Friday?",
        "Bo said he'd send the data by Friday",
        "If it rains I'll stay at home",
        "hm",
        "Thanks!",
    ],
)
def test_what_is_neither_is_left_alone(noticing, bo, said):
    bo.says(said, channel="general")

    assert bo.whispers == []


def test_what_is_said_to_me_has_its_own_doors(noticing, bo):
    bo.says(f"@Steward {PROMISE}", channel="general")

    [draft] = bo.whispers
    assert draft.labels == ["Save", "Edit first", "Not a promise"]


def test_programs_promise_nothing(noticing, workspace, ada):
    workspace.add_bot("B0TIDES", "gauge")
    ada.invites("gauge", "general")
    workspace.bot_says("gauge", PROMISE, channel="general")

    assert len(posts(ada)) == 1


def test_a_channel_that_lets_me_in_again_is_asked_again(noticing, bo, ada, workspace):
    workspace.person("steward").leaves("general")
    ada.invites("steward", "general")
    bo.says(PROMISE, channel="general")

    assert bo.whispers == []


def test_in_private_the_switch_is_explained(ada):
    ada.dm("notice on")

    assert "in the channel you mean" in ada.dms[-1].reads


def test_a_message_that_is_gone_cannot_be_kept(noticing, bo):
    said = bo.says(DECISION, channel="general")
    bo.deletes(said)
    bo.clicks("Keep it", bo.whispers[-1])

    assert "no longer there" in bo.whispers[-1].reads


@pytest.mark.parametrize(
    "words", ["I'll " * 8_000, "x" * 40_000, "I'll tell <!channel> by Friday", "I'll \u202eetar it by Friday"]
)
def test_strange_words_are_taken_calmly(noticing, bo, words):
    bo.says(words, channel="general")

    assert "broke" not in " ".join(each.text for each in bo.whispers)
    assert "<!channel>" not in str([each.blocks for each in bo.whispers])
