"""Asking why, told as conversations."""

from datetime import timedelta

import pytest

from tests.test_capture import posts_at_top
from tests.test_decisions import log, posts

SITE = "We use the harbour site because the tide gauge is already there"


@pytest.mark.parametrize("asker", ["ada", "chi", "dan"])
def test_asking_by_mention_answers_only_the_asker(workspace, ada, bo, asker):
    log(bo, SITE)
    person = workspace.person(asker)
    person.says("@Steward why did we choose the harbour site?", channel="general")

    [answer] = person.whispers
    for words in (
        "We use the harbour site",
        "the tide gauge is already there",
        "@Bo (Tidewater Trust)",
        "2 March 2026",
    ):
        assert words in answer.reads
    assert answer.labels == ["Share here", "Not what I meant"]
    assert "Only you can see this" in answer.reads


@pytest.mark.parametrize("asker", ["ada", "chi", "dan"])
def test_asking_in_private(workspace, bo, asker):
    log(bo, SITE)
    person = workspace.person(asker)
    person.dm("why did we choose the harbour site?")

    [answer] = person.dms
    assert "the tide gauge is already there" in answer.reads
    assert "Share here" not in answer.labels


@pytest.mark.parametrize("asker", ["ada", "chi", "dan"])
def test_asking_from_the_home_tab(workspace, bo, asker):
    log(bo, SITE)
    person = workspace.person(asker)
    person.opens_home()
    person.clicks("Ask why", person.home)
    person.submits(question="the harbour site?")

    assert "the tide gauge is already there" in person.form.reads


def test_asking_by_command(ada, bo):
    log(bo, SITE)
    ada.types("/ask-why did we choose the harbour site?")

    assert "the tide gauge is already there" in ada.whispers[-1].reads


@pytest.mark.parametrize("said", ["", "help", "?"])
def test_asking_nothing_shows_the_usage(ada, said):
    ada.types(f"/ask-why {said}")

    assert "/ask-why did we choose the harbour site?" in ada.whispers[-1].reads


def test_without_a_record_it_says_so(ada, bo):
    log(bo, SITE)
    ada.types("/ask-why do penguins wear tuxedos?")

    assert "I have nothing recorded on that" in ada.whispers[-1].reads
    assert "tide gauge" not in ada.whispers[-1].reads


def test_at_most_three_numbered_records_and_then_the_next(ada):
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        log(ada, f"We meet at the harbour on {day} because of the {day} tide")
    ada.types("/ask-why do we meet at the harbour?")

    first = ada.whispers[-1]
    assert all(f"{rank}.  D-" in first.reads for rank in (1, 2, 3))
    assert "4.  D-" not in first.reads
    ada.clicks("Not what I meant", first)
    second = ada.whispers[-1]
    assert all(f"{rank}.  D-" in second.reads for rank in (4, 5))
    ada.clicks("Not what I meant", second)
    assert "That is all I have" in ada.whispers[-1].reads


def test_of_a_long_reason_the_sentence_that_answers_is_quoted(ada):
    evening = "That evening was long and the coffee was cold. " * 12
    log(ada, f"We meet on Tuesdays because {evening}The ferry to Skerry does not run on Mondays. {evening}")

    ada.types("/ask-why is there no meeting when the ferry does not run?")
    assert "… " in ada.whispers[-1].reads
    assert "The ferry to Skerry does not run on Mondays." in ada.whispers[-1].reads
    assert ada.whispers[-1].reads.count("That evening was long") < 9

    ada.types("/ask-why D-1")
    assert ada.whispers[-1].reads.count("That evening was long") == 24


def test_of_two_decisions_that_of_the_time_asked_for_comes_first(ada, clock):
    log(ada, "We move the tide meeting to Tuesday because the ferry is late")
    clock.now += timedelta(days=100)
    log(ada, "We move the tide meeting to Thursday because the ferry is full")

    ada.types("/ask-why did we move the tide meeting?")
    assert "1.  D-2" in ada.whispers[-1].reads
    ada.types("/ask-why did we move the tide meeting last spring?")
    assert "1.  D-1" in ada.whispers[-1].reads
    ada.types("/ask-why did we move the tide meeting this month?")
    assert "1.  D-2" in ada.whispers[-1].reads


