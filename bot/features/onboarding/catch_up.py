"""Catching up: whoever comes back after long is told once what was decided, promised to them and asked of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import catch_ups, commitment_lists, decisions, digests, events, open_questions, whys
from storage.catch_ups import CatchUp
from storage.commitments import Commitment
from storage.decisions import Decision
from storage.members import BOT, Member
from storage.whys import OpenQuestion

KIND = catch_ups.KIND
LONG = timedelta(days=14)  # unseen for so long, and then here again
AWAY = timedelta(days=5)  # unseen for so long, and they had said that they would be away
SEEN_ANEW = timedelta(hours=12)  # how exactly we know when somebody was last here: one write in half a day
HANDFUL = 5  # things in all: more is not read on a first morning
MORNING = time(9)


@dataclass(frozen=True)
class CatchUpFacts:
    """What happened while somebody was not here, as far as they may see it and as it still holds."""

    decided: Sequence[Decision]
    promised: Sequence[Commitment]
    asked: Sequence[OpenQuestion]
    offered: Sequence[Commitment]

    def __len__(self) -> int:
        return len(self.decided) + len(self.promised) + len(self.asked) + len(self.offered)


def needs_note(me: Member, *, now: datetime) -> bool:
    """Whether what somebody does now tells us anything new about when they were last here."""
    return me.kind != BOT and (me.seen_at is None or now - me.seen_at >= SEEN_ANEW)


def seen(db: Session, me: Member, *, at: datetime) -> None:
    """They are here. If they were not for long, they are told what they missed."""
    if me.seen_at is not None and at - me.seen_at >= LONG:
        bring(db, me, since=me.seen_at, at=at)
    catch_ups.note_seen(db, me.person, at=at)


def bring(db: Session, me: Member, *, since: datetime, at: datetime) -> None:
    """Told once for each absence, in their hours; nothing where nothing happened."""
    number = catch_ups.make(db, me.person, since=since, until=at)
    if number is None or not missed(db, me, since=since):
        return
    key = f"{KIND}:{number}"
    digests.write_to(db, KIND, me.person, about_id=number, key=key, at=at, on=at.date(), hour=MORNING)
    events.note(db, "catch_up.made", subject_id=number, by=me.person, at=at)


def back_from_away(db: Session, me: Member, *, at: datetime) -> None:
    """The day has come on which they said they would be there again."""
    if me.seen_at is not None and at - me.seen_at >= AWAY:
        bring(db, me, since=me.seen_at, at=at)


def missed(db: Session, me: Member, *, since: datetime) -> CatchUpFacts:
    """Since that moment: decisions they may see, promises to them or their partner, and what they were asked."""
    seen = decisions.visible_to(me).where(Decision.logged_at > since)
    decided = [each for each in decisions.latest(db, seen, limit=100) if each.in_force]
    asked = [each for each in open_questions.awaited_from(db, me.person) if each.asked_at > since]
    return CatchUpFacts(
        decided=decided,
        promised=[each for each in commitment_lists.to(db, me) if each.recorded_at > since],
        asked=[each for each in asked if me.person in whys.may_look_in(db, each.place, [me])],
        offered=[each for each in commitment_lists.offered_to(db, me.person) if each.changed_at > since],
    )


def by_number(db: Session, number: int) -> CatchUp | None:
    return db.scalar(select(CatchUp).filter_by(id=number))
