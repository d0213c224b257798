"""Asking around: from an answer that is not sure, or by "ask around: why …?"; nothing is sent without a yes."""

from bot.chat.marks import readable
from bot.chat.messages import Form, Message
from bot.dispatch.interactions import Said
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import directory, open_questions
from bot.features.open_questions import forms, messages
from bot.features.open_questions.payloads import UNNAMED, AskAround, OpenQuestionForm


def says_ask_around(text: str) -> bool:
    return open_questions.asks_around(text) is not None


def open_form(asked: AskAround, request: Request) -> Form:
    """Who would be asked, why them, and in which words."""
    return _form(request, asked)


def ask(asked: AskAround, filled: OpenQuestionForm, request: Request) -> Form:
    words = filled.question or asked.question
    outcome = _ask(request, asked, words, named=filled.name != UNNAMED)
    return forms.done(messages.result(outcome))


def preview(said: Said, request: Request) -> None:
    """ "Ask around" in words: what would be sent and to whom, to the asker alone."""
    me, now = request.me, request.now
    directory.refresh(request.begin, request.chat, now=now)
    with request.begin() as db:
        question, place = readable(db, open_questions.asks_around(said.text) or ""), said.place
        last = None if question else open_questions.last_question(db, me.person, now=now)
        if last is not None:
            question, place = last.question, last.place
        planned = open_questions.plan(db, question, by=me, place=place, at=now) if question else None
        message = messages.preview(planned) if planned else Message(messages.USAGE)
    said.reply(request, message)


def ask_now(asked: AskAround, request: Request) -> None:
    request.chat.replace(messages.asked(_ask(request, asked, asked.question, named=True)))


def leave(request: Request) -> None:
    request.chat.replace(messages.left())


def _form(request: Request, asked: AskAround) -> Form:
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin(reading=True) as db:
        planned = open_questions.plan(db, asked.question, by=request.me, place=asked.place, at=request.now)
    people = tuple(each.person for each in planned.knowers)
    return forms.ask(planned, memo=AskAround(q=planned.question, at=planned.place, p=people).packed)


def _ask(request: Request, asked: AskAround, words: str, *, named: bool) -> open_questions.AskOutcome:
    if not words.strip():
        raise Refusal("What would you like to know?", field="question")
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin() as db:
        return open_questions.ask(
            db,
            words,
            about=asked.question,
            shown=asked.people,
            by=request.me,
            place=asked.place,
            named=named,
            at=request.now,
        )


ROUTES = Routes(
    said=((says_ask_around, preview),),
    clicks={"why_ask": open_form, "why_ask_now": ask_now, "why_leave": leave},
    forms={"why_answer": open_form, "why_ask_form": ask},
)
