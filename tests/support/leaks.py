"""Partnerships made up by dice, everything that is said in them through every door, and a rule of sight written anew.

Each record has a word by which it can be asked for, and a secret that only those who may see it may ever read.
"""

import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features import answers, commitments, decisions, duplicates
from bot.features.answers import messages as answer_messages
from bot.features.catalogue import HomeContext
from bot.features.commitments import messages as commitment_messages
from bot.features.decisions import messages as decision_messages
from bot.features.open_questions import asking as open_question_asking
from bot.settings import Settings
from bot.surfaces.home import page as home_page
from bot.surfaces.home import tabs as home_tabs
from bot.transfer.exporters import scope, spreadsheet
from storage import Begin, Memory, home, whys
from storage.channels import Channel, ChannelPerson
from storage.commitments import ALL, NOBODY, PARTNER, PERSON, Commitment
from storage.decisions import EVERYBODY, Decision, DecisionPerson
from storage.members import EXTERNAL, FULL, GUEST, Member
from storage.partnerships import Partner
from storage.purpose import Purpose
from storage.search import index as search_index
from storage.search import kinds, records
from storage.search.tokens import Query
from storage.spotlights import ASKED, MOVED_ON, POSTED, Spotlight
from storage.surveys import Survey
from storage.whys import OpenQuestion

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TOPICS = ("harbour", "ferry", "gauge", "oyster", "ministry", "newsletter", "dunes", "sluice")
SECRET = re.compile(r"secret(\d+)")
NEVER = "neverever"  # what somebody answered without a name
ZONE = UTC
SETTINGS = Settings(_env_file=None)

EVERYBODYS = frozenset({"purpose", "word"})  # kinds of records that whoever is here may see


@dataclass(frozen=True)
class Leak:
    door: str
    to: str
    record: int


@dataclass
class Told:
    """Everything about one record that the rule of sight needs. `number` is what people know it by."""

    secret: int
    kind: str
    row: int
    home: str | None
    lives: bool  # not erased, not open, posted
    number: int = 0
    to_people: frozenset[str] = frozenset()
    to_partner: int | None = None
    to_all: bool = False
    is_shown: bool = True
    took_part: frozenset[str] = frozenset()


@dataclass
class World:
    """A partnership: who is in it, of which partner, where; and what is remembered."""

    begin: Begin
    dice: random.Random
    people: dict[str, str] = field(default_factory=dict)  # kind by person
    partner: dict[str, int] = field(default_factory=dict)  # by person
    private: set[str] = field(default_factory=set)
    within: dict[str, set[str]] = field(default_factory=dict)  # people by channel
    told: dict[int, Told] = field(default_factory=dict)  # by secret
    asked: int = 0

    def looks_into(self, person: str, home: str | None) -> bool:
        if home in (None, EVERYBODY) or person in self.within[str(home)]:
            return home is not None
        return self.people[person] == FULL and home not in self.private

    def may_see(self, person: str, told: Told) -> bool:
        """The rule in words: what was said where one may look in; of promises, what is one's own, or for one."""
        if not told.lives:
            return False
        if told.kind != "commitment":
            return told.kind in EVERYBODYS or self.looks_into(person, told.home)
        if person in told.to_people or (told.to_partner is not None and self.partner[person] == told.to_partner):
            return True
        if told.to_all and (told.home is None or person in self.within[told.home]):
            return True
        return told.is_shown and self.looks_into(person, told.home)

    def may_be_shown(self, room: str, told: Told) -> bool:
        """To everybody there, who may come to be others than are known: only what is theirs as people of that room."""
        everybody = self.within[room]
        if not told.lives or (not everybody and told.home not in (room, EVERYBODY) and not _is_everybodys(told)):
            return False
        return all(self.may_see(person, told) for person in everybody)


def _is_everybodys(told: Told) -> bool:
    return told.kind in EVERYBODYS or (told.to_all and told.home is None)


def worlds(memory: Memory, seed: int, *, many: int) -> list[World]:
    """That many partnerships in one memory, whose secrets are all different."""
    made = []
    for number in range(many):
        dice = random.Random(f"{seed}:{number}")
        own = memory.partnership(f"T{seed}x{number}", name=f"Alliance {number}", at=NOW)
        world = World(memory.of(own.id), dice)
        with world.begin() as db:
            _settle(db, world)
            _remember(db, world, first=1_000 * (seed * many + number) + 1)
        made.append(world)
    return made


