"""Reopening a decision: what has changed, who should look at it, and that it stays after all."""

from datetime import datetime

from slack_bolt import Ack, App

from bot import heeding
from bot.carried import Earlier, Reopened
from bot.chat import Chat
from bot.config import Settings
from bot.domain import decisions
from bot.domain.decisions import reopening
from bot.payloads import Payload
from bot.requests import Deliver
from bot.returned import filled_in, number_on, read_back
from bot.views import reopenings as views
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("decision_reopen")(open_form)
    app.view("reopening_form")(reopen)
    app.action("reopening_keep")(keep)


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = read_back(Earlier, action.get("value"))
    wording, _ = heeding.words_of(begin, chat, about, me)
    with begin(reading=True) as db:
        decision = decisions.changeable(db, about.number, by=me)
    chat.ask(body["trigger_id"], views.form(decision, instead=wording.text, memo=about.packed))


def reopen(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver) -> None:
    filled = filled_in(Reopened, view["state"])
    about = read_back(Earlier, view["private_metadata"])
    with begin() as db:
        reopening.reopen(db, about.number, filled.change, by=me, at=now)
        came_from = heeding.answered(db, about, me)
    ack()
    deliver()
    heeding.show_outcome(chat, came_from, None)


def keep(ack: Ack, action: Payload, begin: Begin, me: Member, now: datetime, deliver: Deliver) -> None:
    ack()
    with begin() as db:
        reopening.keep(db, number_on(action.get("value")), by=me, at=now)
    deliver()
