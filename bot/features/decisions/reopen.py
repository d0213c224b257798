"""Reopening: to look at a decision again because something has changed. It holds until it is replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.decisions import REOPENED, announce, changeable
from bot.text.reasons import check_length
from storage import decisions, deliveries, events, members, reopenings
from storage.decisions import Decision
from storage.members import Member
from storage.reopenings import KEPT, Reopening

MOST_ASKED = 10  # people to look at it: more than a table holds is nobody in particular


@dataclass(frozen=True)
class ReopenReason:
    """Why to look at a decision again."""

    what: str
    instead: str = ""  # what could apply in its place
    people: tuple[str, ...] = ()  # who should look at it


def reopen(db: Session, number: int, change: ReopenReason, *, by: Member, at: datetime) -> Reopening:
    """Ask, where it was decided, to look at it again. Whoever sees a decision may.

    Raises Refusal when nothing is said to have changed, when it is no longer in force or is being looked at already,
    and when one of those who should look at it cannot see it.
    """
    decision = changeable(db, number, by=by)
    _check(change)
    _check_people(db, decision, change.people)
    _check_first(db, decision)
    row = Reopening(
        decision_id=decision.id,
        by=by.person,
        at=at,
        what_changed=change.what.strip(),
        instead=change.instead.strip(),
        people="\n".join(dict.fromkeys(change.people)),
    )
    db.add(row)
    db.flush()
    _tell(db, decision, row, "open", at=at)
    events.note(db, "decision.reopened", subject_id=decision.id, by=by.person, at=at)
    return row


def keep(db: Session, number: int, *, by: Member, at: datetime) -> Decision:
    """It was looked at, and stays. Whoever may change it may say so.

    Raises Refusal when it is no longer in force, or when nobody is looking at it any more.
    """
    decision = changeable(db, number, by=by)
    row = reopenings.settle(db, decision.id, KEPT, by=by.person, at=at)
    if row is None:
        raise Refusal(f"Nobody is looking at D-{number} any more, and it holds.")
    _tell(db, decision, row, KEPT, at=at)
    events.note(db, "decision.kept", subject_id=decision.id, by=by.person, at=at)
    return decision


def posted(db: Session, reopening_id: int, *, post: str) -> None:
    """Its channel has it now: remember where."""
    reopenings.note_post(db, reopening_id, post=post)


def _check(change: ReopenReason) -> None:
    if not change.what.strip():
        raise Refusal("What has changed since? One sentence is enough.", field="changed")
    check_length(change.what, "changed")
    check_length(change.instead, "instead")


def _check_people(db: Session, decision: Decision, people: Sequence[str]) -> None:
    if len(people) > MOST_ASKED:
        raise Refusal(f"Please choose at most {MOST_ASKED} people.", field="people")
    for person in people:
        known = members.by_person(db, person)
        if known is None or not decisions.among(db, [decision.id], decisions.visible_to(known)):
            name = known.name if known else "Somebody you chose"
            raise Refusal(f"{name} cannot see D-{decision.number}. Please choose people who can.", field="people")


def _check_first(db: Session, decision: Decision) -> None:
    db.get(Decision, decision.id, with_for_update=True)  # two at once wait for one another
    if reopenings.now_open(db, [decision.id]):
        raise Refusal(
            f"D-{decision.number} is being looked at already. Say what you know under the message there.",
            field="changed",
        )


def _tell(db: Session, decision: Decision, row: Reopening, what: str, *, at: datetime) -> None:
    """Its channel, where it has one: a message of its own, and the decision as it stands."""
    announce(db, decision, f"reopening-{what}:{row.id}", at=at)
    if decision.channel != decisions.EVERYBODY:
        key = f"{REOPENED}:{row.id}:{what}"
        deliveries.add(db, REOPENED, about_id=row.id, key=key, at=at)
