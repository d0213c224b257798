"""Time passes: the clock is heard whenever something is due, at the end, and at least once a day in between."""

from datetime import timedelta

from storage import deliveries


def pass_until(steward, clock, end, *, hours=(10,)):
    """Jump from one moment at which something happens to the next one. `hours` of each day, in UTC, count as such."""
    while clock.now < end:
        with steward.begin(reading=True) as db:
            due = deliveries.next_due(db, after=clock.now)
        midnight = clock.now.replace(hour=0, minute=0, second=0, microsecond=0)
        daily = (midnight + timedelta(days=days, hours=hour) for days in (0, 1) for hour in hours)
        clock.now = min(each for each in (due, *daily, end) if each is not None and each > clock.now)
        steward.tick()