def _settle(db: Session, world: World) -> None:
    dice = world.dice
    partners = [Partner(name=f"Partner{number} Trust", known_by=f"team:{number}") for number in range(3)]
    db.add_all(partners)
    db.flush()
    world.people = {f"U{number}": dice.choice((FULL, GUEST, EXTERNAL)) for number in range(dice.randint(3, 7))}
    world.partner = {person: dice.choice(partners).id for person in world.people}
    for person, kind in world.people.items():
        row = Member(team="T", person=person, name=f"Name{person}", kind=kind, met_at=NOW, refreshed_at=NOW)
        row.partner_id = world.partner[person]
        db.add(row)
    speaker = dice.choice(sorted(world.people))
    for partner in partners:
        partner.representative = speaker if partner.id == world.partner[speaker] else None
    for number in range(dice.randint(2, 5)):
        room = f"C{number}"
        world.within[room] = {person for person in world.people if dice.random() < 0.5}
        world.private |= {room} if dice.random() < 0.6 else set()
        db.add(Channel(channel=room, name=room, is_private=room in world.private))
        db.add_all(ChannelPerson(channel=room, person=person) for person in world.within[room])
    db.flush()


def _remember(db: Session, world: World, *, first: int) -> None:
    makers = (
        _decision,
        _decision,
        _decision,
        _promise,
        _promise,
        _promise,
        _purpose,
        _survey,
        _survey,
        _spotlight,
        _why,
    )
    for secret, make in enumerate(makers * 2, first):
        topic, also = world.dice.sample(TOPICS, 2)
        said = f"We care for the {topic} and the {also} word{secret} secret{secret}"
        told = make(db, world, secret, said)
        world.told[secret] = told
        db.flush()


def _index(db: Session, kind: str, row: Any, found: tuple[str, str]) -> None:
    """Even what is erased keeps its words here: sight must not depend on their being gone."""
    search_index.index(db, kind, row.id, title=found[0], body=found[1])


def _room(world: World) -> str:
    return world.dice.choice(sorted(world.within))


def _decision(db: Session, world: World, secret: int, said: str) -> Told:
    room = world.dice.choice([*world.within, EVERYBODY])
    who = world.dice.sample(sorted(world.people), 2)
    erased = world.dice.random() < 0.2
    row = Decision(
        number=secret, text=said, reason=f"Because secret{secret}", options="", channel=room, decided_by=who[0],
        decided_at=NOW, logged_by=who[0], logged_at=NOW, undone_at=NOW if erased else None,
    )  # fmt: skip
    db.add(row)
    db.flush()
    db.add_all(DecisionPerson(decision_id=row.id, person=each, partner_id=world.partner[each]) for each in who)
    _index(db, "decision", row, (said, row.reason))
    return Told(secret, "decision", row.id, room, not erased, number=secret, took_part=frozenset(who))


def _promise(db: Session, world: World, secret: int, said: str) -> Told:
    dice = world.dice
    owner, other = dice.sample(sorted(world.people), 2)
    made_to = dice.choice((NOBODY, PERSON, PARTNER, ALL))
    room = dice.choice([None, *world.within])
    state = dice.choice(("open", "kept", "let go", "undone"))
    row = Commitment(
        number=secret, text=said, owner=owner, made_at=NOW, recorded_at=NOW, changed_at=NOW, changed_by=owner,
        made_to=made_to, channel=room, state=state, is_shown=room is not None and dice.random() < 0.4,
        to_person=other if made_to == PERSON else None,
        to_partner_id=world.partner[other] if made_to == PARTNER else None,
    )  # fmt: skip
    db.add(row)
    db.flush()
    _index(db, "commitment", row, (said, "Promised."))
    return Told(
        secret, "commitment", row.id, room, state != "undone", number=secret, to_all=made_to == ALL,
        to_people=frozenset({owner, *([other] if made_to == PERSON else [])}), to_partner=row.to_partner_id,
        is_shown=row.is_shown,
    )  # fmt: skip


def _purpose(db: Session, world: World, secret: int, said: str) -> Told:
    row = Purpose(kind="purpose", text=said, written_by=world.dice.choice(sorted(world.people)), written_at=NOW)
    db.add(row)
    db.flush()
    _index(db, "purpose", row, ("Our purpose", said))
    return Told(secret, "purpose", row.id, None, lives=True)


