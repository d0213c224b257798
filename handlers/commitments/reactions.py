"""A reaction marks a message as a promise of its author; taking it back soon undoes it."""

from datetime import datetime, timedelta

from slack_bolt import App

from bot.chat.port import Chat
from bot.dispatch.requests import Deliver
from bot.features import commitments, directory
from bot.features.commitments import CommitmentSource, messages, queries
from bot.features.commitments.parsing import ParsedCommitment, read
from bot.settings import Settings
from bot.slack.payloads import Payload, moment
from storage import Begin
from storage.members import BOT, Member


def register(app: App, settings: Settings) -> None:
    app.event("reaction_added", matchers=[marks_a_commitment])(remember)
    app.event("reaction_removed", matchers=[marks_a_commitment])(undo)


def marks_a_commitment(event: Payload, settings: Settings) -> bool:
    """The reaction alone, or with a skin tone, on a message."""
    name = str(event.get("reaction", "")).split("::")[0]
    return name == settings.steward_promise_reaction and event.get("item", {}).get("type") == "message"


def remember(event: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """By its author: it is kept. By somebody else: its author is asked, privately."""
    channel, ts = event["item"]["channel"], event["item"]["ts"]
    directory.channel(begin, chat, channel, now=now)
    message = chat.read(channel, ts)
    if message is None or message.by is None or not message.text.strip():
        return  # gone, a bot's, or a picture without a word
    owner = directory.person(begin, chat, message.by, now=now)
    source = f"{channel}:{ts}"
    said = CommitmentSource(message.at, channel, source, chat.link(channel, ts) or None, by_reaction=True)
    with begin(reading=True) as db:
        reading = read(db, message.text, by=owner, said=said)
    if owner.person == me.person:
        _keep(begin, chat, me, reading, said, given_at=moment(event["event_ts"]), now=now)
    elif owner.kind != BOT and owner.left_at is None:
        queries.offer_to_author(begin, chat, reading, owner=owner, by=me, now=now)


def undo(event: Payload, begin: Begin, me: Member, now: datetime, deliver: Deliver, settings: Settings) -> None:
    source = f"{event['item']['channel']}:{event['item']['ts']}"
    within = timedelta(minutes=settings.steward_undo_minutes)
    with begin() as db:
        commitments.take_back(db, source, by=me, taken_at=moment(event["event_ts"]), at=now, within=within)
    deliver()


def _keep(
    begin: Begin,
    chat: Chat,
    me: Member,
    reading: ParsedCommitment,
    said: CommitmentSource,
    *,
    given_at: datetime,
    now: datetime,
) -> None:
    with begin() as db:
        commitment = commitments.mark(db, reading.promise, said=said, owner=me, given_at=given_at, at=now)
        if commitment is None:
            return
        has_passed = commitment.due_on is None and reading.promise.due_on is not None
        heard = "" if has_passed else reading.heard
        partner = queries.partner_of(db, commitment)
        made = messages.made(commitment, partner, heard=heard, others=() if has_passed else reading.others)
    chat.whisper(commitment.channel or me.person, me.person, made)
