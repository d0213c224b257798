"""What somebody gets unasked, and when: their own settings, in a form and by single clicks."""

import re
from datetime import datetime, timedelta

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.chat.words import day
from bot.notifications import commands, preferences
from bot.notifications.preferences import Hours
from bot.settings import Settings
from bot.slack.forms import answers_in, number_on
from bot.slack.payloads import Payload
from bot.surfaces import home
from bot.surfaces.home import settings_form, tab_settings
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("attention_open")(open_form)
    app.view("attention_form")(save)
    app.action("attention_all")(send_all)
    app.action("attention_zone")(follow_the_chat)
    app.action(re.compile(r"attention_quiet_\w+"))(be_quiet)
    app.action("attention_here")(come_back)


def open_form(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    chat.ask(body["trigger_id"], tab_settings.form(begin, me))


def save(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    filled = answers_in(view["state"])
    hours = Hours(
        since=filled.hour("since"),
        until=filled.hour("until"),
        work_days=tuple(sorted(filled.numbers("work_days"))),
        zone_name=filled["zone_name"].strip(),
        country=filled["country"].strip().upper(),
    )
    wanted = [kind for name, ticked in filled.items() if name.startswith("kinds__") for kind in ticked]
    with begin() as db:
        commands.set_hours(db, hours, by=me, at=now)
        commands.choose(db, [kind for _, kind in settings_form.offered(me)], wanted, by=me, at=now)
        commands.snooze(db, preferences.day(filled["snoozed_until"]), by=me, at=now)
        commands.away(db, preferences.day(filled["away_until"]), by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now, note=settings_form.saved(hours))


def send_all(ack: Ack, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    kinds = [kind for _, kind in settings_form.offered(me)]
    with begin() as db:
        commands.choose(db, kinds, kinds, by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now, note="Saved. You get all of them again.")


def follow_the_chat(ack: Ack, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    with begin() as db:
        commands.follow_the_chat(db, by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now, note="Saved. Your zone is as Slack says.")


def be_quiet(
    ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    with begin() as db:
        until = commands.snooze_for(db, timedelta(days=number_on(action.get("value"))), by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now, note=f"Saved. I come back on {day(until)}.")


def come_back(ack: Ack, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    with begin() as db:
        commands.snooze(db, None, by=me, at=now)
        commands.away(db, None, by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now, note="Welcome back. I write to you in your hours again.")
