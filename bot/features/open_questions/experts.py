"""Who would know: those who took part in what lies nearest, as far as the asker may see it; then who convenes there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.features.open_questions.recipients import ASK
from storage import channels, decisions, members, notification_settings, open_questions, whys
from storage.members import Member
from storage.search import index as search_index
from storage.search.ranking import Hit
from storage.search.tokens import Query

OWNS, TOOK_PART, TOLD = "owns", "took part", "told"
CONVENES_THERE, CONVENES, CHOSEN = "convenes there", "convenes", "chosen"
"""Why somebody would know: the record is theirs, they took part, they answered something near; or their office."""

LOOKED_AT = 12  # records
NEAR_ENOUGH = 0.6  # of the first one's score: what is further off tells little about who knows
RELATED = 0.25  # share of the question that a record must have; below it they share a common word by chance
BACK_WITHIN = timedelta(days=3)  # who is away or quiet for longer would keep the asker waiting
MOST_WAITING = 3  # open questions for one person: more would make knowing a burden


@dataclass(frozen=True)
class Expert:
    """Somebody who would know, why we think so, and the record that says it ("D-3"), which the asker may see."""

    person: str
    because: str
    record: str = ""


def who_would_know(
    db: Session, question: str, *, by: Member, place: str, at: datetime, but: Iterable[str] = ()
) -> list[Expert]:
    """Best first, each once. Everybody in it may look into the place where it was asked, and see the record named.

    Nobody who has left or is away for days, who wants no such questions, for whom several wait already, or who asks.
    """
    able = _able(db, place, at, leaving_out={by.person, *but})
    found: dict[str, Expert] = {}
    for knower in (*_by_records(db, question, by, able), *_by_office(db, place, able)):
        found.setdefault(knower.person, knower)
    return list(found.values())


def may_be_asked(db: Session, person: str, place: str) -> bool:
    """Whether a question that was asked there may be put to this person at all."""
    return person in _willing(db, place)


def _able(db: Session, place: str, at: datetime, *, leaving_out: set[str]) -> dict[str, Member]:
    willing = {person: each for person, each in _willing(db, place).items() if person not in leaving_out}
    busy, back_by = open_questions.awaited_count(db, willing), (at + BACK_WITHIN).date()
    wishes = notification_settings.preferences(db, willing)
    ends = {
        person: max(filter(None, (wish.away_until, wish.snoozed_until)), default=None)
        for person, wish in wishes.items()
    }
    away = {person for person, end in ends.items() if end is not None and end > back_by}
    return {
        person: each for person, each in willing.items() if busy.get(person, 0) < MOST_WAITING and person not in away
    }


def _willing(db: Session, place: str) -> dict[str, Member]:
    there = whys.may_look_in(db, place, members.present(db))
    stopped = notification_settings.stops(db, there)
    return {person: each for person, each in there.items() if ASK not in stopped.get(person, ())}


def _by_records(db: Session, question: str, by: Member, able: Mapping[str, Member]) -> Iterator[Expert]:
    query = Query(question)
    near = [*_near(db, query, "decision", by), *_near(db, query, "why", by)]
    best = max((hit.score for hit in near), default=0.0)
    for hit in sorted(near, key=lambda hit: -hit.score):
        if hit.own >= RELATED and hit.score >= NEAR_ENOUGH * best:
            yield from _of_decision(db, hit, able) if hit.kind == "decision" else _of_answer(db, hit, able)


def _near(db: Session, query: Query, kind: str, by: Member) -> list[Hit]:
    """Only what the asker may see: whom we ask must not tell that there is something else."""
    theirs = decisions.visible_to(by) if kind == "decision" else whys.visible_to(by)
    return search_index.find(db, query, kind=kind, among=theirs, limit=LOOKED_AT)


def _of_decision(db: Session, hit: Hit, able: Mapping[str, Member]) -> Iterator[Expert]:
    row = decisions.by_ids(db, [hit.record_id])[hit.record_id]
    may_see = whys.may_look_in(db, row.channel, able.values())
    took_part = [each.person for each in decisions.people_of(db, [row.id])[row.id]]
    for person in dict.fromkeys((row.decided_by, *took_part)):
        if person in may_see:
            yield Expert(person, OWNS if person == row.decided_by else TOOK_PART, f"D-{row.number}")


def _of_answer(db: Session, hit: Hit, able: Mapping[str, Member]) -> Iterator[Expert]:
    [row] = whys.among(db, [hit.record_id], whys.kept())
    if row.ended_by in whys.may_look_in(db, row.channel, able.values()):
        yield Expert(row.ended_by or "", TOLD, f"W-{row.number}")


def _by_office(db: Session, place: str, able: Mapping[str, Member]) -> Iterator[Expert]:
    conveners = [person for person, each in able.items() if each.is_convener]
    there = channels.people_in(db, place) if place else set()
    yield from (Expert(person, CONVENES_THERE) for person in conveners if person in there)
    yield from (Expert(person, CONVENES) for person in conveners if person not in there)
