"""What arrived where on the last journey through time, each with the way there."""

from itertools import groupby

from bot.sandbox.page.clock import said
from bot.sandbox.page.icons import icon
from bot.sandbox.page.moments import clock, long_day
from bot.sandbox.page.scene import Scene, address
from bot.sandbox.page.tags import Html, tag
from bot.sandbox.workspace.directory import Channel
from bot.sandbox.workspace.messages import Message
from bot.sandbox.workspace.words import read

FIRST_WORDS = 140  # characters of each message
MOST_LISTED = 200  # messages; the earliest ones, for one reads them in order


def inside(scene: Scene) -> list[Html]:
    journey = scene.workspace.journey
    if journey is None:
        return [tag("p", "You have not travelled yet. The clock at the top takes you ahead.", class_="none")]
    start, end = (said(moment.astimezone(scene.reader.zone)) for moment in (journey.start, journey.at))
    came = journey.arrived(scene.workspace)
    intro = tag("p", f"From {start} to {end}. {_count(len(came))}", class_="intro", id="journey-from")
    return [intro, tag("div", *_days(scene, came[:MOST_LISTED]), class_="scroll", id="arrived")]


def _count(number: int) -> str:
    if not number:
        return "Nothing arrived: there was nothing to say."
    more = f" These are the first {MOST_LISTED}." if number > MOST_LISTED else ""
    return f"{number} {'message' if number == 1 else 'messages'} arrived.{more}"


def _days(scene: Scene, came: list[Message]) -> list[Html]:
    days = groupby(came, key=lambda each: scene.reader.when(float(each.ts)).date())
    return [part for day, said in days for part in (tag("h3", long_day(day)), *(_row(scene, each) for each in said))]


def _row(scene: Scene, message: Message) -> Html:
    channel = scene.workspace.channels[message.channel]
    at = tag("time", clock(scene.reader.when(float(message.ts))))
    said = read(message.text, message.names) if message.text else message.reads  # the notification, as Slack shows it
    words = " ".join(said.split())
    short = words[:FIRST_WORDS].rstrip() + ("…" if len(words) > FIRST_WORDS else "")
    to = f" → {scene.reader.person(message.ephemeral_to)} alone" if message.ephemeral_to else ""
    where = tag("b", *_place(scene, channel), to)
    return tag("a", at, tag("span", where, tag("span", short, dir="auto")), class_="came", href=_way(scene, message))


def _place(scene: Scene, channel: Channel) -> tuple[object, ...]:
    if channel.is_direct:
        return (icon("talk"), scene.reader.person(channel.people[0]))
    if channel.is_group:
        return (icon("people"), scene.called(channel))
    return (icon("lock") if channel.is_private else icon("hash"), channel.name)


def _way(scene: Scene, message: Message) -> str:
    """As oneself where one may look; else as somebody who may."""
    channel = scene.workspace.channels[message.channel]
    who = message.ephemeral_to or (scene.me.id if scene.workspace.sees(scene.me, channel) else channel.people[0])
    thread = message.thread_ts or ""
    return address(who, channel.id, thread, message.ts, scene.drawer)
