"""Reactions: a message marked as a decision, and the mark taken back, in whatever order the chat reports the two."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.features import decisions
from bot.features.decisions import Origin
from bot.text.reasons import Wording
from storage import decisions as stored_decisions
from storage import duplicates, processed_events, reopenings
from storage.decisions import Decision
from storage.members import Member


def counts(db: Session, source: str, *, by: Member, given_at: datetime) -> bool:
    """Whether a mark logs anything: not when the message is in the memory, or the mark was taken back meanwhile."""
    taken_back = processed_events.when(db, _mark(source, by))
    return stored_decisions.of_source(db, source) is None and (taken_back is None or taken_back < given_at)


def mark(
    db: Session, wording: Wording, *, origin: Origin, by: Member, given_at: datetime, channel: str, at: datetime
) -> Decision | None:
    """Log a marked message as its author's decision, of the time when it was said; its author is asked for the reason.

    None when it is in the memory already, or when the mark was taken back before we heard of it.
    """
    if origin.source is None or not counts(db, origin.source, by=by, given_at=given_at):
        return None
    return log(db, wording, origin=origin, channel=channel, by=by, at=at)


def log(db: Session, wording: Wording, *, origin: Origin, channel: str, by: Member, at: datetime) -> Decision:
    """Log what was marked; whoever said it is asked for the reason, where it has none."""
    decision = decisions.log(db, wording, origin=origin, channel=channel, by=by, at=at)
    if not decision.reason:
        decisions.ask_for_reason(db, decision, at=at)
    return decision


def take_back(
    db: Session, source: str, *, by: Member, taken_at: datetime, at: datetime, within: timedelta
) -> Decision | None:
    """Within the time, for whoever gave the mark, the decision is as if it had never been.

    None when there is nothing to undo: another's mark, too late, or somebody has worked on it since.
    """
    processed_events.latest(db, _mark(source, by), at=taken_at)
    duplicates.forget_source(db, by.person, source)
    decision = stored_decisions.of_source(db, source)
    if decision is None or not decision.by_reaction or decision.logged_by != by.person:
        return None
    if at - decision.logged_at > within or decision.version > 1 or not decision.in_force:
        return None
    if reopenings.of(db, decision.id):
        return None
    decisions.erase(db, decision, by=by, at=at)
    return decision


def _mark(source: str, by: Member) -> str:
    return f"taken-back:{source}:{by.person}"
