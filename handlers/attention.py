"""What somebody gets unasked, and when: their own settings."""

from datetime import datetime

from slack_bolt import Ack, App

from bot import home, letters
from bot.chat import Chat
from bot.config import Settings
from bot.domain.attention import own, wishes
from bot.domain.attention.wishes import Hours
from bot.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.returned import answers_in
from bot.views import attention as views
from storage import Begin, attention
from storage.members import Member

WORDS = ("settings", "what i get", "my settings", "stop", "snooze", "quiet")


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[asks_for_settings])(offer)
    app.event("message", matchers=[is_direct_message, asks_for_settings])(offer)
    app.action("attention_open")(open_form)
    app.view("attention_form")(save)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def asks_for_settings(event: Payload, context: Payload) -> bool:
    said = addressed(event, context["bot_user_id"]).casefold().strip(" .!?")
    return is_from_a_person(event) and "edited" not in event and said in WORDS


def offer(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    """Without a command and without the Home tab: a button, wherever they ask."""
    with begin():
        pass  # noted as done: however often the event comes, it is answered once
    if event.get("channel_type") == "im":
        chat.dm(me.person, views.offer())
    else:
        chat.whisper(event["channel"], me.person, views.offer(), thread=event.get("thread_ts"))


def open_form(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        mine = own.of(db, [me.person])[me.person]
        wish = attention.preferences(db, [me.person]).get(me.person)
    kinds = tuple((writer.title, kind) for kind, writer in letters.SECTIONS.items())
    chat.ask(body["trigger_id"], views.form(mine, wish, kinds))


def save(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    filled = answers_in(view["state"])
    hours = Hours(
        since=filled.hour("since"),
        until=filled.hour("until"),
        work_days=filled.numbers("work_days"),
        zone_name=filled["zone_name"].strip(),
        country=filled["country"].strip().upper(),
    )
    with begin() as db:
        wishes.set_hours(db, hours, by=me, at=now)
        wishes.choose(db, letters.SECTIONS, filled["kinds"], by=me, at=now)
        wishes.snooze(db, own.day(filled["snoozed_until"]), by=me, at=now)
        wishes.away(db, own.day(filled["away_until"]), by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)
