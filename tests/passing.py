"""Time passes: the clock is heard whenever something is due, at the end, and at least once a day in between."""

from datetime import timedelta

from storage import deliveries

A_DAY = timedelta(days=1)


def pass_until(steward, clock, end, *, each_day_at=10):
    """Jump from one moment at which something happens to the next one. `each_day_at` is an hour in UTC."""
    while clock.now < end:
        with steward.begin(reading=True) as db:
            due = deliveries.next_due(db, after=clock.now)
        hour = clock.now.replace(hour=each_day_at, minute=0, second=0, microsecond=0)
        daily = hour if hour > clock.now else hour + A_DAY
        clock.now = min(each for each in (due, daily, end) if each is not None)
        steward.tick()
