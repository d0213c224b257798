"""Erasing a person: the partnership keeps what it decided, and nobody can tell any more that it was them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from storage import Memory, commitment_lists, decisions, events, members, partnerships, surveys
from storage.decisions import DecisionPerson
from storage.members import SAID, Member
from storage.privacy import erased_people, erasure
from storage.privacy.erased_people import Erasure
from storage.privacy.pseudonyms import ErasedPerson

SOMEBODY = "somebody who is no longer here"


@dataclass(frozen=True)
class Prospect:
    """What erasing somebody would mean. `called`: what may stand for them, the more telling one first."""

    person: str
    name: str
    called: tuple[str, ...]
    decisions: int
    promises: int
    is_last_convener: bool


def prospect(db: Session, person: str, *, by: Member) -> Prospect:
    """What goes and what stays, before anything happens. Raises Refusal when it is not theirs to ask."""
    row = _allowed(db, person, by)
    taken_part = select(func.count(DecisionPerson.decision_id.distinct())).where(DecisionPerson.person == person)
    kept = taken_part.where(DecisionPerson.decision_id.in_(decisions.kept()))
    conveners = [each.person for each in members.conveners(db)]
    return Prospect(
        person,
        row.name,
        _called(db, row),
        db.scalar(kept) or 0,
        len(commitment_lists.own(db, person)),
        bool(conveners) and set(conveners) <= set(row.ids),
    )


def erase(
    db: Session, person: str, *, by: Member, at: datetime, called: str | None = None, withdrawn: bool = False
) -> str:
    """Erase somebody, and with `withdrawn` the wording of what they promised, asked and explained; gives the pseudonym.

    They can themselves; a convener can when they have left. Raises Refusal for everybody else.
    """
    row = _allowed(db, person, by)
    possible, who, number, is_own = _called(db, row), row.ids, row.id, by.person in row.ids
    pseudonym = _free(db, called if called in possible else possible[0])
    _forget(db, who, pseudonym=pseudonym, withdrawn=withdrawn)
    erased_people.note(db, who, pseudonym=pseudonym, withdrawn=withdrawn, at=at)
    events.note(db, "person.erased", subject_id=number, by=pseudonym if is_own else by.person, at=at)
    return pseudonym


def forget_left(db: Session, ids: Sequence[int], *, at: datetime) -> None:
    """Whoever left so long ago that the partnership keeps them no longer; `ids` are rows of members."""
    for id_ in ids:
        row = db.get(Member, id_)
        if row is not None:
            pseudonym, who = _free(db, _called(db, row)[0]), row.ids
            _forget(db, who, pseudonym=pseudonym, withdrawn=False)
            erased_people.note(db, who, pseudonym=pseudonym, withdrawn=False, at=at)
            events.note(db, "person.erased", subject_id=id_, by="", at=at)


def reapply(db: Session) -> int:
    """Erase again whoever came back with a backup or an old export; gives how many."""
    found = erased_people.among(db, erasure.everybody(db)) if erased_people.every(db) else {}
    for person, row in found.items():
        _forget(db, [person], pseudonym=row.pseudonym, withdrawn=row.withdrawn)
    return len(found)


def stand_ins(db: Session, people: Sequence[str]) -> dict[str, str]:
    """What stands for those of these people who were erased and have not come back."""
    return {who: row.pseudonym for who, row in erased_people.among(db, people).items()}


def noted(memory: Memory) -> dict[str, Sequence[Erasure]]:
    """Who was erased, by workspace: what a backup from before does not know."""
    found = {}
    for partnership in memory.partnerships():
        with memory.of(partnership.id)(reading=True) as db:
            found[partnership.workspace] = erased_people.every(db)
    return found


def again(memory: Memory, known: Mapping[str, Sequence[Erasure]]) -> int:
    """After a backup was restored: whoever was erased before or since is erased in it too; gives how many."""
    count = 0
    for partnership in memory.partnerships():
        with memory.of(partnership.id)() as db:
            erased_people.bring_back(db, known.get(partnership.workspace, ()))
            count += reapply(db)
    return count


def _allowed(db: Session, person: str, by: Member) -> Member:
    row = members.by_person(db, person)
    if row is None or row.kind == members.BOT:
        raise Refusal("I do not know this person. Perhaps they were erased already.", field="person")
    if person not in by.ids and not (by.is_convener and row.left_at is not None):
        raise Refusal(
            "Only they can ask for this, in private or on my Home tab. For somebody who has left, a convener can.",
            field="person",
        )
    return row


def _called(db: Session, row: Member) -> tuple[str, ...]:
    partner = partnerships.partners(db).get(row.partner_id or 0)
    name = re.sub(r"[\"\\<>\n]", "", partner.name) if partner else ""
    return (f"a former member of {name}", SOMEBODY) if name else (SOMEBODY,)


def _free(db: Session, called: str) -> str:
    """The same words for another person get a number, so that two do not become one."""
    taken = {row.pseudonym for row in erased_people.every(db)}
    names = (f"{SAID}{called}", *(f"{SAID}{called} ({number})" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _forget(db: Session, people: Sequence[str], *, pseudonym: str, withdrawn: bool) -> None:
    _leave_open_surveys(db, people)
    rows = db.scalars(select(Member).where(Member.person.in_(people))).all()
    names = tuple(sorted({row.name for row in rows if row.name and row.name not in people}))
    spoken = pseudonym.removeprefix(SAID)
    them = ErasedPerson(tuple(people), names, pseudonym, spoken, _others(db, people))
    db.flush()
    erasure.forget(db, them, withdrawn=withdrawn)
    db.expunge_all()  # nobody may write back what they read before


def _others(db: Session, people: Sequence[str]) -> frozenset[str]:
    """The words of everybody else's names."""
    names = db.scalars(select(Member.name).where(Member.person.not_in(people)))
    return frozenset(part for name in names for part in re.findall(r"[^\W\d_]+", name.casefold()))


def _leave_open_surveys(db: Session, people: Sequence[str]) -> None:
    """What they have answered in rounds that are still open goes, as if they had left it out."""
    for survey in surveys.open_ones(db):
        for person in people:
            if surveys.invitation(db, survey.id, person) is not None:
                surveys.take_back(db, survey.id, surveys.token(survey, person))
                surveys.uninvite(db, survey.id, person)
