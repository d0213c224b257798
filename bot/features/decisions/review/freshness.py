"""How fresh a decision is: when it comes up for review, whether anybody has confirmed it lately, and who may."""

from datetime import date, timedelta, tzinfo

from storage.decisions import Decision
from storage.members import Member

SOON = timedelta(days=30)  # before its review an answer says so; earlier it would only be a date
LONG = timedelta(days=365)  # after a year people change their jobs, and what was right may not be


def is_due(decision: Decision, today: date) -> bool:
    return decision.in_force and decision.review_on is not None and decision.review_on <= today


def is_soon(decision: Decision, today: date) -> bool:
    """Whether its review is so near, or so late, that whoever relies on it should know."""
    return decision.in_force and decision.review_on is not None and decision.review_on - today <= SOON


def is_unconfirmed(decision: Decision, today: date, zone: tzinfo) -> bool:
    """Whether nobody has said for long that it is still right; making it counts as saying so."""
    last = decision.last_confirmed_at or decision.decided_at
    return decision.in_force and today - last.astimezone(zone).date() >= LONG


def may_answer(me: Member, decision: Decision) -> bool:
    """Whoever looks after it, whoever decided, and conveners, as far as they see it."""
    return not {decision.looked_after_by, decision.decided_by}.isdisjoint(me.ids) or me.is_convener
