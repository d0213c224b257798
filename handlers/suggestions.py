"""Noticing: where it is switched on, a message that sounds like a promise or a decision is offered to its author."""

import re
from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, MessageRef
from bot.errors import Refusal
from bot.features import suggestions
from bot.features.commitments.payloads import AboutSuggestion
from bot.features.decisions import forms as decision_forms
from bot.features.decisions.payloads import CameFrom
from bot.features.duplicates import overheard
from bot.features.suggestions import messages
from bot.notifications import commands as notification_commands
from bot.settings import Settings
from bot.slack.forms import read_back
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person, mentioned, plain
from bot.text import detection
from storage import Begin, channels, events, members
from storage import suggestions as stored_suggestions
from storage.members import BOT, Member

SWITCH = re.compile(r"notice\s+(?P<how>on|off)[\s.!]*", re.IGNORECASE)
SHORTEST = 5  # characters; nobody promises in fewer than "On it"


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[is_switch])(switch)
    app.event("message", matchers=[is_direct_message, is_switch])(explain_switch)
    app.event("message", matchers=[is_said_in_a_channel, is_noticed_there])(look)
    app.action("notice_keep")(keep_decision)
    app.action("notice_dismiss")(dismiss)
    app.action("notice_stop")(stop)
    app.action("notice_allow")(allow)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def is_switch(event: Payload, context: BoltContext) -> bool:
    said = addressed(event, context.bot_user_id)
    return is_from_a_person(event) and "edited" not in event and SWITCH.fullmatch(said) is not None


def is_said_in_a_channel(event: Payload, body: Payload, context: BoltContext) -> bool:
    """By a person, to the others there: what is said to us has its own doors."""
    text = str(event.get("text") or "")
    to_us = f"<@{context.bot_user_id}" in text
    return is_from_a_person(event) and not is_direct(body) and not to_us and len(text) >= SHORTEST


def is_noticed_there(event: Payload, begin: Begin) -> bool:
    with begin(reading=True) as db:
        known = channels.by_id(db, event["channel"])
    return known is not None and known.is_noticing


def switch(event: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """By anybody in the channel, and told to everybody there."""
    found = SWITCH.fullmatch(addressed(event, context.bot_user_id))
    on, channel = found is not None and found["how"].casefold() == "on", event["channel"]
    with begin() as db:
        changed = channels.set_noticing(db, channel, on=on)
        row = channels.by_id(db, channel)
        if changed and row is not None:
            events.note(db, f"channel.notice_{'on' if on else 'off'}", subject_id=row.id, by=me.person, at=now)
    if changed:
        chat.post(channel, messages.switched_on(me.person) if on else messages.switched_off(me.person))
    else:
        chat.whisper(channel, me.person, messages.is_so_already(on=on))


def explain_switch(event: Payload, begin: Begin, chat: Chat) -> None:
    with begin():
        chat.post(event["channel"], messages.needs_a_channel(), thread=event.get("thread_ts"))


def look(event: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """Nothing of the message is kept: an offer carries the words in its own buttons, or where they stand."""
    if me.kind == BOT:
        return
    channel, ts = event["channel"], event["ts"]
    with begin(reading=True) as db:
        text = plain(event["text"], members.names(db, mentioned(event["text"])))
    notice = detection.judge(text, context=suggestions.context(begin, chat, event))
    if notice is None:
        message = overheard.answer(begin, chat, text, MessageRef(channel, ts), me=me, now=now)
    else:
        message = overheard.offer(begin, chat, notice, MessageRef(channel, ts), me=me, now=now)
    if message is not None:
        chat.whisper(channel, me.person, message, thread=event.get("thread_ts"))


def keep_decision(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    """The words are read again where they stand, into the form in which a decision is logged."""
    ack()
    about = read_back(AboutSuggestion, action.get("value"))
    message = chat.read(about.channel, about.message)
    if message is None or message.by != me.person:
        raise Refusal("That message is no longer there, so there is nothing to keep.")
    with begin() as db:
        stored_suggestions.answer(db, about.offer, person=me.person, was_right=True)
        text = plain(message.text, members.names(db, mentioned(message.text)))
        rooms = channels.shared_with(db, me.person)
    source, link = f"{about.channel}:{about.message}", chat.link(about.channel, about.message) or None
    memo = CameFrom(by=me.person, at=message.at.timestamp(), source=source, link=link, apart=about.apart)
    form = decision_forms.new(rooms, channel=about.channel, wording=suggestions.wording(text), memo=memo.packed)
    chat.ask(body["trigger_id"], form)
    chat.replace(messages.opened())


def dismiss(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = read_back(AboutSuggestion, action.get("value"))
    with begin() as db:
        stored_suggestions.answer(db, about.offer, person=me.person, was_right=False)
    chat.replace(messages.dismissed())


def stop(ack: Ack, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    with begin() as db:
        notification_commands.stop(db, suggestions.KIND, by=me, at=now)
    chat.replace(messages.stopped())


def allow(ack: Ack, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin() as db:
        notification_commands.allow(db, suggestions.KIND, by=me)
    chat.replace(messages.allowed())
