"""My partner: its own words, kept by whoever speaks for it, read by its people and by nobody else."""

import pytest

from bot.errors import Refusal
from bot.features.members.partners import profile as member_profile
from storage import members, partnerships


@pytest.fixture
def speaker(bo, steward):
    """Bo speaks for Tidewater Trust, Ada is its deputy."""
    with steward.begin() as db:
        trust = partnerships.partners(db)[members.by_person(db, bo.id).partner_id]
        trust.representative = bo.id
    return bo


def test_who_speaks_for_it_says_in_a_line_each_what_it_brings_and_hopes_for(speaker):
    speaker.clicks("My partner", speaker.opens_home())
    assert "We bring: not said yet" in speaker.home.reads.replace("_", "")
    speaker.clicks("Say what we bring", speaker.home)
    speaker.submits(brings="Two boats\nand <!channel> tides", hopes="A place to show our work")

    assert "We bring: Two boats and <!channel> tides" in speaker.home.reads
    assert "We hope for: A place to show our work" in speaker.home.reads
    assert "Saved. The people of Tidewater Trust see it." in speaker.home.reads
    assert "Speaks for it: @Bo" in speaker.home.reads


def test_its_people_read_it_and_others_do_not(speaker, ada, workspace, steward):
    workspace.add_user("U0EVE", name="eve", email="eve@tidewater-trust.example")
    steward.get_acquainted()
    speaker.clicks("My partner", speaker.opens_home())
    speaker.clicks("Say what we bring", speaker.home)
    speaker.submits(brings="Two boats")
    eve = workspace.person("eve")
    for person, reads in ((eve, True), (ada, False)):
        person.clicks("My partner", person.opens_home())
        assert ("Two boats" in person.home.reads) == reads
        assert "Say what we bring" not in person.home.labels
    assert "2 people of ours here" in eve.home.reads


def test_only_who_speaks_for_it_may_and_is_told_who_can(ada, speaker, steward, clock):
    with steward.begin() as db, pytest.raises(Refusal, match="Only who speaks for a partner"):
        member_profile.say(db, "Boats", "", by=members.by_person(db, ada.id), at=clock.now)


def test_more_than_a_line_is_refused_beside_its_field(speaker, steward, clock):
    with steward.begin() as db:
        bo = members.by_person(db, speaker.id)
        with pytest.raises(Refusal, match="this is 301") as refused:
            member_profile.say(db, "Boats", "x" * 301, by=bo, at=clock.now)

    assert refused.value.field == "hopes"


def test_what_the_sea_washes_up_is_kept_as_words(speaker):
    hostile = "\u202e<@U0ADA> *b* \x00 \ud800 <https://x.example|y> 🐚"
    speaker.clicks("My partner", speaker.opens_home())
    speaker.clicks("Say what we bring", speaker.home)
    speaker.submits(brings=hostile)

    assert "<@U0ADA>" in speaker.home.reads
