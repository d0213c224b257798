"""Reopening a decision: what has changed, who should look at it, and that it stays after all."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.dispatch.requests import Deliver
from bot.features import decisions
from bot.features.decisions import reopen as decision_reopen
from bot.features.decisions import reopen_messages
from bot.features.decisions.payloads import Reopened
from bot.features.duplicates import check as duplicate_check
from bot.features.duplicates.payloads import Earlier
from bot.settings import Settings
from bot.slack.forms import filled_in, number_on, read_back
from bot.slack.payloads import Payload
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("decision_reopen")(open_form)
    app.view("reopening_form")(reopen)
    app.action("reopening_keep")(keep)


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = read_back(Earlier, action.get("value"))
    wording, _ = duplicate_check.words_of(begin, chat, about, me)
    with begin(reading=True) as db:
        decision = decisions.changeable(db, about.number, by=me)
    chat.ask(body["trigger_id"], reopen_messages.form(decision, instead=wording.text, memo=about.packed))


def reopen(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver) -> None:
    filled = filled_in(Reopened, view["state"])
    about = read_back(Earlier, view["private_metadata"])
    with begin() as db:
        decision_reopen.reopen(db, about.number, filled.change, by=me, at=now)
        came_from = duplicate_check.answered(db, about, me)
    ack()
    deliver()
    duplicate_check.show_outcome(chat, came_from, None)


def keep(ack: Ack, action: Payload, begin: Begin, me: Member, now: datetime, deliver: Deliver) -> None:
    ack()
    with begin() as db:
        decision_reopen.keep(db, number_on(action.get("value")), by=me, at=now)
    deliver()
