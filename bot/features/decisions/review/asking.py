"""Who is asked whether a decision is still right, and when: on its day, in their morning, never too many at once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Protocol

from sqlalchemy.orm import Session

from storage import channels, decisions, digests, members, partnerships, reviews
from storage.decisions import Decision
from storage.members import BOT, Member

ASK = "review_ask"
MORNING = time(9)  # the earliest hour of their day; their own attention may say later
MOST_WAITING = 5  # decisions that wait for one person: with more of them nobody begins
AT_ONCE = 50  # decisions of one owner that are looked through in one tick
REMINDED_AFTER = timedelta(days=7)
A_DAY = timedelta(days=1)  # somewhere it is tomorrow already


class WorkMornings(Protocol):
    """Whose day has begun, and is no day off of theirs: which day it is there."""

    def __call__(self, people: Iterable[str]) -> Mapping[str, date]: ...


def ask_due(db: Session, owner: str, mornings: WorkMornings, *, at: datetime) -> None:
    """Ask about the decisions of one owner that come up, together; where they are gone, others are asked in turn."""
    here = partnerships.own(db).zone
    asked: dict[str, list[Decision]] = {}
    for decision in reviews.due_of(db, owner, until=at.date() + A_DAY, limit=AT_ONCE):
        person = responsible(db, decision)
        if person is not None:
            asked.setdefault(person.person, []).append(decision)
        elif decision.review_on is not None and decision.review_on <= at.astimezone(here).date():
            reviews.begin(db, decision, asked=reviews.NOBODY, on=at.astimezone(here).date(), at=at)
    for who, today in mornings(asked).items():
        _ask(db, who, asked[who], today=today, at=at)


def remind(db: Session, person: str, *, today: date, at: datetime) -> None:
    """Speak once more of what they were asked and have not answered, all of it together."""
    stale = [row for row, _ in reviews.unreminded(db, asked_until=today - REMINDED_AFTER) if row.asked == person]
    reached = [row for row in stale if _reached(db, person, row.asked_on, at=at)]
    member = members.by_person(db, person)
    if not reached or member is None or member.left_at is not None:
        return
    _write(db, member, f"{_key(person, today)}:again", today=today, at=at)
    for row in reached:
        row.reminded_on = today


def responsible(db: Session, decision: Decision) -> Member | None:
    """Whoever looks after it; where they are gone or do not see it, somebody who took part; then a convener."""
    for member in _in_turn(db, decision):
        is_here = member.kind != BOT and member.left_at is None
        if is_here and decisions.among(db, [decision.id], decisions.visible_to(member)):
            return member
    return None


def _in_turn(db: Session, decision: Decision) -> Iterator[Member]:
    took_part = [row.person for row in decisions.people_of(db, [decision.id])[decision.id]]
    people = list(dict.fromkeys((decision.looked_after_by, decision.decided_by, *took_part)))
    known = members.of_people(db, people)
    yield from (known[person] for person in people if person in known)
    there = channels.people_in(db, decision.channel)
    yield from sorted(members.conveners(db), key=lambda member: member.person not in there)


def _ask(db: Session, person: str, due: Iterable[Decision], *, today: date, at: datetime) -> None:
    member = members.by_person(db, person)
    if member is None or reviews.was_asked(db, person, on=today):
        return
    room = MOST_WAITING - len(reviews.waiting_for(db, person))
    ready = [each for each in due if each.review_on is not None and each.review_on <= today][: max(0, room)]
    if [each for each in ready if reviews.begin(db, each, asked=person, on=today, at=at)]:
        _write(db, member, _key(person, today), today=today, at=at)


def _reached(db: Session, person: str, on: date | None, *, at: datetime) -> bool:
    """Whether the question itself has been before them for as long: it may have waited for their return."""
    said_at = reviews.said_at(db, _key(person, on)) if on else None
    return said_at is not None and at - said_at >= REMINDED_AFTER - A_DAY


def _key(person: str, on: date) -> str:
    """Unique by the local date: whatever is due that day is one letter, however often the clock ticks."""
    return f"{ASK}:{person}:{on}"


def _write(db: Session, member: Member, key: str, *, today: date, at: datetime) -> None:
    digests.write_to(db, ASK, member.person, about_id=member.id, key=key, at=at, on=today, hour=MORNING)
