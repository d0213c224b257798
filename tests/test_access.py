"""No leak, over random partnerships: what anybody finds or is shown, they may see by a rule written down anew here."""

import random
from datetime import UTC, datetime

import pytest

from storage import decisions
from storage.channels import Channel, ChannelPerson
from storage.decisions import Decision
from storage.members import EXTERNAL, FULL, GUEST, Member

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def may_see(person, kind, home, *, private, within):
    """The rule in words: one's own channels; public ones too, for full members."""
    return person in within[home] or (kind == FULL and home not in private)


@pytest.mark.parametrize("seed", range(8))
def test_nobody_sees_what_is_not_theirs(any_memory, seed):
    dice = random.Random(seed)
    rooms, people = [f"C{n}" for n in range(6)], {f"U{n}": dice.choice([FULL, GUEST, EXTERNAL]) for n in range(9)}
    private = {room for room in rooms if dice.random() < 0.5}
    within = {room: {person for person in people if dice.random() < 0.6} for room in rooms}
    begin = any_memory.of(any_memory.partnership("T1", name="Home", at=NOW).id)
    with begin() as db:
        for person, kind in people.items():
            db.add(Member(team="T1", person=person, name=person, kind=kind, met_at=NOW, refreshed_at=NOW))
        for room in rooms:
            db.add(Channel(channel=room, name=room, is_private=room in private))
            db.add_all(ChannelPerson(channel=room, person=person) for person in within[room])
        for number, room in enumerate(rooms * 2, 1):
            words = {"text": "x", "reason": "", "options": ""}
            who = {"decided_by": "U0", "decided_at": NOW, "logged_by": "U0", "logged_at": NOW}
            db.add(Decision(number=number, channel=room, undone_at=NOW if number > 10 else None, **words, **who))

    with begin(reading=True) as db:
        kept = {row.id: row.channel for row in db.query(Decision).filter(Decision.undone_at.is_(None))}
        for person, kind in people.items():
            seen = set(db.scalars(decisions.visible_to(db.query(Member).filter_by(person=person).one())))
            assert seen == {
                id_ for id_, home in kept.items() if may_see(person, kind, home, private=private, within=within)
            }
        for room in rooms:
            shown = set(db.scalars(decisions.visible_in(room)))
            for id_, home in kept.items():
                everybody = all(may_see(p, people[p], home, private=private, within=within) for p in within[room])
                assert (id_ in shown) == (home == room or (bool(within[room]) and everybody))


def test_a_channel_whose_people_nobody_has_told_is_shown_only_its_own(any_memory):
    begin = any_memory.of(any_memory.partnership("T1", name="Home", at=NOW).id)
    with begin() as db:
        for room in ("C1", "C2"):
            db.add(Channel(channel=room, name=room, is_private=False))
            words = {"text": "x", "reason": "", "options": ""}
            who = {"decided_by": "U0", "decided_at": NOW, "logged_by": "U0", "logged_at": NOW}
            db.add(Decision(number=int(room[1]), channel=room, **words, **who))
        db.flush()
        own = [row.id for row in db.query(Decision).filter_by(channel="C1")]

        assert db.scalars(decisions.visible_in("C1")).all() == own
