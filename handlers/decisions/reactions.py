"""A reaction marks a message as a decision; taking it back soon undoes it."""

from datetime import datetime, timedelta

from slack_bolt import App

from bot.chat.port import Chat
from bot.dispatch.requests import Deliver
from bot.features import directory
from bot.features.decisions import reactions
from bot.features.decisions.payloads import CameFrom
from bot.features.duplicates import check as duplicate_check
from bot.settings import Settings
from bot.slack.payloads import Payload, mentioned, moment, plain
from bot.text.reasons import fitting, split
from storage import Begin, members
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.event("reaction_added", matchers=[marks_a_decision])(log_message)
    app.event("reaction_added")(leave_alone)
    app.event("reaction_removed", matchers=[marks_a_decision])(undo)
    app.event("reaction_removed")(leave_alone)


def marks_a_decision(event: Payload, settings: Settings) -> bool:
    """The reaction alone, or with a skin tone, on a message."""
    name = str(event.get("reaction", "")).split("::")[0]
    return name == settings.steward_reaction and event.get("item", {}).get("type") == "message"


def log_message(event: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver) -> None:
    channel, ts = event["item"]["channel"], event["item"]["ts"]
    directory.channel(begin, chat, channel, now=now)
    message = chat.read(channel, ts)
    if message is None or message.by is None or not message.text.strip():
        return  # gone, a bot's, or a picture without a word
    author, link = directory.person(begin, chat, message.by, now=now), chat.link(channel, ts)
    given_at, source = moment(event["event_ts"]), f"{channel}:{ts}"
    with begin(reading=True) as db:
        wording = split(fitting(plain(message.text, members.names(db, mentioned(message.text)))))
        if not reactions.counts(db, source, by=me, given_at=given_at):
            return
    at = message.at.timestamp()
    came_from = CameFrom(by=author.person, at=at, source=source, link=link or None, reaction=True)
    held = duplicate_check.ask(begin, chat, wording, channel=channel, came_from=came_from, me=me, now=now)
    if held is not None:
        return duplicate_check.tell(chat, held, channel=channel, me=me, thread=message.thread)
    with begin() as db:
        origin = came_from.origin(me=me.person, now=now)
        reactions.mark(db, wording, origin=origin, by=me, given_at=given_at, channel=channel, at=now)
    deliver()


def undo(event: Payload, begin: Begin, me: Member, now: datetime, deliver: Deliver, settings: Settings) -> None:
    source = f"{event['item']['channel']}:{event['item']['ts']}"
    within = timedelta(minutes=settings.steward_undo_minutes)
    with begin() as db:
        reactions.take_back(db, source, by=me, taken_at=moment(event["event_ts"]), at=now, within=within)
    deliver()


def leave_alone() -> None:
    """Another emoji: none of our business."""
