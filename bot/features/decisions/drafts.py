"""Drafts: what was said to the bot as a decision, until somebody saves it, or says that it is none."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.text.reasons import Wording
from storage import decision_drafts, decisions
from storage.db.base import insert_once
from storage.decision_drafts import DecisionDraft

KEPT_FOR = timedelta(days=7)  # then nobody will press Save any more, and we need not hold what they wrote


def write(
    db: Session,
    wording: Wording,
    *,
    by: str,
    said_at: datetime,
    source: str,
    channel: str | None,
    link: str,
    at: datetime,
) -> DecisionDraft | None:
    """Keep the words until somebody saves them; None when this very message was taken up before."""
    if decisions.of_source(db, source) is not None:
        return None
    values = {"by": by, "said_at": said_at, "made_at": at, "source": source, "channel": channel, "link": link or None}
    if not insert_once(db, DecisionDraft, text=wording.text, reason=wording.reason, **values):
        return None
    return db.scalars(select(DecisionDraft).filter_by(source=source)).one()


def waiting(db: Session, draft_id: int) -> DecisionDraft:
    """A draft that nobody has saved or dismissed. Raises Refusal otherwise."""
    draft = db.get(DecisionDraft, draft_id, with_for_update=True)
    if draft is None:
        raise Refusal("This draft is gone: it was saved or dismissed before, or it is older than a week.")
    return draft


def dismiss(db: Session, draft_id: int) -> None:
    """Forget the words. Raises Refusal when they are gone already."""
    db.delete(waiting(db, draft_id))


def let_go(db: Session, draft_id: int) -> None:
    """Forget the words, if they are still there."""
    draft = db.get(DecisionDraft, draft_id)
    if draft is not None:
        db.delete(draft)


def any_old(now: datetime) -> ColumnElement[bool]:
    return decision_drafts.any_before(now - KEPT_FOR)


def forget_old(db: Session, *, now: datetime) -> None:
    decision_drafts.forget_before(db, now - KEPT_FOR)
