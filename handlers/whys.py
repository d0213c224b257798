"""Asking around: from an answer that is not sure, or by "ask around: why …?"; nothing is sent without a yes."""

from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot import acquaintance
from bot.blocks import modal
from bot.chat import Chat, Form, Message
from bot.config import Settings
from bot.domain import whys
from bot.errors import Refusal
from bot.payloads import Payload, addressed, is_direct, is_from_a_person, mentioned, plain
from bot.returned import filled_in, read_back
from bot.views import why_forms as forms
from bot.views import whys as views
from bot.whying import UNNAMED, FilledWhy, Wondering
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
    said = whys.asks_around(addressed(event, context.bot_user_id))
    return is_from_a_person(event) and "edited" not in event and said is not None


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """Who would be asked, why them, and in which words."""
    ack()
    asked = read_back(Wondering, action.get("value"))
    chat.ask(body["trigger_id"], _form(begin, chat, asked, me, now))


def open_after_form(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """The same in the place of an answer that was shown in a form."""
    asked = read_back(Wondering, view["private_metadata"])
    ack(response_action="update", view=modal(_form(begin, chat, asked, me, now)))


def ask(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    asked = read_back(Wondering, view["private_metadata"])
    filled = filled_in(FilledWhy, view["state"])
    words = filled.question or asked.question
    outcome = _ask(begin, chat, asked, words, me, now, named=filled.name != UNNAMED)
    ack(response_action="update", view=modal(forms.done(views.result(outcome))))


def preview(
    event: Payload, body: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime
) -> None:
    """ "Ask around" in words: what would be sent and to whom, to the asker alone."""
    said = whys.asks_around(addressed(event, context.bot_user_id)) or ""
    acquaintance.refresh(begin, chat, now=now)
    with begin() as db:
        question, place = plain(said, members.names(db, mentioned(said))), "" if is_direct(body) else event["channel"]
        last = None if question else whys.last_question(db, me.person, now=now)
        if last is not None:
            question, place = last.question, last.place
        message = (
            views.preview(whys.plan(db, question, by=me, place=place, at=now)) if question else Message(views.USAGE)
        )
    _answer(event, body, chat, me, message)


def ask_now(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    asked = read_back(Wondering, action.get("value"))
    chat.replace(views.asked(_ask(begin, chat, asked, asked.question, me, now, named=True)))


def leave(ack: Ack, chat: Chat) -> None:
    ack()
    chat.replace(views.left())


def _form(begin: Begin, chat: Chat, asked: Wondering, me: Member, now: datetime) -> Form:
    acquaintance.refresh(begin, chat, now=now)
    with begin(reading=True) as db:
        planned = whys.plan(db, asked.question, by=me, place=asked.place, at=now)
    people = tuple(each.person for each in planned.knowers)
    return forms.ask(planned, memo=Wondering(q=planned.question, at=planned.place, p=people).packed)


def _ask(
    begin: Begin, chat: Chat, asked: Wondering, words: str, me: Member, now: datetime, *, named: bool
) -> whys.Outcome:
    if not words.strip():
        raise Refusal("What would you like to know?", field="question")
    acquaintance.refresh(begin, chat, now=now)
    with begin() as db:
        return whys.ask(
            db, words, about=asked.question, shown=asked.people, by=me, place=asked.place, named=named, at=now
        )


def _answer(event: Payload, body: Payload, chat: Chat, me: Member, message: Message) -> None:
    """Only they see it, in a channel or in private."""
    if is_direct(body):
        chat.post(event["channel"], message, thread=event.get("thread_ts"))
    else:
        chat.whisper(event["channel"], me.person, message, thread=event.get("thread_ts"))