def _survey(db: Session, world: World, secret: int, said: str) -> Told:
    """Closed, open or called off, with a result that is withheld and texts of which nobody may see any."""
    room, state = _room(world), world.dice.choice(("closed", "closed", "open", "cancelled"))
    questions = [
        {"key": "moving", "kind": "scale", "text": said},
        {"key": "more", "kind": "long_text", "text": f"Anything else about secret{secret}?"},
    ]
    shown = [
        {"question": "moving", "total": None},
        {"question": "more", "total": {"kind": "long_text", "answered": 6, "texts": [NEVER] * 6}},
    ]
    row = Survey(
        key=str(secret), title=f"Round secret{secret}", set_key="own", questions=json.dumps(questions),
        privacy="anonymous", fewest=5, audience="all", channel=room, opens_on=NOW.date(), hour=time(9),
        closes_on=NOW.date(), opened_by="U0", made_at=NOW, opened_at=NOW,
        results=json.dumps(shown) if state == "closed" else "",
        closed_at=NOW if state == "closed" else None, cancelled_at=NOW if state == "cancelled" else None,
    )  # fmt: skip
    db.add(row)
    db.flush()
    _index(db, "round", row, (row.title, said))
    return Told(secret, "round", row.id, room, state == "closed")


def _spotlight(db: Session, world: World, secret: int, said: str) -> Told:
    room, state = _room(world), world.dice.choice((POSTED, POSTED, ASKED, MOVED_ON))
    person = world.dice.choice(sorted(world.people))
    row = Spotlight(
        partner_id=world.partner[person], due_on=date(2026, 3, 1) + timedelta(days=secret % 900), channel=room,
        person=person, representative=person, state=state, asked_at=NOW, posted_on=NOW.date(),
        text=json.dumps({"proud": said, "thanks": "", "needs": ""}), post="1.1" if state == POSTED else "",
    )  # fmt: skip
    db.add(row)
    db.flush()
    _index(db, "spotlight", row, ("Spotlight", said))
    return Told(secret, "spotlight", row.id, room, state == POSTED)


def _why(db: Session, world: World, secret: int, said: str) -> Told:
    """Answered for a channel or for everybody, or still open, when nobody may read what somebody drafted."""
    room = world.dice.choice([*world.within, EVERYBODY])
    state, person = world.dice.choice((whys.ANSWERED, whys.ANSWERED, whys.OPEN)), world.dice.choice([*world.people])
    row = OpenQuestion(
        number=secret, question=f"Why is it so word{secret}?", place=room, asked_at=NOW, state=state, answer=said,
        channel=room, ended_by=person if state == whys.ANSWERED else None, ended_at=NOW,
    )  # fmt: skip
    db.add(row)
    db.flush()
    _index(db, "why", row, whys.findable(row))
    return Told(secret, "why", row.id, room, state == whys.ANSWERED, number=secret)


def leaks(world: World, *, questions: int) -> Iterator[Leak]:
    """Ask that much, through every door, while people come and go; what was said to whom that they may not see."""
    for number in range(questions):
        world.asked += 1
        if number % 8 == 7:
            _somebody_moves(world)
        person = world.dice.choice(sorted(world.people))
        with world.begin() as db:
            me = db.scalars(select(Member).filter_by(person=person)).one()
            for door, said in _doors(db, world, me):
                yield from _checked(world, door, person, said)
            yield from _shared(db, world, me)
            yield from _exported(db, world)


def _checked(world: World, door: str, person: str, said: str) -> Iterator[Leak]:
    if NEVER in said:
        yield Leak(door, person, 0)
    for secret in {int(each) for each in SECRET.findall(said)}:
        if secret not in world.told or not world.may_see(person, world.told[secret]):
            yield Leak(door, person, secret)


def _question(world: World) -> tuple[str, Told]:
    told = world.told[world.dice.choice(sorted(world.told))]
    words = (f"word{told.secret}", world.dice.choice(TOPICS), f"what did NameU{world.dice.randrange(7)} decide",
             "what did Partner1 Trust promise")  # fmt: skip
    return f"why {' '.join(world.dice.sample(words, world.dice.randint(1, 2)))}?", told


