"""What "not a promise" and "not a decision" teach, per channel, without a word of them; how often people are asked."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from bot.text.detection.commitment_rules import PROMISING
from bot.text.detection.decision_rules import DECIDING
from bot.text.detection.rule import Kind

FORGIVEN = 1  # refusals that teach nothing: anybody may wave one away
PATIENCE = 7  # offers of good faith: two refusals in a row silence a rule that was barely sure, five the surest

SPEAKS_FOR_ITSELF = 0.5  # a weight; what only adds to others ("by Friday") is not to blame for them

Refusals = Mapping[str, tuple[int, int]]  # rule name: times refused, times offered
FOR: dict[Kind, frozenset[str]] = {
    "decision": frozenset(rule.name for rule in DECIDING if rule.weight >= SPEAKS_FOR_ITSELF),
    "commitment": frozenset(rule.name for rule in PROMISING if rule.weight >= SPEAKS_FOR_ITSELF),
}


def adjusted(score: float, reasons: Sequence[str], kind: Kind, refusals: Refusals) -> float:
    """The score as this channel's answers leave it, to be held against the same threshold; never above `score`.

    The least trusted of the rules that spoke for it counts: a channel that refuses "going to" means it whatever else
    the sentence says. Yeses win trust back, up to where it began and no further.
    """
    return score * min((_trust(*refusals.get(name, (0, 0))) for name in FOR[kind].intersection(reasons)), default=1.0)


def counted(refusals: Refusals, reasons: Sequence[str], kind: Kind, *, refused: bool) -> dict[str, tuple[int, int]]:
    """The counts after one more answer to an offer that `reasons` led to."""
    after = dict(refusals)
    for name in FOR[kind].intersection(reasons):
        no, offered = after.get(name, (0, 0))
        after[name] = (no + refused, offered + 1)
    return after


def _trust(refused: int, offered: int) -> float:
    """From 0 to 1: one less the share of offers that were refused, in good faith at first."""
    refused = max(refused, 0)
    return 1 - max(refused - FORGIVEN, 0) / (max(offered, refused) + PATIENCE)


BETWEEN = timedelta(hours=1)  # from one offer to a person to the next
MOST_A_DAY = 3  # offers to one person on one calendar day of theirs


def may_offer(offered_at: Sequence[datetime], *, now: datetime, zone: tzinfo) -> bool:
    """Whether a person may be asked again, after earlier offers to them at `offered_at` (aware moments, in any order).

    The day is the person's own, in `zone`. A moment ahead of `now` counts as just gone: two clocks may disagree.
    """
    now = now.astimezone(UTC)  # subtraction within one zone would ignore the hour that a summer time takes or gives
    earlier = [min(moment.astimezone(UTC), now) for moment in offered_at]
    today = now.astimezone(zone).date()
    asked_today = sum(moment.astimezone(zone).date() == today for moment in earlier)
    return asked_today < MOST_A_DAY and all(now - moment >= BETWEEN for moment in earlier)
