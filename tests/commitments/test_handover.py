"""Handing over: the other accepts first, and until then the owner stays."""

import pytest

from bot.sandbox.people import admin
from storage import partnerships
from tests.commitments.test_commitments import WHO, promise


@pytest.fixture
def person(request, steward, workspace):
    return workspace.person(request.param)


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_the_other_accepts_first(person, bo, steward, clock):
    promise(person, "I'll send the tide data by Friday")
    person.clicks("Hand over", person.whispers[-1])
    person.submits(people=["bo"])
    steward.tick()
    [offer] = bo.dms
    assert "Could you take over C-1?" in offer.reads
    person.dm("my promises")
    assert "tide data" in person.dms[-1].reads  # it stays theirs until then

    bo.clicks("I take it over", offer)
    person.dm("my promises")
    assert "promised nothing" in person.dms[-1].reads
    bo.dm("my promises")
    assert "tide data" in bo.dms[-1].reads
    clock.forward(hours=2)
    steward.tick()
    assert "@Bo has taken it over" in person.dms[-1].reads


@pytest.mark.parametrize("who", ["chi", "dan"])
def test_guests_and_externals_can_take_over_too(ada, workspace, who, steward):
    promise(ada)
    ada.clicks("Hand over", ada.whispers[-1])
    ada.submits(people=[who])
    steward.tick()
    other = workspace.person(who)
    other.clicks("I take it over", other.dms[-1])

    other.dm("my promises")
    assert "tide data" in other.dms[-1].reads


def test_not_me_leaves_it_where_it_is_and_tells_its_owner(ada, bo, steward, clock):
    promise(ada, "I'll paint the gauge")
    ada.clicks("Hand over", ada.whispers[-1])
    ada.submits(people=["bo"])
    steward.tick()
    bo.clicks("Not me", bo.dms[-1])
    assert "stays where it is" in bo.dms[-1].reads
    clock.forward(hours=2)
    steward.tick()

    assert "it stays with you" in ada.dms[-1].reads
    bo.dm("my promises")
    assert "promised nothing" in bo.dms[-1].reads


def test_what_is_offered_no_more_cannot_be_taken(ada, bo, chi, steward):
    promise(ada, "I'll paint the gauge")
    for other in (bo, chi):
        ada.clicks("Hand over", ada.whispers[-1])
        ada.submits(people=[other.name])
        steward.tick()
    bo.clicks_stale("I take it over", bo.dms[-1])

    assert "know of no C-1" in bo.whispers[-1].reads  # offered to somebody else by now: theirs no more to see
    chi.clicks("I take it over", chi.dms[-1])
    chi.dm("my promises")
    assert "Paint the gauge" in chi.dms[-1].reads


@pytest.mark.parametrize("to", [["ada"], ["bo", "chi"], ["steward"]])
def test_only_one_other_person_can_be_asked(ada, to):
    promise(ada, "I'll paint the gauge")
    ada.clicks("Hand over", ada.whispers[-1])
    ada.submits(people=to)

    assert list(ada.errors) == ["people"]


def test_only_the_owner_hands_over(ada, bo):
    promise(ada)
    bo.types("/commit C-1")

    assert "Hand over" not in bo.whispers[-1].labels


@pytest.fixture
def eve(workspace, steward):
    """A colleague of Bo's, in the same channel."""
    workspace.add_user("U0EVE", name="eve", real_name="Eve", email="eve@tidewater-trust.example")
    workspace.person("bo").invites("eve", "general")
    return workspace.person("eve")


def test_what_a_leaver_promised_is_offered_to_a_colleague_and_moves_only_when_they_take_it(
    ada, bo, eve, workspace, steward
):
    promise(bo, "I'll send the gauge data to Ada by Friday")
    admin.change(workspace, "bo", is_deleted=True)
    steward.tick()

    [offer] = eve.dms
    assert "@Bo is no longer here" in offer.reads
    eve.dm("my promises")
    assert "promised nothing" in eve.dms[-1].reads
    eve.clicks("I take it over", offer)
    ada.dm("my promises")
    assert "@Eve" in ada.dms[-1].reads


def test_when_no_colleague_takes_it_whoever_was_promised_it_is_told(ada, bo, eve, workspace, steward, clock):
    promise(bo, "I'll send the gauge data to Ada by Friday")
    admin.change(workspace, "bo", is_deleted=True)
    steward.tick()
    eve.clicks("Not me", eve.dms[-1])
    clock.forward(hours=2)
    steward.tick()

    assert "nobody has taken it over yet" in ada.dms[-1].reads
    ada.dm("my promises")
    assert "Let go" in ada.dms[-1].labels


def test_a_leaver_gets_no_reminders(bo, workspace, steward, clock):
    promise(bo, "I'll send the gauge data to Ada by Tuesday")
    admin.change(workspace, "bo", is_deleted=True)
    steward.tick()
    for _ in range(4):
        clock.forward(hours=12)
        steward.tick()

    assert bo.dms == []


def test_what_was_promised_in_private_goes_to_who_speaks_for_the_partner(ada, bo, eve, workspace, steward):
    with steward.begin() as db:
        partnerships.partner_known_by(db, "domain:tidewater-trust.example").representative = eve.id
    eve.leaves("general")
    bo.dm("I'll send the gauge data to Ada by Friday")
    bo.clicks("Save", bo.dms[-1])
    admin.change(workspace, "bo", is_deleted=True)
    steward.tick()

    assert "@Bo is no longer here" in eve.dms[-1].reads