def _doors(db: Session, world: World, me: Member) -> Iterator[tuple[str, str]]:
    """Everything that one person may do to be told something, with what they are told."""
    question, told = _question(world)
    seen: set[Any] = set()
    for skip in range(0, 33, answers.AT_ONCE):
        found = answers.answer(db, question, to=me, now=NOW, skip=skip)
        yield ("asked" if not skip else "more"), str(answer_messages.answer(found, ZONE, place=_room(world)))
        yield "form", str(answer_messages.in_form(found, ZONE))
        seen |= {each.key for each in found.records}
        if not found.more:
            break
    yield "counted", "" if len(seen) <= sum(world.may_see(me.person, each) for each in world.told.values()) else NEVER
    letter = {"commitment": "C", "why": "W"}.get(told.kind, "D")
    yield "number", str(answer_messages.answer(answers.answer(db, f"{letter}-{told.secret}", to=me, now=NOW), ZONE))
    yield "whole", _said(lambda: _whole(db, told, me))
    key = (told.kind, told.row)
    yield (
        "helped",
        _said(lambda: answer_messages.thanked(question, answers.helped_by(db, question, key, by=me, at=NOW), ZONE)),
    )
    settled = duplicates.settled(db, Query(f"We care for the harbour word{told.secret} and the ferry"), by=me)
    yield "settled", str(settled)
    around = open_question_asking.plan(db, question, by=me, place="", at=NOW)
    yield "around", " ".join(f"secret{each.record[2:]}" for each in around.knowers if each.record)
    owner = home.owner(db, me.person)
    glance = HomeContext(db, owner, SETTINGS, NOW)
    yield "home", str([part for room in home_tabs.open_to(owner.me) for part in home_page.sections_of(room, glance)])


def _said(speak: Any) -> str:
    try:
        return str(speak())
    except Refusal as refusal:
        return str(refusal)


def _whole(db: Session, told: Told, me: Member) -> str:
    if told.kind == "decision":
        decision = decisions.shown(db, told.number, to=me)
        return str(decision_messages.whole(records.of_one(db, decision), (), ZONE))
    if told.kind == "commitment":
        return commitment_messages.line(commitments.shown(db, told.number, to=me))
    return ""


def _shared(db: Session, world: World, me: Member) -> Iterator[Leak]:
    """A forged button: any records whatever, shared in any channel that one is in."""
    rooms = sorted(room for room, people in world.within.items() if me.person in people)
    if not rooms:
        return
    room = world.dice.choice(rooms)
    some = world.dice.sample(sorted(world.told), 8)
    keys = [(world.told[each].kind, world.told[each].row) for each in some]
    said = _said(
        lambda: answer_messages.shared("why?", answers.shareable(db, keys, by=me, channel=room), by="U0", zone=ZONE)
    )
    yield from _checked(world, "share", me.person, said)
    for secret in {int(each) for each in SECRET.findall(said)}:
        if secret not in world.told or not world.may_be_shown(room, world.told[secret]):
            yield Leak("share", room, secret)


def _exported(db: Session, world: World) -> Iterator[Leak]:
    """What a partner is given: what its people took part in, and somebody of it may see today."""
    partner = db.get_one(Partner, world.dice.choice(sorted(set(world.partner.values()))))
    out = io.StringIO()
    spreadsheet.write(db, scope.chosen(db, partner.name), out)
    own = {person for person, theirs in world.partner.items() if theirs == partner.id}
    for secret in {int(each) for each in SECRET.findall(out.getvalue())}:
        told = world.told.get(secret)
        if told is None or not told.took_part & own or not any(world.may_see(person, told) for person in own):
            yield Leak("export", partner.name, secret)


def _somebody_moves(world: World) -> None:
    """In or out of a channel, which is made private or public; somebody's kind changes."""
    dice, room = world.dice, _room(world)
    person = dice.choice(sorted(world.people))
    world.within[room] ^= {person}
    world.private ^= {room} if dice.random() < 0.3 else set()
    world.people[person] = dice.choice((FULL, GUEST, EXTERNAL))
    with world.begin() as db:
        db.execute(delete(ChannelPerson).where(ChannelPerson.channel == room))
        db.add_all(ChannelPerson(channel=room, person=each) for each in world.within[room])
        db.scalars(select(Channel).filter_by(channel=room)).one().is_private = room in world.private
        db.scalars(select(Member).filter_by(person=person)).one().kind = world.people[person]


def planted(kind: str, how: str) -> tuple[str, kinds.RecordKind]:
    """The same kind of record with its sight forgotten: `how` is "visible_to" or "visible_in"."""

    own = kinds.every()[kind]
    return kind, replace(own, **{how: lambda *_: own.kept()})
