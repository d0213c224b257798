"""What was said in a channel and in a thread, as the rows that the page shows of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from bot.sandbox.page.mrkdwn import unescaped
from bot.sandbox.page.visit import Visit
from bot.sandbox.workspace.directory import SlackChannel, User
from bot.sandbox.workspace.files import told
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.words import read

CLOSE = timedelta(minutes=5)  # what one person says within it stands under one name
BEFORE_MARKED = 50  # messages that are shown before the one that a link led to
MOST_AFTER = 1_500  # messages; a link that leads farther back shows these only
MOST_FACES = 4  # of those who replied
TOMB = "tombstone"  # the subtype that Slack gives the empty place of a deleted message that others have answered


class StreamRow(NamedTuple):
    message: SlackMessage
    when: datetime
    begins_day: bool
    begins_new: bool  # the line above what is new stands before it
    continues: bool  # under the name of the message before


def said(visit: Visit) -> list[SlackMessage]:
    """What stands in the channel itself, in order: its messages, broadcast replies, and empty places over threads."""
    shown: dict[str, SlackMessage] = {}
    for each in _seen(visit):
        if not each.is_reply or each.is_broadcast:
            shown[each.ts] = each
        elif each.thread_ts and not each.ephemeral_to and _is_gone(visit, each.channel, each.thread_ts):
            shown.setdefault(each.thread_ts, _tomb(each.channel, each.thread_ts))
    return sorted(shown.values(), key=lambda each: each.ts)


def span(visit: Visit, said: list[SlackMessage]) -> tuple[int, int]:
    """The last ones, from the one that a link led to on, if that is earlier."""
    first = max(0, len(said) - visit.shown)
    at = next((number for number, each in enumerate(said) if each.ts == visit.marked), len(said))
    if at < first + BEFORE_MARKED:
        first = max(0, min(first, at - BEFORE_MARKED))
    return first, min(len(said), first + MOST_AFTER) if at < first + MOST_AFTER else len(said)


def in_thread(visit: Visit) -> list[SlackMessage]:
    """The open thread: the message and its answers; an empty place for a message that is gone."""
    if not visit.channel or not visit.thread:
        return []
    said = [each for each in _seen(visit) if visit.thread in (each.ts, each.thread_ts)]
    is_gone = said and _is_gone(visit, visit.channel.id, visit.thread)
    return [_tomb(visit.channel.id, visit.thread), *said] if is_gone else said


def rows(visit: Visit, said: Iterable[SlackMessage], *, with_new: bool) -> Iterator[StreamRow]:
    """`with_new`: a line stands above what is new."""
    before: StreamRow | None = None
    line_is_due = bool(visit.new_after) and with_new
    for message in said:
        when = visit.reader.when(float(message.ts))
        begins_day = before is None or before.when.date() != when.date()
        begins_new = line_is_due and message.ts > visit.new_after and message.user != visit.me.id
        line_is_due = line_is_due and not begins_new
        continues = before is not None and not begins_day and not begins_new and _continues(before.message, message)
        before = StreamRow(message, when, begins_day, begins_new, continues)
        yield before


def is_tomb(message: SlackMessage) -> bool:
    return message.subtype == TOMB


def is_by_app(message: SlackMessage) -> bool:
    """People's messages have blocks too, but theirs only repeat the words."""
    return bool(message.blocks and message.bot_id)


def typed(visit: Visit, message: SlackMessage) -> str:
    """The words as they would be typed again."""
    return unescaped(read(message.text, visit.workspace.names))


def shared(visit: Visit, message: SlackMessage) -> list[dict[str, Any]]:
    """The files that came with it."""
    return [told(each, visit.workspace.address, visit.workspace.home.id) for each in message.files]


def answers(visit: Visit, message: SlackMessage) -> list[SlackMessage]:
    return [] if message.is_reply else visit.workspace.messages.replies(message.channel, message.ts)


def repliers(visit: Visit, answers: list[SlackMessage]) -> list[User]:
    people = list(dict.fromkeys(visit.author(each).id for each in answers))[:MOST_FACES]
    return [visit.workspace.users[id] for id in people if id in visit.workspace.users]


def people(visit: Visit, channel: SlackChannel) -> list[User]:
    return [visit.workspace.users[id] for id in channel.people if not visit.workspace.users[id].is_bot]


def shared_with(visit: Visit, channel: SlackChannel) -> str:
    """The other workspace, seen from this person's own."""
    home, names = visit.workspace.home, visit.workspace.names
    others = ", ".join(names.get(team, team) for team in sorted(channel.shared_with))
    return others if visit.me.team == home.id else home.name or others


def welcome(visit: Visit, channel: SlackChannel) -> str:
    """What stands where a channel begins."""
    if channel.is_direct:
        return f"This is your conversation with {visit.workspace.bot.real_name}. Nobody else sees it."
    if channel.is_private:
        return "This is the beginning of a private channel. Only those who are in it see it."
    return channel.topic or "This is where the channel begins."


def _seen(visit: Visit) -> list[SlackMessage]:
    return list(visit.workspace.seen(visit.me, visit.channel)) if visit.channel else []


def _continues(before: SlackMessage, message: SlackMessage) -> bool:
    return (
        (before.user, before.ephemeral_to) == (message.user, message.ephemeral_to)
        and not message.ephemeral_to
        and not is_tomb(before)
        and float(message.ts) - float(before.ts) < CLOSE.total_seconds()
    )


def _is_gone(visit: Visit, channel: str, ts: str) -> bool:
    return visit.workspace.messages.find(channel, ts) is None


def _tomb(channel: str, ts: str) -> SlackMessage:
    return SlackMessage(channel, ts, user="", subtype=TOMB)
