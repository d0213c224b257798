"""Answering a round: by a click in the message, or in a form; and what a convener says about its results."""

import re
from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.features.surveys import QUESTION, answering, closing, forms, messages, result_messages
from bot.features.surveys.answer_values import NOT_APPLICABLE
from bot.features.surveys.payloads import AboutSurvey as Memo
from bot.settings import Settings
from bot.slack.forms import answers_in, number_on, read_back
from bot.slack.payloads import Payload, pressed_in
from bot.surfaces import digest, home
from storage import Begin, surveys
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action(re.compile(r"round_reply_\w+"))(reply)
    app.action("round_skip")(skip)
    app.action("round_open_form")(open_form)
    app.view("round_form")(answer)
    app.action("round_follow_up")(ask_what_now)
    app.view("round_follow_up_form")(say_what_now)


def reply(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    number, _, said = action["value"].partition(":")
    raw = dict(NOT_APPLICABLE) if said == forms.NOT_MINE else said
    with begin() as db:
        mine = answering.open_sheet(db, number_on(number), by=me)
        answering.answer(db, mine.round.id, {mine.questions[0].key: raw}, by=me)
    ack()
    digest.show(begin, chat, channel=body["channel"]["id"], message=body["message"]["ts"], now=now)


def skip(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    channel, message = pressed_in(body)
    memo = Memo(round=number_on(action.get("value")), channel=channel, message=message)
    with begin() as db:
        answering.skip(db, memo.round, by=me)
    ack()
    _show(begin, chat, me, memo, settings, now)


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        mine = answering.open_sheet(db, number_on(action.get("value")), by=me)
    channel, message = pressed_in(body)
    memo = Memo(round=mine.round.id, channel=channel, message=message)
    chat.ask(body["trigger_id"], messages.form(mine, memo=memo.packed))


def answer(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    memo = read_back(Memo, view["private_metadata"])
    filled = answers_in(view["state"])
    with begin() as db:
        mine = answering.open_sheet(db, memo.round, by=me)
        answering.answer_all(db, memo.round, forms.read(mine.questions, filled), by=me)
    ack()
    _show(begin, chat, me, memo, settings, now)


def _show(begin: Begin, chat: Chat, me: Member, memo: Memo, settings: Settings, now: datetime) -> None:
    """In the letter that was pressed; or on their page, and in the letter that had asked too."""
    if not digest.show(begin, chat, channel=memo.channel, message=memo.message, now=now):
        digest.show_about(begin, chat, me.person, QUESTION, memo.round, now=now)
        home.show(begin, chat, me, settings, now)


def ask_what_now(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat) -> None:
    ack()
    with begin(reading=True) as db:
        survey = surveys.by_id(db, number_on(action.get("value")))
    if survey is not None:
        memo = Memo(round=survey.id, channel=body["channel"]["id"], message=body["message"]["ts"])
        chat.ask(body["trigger_id"], result_messages.follow_up_form(survey, memo=memo.packed))


def say_what_now(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    memo = read_back(Memo, view["private_metadata"])
    with begin() as db:
        closing.follow_up(db, memo.round, answers_in(view["state"])["text"], by=me, at=now)
    ack()
    digest.show(begin, chat, channel=memo.channel, message=memo.message, now=now)
