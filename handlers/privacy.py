"""One's own data: a file of everything known, being erased; for conveners who changed what, and how long it is kept."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from slack_bolt import Ack, App, BoltContext
from sqlalchemy.orm import Session

from bot.chat.port import Chat
from bot.features import exports
from bot.features.privacy import audit, erasure, messages, retention
from bot.settings import Settings
from bot.slack.blocks import modal
from bot.slack.forms import answers_in
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from storage import Begin, partnerships
from storage.members import Member

KNOW = re.compile(r"(?:so\s+)?what do you know about me|give me my data", re.IGNORECASE)
Said = TypeVar("Said")
DOORS = re.compile(r"(?:erase|forget|delete) me|who changed what|how long do you keep (?:it|things)", re.IGNORECASE)


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[asks_for_all])(tell_all)
    app.event("message", matchers=[is_direct_message, asks_for_all])(tell_all)
    app.event("app_mention", matchers=[asks])(offer)
    app.event("message", matchers=[is_direct_message, asks])(offer)
    app.action("rights_know")(give)
    app.action("rights_erase")(ask_whether)
    app.view("rights_erase_form")(erase)
    app.action("rights_erase_left")(ask_who)
    app.view("rights_left_form")(ask_whether_them)
    app.action("rights_trail")(show_trail)
    app.view("rights_trail_form")(give_trail)
    app.action("rights_keep")(ask_how_long)
    app.view("rights_keep_form")(set_how_long)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def asks_for_all(event: Payload, context: BoltContext) -> bool:
    return _says(KNOW, event, context)


def asks(event: Payload, context: BoltContext) -> bool:
    return _says(DOORS, event, context)


def _says(pattern: re.Pattern[str], event: Payload, context: BoltContext) -> bool:
    words = addressed(event, context.bot_user_id)[:100].strip(" .!?")
    return is_from_a_person(event) and pattern.fullmatch(words) is not None


def tell_all(event: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        exports.ask_own(db, by=me, at=now)
    chat.dm(me.person, messages.on_its_way())


def offer(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    with begin():
        pass  # noted as done: however often the event comes, it is answered once
    doors = messages.offer(convenes=me.is_convener)
    if event.get("channel_type") == "im":
        chat.dm(me.person, doors)
    else:
        chat.whisper(event["channel"], me.person, doors, thread=event.get("thread_ts"))


def give(ack: Ack, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        exports.ask_own(db, by=me, at=now)
    ack()
    chat.dm(me.person, messages.on_its_way())


def ask_whether(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        found = erasure.prospect(db, me.person, by=me)
    chat.ask(body["trigger_id"], messages.erase_form(found, is_own=True))


def ask_who(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        retention.check(db, me)
    chat.ask(body["trigger_id"], messages.who_left_form())


def ask_whether_them(ack: Ack, view: Payload, begin: Begin, me: Member) -> None:
    [person, *_] = answers_in(view["state"])["person"]
    with begin(reading=True) as db:
        found = erasure.prospect(db, person, by=me)
    ack(response_action="update", view=modal(messages.erase_form(found, is_own=person in me.ids)))


def erase(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    filled, person = answers_in(view["state"]), view["private_metadata"]
    with begin() as db:
        withdrawn = messages.WORDS in filled["also"]
        called = erasure.erase(db, person, by=me, at=now, called=filled["called"], withdrawn=withdrawn)
    ack()
    if person not in me.ids:
        chat.dm(me.person, messages.somebody_erased(called))
        return
    chat.home(me.person, messages.nobody())
    chat.dm(me.person, messages.erased(called))


def show_trail(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        form = messages.trail(audit.latest(db, by=me), partnerships.own(db).zone)
    chat.ask(body["trigger_id"], form)


def give_trail(ack: Ack, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        retention.check(db, me)
        exports.ask_trail(db, by=me, at=now)
    ack()


def ask_how_long(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    with begin(reading=True) as db:
        retention.check(db, me)
        form = _soon(db, now, lambda *soon: messages.keep_form(retention.days_of(db), *soon))
    chat.ask(body["trigger_id"], form)


def set_how_long(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        retention.set_days(db, {kind: filled.number(kind) for kind in retention.KINDS}, by=me, at=now)
        noted = _soon(db, now, messages.kept)
    ack()
    chat.dm(me.person, noted)


def _soon(db: Session, now: datetime, say: Callable[..., Said]) -> Said:
    """What would go on the next Monday, said."""
    monday = retention.next_monday(db, now)
    return say(retention.going(db, on=monday), monday)
