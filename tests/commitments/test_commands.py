"""What people say of their promises, as member, guest and somebody of another workspace."""

import pytest

from storage import members, partnerships
from tests.commitments.test_commitments import WHO, promise
from tests.decisions.test_decisions import posts


@pytest.fixture
def person(request, steward, workspace):
    return workspace.person(request.param)


@pytest.mark.parametrize("person", WHO, indirect=True)
@pytest.mark.parametrize(
    "said", ["done with the tide data", "I've finished with the tide data!", "C-1 is done", "done: the TIDE data"]
)
def test_done_in_words_closes_what_is_meant(person, said):
    promise(person)
    promise(person, "I'll paint the gauge")
    person.dm(said)

    assert "C-1" in person.dms[-1].reads
    assert "Kept" in person.dms[-1].reads
    person.dm("my promises")
    assert "tide data" not in person.dms[-1].reads
    assert "Paint the gauge" in person.dms[-1].reads


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_done_by_mention_is_answered_only_to_them(person, ada):
    promise(person)
    person.says("@Steward done with the tide data", channel="general")

    assert "Kept" in person.whispers[-1].reads
    assert posts(ada) == []


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("done with the tide data", "C-1"),  # fits two
        ("done with the harbour report", "C-1"),  # fits none
        ("done", "C-1"),  # says nothing
        ("C-9 is done", "C-1"),  # is none of theirs
    ],
)
def test_done_closes_nothing_by_guessing(ada, said, first):
    promise(ada, "I'll send the tide data to Bo")
    promise(ada, "I'll check the tide data of May")
    ada.dm(said)

    assert "Which one is done?" in ada.dms[-1].reads
    assert f"{first} is done" in ada.dms[-1].labels
    ada.clicks("C-2 is done", ada.dms[-1])
    assert "Kept" in ada.dms[-1].reads
    ada.dm("my promises")
    assert "Send the tide data" in ada.dms[-1].reads


def test_done_with_nothing_promised_says_so(ada, bo):
    promise(ada)
    bo.dm("done with the tide data")

    assert "no open promise" in bo.dms[-1].reads


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_my_promises_by_mention_shows_mine_and_those_made_to_me(person, workspace, bo):
    promise(bo, f"I'll call @{person.name} by Friday")
    promise(person, "I'll paint the gauge by Monday")
    promise(person, "I'll send the tide data by 1 June")
    promise(person, "I'll learn to row")
    person.says("@Steward my promises", channel="general")

    mine = person.whispers[-1].reads
    for words in ("Your promises", "For you", "In the next seven days", "Later", "Without a day", "@Bo"):
        assert words in mine
    assert "late" not in mine.replace("Later", "")


def test_a_day_that_has_passed_is_not_called_late(ada, bo, clock):
    promise(ada)
    clock.forward(days=9)
    bo.dm("my promises")

    assert "Up to today" in bo.dms[-1].reads
    assert "late" not in bo.dms[-1].reads.casefold()
    assert "overdue" not in bo.dms[-1].reads.casefold()


def test_a_long_list_stays_within_the_limits_of_a_message(ada):
    for number in range(30):
        ada.types(f"/commit I'll read gauge number {number} by Friday")
    ada.dm("my promises")

    assert "30 promises of yours" in ada.dms[-1].text
    assert "and 20 more" in ada.dms[-1].reads
    ada.clicks("All my promises", ada.dms[-1])
    assert "gauge number 29" in ada.form.reads
    ada.submits(number="30", then="It is done")
    ada.submits()
    ada.dm("my promises")
    assert "29 promises of yours" in ada.dms[-1].text


@pytest.mark.parametrize("person", ["ada", "bo"], indirect=True)
def test_agenda_help_shows_what_is_open_between_people_to_those_who_may_see_it(person, ada, bo, chi):
    promise(ada)
    promise(bo, "I'll show the gauge to Ada")
    promise(chi, "I'll bring cake for Bo")
    person.says("@Steward what is open between @ada and @bo", channel="general")

    [agenda] = [each for each in person.whispers if "Open between" in each.reads]
    assert "Send the tide data" in agenda.reads
    assert "Show the gauge" in agenda.reads
    assert "cake" not in agenda.reads


def test_agenda_help_understands_names_without_a_mark(ada, bo):
    promise(ada)
    bo.dm("what's open between Ada and me?")
    bo.dm("what is open between Ada and Bo?")

    assert all("Send the tide data" in each.reads for each in bo.dms)


@pytest.mark.parametrize("said", ["I'll send it?", "I will not do it", "I'll", "promise", "commit", "we decided to go"])
def test_what_is_no_promise_makes_no_draft_of_one(ada, said):
    ada.dm(said)

    assert all("Not a promise" not in each.labels for each in ada.dms)


@pytest.mark.parametrize(
    "words", ["x" * 40_000, " " * 40_000, "<!subteam^S1> a b", "\u202egnihton", "i'll " * 8_000, "to " * 9_000]
)
@pytest.mark.parametrize(
    "door", ["/commit {}", "@Steward commit to {}", "@Steward done with {}", "@Steward what is open between {}"]
)
def test_strange_words_at_every_door_are_taken_calmly(ada, door, words):
    said = door.format(words)
    ada.types(said, channel="general") if said.startswith("/") else ada.says(said, channel="general")

    seen = ada.sees("general")
    assert "broke" not in " ".join(message.text for message in seen if message.user == "U0STEWARD")
    assert "<!subteam" not in " ".join(str(message.blocks) for message in seen if message.user == "U0STEWARD")


@pytest.fixture
def speaker(steward, bo):
    """Bo speaks for the Tidewater Trust."""
    with steward.begin() as db:
        partner = partnerships.partners(db)[members.by_person(db, bo.id).partner_id]
        partner.representative = bo.id
    return bo


def test_whoever_speaks_for_a_partner_sees_what_it_was_promised_and_numbers_of_its_people(ada, speaker, chi):
    promise(ada, "I'll send the map to Tidewater Trust by Friday")
    for number in range(5):
        promise(speaker, f"I'll paint gauge {number}")
    promise(chi, "I'll count the eels")
    speaker.dm("done with gauge 3")
    speaker.clicks("My partner", speaker.opens_home())

    assert "Tidewater Trust, for whom you speak" in speaker.home.reads
    assert "Send the map" in speaker.home.reads
    assert "Our people have made 5 promises: 1 kept, 0 renegotiated, 0 let go." in speaker.home.reads
    assert "eels" not in speaker.home.reads
    ada.clicks("My partner", ada.opens_home())
    assert "for whom you speak" not in ada.home.reads


def test_a_few_promises_of_a_partner_are_not_counted(speaker):
    promise(speaker)
    speaker.clicks("My partner", speaker.opens_home())

    assert "Our people have made" not in speaker.home.reads
