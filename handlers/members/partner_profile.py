"""Whoever speaks for a partner says what it brings and what it hopes for."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat, said
from bot.features.members.partners import profile, profile_form
from bot.settings import Settings
from bot.slack.forms import answers_in
from bot.slack.payloads import Payload
from bot.surfaces import home
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("partner_words_open")(open_form)
    app.view("partner_words_form")(save)


def open_form(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        partner = profile.editable(db, by=me)
    chat.ask(body["trigger_id"], profile_form.form(partner))


def save(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        partner = profile.say(db, filled["brings"], filled["hopes"], by=me, at=now)
        name = partner.name
    ack()
    home.show(begin, chat, me, settings, now, note=f"Saved. The people of {said(name)} see it.")
