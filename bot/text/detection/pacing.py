"""How often one person may be asked: an offer is a small interruption, however kind."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo

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
