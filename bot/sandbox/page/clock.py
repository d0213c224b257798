"""The workspace's time, in words, and the ways into the future."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from bot.sandbox.page.icons import icon
from bot.sandbox.page.moments import clock as hours
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, tag

EVENING, MORNING, MONDAY = time(18), time(9), 0
MONTH = timedelta(days=30)
TYPED = "%Y-%m-%dT%H:%M"  # how a browser writes a moment


def clock(scene: Scene) -> Html:
    now = here(scene)
    words = tag("span", tag("span", f"{now:%a} {now.day} {now:%B}, ", class_="day-of"), hours(now), class_="now")
    shown = tag("summary", icon("clock"), words, title="The time in this sandbox, where you are", aria_label=said(now))
    ways = [
        tag("button", tag("span", name), tag("small", said(moment, now)), data_act="travel", value=_sent(moment))
        for name, moment in ways_ahead(now)
    ]
    field = tag("input", type="datetime-local", value=f"{now:{TYPED}}", min=f"{now:{TYPED}}", aria_label="Any moment")
    any_moment = tag("form", field, tag("button", "Go", class_="btn primary"), class_="row", data_travels=True)
    note = tag("p", "The app lives through everything that lies between, in order.")
    inside = tag("div", tag("h2", "Travel in time"), *ways, any_moment, note, class_="pop")
    return tag("details", shown, inside, class_="drop clock", id="clock")


def journey(scene: Scene) -> Html:
    """How far one has come, while one travels."""
    under_way = scene.workspace.journey
    if under_way is None or under_way.is_over:
        return tag("div", id="journey", hidden=True)
    at, goal = (said(moment.astimezone(scene.reader.zone)) for moment in (under_way.at, under_way.goal))
    bar = tag("progress", value=f"{under_way.share:.3f}", max="1", aria_label="How far you have come")
    off = tag("button", "Stop here", class_="btn", data_act="getoff")
    words = tag("span", "Travelling to ", tag("b", goal), f": it is {at}.")
    return tag("div", words, bar, off, class_="notice journey", id="journey", role="status")


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


def said(moment: datetime, now: datetime | None = None) -> str:
    """Mon 9 March, 09:00; the year only when it is another one."""
    year = f" {moment.year}" if now and now.year != moment.year else ""
    return f"{moment:%a} {moment.day} {moment:%B}{year}, {hours(moment)}"


def here(scene: Scene) -> datetime:
    return scene.reader.now.astimezone(scene.reader.zone)


def _later(now: datetime, much: timedelta) -> datetime:
    """So much time, not so much on the wall: a clock may be put forward on the way."""
    return (now.astimezone(UTC) + much).astimezone(now.tzinfo)


def _sent(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
