"""What was decided before is noticed before it is decided again; anything else is left in peace."""

import pytest
from sqlalchemy import select

from bot.domain import groundhog
from storage import search
from storage.channels import Channel, ChannelPerson
from storage.decisions import Decision
from storage.members import FULL, GUEST, Member
from tests.conftest import MONDAY_9

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
            search.index(db, "decision", row.id, title=text, body=reason)
    return begin


def told(begin, text, by="ada", **more):
    with begin(reading=True) as db:
        author = db.scalars(select(Member).filter_by(person=by)).one()
        record = groundhog.settled(db, text, by=author, **more)
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
