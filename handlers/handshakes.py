"""A reaction marks a message as a promise of its author; taking it back soon undoes it."""

from datetime import datetime, timedelta

from slack_bolt import App

from bot import acquaintance, promises
from bot.chat import Chat
from bot.config import Settings
from bot.domain import commitments
from bot.domain.commitments import Said
from bot.payloads import Payload, moment
from bot.promise_reading import Reading, read
from bot.requests import Deliver
from bot.views import commitments as views
from storage import Begin
from storage.members import BOT, Member


def register(app: App, settings: Settings) -> None:
    app.event("reaction_added", matchers=[marks_a_promise])(remember)
    app.event("reaction_removed", matchers=[marks_a_promise])(undo)


def marks_a_promise(event: Payload, settings: Settings) -> bool:
    """The reaction alone, or with a skin tone, on a message."""
    name = str(event.get("reaction", "")).split("::")[0]
    return name == settings.steward_promise_reaction and event.get("item", {}).get("type") == "message"


def remember(event: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """By its author: it is kept. By somebody else: its author is asked, privately."""
    channel, ts = event["item"]["channel"], event["item"]["ts"]
    acquaintance.channel(begin, chat, channel, now=now)
    message = chat.read(channel, ts)
    if message is None or message.by is None or not message.text.strip():
        return  # gone, a bot's, or a picture without a word
    owner = acquaintance.person(begin, chat, message.by, now=now)
    source = f"{channel}:{ts}"
    said = Said(message.at, channel, source, chat.link(channel, ts) or None, by_reaction=True)
    with begin(reading=True) as db:
        reading = read(db, message.text, by=owner, said=said)
    if owner.person == me.person:
        _keep(begin, chat, me, reading, said, given_at=moment(event["event_ts"]), now=now)
    elif owner.kind != BOT and owner.left_at is None:
        promises.offer_to_author(begin, chat, reading, owner=owner, by=me, now=now)


def undo(event: Payload, begin: Begin, me: Member, now: datetime, deliver: Deliver, settings: Settings) -> None:
    source = f"{event['item']['channel']}:{event['item']['ts']}"
    within = timedelta(minutes=settings.steward_undo_minutes)
    with begin() as db:
        commitments.take_back(db, source, by=me, taken_at=moment(event["event_ts"]), at=now, within=within)
    deliver()


def _keep(
    begin: Begin, chat: Chat, me: Member, reading: Reading, said: Said, *, given_at: datetime, now: datetime
) -> None:
    with begin() as db:
        commitment = commitments.mark(db, reading.promise, said=said, owner=me, given_at=given_at, at=now)
        if commitment is None:
            return
        has_passed = commitment.due_on is None and reading.promise.due_on is not None
        heard = "" if has_passed else reading.heard
        partner = promises.partner_of(db, commitment)
        made = views.made(commitment, partner, heard=heard, others=() if has_passed else reading.others)
    chat.whisper(commitment.channel or me.person, me.person, made)
