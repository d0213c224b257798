"""Questions before a yes: asked in a form, answered by a convener, brought back."""

from bot.chat.messages import Form
from bot.dispatch.interactions import Click
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import agreements
from bot.features.agreements import question_forms
from bot.features.agreements.payloads import AboutAgreement
from bot.surfaces import refresh


def open_form(number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        one = agreements.ask_about(db, number, by=request.me)
    return question_forms.ask_form(one, memo=AboutAgreement(about=one.id).packed)


def ask(about: AboutAgreement, filled: Answers, request: Request) -> None:
    with request.begin() as db:
        agreements.ask(db, about.about, filled["text"], by=request.me, at=request.now)
    request.chat.dm(request.me.person, question_forms.asked())


def open_answer(click: Click, number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        row = agreements.question_to(db, number, by=request.me)
    return question_forms.answer_form(row, memo=click.placed(AboutAgreement(about=row.id)).packed)


def answer(about: AboutAgreement, filled: Answers, request: Request) -> None:
    with request.begin() as db:
        agreements.answer(db, about.about, filled["text"], by=request.me, at=request.now)
    refresh.after_form(request, about)


ROUTES = Routes(
    clicks={"agreement_question": open_form, "agreement_answer": open_answer},
    forms={"agreement_question_form": ask, "agreement_answer_form": answer},
)
