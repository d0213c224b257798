"""Who may see, change and log a decision, and in which words they are refused."""

from sqlalchemy.orm import Session

from bot.errors import Refusal
from storage import channels, decisions
from storage.decisions import Decision
from storage.members import Member


def can_log_in(db: Session, channel: str, *, by: Member) -> bool:
    """Whether this person can log a decision in this channel: the bot is there, and so are they."""
    known, is_there = channels.seen_by(db, channel, by.person)
    return is_there and known is not None and known.has_bot and not known.is_archived


def shown(db: Session, number: int, *, to: Member) -> Decision:
    """A decision that this person may see.

    Raises Refusal, in the same words for a decision that does not exist and one that is not theirs to see.
    """
    decision = decisions.of_number(db, number)
    if decision is None or not decisions.among(db, [decision.id], decisions.visible_to(to)):
        raise Refusal(f"I know of no D-{number} that you can see.")
    return decision


def changeable(db: Session, number: int, *, by: Member) -> Decision:
    """A decision that this person may change. Raises Refusal when it is not theirs to see or no longer in force."""
    decision = shown(db, number, to=by)
    if decision.withdrawn_at is not None:
        raise Refusal(f"D-{number} was already withdrawn.")
    if decision.superseded_by is not None:
        raise Refusal(f"D-{number} was already replaced, by D-{decision.superseded_by}.")
    return decision


def without_reason(db: Session, number: int, *, by: Member) -> Decision:
    """A decision that still lacks its reason. Raises Refusal otherwise."""
    decision = changeable(db, number, by=by)
    if decision.reason:
        raise Refusal(f"D-{number} has a reason by now. Use Amend to change it.", field="reason")
    return decision


def check_channel(db: Session, channel: str, by: Member) -> None:
    known, is_there = channels.seen_by(db, channel, by.person)
    if known is None or not known.has_bot:
        raise Refusal(
            "I am not in that channel yet. Mention me there, and Slack offers to add me; then try again.",
            field="channel",
        )
    if known.is_archived:
        raise Refusal("That channel is archived. Choose another one.", field="channel")
    if not is_there:
        raise Refusal("You are not in that channel. Choose one that you are in.", field="channel")
