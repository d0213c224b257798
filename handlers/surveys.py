"""Answering a round: by a click in the message, or in a form; and what a convener says about its results."""

from bot.chat.messages import Form
from bot.dispatch.interactions import Click
from bot.dispatch.payloads import Answers, number_on
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features.surveys import QUESTION, answering, closing, forms, messages, result_messages
from bot.features.surveys.answer_values import NOT_APPLICABLE
from bot.features.surveys.payloads import AboutSurvey
from bot.surfaces import digest, refresh
from storage import surveys


def reply(click: Click, request: Request) -> None:
    number, _, said = click.payload.partition(":")
    raw = dict(NOT_APPLICABLE) if said == forms.NOT_MINE else said
    with request.begin() as db:
        mine = answering.open_sheet(db, number_on(number), by=request.me)
        answering.answer(db, mine.round.id, {mine.questions[0].key: raw}, by=request.me)
    digest.show(request, click)


def skip(click: Click, number: int, request: Request) -> None:
    with request.begin() as db:
        answering.skip(db, number, by=request.me)
    refresh.after_answer(request, click, QUESTION, number)


def open_form(click: Click, number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        mine = answering.open_sheet(db, number, by=request.me)
    return messages.form(mine, memo=click.placed(AboutSurvey(round=number)).packed)


def answer(memo: AboutSurvey, filled: Answers, request: Request) -> None:
    with request.begin() as db:
        mine = answering.open_sheet(db, memo.round, by=request.me)
        answering.answer_all(db, memo.round, forms.read(mine.questions, filled), by=request.me)
    refresh.after_answer(request, memo, QUESTION, memo.round)


def ask_what_now(click: Click, number: int, request: Request) -> Form | None:
    with request.begin(reading=True) as db:
        survey = surveys.by_id(db, number)
    memo = click.placed(AboutSurvey(round=number))
    return result_messages.follow_up_form(survey, memo=memo.packed) if survey else None


def say_what_now(memo: AboutSurvey, filled: Answers, request: Request) -> None:
    with request.begin() as db:
        closing.follow_up(db, memo.round, filled["text"], by=request.me, at=request.now)
    digest.show(request, memo)


ROUTES = Routes(
    clicks={"round_reply_*": reply, "round_skip": skip, "round_open_form": open_form, "round_follow_up": ask_what_now},
    forms={"round_form": answer, "round_follow_up_form": say_what_now},
)
