"""Questions before a yes: asked in a form, answered by a convener, brought back."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.features import agreements
from bot.features.agreements import question_forms
from bot.settings import Settings
from bot.slack.forms import answers_in, number_on, read_back
from bot.slack.payloads import Payload
from bot.surfaces import refresh
from bot.surfaces.refresh import Pressed, pressed
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("agreement_question")(open_form)
    app.view("agreement_question_form")(ask)
    app.action("agreement_answer")(open_answer)
    app.view("agreement_answer_form")(answer)


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        one = agreements.ask_about(db, number_on(action.get("value")), by=me)
    chat.ask(body["trigger_id"], question_forms.ask_form(one, memo=Pressed(about=one.id).packed))


def ask(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    about = read_back(Pressed, view["private_metadata"])
    with begin() as db:
        agreements.ask(db, about.about, answers_in(view["state"])["text"], by=me, at=now)
    ack()
    chat.dm(me.person, question_forms.asked())


def open_answer(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        row = agreements.question_to(db, number_on(action.get("value")), by=me)
    chat.ask(body["trigger_id"], question_forms.answer_form(row, memo=pressed(row.id, body).packed))


def answer(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    about = read_back(Pressed, view["private_metadata"])
    with begin() as db:
        agreements.answer(db, about.about, answers_in(view["state"])["text"], by=me, at=now)
    ack()
    refresh.show_where(begin, chat, about, me, settings, now)
