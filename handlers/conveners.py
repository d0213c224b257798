"""What conveners look after: who convenes, who speaks for whom, days off, the budget, and what got stuck."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.chat.words import day
from bot.features import conveners
from bot.features.conveners import delivery_report, forms
from bot.notifications import preferences
from bot.settings import Settings
from bot.slack.forms import answers_in, number_on
from bot.slack.payloads import Payload
from bot.surfaces import home
from storage import Begin, members, partnerships
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("convener_begin")(begin_convening)
    app.action("convener_choose")(ask_who_convenes)
    app.view("convener_choose_form")(choose_conveners)
    app.action("day_off_add")(ask_day_off)
    app.view("day_off_form")(add_day_off)
    app.action("budget_open")(ask_budget)
    app.view("budget_form")(set_budget)
    app.action("delivery_renew")(send_again)
    app.action("delivery_forgo")(let_go)


def begin_convening(ack: Ack, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    with begin() as db:
        conveners.begin(db, by=me, at=now)
    ack()
    home.enter(begin, me, home.CONVENING, at=now)
    home.show(begin, chat, me, settings, now)


def ask_who_convenes(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    conveners.check(me)
    with begin(reading=True) as db:
        people = [member.person for member in members.conveners(db)]
    chat.ask(body["trigger_id"], forms.conveners_form(people))


def choose_conveners(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    with begin() as db:
        conveners.choose(db, answers_in(view["state"])["people"], by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def ask_day_off(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    conveners.check(me)
    with begin(reading=True) as db:
        today = now.astimezone(partnerships.own(db).zone).date()
        known = [f"{each.name} ({day(each.on)})" for each in delivery_report.days_off(db, since=today)]
        partners = partnerships.here(db)
    chat.ask(body["trigger_id"], forms.day_off_form(partners, known))


def add_day_off(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        delivery_report.add_day_off(
            db, preferences.day(filled["on"]), filled["name"], filled.number("partner") or None, by=me, at=now
        )
    ack()
    home.show(begin, chat, me, settings, now)


def ask_budget(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    conveners.check(me)
    with begin(reading=True) as db:
        ours = partnerships.own(db)
    chat.ask(body["trigger_id"], forms.budget_form(ours.messages_a_day, ours.messages_a_week))


def set_budget(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        delivery_report.set_budget(db, filled.number("a_day"), filled.number("a_week"), by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def send_again(
    ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    with begin() as db:
        delivery_report.send_again(db, number_on(action.get("value")), by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def let_go(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    with begin() as db:
        delivery_report.let_go(db, number_on(action.get("value")), by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)
