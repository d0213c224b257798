"""`/commit`, its form, and the message shortcut."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.errors import Refusal
from bot.features import commitments, directory
from bot.features.commitments import CommitmentSource, CommitmentText, forms, lists, messages, queries
from bot.features.commitments.parsing import read
from bot.features.commitments.payloads import AboutDraft, CommitmentForm
from bot.settings import Settings
from bot.slack.forms import filled_in, read_back
from bot.slack.payloads import Payload, is_direct, mentioned, moment, plain
from storage import Begin, channels, members
from storage.members import BOT, Member


def register(app: App, settings: Settings) -> None:
    app.command("/commit")(hear_command)
    app.shortcut("remember_as_promise")(take_over_message)
    app.action("commitment_open")(open_form)
    app.view("commitment_form")(record_from_form)


def hear_command(ack: Ack, command: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    typed = command.get("text") or ""
    with begin(reading=True) as db:
        text = plain(typed, members.names(db, mentioned(typed))).strip()
    number = commitments.number_in(text)
    if number is not None:
        _tell(begin, chat, me, number, channel=command["channel_id"])
    elif text.casefold() in ("list", "my promises"):
        _list(begin, chat, me, command["channel_id"], now)
    elif not text:
        queries.open_form(
            begin,
            chat,
            command["trigger_id"],
            CommitmentText(""),
            AboutDraft(t="", o=me.person, c=_place(begin, command, me)),
        )
    elif len(text.split()) < 2 and len(text) < 20:
        unclear = "" if text.casefold() in ("help", "?") else text
        chat.whisper(command["channel_id"], me.person, forms.usage(unclear=unclear))
    else:
        _record_at_once(begin, chat, me, text, command, now)


def take_over_message(ack: Ack, shortcut: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """One's own message opens the form; somebody else's is first shown to them, privately."""
    ack()
    message, channel = shortcut["message"], shortcut["channel"]["id"]
    author = None if message.get("bot_id") else message.get("user")
    if author is None:
        raise Refusal("A program wrote that, and a program cannot promise.")
    owner = directory.person(begin, chat, author, now=now)
    where, source = None if is_direct(shortcut) else channel, f"{channel}:{message['ts']}"
    said = CommitmentSource(moment(message["ts"]), where, source, chat.link(channel, message["ts"]) or None)
    with begin(reading=True) as db:
        reading = read(db, message.get("text") or "", by=owner, said=said)
    if owner.person == me.person:
        return queries.open_form(begin, chat, shortcut["trigger_id"], reading.promise, reading.offered)
    if owner.kind == BOT or owner.left_at is not None:
        raise Refusal("Only a person who is here can promise something.")
    queries.offer_to_author(begin, chat, reading, owner=owner, by=me, now=now)
    chat.whisper(channel, me.person, forms.asked_owner())


def open_form(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    queries.open_form(begin, chat, body["trigger_id"], CommitmentText(""), AboutDraft(t="", o=me.person))


def record_from_form(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    promise = filled_in(CommitmentForm, view["state"]).promise
    offered = read_back(AboutDraft, view["private_metadata"])
    if promise.to.person is not None:
        directory.person(begin, chat, promise.to.person, now=now)
    with begin() as db:
        commitment = commitments.record(db, promise, said=offered.said(now), owner=me, at=now)
        queries.answer_offer(db, offered, me, was_right=True)
        made = messages.made(commitment, queries.partner_of(db, commitment))
    ack()
    if offered.channel:
        chat.whisper(offered.channel, me.person, made)
    else:
        chat.dm(me.person, made)


def _record_at_once(begin: Begin, chat: Chat, me: Member, text: str, command: Payload, now: datetime) -> None:
    said = CommitmentSource(now, _place(begin, command, me))
    with begin() as db:
        reading = read(db, command["text"], by=me, said=said)
        commitment = commitments.record(db, reading.promise, said=said, owner=me, at=now)
        partner = queries.partner_of(db, commitment)
    made = messages.made(commitment, partner, heard=reading.heard, others=reading.others)
    chat.whisper(command["channel_id"], me.person, made)


def _tell(begin: Begin, chat: Chat, me: Member, number: int, *, channel: str) -> None:
    with begin(reading=True) as db:
        record = queries.record_of(db, number, to=me)
    chat.whisper(channel, me.person, record)


def _list(begin: Begin, chat: Chat, me: Member, channel: str, now: datetime) -> None:
    with begin(reading=True) as db:
        mine = queries.lists_of(db, me, now=now)
    chat.whisper(channel, me.person, lists.mine(mine))


def _place(begin: Begin, command: Payload, me: Member) -> str | None:
    """The channel, where we are in it too; a promise made anywhere else is made in private."""
    if is_direct(command):
        return None
    with begin(reading=True) as db:
        known, is_there = channels.seen_by(db, command["channel_id"], me.person)
    return command["channel_id"] if known is not None and known.has_bot and is_there else None
