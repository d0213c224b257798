"""Decision logs: a channel keeps one message with its latest decisions, and it follows what is decided."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from storage import channels, decision_logs, deliveries, events
from storage.decision_logs import DecisionLog
from storage.decisions import Decision
from storage.members import Member

POST = "decision_log"
LISTED = 40  # decisions in the message; what is older is one click away


@dataclass(frozen=True)
class Listing:
    """The latest decisions of a channel, the newest last, and how many there are in all."""

    channel: str
    decisions: tuple[Decision, ...]
    count: int

    @property
    def digest(self) -> str:
        """Changes whenever a reader would see something else."""
        facts = [
            (row.number, row.version, row.text, row.withdrawn_at, row.superseded_by, row.post_link)
            for row in self.decisions
        ]
        return hashlib.sha256(repr((self.count, facts)).encode(errors="replace")).hexdigest()[:16]


def listing(db: Session, channel: str, *, before: int | None = None) -> Listing:
    rows = decision_logs.latest(db, channel, limit=LISTED, before=before)
    return Listing(channel, tuple(reversed(rows)), decision_logs.count(db, channel))


def readable(db: Session, channel: str, *, by: Member, before: int | None = None) -> Listing:
    """The same for somebody who is there. Raises Refusal when they are not, or the bot is not."""
    known, is_there = channels.seen_by(db, channel, by.person)
    if known is None or not is_there:
        raise Refusal("You are not in that channel, as far as I know. Ask in a channel where we both are.")
    return listing(db, channel, before=before)


def keep(db: Session, channel: str, *, by: Member, at: datetime) -> DecisionLog:
    """From now on the channel has its log. Raises Refusal when `by` is not there, or there is nothing to list yet."""
    found = readable(db, channel, by=by)
    _check_open(db, channel)
    if not found.decisions:
        raise Refusal("Nothing was decided here yet. Once something is, ask again.")
    log = decision_logs.of_channel(db, channel)
    if log is None:
        log = DecisionLog(channel=channel, asked_by=by.person, asked_at=at)
        db.add(log)
    log.asked_by, log.asked_at, log.is_kept, log.post, log.shows = by.person, at, True, "", found.digest
    db.flush()
    events.note(db, "decision_log.kept", subject_id=log.id, by=by.person, at=at)
    key = _fresh_key(log)
    deliveries.add(db, POST, about_id=log.id, key=key, at=at)
    return log


def let_be(db: Session, channel: str, *, by: Member, at: datetime) -> DecisionLog:
    """It stays as it is. Raises Refusal when `by` is not there, or it is not kept up any more."""
    readable(db, channel, by=by)
    log = decision_logs.of_channel(db, channel)
    if log is None or not log.is_kept:
        raise Refusal("This log is not kept up any more. Say `@Steward decision log` for a new one.")
    log.is_kept = False
    events.note(db, "decision_log.let_be", subject_id=log.id, by=by.person, at=at)
    deliveries.add(db, POST, about_id=log.id, key=_fresh_key(log), at=at)
    return log


def follow(db: Session, *, now: datetime) -> Sequence[DecisionLog]:
    """Plan to write those anew that would show something else now."""
    changed = [
        (log, found) for log in decision_logs.kept(db) if (found := listing(db, log.channel)).digest != log.shows
    ]
    for log, found in changed:
        log.shows = found.digest  # what it is to show: planned once for each change
        deliveries.plan(db, POST, about_id=log.id, key=_fresh_key(log), at=now)
    return [log for log, _ in changed]


def _fresh_key(log: DecisionLog) -> str:
    """Edited in place, each time anew."""
    return f"{POST}:{log.id}:{secrets.token_hex(6)}"


def _check_open(db: Session, channel: str) -> None:
    known = channels.by_id(db, channel)
    if known is None or not known.has_bot or known.is_archived:
        raise Refusal("I cannot write there yet: mention me in that channel, and Slack offers to add me.")
