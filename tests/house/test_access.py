"""No leak, over random partnerships: what anybody finds or is shown, they may see by a rule written down anew here."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from storage import decisions, whys
from storage.channels import Channel, ChannelPerson
from storage.decisions import EVERYBODY, Decision, DecisionPerson
from storage.members import EXTERNAL, FULL, GUEST, Member
from storage.partnerships import Partner
from storage.search import kinds
from storage.whys import OpenQuestion
from tests.support import leaks

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Place:
    """A partnership made up by dice."""

    people: dict[str, str]  # kind by person
    private: set[str]
    within: dict[str, set[str]]  # people by channel

    def may_see(self, person: str, home: str) -> bool:
        """The rule in words: one's own channels; public ones too, for full members; what belongs to no channel."""
        return (
            home == EVERYBODY
            or person in self.within[home]
            or (self.people[person] == FULL and home not in self.private)
        )

    def may_be_shown(self, room: str, home: str) -> bool:
        everybody = self.within[room]
        return home in (EVERYBODY, room) or (
            bool(everybody) and all(self.may_see(person, home) for person in everybody)
        )


@pytest.fixture
def begin(any_memory):
    return any_memory.of(any_memory.partnership("T1", name="Home", at=NOW).id)


@pytest.fixture(params=range(8))
def place(request, begin):
    dice = random.Random(request.param)
    rooms = [f"C{number}" for number in range(6)]
    people = {f"U{number}": dice.choice([FULL, GUEST, EXTERNAL]) for number in range(9)}
    within = {room: {person for person in people if dice.random() < 0.6} for room in rooms}
    made = Place(people, {room for room in rooms if dice.random() < 0.5}, within)
    with begin() as db:
        for person, kind in people.items():
            db.add(Member(team="T1", person=person, name=person, kind=kind, met_at=NOW, refreshed_at=NOW))
        for room in rooms:
            db.add(Channel(channel=room, name=room, is_private=room in made.private))
            db.add_all(ChannelPerson(channel=room, person=person) for person in within[room])
        for number, room in enumerate([*rooms, EVERYBODY] * 2, 1):
            db.add(a_decision(number, room, undone_at=NOW if number > 12 else None))
    return made


def a_decision(number, room, **more):
    who = {"decided_by": "U0", "decided_at": NOW, "logged_by": "U0", "logged_at": NOW}
    return Decision(number=number, channel=room, text="x", reason="", options="", **who, **more)


def test_nobody_sees_what_is_not_theirs(begin, place):
    with begin(reading=True) as db:
        kept = {row.id: row.channel for row in db.scalars(select(Decision).where(Decision.undone_at.is_(None)))}
        for member in db.scalars(select(Member)):
            theirs = {id_ for id_, home in kept.items() if place.may_see(member.person, home)}
            assert set(db.scalars(decisions.visible_to(member))) == theirs


def test_no_channel_is_shown_what_somebody_there_may_not_see(begin, place):
    with begin(reading=True) as db:
        kept = {row.id: row.channel for row in db.scalars(select(Decision).where(Decision.undone_at.is_(None)))}
        for room in place.within:
            everybodys = {id_ for id_, home in kept.items() if place.may_be_shown(room, home)}
            assert set(db.scalars(decisions.visible_in(room))) == everybodys


def test_a_channel_whose_people_nobody_has_told_is_shown_only_its_own(begin):
    with begin() as db:
        for room in ("C1", "C2"):
            db.add(Channel(channel=room, name=room, is_private=False))
            db.add(a_decision(int(room[1]), room))
        db.flush()
        own = db.scalars(select(Decision.id).filter_by(channel="C1")).all()

        assert db.scalars(decisions.visible_in("C1")).all() == own


def test_a_partner_is_given_only_what_it_took_part_in_and_may_see(begin, place):
    dice = random.Random(len(place.people) + len(place.private))
    partner_of = {person: dice.randrange(3) for person in place.people}
    with begin() as db:
        partners = [Partner(name=f"P{number}", known_by=f"team:{number}") for number in range(3)]
        db.add_all(partners)
        db.flush()
        for member in db.scalars(select(Member)):
            member.partner_id = partners[partner_of[member.person]].id
        took_part = {row.id: set(dice.sample(sorted(place.people), 2)) for row in db.scalars(select(Decision))}
        db.add_all(DecisionPerson(decision_id=id_, person=who) for id_, people in took_part.items() for who in people)
        db.flush()

        kept = {row.id: row.channel for row in db.scalars(select(Decision).where(Decision.undone_at.is_(None)))}
        for number, partner in enumerate(partners):
            own = {person for person in place.people if partner_of[person] == number}
            theirs = {id_ for id_, home in kept.items() if any(place.may_see(person, home) for person in own)}
            expected = {id_ for id_ in theirs if took_part[id_] & own}
            assert set(db.scalars(decisions.of_partner(partner.id))) == expected


def test_an_answered_question_is_seen_as_a_decision_of_its_channel_is_and_an_open_one_by_nobody(begin, place):
    rooms = [*place.within, EVERYBODY]
    with begin() as db:
        for number, room in enumerate(rooms * 2, 1):
            state = whys.ANSWERED if number <= len(rooms) else whys.OPEN
            db.add(OpenQuestion(number=number, question="x", place=room, channel=room, asked_at=NOW, state=state))
        db.flush()
        answered = {row.id: row.channel for row in db.scalars(select(OpenQuestion).filter_by(state=whys.ANSWERED))}

        for member in db.scalars(select(Member)):
            theirs = {id_ for id_, home in answered.items() if place.may_see(member.person, home)}
            assert set(db.scalars(whys.visible_to(member))) == theirs
            open_ones = {row.place for row in whys.open_to(db, member)}
            assert open_ones == {room for room in rooms if place.may_see(member.person, room)}
        for room in place.within:
            everybodys = {id_ for id_, home in answered.items() if place.may_be_shown(room, home)}
            assert set(db.scalars(whys.visible_in(room))) == everybodys
            looking = whys.may_look_in(db, room, db.scalars(select(Member)).all())
            assert set(looking) == {person for person in place.people if place.may_see(person, room)}


def test_nothing_is_said_to_whoever_may_not_see_it(any_memory):
    made = leaks.worlds(any_memory, 1, many=2)
    found = [leak for world in made for leak in leaks.leaks(world, questions=9)]

    assert found == []


@pytest.mark.parametrize("how", ["visible_to", "visible_in"])
@pytest.mark.parametrize("kind", sorted(set(kinds.every()) - leaks.EVERYBODYS))
def test_a_leak_that_is_planted_is_found(memory, monkeypatch, kind, how):
    monkeypatch.setitem(kinds.every(), *leaks.planted(kind, how))
    made = leaks.worlds(memory, 2, many=4)

    assert next((leak for world in made for leak in leaks.leaks(world, questions=60)), None) is not None
