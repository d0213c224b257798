"""Buddies: newcomers say whether they would like one, others whether they would be one; either may end it."""

from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, Message
from bot.features import buddies
from bot.features.buddies import lists, messages, queries
from bot.settings import Settings
from bot.slack.forms import answers_in, number_on
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.surfaces import home, refresh
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[asks])(answer_mention)
    app.event("message", matchers=[is_direct_message, asks])(answer_in_private)
    app.action("buddy_want")(want)
    app.action("buddy_want_own")(want_of_own)
    app.action("buddy_decline")(decline)
    app.action("buddy_end")(end)
    app.action("buddy_volunteer")(volunteer)
    app.action("buddy_rest")(rest)
    app.action("buddy_open")(ask_for_wish)
    app.view("buddy_wish_form")(set_wish)


def asks(event: Payload, context: BoltContext) -> bool:
    said = addressed(event, context.bot_user_id)
    meant = buddies.is_asked(said) or buddies.would_be_one(said) or buddies.wants_one(said)
    return meant and is_from_a_person(event)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def answer_mention(event: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    answer = _answered(addressed(event, context.bot_user_id), begin, me, now)
    chat.whisper(event["channel"], me.person, answer, thread=event.get("thread_ts"))


def answer_in_private(
    event: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime
) -> None:
    answer = _answered(addressed(event, context.bot_user_id), begin, me, now)
    chat.post(event["channel"], answer, thread=event.get("thread_ts"))


def want(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    ack()
    with begin() as db:
        buddies.want(db, by=me, of_own=False, at=now)
    refresh.show(begin, chat, body, me, settings, now, else_say=lambda db: queries.buddies_of(db, me))


def want_of_own(
    ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    with begin() as db:
        buddies.want(db, by=me, of_own=True, at=now)
    refresh.show(begin, chat, body, me, settings, now, else_say=lambda db: queries.buddies_of(db, me))


def decline(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    ack()
    with begin() as db:
        buddies.decline(db, by=me, at=now)
    refresh.show(begin, chat, body, me, settings, now, else_say=lambda db: queries.buddies_of(db, me))


def end(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    with begin() as db:
        buddies.end(db, number_on(action.get("value")), by=me, at=now)
    refresh.show(begin, chat, body, me, settings, now, else_say=lambda db: queries.buddies_of(db, me))


def volunteer(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    ack()
    with begin() as db:
        buddies.volunteer(db, True, by=me, at=now)
    refresh.show(begin, chat, body, me, settings, now, else_say=lambda db: queries.buddies_of(db, me))


def rest(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    ack()
    with begin() as db:
        buddies.volunteer(db, False, by=me, at=now)
    refresh.show(begin, chat, body, me, settings, now, else_say=lambda db: queries.buddies_of(db, me))


def ask_for_wish(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        is_willing = buddies.mine(db, me).is_willing
    chat.ask(body["trigger_id"], lists.wish_form(is_willing=is_willing))


def set_wish(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        buddies.volunteer(db, filled["is_willing"] == "yes", by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def _answered(said: str, begin: Begin, me: Member, now: datetime) -> Message:
    with begin() as db:
        if buddies.would_be_one(said):
            buddies.volunteer(db, True, by=me, at=now)
            return messages.volunteered(True)
        if buddies.wants_one(said):
            buddies.want(db, by=me, of_own=False, at=now)
        return queries.buddies_of(db, me)
