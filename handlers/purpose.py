"""Why we are here: shown to everybody who asks, written down by conveners, in several ways and versions."""

from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, Message
from bot.errors import Refusal
from bot.features import conveners, purpose
from bot.features.purpose import PurposeWording, forms, messages, wordings
from bot.features.purpose.payloads import SeenPurpose
from bot.features.purpose.wordings import PurposeVariant
from bot.features.surveys import pulses
from bot.settings import Settings
from bot.slack.forms import answers_in, number_on, read_back
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.surfaces import home
from storage import Begin, channels, partnerships
from storage import purpose as stored_purpose
from storage.channels import Channel
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[asks])(answer_mention)
    app.event("message", matchers=[is_direct_message, asks])(answer_in_private)
    app.action("purpose_history")(show_history)
    app.action("purpose_state")(ask_for_purpose)
    app.view("purpose_form")(state)
    app.action("purpose_ways")(ask_for_ways)
    app.view("purpose_ways_form")(change_ways)
    app.action("purpose_rhythm")(ask_for_recurrence)
    app.view("purpose_rhythm_form")(begin_recurrence)
    app.action("recall_plan")(ask_for_recall)
    app.view("recall_form")(begin_recall)


def asks(event: Payload, context: BoltContext) -> bool:
    return is_from_a_person(event) and purpose.is_asked(addressed(event, context.bot_user_id))


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def answer_mention(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    chat.whisper(event["channel"], me.person, _shown(begin), thread=event.get("thread_ts"))


def answer_in_private(event: Payload, begin: Begin, chat: Chat) -> None:
    chat.post(event["channel"], _shown(begin), thread=event.get("thread_ts"))


def show_history(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        versions, zone = stored_purpose.whole_history(db), partnerships.own(db).zone
    chat.whisper(body["channel"]["id"], me.person, messages.history(versions, zone))


def ask_for_purpose(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    conveners.check(me)
    with begin(reading=True) as db:
        now_holds, seen = purpose.stated(db), SeenPurpose(newest=stored_purpose.newest(db))
    chat.ask(body["trigger_id"], forms.state(now_holds, memo=seen.packed))


def state(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    filled = answers_in(view["state"])
    seen = read_back(SeenPurpose, view["private_metadata"]).newest
    wanted = PurposeWording(filled["purpose"], filled["vision"], filled["mission"])
    with begin() as db:
        purpose.change(db, wanted, filled.get("reason", ""), seen=seen, by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def ask_for_ways(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    conveners.check(me)
    with begin(reading=True) as db:
        there, partners = stored_purpose.forms(db), partnerships.here(db)
    chat.ask(body["trigger_id"], forms.say(there, partners))


def change_ways(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
    partner = number_on(filled.get("partner") or "0")
    way = PurposeVariant(filled["kind"], filled["text"], partner or None, bool(filled.get("has_agreed")))
    with begin() as db:
        if "keep" in filled:
            wordings.keep(db, filled.numbers("keep"), by=me, at=now)
        if way.text.strip():
            wordings.add(db, way, by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def ask_for_recurrence(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    conveners.check(me)
    chat.ask(body["trigger_id"], forms.recurrence(_rooms(begin, me)))


def begin_recurrence(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
    days, hour = filled.numbers("weekdays"), filled.hour("hour")
    with begin() as db:
        wordings.begin_recurrence(db, days, hour=hour, channel=filled["channel"], by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def ask_for_recall(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    conveners.check(me)
    chat.ask(body["trigger_id"], forms.recall(_rooms(begin, me)))


def begin_recall(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        hour = filled.hour("hour")
        pulses.begin_recall(db, hour=hour, channel=filled["channel"], by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def _shown(begin: Begin) -> Message:
    with begin() as db:
        versions = stored_purpose.whole_history(db)
        return messages.shown(purpose.stated(db), has_history=len(versions) > len({row.kind for row in versions}))


def _rooms(begin: Begin, me: Member) -> list[Channel]:
    """Channels to choose from. Raises Refusal when there is none: a form without a choice cannot be filled in."""
    with begin(reading=True) as db:
        rooms = list(channels.shared_with(db, me.person))
    if not rooms:
        raise Refusal("Mention me in a channel first, and Slack offers to add me: there I shall speak.")
    return rooms
