"""What arrived where on the last journey through time, each with the way there."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from bot.sandbox.page.visit import Visit, address
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.words import read

FIRST_WORDS = 140  # characters of each message
MOST_LISTED = 200  # messages; the earliest ones, for one reads them in order


def came(visit: Visit) -> list[SlackMessage]:
    journey = visit.workspace.journey
    return journey.arrived(visit.workspace) if journey else []


def count(came: list[SlackMessage]) -> str:
    if not came:
        return "Nothing arrived: there was nothing to say."
    more = f" These are the first {MOST_LISTED}." if len(came) > MOST_LISTED else ""
    return f"{len(came)} {'message' if len(came) == 1 else 'messages'} arrived.{more}"


def by_day(visit: Visit, came: list[SlackMessage]) -> Iterator[tuple[date, Iterator[SlackMessage]]]:
    return groupby(came[:MOST_LISTED], key=lambda each: visit.reader.when(float(each.ts)).date())


def first_words(message: SlackMessage) -> str:
    """As the notification shows it in Slack."""
    words = " ".join((read(message.text, message.names) if message.text else message.reads).split())
    return words[:FIRST_WORDS].rstrip() + ("…" if len(words) > FIRST_WORDS else "")


def way(visit: Visit, message: SlackMessage) -> str:
    """As oneself where one may look; else as somebody who may."""
    channel = visit.workspace.channels[message.channel]
    who = message.ephemeral_to or (visit.me.id if visit.workspace.sees(visit.me, channel) else channel.people[0])
    return address(who, channel.id, message.thread_ts or "", message.ts, visit.drawer)
