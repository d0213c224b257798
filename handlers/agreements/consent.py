"""Agreements: people look at what all agree to, say yes, and take it back."""

from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat
from bot.errors import Refusal
from bot.features import agreements
from bot.features.agreements import messages, queries
from bot.settings import Settings
from bot.slack.forms import number_on
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.surfaces import refresh
from storage import Begin, partnerships
from storage import agreements as stored_agreements
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[asks])(answer_mention)
    app.event("message", matchers=[is_direct_message, asks])(answer_in_private)
    app.action("agreement_all")(show_all)
    app.action("agreement_read")(show_whole)
    app.action("agreement_accept")(accept)
    app.action("agreement_withdraw")(withdraw)


def asks(event: Payload, context: BoltContext) -> bool:
    return is_from_a_person(event) and agreements.is_asked(addressed(event, context.bot_user_id))


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def answer_mention(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    with begin() as db:
        mine = queries.agreements_of(db, me)
    chat.whisper(event["channel"], me.person, mine, thread=event.get("thread_ts"))


def answer_in_private(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    with begin() as db:
        mine = queries.agreements_of(db, me)
    chat.post(event["channel"], mine, thread=event.get("thread_ts"))


def show_all(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        mine, names = agreements.of_person(db, me), queries.partner_names(db)
        zone = partnerships.own(db).zone
    chat.ask(body["trigger_id"], messages.all_of_them(mine, names, zone))


def show_whole(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    id = number_on(action.get("value"))
    with begin(reading=True) as db:
        one, earlier = stored_agreements.one(db, id), stored_agreements.versions(db, id)
        mine, zone = agreements.concern(db, id, me), partnerships.own(db).zone
    if one is None or (mine is None and not me.is_convener):
        raise Refusal("This agreement is not yours to look at. Those whom it concerns, and conveners, can.")
    chat.ask(body["trigger_id"], messages.whole(mine, one.version, earlier, zone))


def accept(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    id, _, version = action["value"].partition(":")
    with begin() as db:
        is_current = agreements.accept(db, number_on(id), number_on(version), by=me, at=now)
    refresh.show(begin, chat, body, me, settings, now, else_say=lambda db: queries.agreements_of(db, me))
    if not is_current:
        chat.dm(me.person, messages.has_changed())


def withdraw(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    with begin() as db:
        had_yes = agreements.withdraw(db, number_on(action.get("value")), by=me, at=now)
    refresh.show(begin, chat, body, me, settings, now, else_say=lambda db: queries.agreements_of(db, me))
    if not had_yes:
        chat.dm(me.person, messages.no_yes())
