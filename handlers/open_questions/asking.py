"""Asking around: from an answer that is not sure, or by "ask around: why …?"; nothing is sent without a yes."""

from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, Form, Message
from bot.errors import Refusal
from bot.features import directory, open_questions
from bot.features.open_questions import forms, messages
from bot.features.open_questions.payloads import UNNAMED, AskAround, OpenQuestionForm
from bot.settings import Settings
from bot.slack.blocks import modal
from bot.slack.forms import filled_in, read_back
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person, mentioned, plain
from storage import Begin, members
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("why_ask")(open_form)
    app.view("why_answer")(open_after_form)
    app.view("why_ask_form")(ask)
    app.event("app_mention", matchers=[says_ask_around])(preview)
    app.event("message", matchers=[is_direct_message, says_ask_around])(preview)
    app.action("why_ask_now")(ask_now)
    app.action("why_leave")(leave)


def says_ask_around(event: Payload, context: BoltContext) -> bool:
    said = open_questions.asks_around(addressed(event, context.bot_user_id))
    return is_from_a_person(event) and "edited" not in event and said is not None


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """Who would be asked, why them, and in which words."""
    ack()
    asked = read_back(AskAround, action.get("value"))
    chat.ask(body["trigger_id"], _form(begin, chat, asked, me, now))


def open_after_form(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """The same in the place of an answer that was shown in a form."""
    asked = read_back(AskAround, view["private_metadata"])
    ack(response_action="update", view=modal(_form(begin, chat, asked, me, now)))


def ask(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    asked = read_back(AskAround, view["private_metadata"])
    filled = filled_in(OpenQuestionForm, view["state"])
    words = filled.question or asked.question
    outcome = _ask(begin, chat, asked, words, me, now, named=filled.name != UNNAMED)
    ack(response_action="update", view=modal(forms.done(messages.result(outcome))))


def preview(
    event: Payload, body: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime
) -> None:
    """ "Ask around" in words: what would be sent and to whom, to the asker alone."""
    said = open_questions.asks_around(addressed(event, context.bot_user_id)) or ""
    directory.refresh(begin, chat, now=now)
    with begin() as db:
        question, place = plain(said, members.names(db, mentioned(said))), "" if is_direct(body) else event["channel"]
        last = None if question else open_questions.last_question(db, me.person, now=now)
        if last is not None:
            question, place = last.question, last.place
        message = (
            messages.preview(open_questions.plan(db, question, by=me, place=place, at=now))
            if question
            else Message(messages.USAGE)
        )
    _answer(event, body, chat, me, message)


def ask_now(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    asked = read_back(AskAround, action.get("value"))
    chat.replace(messages.asked(_ask(begin, chat, asked, asked.question, me, now, named=True)))


def leave(ack: Ack, chat: Chat) -> None:
    ack()
    chat.replace(messages.left())


def _form(begin: Begin, chat: Chat, asked: AskAround, me: Member, now: datetime) -> Form:
    directory.refresh(begin, chat, now=now)
    with begin(reading=True) as db:
        planned = open_questions.plan(db, asked.question, by=me, place=asked.place, at=now)
    people = tuple(each.person for each in planned.knowers)
    return forms.ask(planned, memo=AskAround(q=planned.question, at=planned.place, p=people).packed)


def _ask(
    begin: Begin, chat: Chat, asked: AskAround, words: str, me: Member, now: datetime, *, named: bool
) -> open_questions.AskOutcome:
    if not words.strip():
        raise Refusal("What would you like to know?", field="question")
    directory.refresh(begin, chat, now=now)
    with begin() as db:
        return open_questions.ask(
            db, words, about=asked.question, shown=asked.people, by=me, place=asked.place, named=named, at=now
        )


def _answer(event: Payload, body: Payload, chat: Chat, me: Member, message: Message) -> None:
    """Only they see it, in a channel or in private."""
    if is_direct(body):
        chat.post(event["channel"], message, thread=event.get("thread_ts"))
    else:
        chat.whisper(event["channel"], me.person, message, thread=event.get("thread_ts"))
