"""The lines about reviews on a decision: when it comes up, who has confirmed it, what was expected and learned."""

from collections.abc import Callable
from datetime import date, tzinfo

from bot.chat.words import day, mention, said
from bot.features.decisions import review
from storage.decisions import Decision
from storage.reviews import CHANGED, KEPT, WITHDRAWN, Review
from storage.search.records import DecisionRecord

NUMBERS = ("no", "one", "two", "three", "four")
OUTCOMES = {KEPT: "still right", CHANGED: "changed", WITHDRAWN: "withdrawn"}
SHOWN = 2  # times it was looked at, on a post; its whole story has them all


def when(decision: Decision, today: date | None) -> str:
    """ "up for review in two weeks, on 16 March 2026"; without today only the day. Empty when there is none."""
    if decision.review_on is None:
        return ""
    if today is None or not review.is_soon(decision, today):
        return f"review on {day(decision.review_on)}"
    days, on = (decision.review_on - today).days, day(decision.review_on)
    if days < 0:
        return f":bell: *review was due on {on}*"
    return f":bell: *up for review {_in(days)}*, on {on}" if days else ":bell: *up for review today*"


def unconfirmed(decision: Decision, today: date | None, zone: tzinfo) -> str:
    """ "last confirmed 14 months ago by Ana", when that is long; else nothing."""
    if today is None or not review.is_unconfirmed(decision, today, zone):
        return ""
    if decision.last_confirmed_at and decision.last_confirmed_by:
        ago = _ago(decision.last_confirmed_at.astimezone(zone).date(), today)
        return f":hourglass: last confirmed {ago} by {mention(decision.last_confirmed_by)}"
    return f":hourglass: not confirmed since it was made, {_ago(decision.decided_at.astimezone(zone).date(), today)}"


def owner(decision: Decision) -> str:
    """Who looks after it, when that is not whoever decided."""
    other = decision.looked_after_by
    return f"looked after by {mention(other)}" if other != decision.decided_by else ""


def freshness(decision: Decision, today: date | None, zone: tzinfo) -> list[str]:
    """When it comes up, who looks after it, whether anybody has confirmed it lately; nothing of what holds no more."""
    if not decision.in_force:
        return []
    return [words for words in (when(decision, today), owner(decision), unconfirmed(decision, today, zone)) if words]


def lines(record: DecisionRecord, zone: tzinfo, *, quote: Callable[[str], str] = str, most: int = SHOWN) -> list[str]:
    """What was expected, and the latest times it was looked at: what happened, and the lesson."""
    expected = record.decision.expected
    found = [f"*Expected:* {said(quote(expected))}"] if expected else []
    return found + [line for each in record.reviews[-most:] for line in _one(each, zone, quote)]


def outcome(row: Review, zone: tzinfo) -> str:
    """ "Looked at again on 3 March 2026 by Bo: still right; next look on 3 September 2026"."""
    by = f" by {mention(row.by)}" if row.by else ""
    on = f" on {day(row.done_at, zone)}" if row.done_at else ""
    following = f"; next look on {day(row.next_on)}" if row.next_on else ""
    return f"Looked at again{on}{by}: {OUTCOMES.get(row.outcome, row.outcome)}{following}"


def _one(row: Review, zone: tzinfo, quote: Callable[[str], str]) -> list[str]:
    found = [f":mag: {outcome(row, zone)}"]
    found += [f"*What happened:* {said(quote(row.happened))}"] if row.happened else []
    return found + ([f"*Lesson:* {said(quote(row.lesson))}"] if row.lesson else [])


def _in(days: int) -> str:
    if days == 1:
        return "tomorrow"
    weeks = round(days / 7)
    if days < 7 or weeks >= len(NUMBERS):
        return f"in {days} days" if days < 7 else "in a month"
    return "in a week" if weeks == 1 else f"in {NUMBERS[weeks]} weeks"


def _ago(since: date, today: date) -> str:
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    return f"{months} months ago" if months < 24 else f"{months // 12} years ago"
