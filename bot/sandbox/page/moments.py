"""Times as the page says them, in the reader's own zone."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from markupsafe import Markup, escape

from bot.sandbox.page.reader import Reader

WEEK = 7  # days; within a week a day is called by its name
EVENING, MORNING, MONDAY = time(18), time(9), 0
MONTH = timedelta(days=30)
STAMP = Markup('<time datetime="%s" title="%s">%s</time>')


def clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def day(moment: date, today: date) -> str:
    """Today, Yesterday, Thursday, 12 February: what stands on the line between two days."""
    ago = (today - moment).days
    if ago in NEAR:
        return NEAR[ago]
    if 0 < ago < WEEK:
        return f"{moment:%A}"
    return long_day(moment) if moment.year == today.year else f"{long_day(moment)} {moment.year}"


def long_day(moment: date) -> str:
    return f"{moment:%A}, {moment.day} {moment:%B}"


def short_day(moment: date) -> str:
    return f"{moment.day} {moment:%b} {moment.year}"


def stamp(moment: datetime, shown: str) -> Markup:
    """A time element that tells the whole moment to whoever points at it."""
    title = f"{long_day(moment)} {moment.year}, {clock(moment)}"
    return STAMP % (moment.isoformat(), title, shown)


def slack_date(inside: str, reader: Reader) -> Markup:
    """`<!date^1772442000^{date_short} at {time}^link|fallback>`, without its brackets.

    Source: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
    """
    body, _, fallback = inside.partition("|")
    seconds, _, rest = body.partition("^")
    try:
        moment = reader.when(int(seconds))
    except (ValueError, OverflowError, OSError):
        return escape(fallback or "a date")
    pattern = rest.partition("^")[0]
    pieces = re.split(r"(\{\w+\})", pattern)
    shown = [DATE_PARTS[piece](moment, reader.now) if piece in DATE_PARTS else piece for piece in pieces]
    return stamp(moment, "".join(shown))


def said(moment: datetime, now: datetime | None = None) -> str:
    """Mon 9 March, 09:00; the year only when it is another one."""
    year = f" {moment.year}" if now and now.year != moment.year else ""
    return f"{said_day(moment)}{year}, {clock(moment)}"


def said_day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%B}"


def in_utc(moment: datetime) -> str:
    """As the page sends it back."""
    return moment.astimezone(UTC).isoformat()


def ways_ahead(now: datetime) -> Iterator[tuple[str, datetime]]:
    """Moments in the person's own zone; this evening only while it is still to come."""
    yield "In an hour", _later(now, timedelta(hours=1))
    evening = datetime.combine(now.date(), EVENING, now.tzinfo)
    if evening > now:
        yield "This evening", evening
    yield "Tomorrow morning", datetime.combine(now.date() + timedelta(days=1), MORNING, now.tzinfo)
    to_monday = (MONDAY - now.weekday()) % 7 or 7
    yield "Next Monday", datetime.combine(now.date() + timedelta(days=to_monday), MORNING, now.tzinfo)
    yield "In a month", _later(now, MONTH)


def _later(now: datetime, much: timedelta) -> datetime:
    """So much time, not so much on the wall: a clock may be put forward on the way."""
    return (now.astimezone(UTC) + much).astimezone(now.tzinfo)


def ago(moment: datetime, now: datetime) -> str:
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    amount, unit = next((minutes // size, name) for size, name in UNITS if minutes >= size)
    return f"{amount} {unit}{'s' if amount > 1 else ''} ago"


def _pretty(spoken: Callable[[datetime], str]) -> Callable[[datetime, datetime], str]:
    def say(moment: datetime, now: datetime) -> str:
        away = (now.astimezone(moment.tzinfo).date() - moment.date()) // timedelta(days=1)
        return NEAR[away].lower() if away in NEAR else spoken(moment)

    return say


def _plain(spoken: Callable[[datetime], str]) -> Callable[[datetime, datetime], str]:
    return lambda moment, now: spoken(moment)


NEAR = {0: "Today", 1: "Yesterday", -1: "Tomorrow"}

UNITS = ((60 * 24 * 365, "year"), (60 * 24 * 30, "month"), (60 * 24, "day"), (60, "hour"), (1, "minute"))

DAYS: dict[str, Callable[[datetime], str]] = {
    "date": lambda moment: f"{moment.day} {moment:%B} {moment.year}",
    "date_short": lambda moment: f"{moment.day} {moment:%b} {moment.year}",
    "date_long": lambda moment: f"{long_day(moment)} {moment.year}",
}

DATE_PARTS: dict[str, Callable[[datetime, datetime], str]] = {
    **{f"{{{name}}}": _plain(spoken) for name, spoken in DAYS.items()},
    **{f"{{{name}_pretty}}": _pretty(spoken) for name, spoken in DAYS.items()},
    "{date_num}": _plain(lambda moment: f"{moment:%Y-%m-%d}"),
    "{date_slash}": _plain(lambda moment: f"{moment:%d/%m/%Y}"),
    "{time}": _plain(clock),
    "{time_secs}": _plain(lambda moment: f"{moment:%H:%M:%S}"),
    "{ago}": ago,
}