def test_what_was_said_twice_does_not_take_two_places(ada):
    for _ in range(3):
        log(ada, "We meet at the harbour on Tuesdays because the hall is free")
    log(ada, "The harbour master keeps the keys because he lives there")
    ada.types("/ask-why do we meet at the harbour on Tuesdays?")

    reads = ada.whispers[-1].reads
    assert "1.  D-3" in reads
    assert "D-1" not in reads
    ada.clicks("Not what I meant", ada.whispers[-1])
    assert "D-1" in ada.whispers[-1].reads


def test_what_was_withdrawn_or_replaced_is_never_shown_without_saying_so(ada, bo):
    post = log(bo, SITE)
    bo.clicks("Supersede", post)
    bo.submits(text="We use the river mouth", reason="The eels have moved")
    bo.clicks("Withdraw", posts_at_top(bo)[1])
    bo.submits(reason="The eels came back")
    ada.types("/ask-why the harbour site")

    answer = ada.whispers[-1].reads
    assert "Replaced by D-2" in answer
    ada.types("/ask-why the river mouth")
    assert "Withdrawn by @Bo" in ada.whispers[-1].reads


def test_sharing_posts_it_in_the_channel(ada, bo):
    log(bo, SITE)
    ada.types("/ask-why the harbour site")
    ada.clicks("Share here", ada.whispers[-1])

    shared = bo.sees("general")[-1]
    assert "@Ada asked" in shared.reads
    assert "the tide gauge is already there" in shared.reads


def test_a_private_channel_answers_only_its_members(ada, bo, chi, dan, workspace):
    log(ada, "We ask the ministry for money because the fund is empty", channel="steering")

    bo.types("/ask-why the ministry for money")
    assert "the fund is empty" in bo.whispers[-1].reads
    for outsider in (chi, dan):
        outsider.says("@Steward why the ministry for money?", channel="general")
        assert "fund" not in outsider.whispers[-1].reads
        outsider.opens_home()
        assert "ministry" not in outsider.home.reads


def test_a_public_channel_answers_members_but_not_guests_and_externals_outside_it(ada, bo, chi, dan):
    log(ada, "We read the tide gauge by hand because the sensor rusts", channel="tides")

    for outsider in (chi, dan):
        outsider.dm("why do we read the tide gauge by hand?")
        assert "sensor" not in outsider.dms[-1].reads


def test_a_shared_answer_holds_only_what_everybody_there_may_see(ada, bo, chi):
    log(ada, "We ask the ministry for money because the fund is empty", channel="steering")
    log(ada, "We ask the ministry for a stamp because the law says so", channel="general")
    ada.types("/ask-why we ask the ministry", channel="general")
    assert "the fund is empty" in ada.whispers[-1].reads
    ada.clicks("Share here", ada.whispers[-1])

    shared = chi.sees("general")[-1].reads
    assert "the law says so" in shared
    assert "fund" not in shared
    assert "not everybody here may see" in ada.whispers[-1].reads


def test_nothing_shareable_is_refused_in_private(ada, chi):
    log(ada, "We ask the ministry for money because the fund is empty", channel="steering")
    ada.types("/ask-why the ministry for money", channel="general")
    ada.clicks("Share here", ada.whispers[-1])

    assert posts(chi) == []
    assert "Not everybody here may see" in ada.whispers[-1].reads


def test_whoever_leaves_a_private_channel_sees_no_more_of_it(ada, bo):
    log(ada, "We ask the ministry for money because the fund is empty", channel="steering")
    bo.leaves("steering")
    bo.types("/ask-why the ministry for money")

    assert "fund" not in bo.whispers[-1].reads


def test_whoever_joins_sees_it(ada, chi):
    log(ada, "We ask the ministry for money because the fund is empty", channel="steering")
    ada.invites("chi", "steering")
    chi.dm("why do we ask the ministry for money?")

    assert "the fund is empty" in chi.dms[-1].reads


@pytest.mark.parametrize(
    "question", ['"', "a OR b NOT (c", "💥", "x" * 5_000, "<!channel>", "'; DROP TABLE decisions;--", "*", "-"]
)
def test_strange_questions_are_answered_plainly(ada, question):
    log(ada, SITE)
    ada.types(f"/ask-why {question}")

    assert "broke" not in ada.whispers[-1].reads
    assert "<!channel>" not in str(ada.whispers[-1].blocks)
