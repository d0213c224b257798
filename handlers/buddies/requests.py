"""Being asked to be somebody's buddy: yes, not me, not now; and conveners who look after newcomers without one."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.errors import Refusal
from bot.features import buddies, conveners, directory
from bot.features.buddies import lists, queries
from bot.notifications import preferences
from bot.settings import Settings
from bot.slack.forms import answers_in, number_on, read_back
from bot.slack.payloads import Payload
from bot.surfaces import home, refresh
from bot.surfaces.refresh import Pressed, pressed
from storage import Begin
from storage import buddies as stored_buddies
from storage.buddies import NOT_NOW, REFUSED
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("buddy_accept")(accept)
    app.action("buddy_refuse")(refuse)
    app.action("buddy_not_now")(not_now)
    app.action("buddy_choose")(ask_whom)
    app.view("buddy_choose_form")(choose)
    app.action("buddy_call")(ask_whom_to_call)
    app.view("buddy_call_form")(call)


def accept(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    with begin() as db:
        buddies.accept(db, number_on(action.get("value")), by=me, at=now)
    refresh.show(begin, chat, body, me, settings, now, else_say=lambda db: queries.buddies_of(db, me))


def refuse(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    _refuse(REFUSED, action, body, begin, chat, me, now, settings)


def not_now(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    _refuse(NOT_NOW, action, body, begin, chat, me, now, settings)


def ask_whom(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    conveners.check(me)
    with begin(reading=True) as db:
        row = stored_buddies.by_id(db, number_on(action.get("value")))
    if row is None:
        raise Refusal("I do not know this newcomer any more.")
    chat.ask(body["trigger_id"], lists.choose_form(row, memo=pressed(row.id, body).packed))


def choose(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    about = read_back(Pressed, view["private_metadata"])
    people = answers_in(view["state"])["people"]
    if len(people) != 1:
        raise Refusal("Choose one person. If they say no, you can ask the next.", field="people")
    other = directory.person(begin, chat, people[0], now=now)
    with begin() as db:
        buddies.choose(db, about.about, other, preferences.of, by=me, at=now)
    ack()
    refresh.show_where(begin, chat, about, me, settings, now)


def ask_whom_to_call(ack: Ack, body: Payload, chat: Chat, me: Member) -> None:
    ack()
    conveners.check(me)
    chat.ask(body["trigger_id"], lists.call_form())


def call(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    people = answers_in(view["state"])["people"][: buddies.MOST_CALLED + 1]
    known = [directory.person(begin, chat, each, now=now) for each in people]
    with begin() as db:
        buddies.call(db, known, by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def _refuse(
    said: str, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    with begin() as db:
        buddies.refuse(db, number_on(action.get("value")), said, by=me, at=now)
    refresh.show(begin, chat, body, me, settings, now, else_say=lambda db: queries.buddies_of(db, me))
