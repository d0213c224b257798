"""Agreements: people look at what all agree to, say yes, and take it back; a question before that goes to conveners."""

from bot.chat.messages import Form
from bot.dispatch.interactions import Click, Said
from bot.dispatch.payloads import Answers, number_on
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import agreements
from bot.features.agreements import messages, queries, question_forms
from bot.features.agreements.forms import AboutAgreement
from bot.surfaces import refresh
from storage import agreements as stored_agreements
from storage import partnerships


def answer(said: Said, request: Request) -> None:
    with request.begin() as db:
        mine = queries.agreements_of(db, request.me)
    said.reply(request, mine)


def show_all(request: Request) -> Form:
    with request.begin(reading=True) as db:
        mine, names = agreements.of_person(db, request.me), queries.partner_names(db)
        zone = partnerships.own(db).zone
    return messages.all_of_them(mine, names, zone)


def show_whole(id: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        one, earlier = stored_agreements.one(db, id), stored_agreements.versions(db, id)
        mine, zone = agreements.concern(db, id, request.me), partnerships.own(db).zone
    if one is None or (mine is None and not request.me.is_convener):
        raise Refusal("This agreement is not yours to look at. Those whom it concerns, and conveners, can.")
    return messages.whole(mine, one.version, earlier, zone)


def accept(click: Click, request: Request) -> None:
    id, _, version = click.payload.partition(":")
    with request.begin() as db:
        is_current = agreements.accept(db, number_on(id), number_on(version), by=request.me, at=request.now)
    refresh.after_click(request, click, lambda db: queries.agreements_of(db, request.me))
    if not is_current:
        request.chat.dm(request.me.person, messages.has_changed())


def withdraw(click: Click, number: int, request: Request) -> None:
    with request.begin() as db:
        had_yes = agreements.withdraw(db, number, by=request.me, at=request.now)
    refresh.after_click(request, click, lambda db: queries.agreements_of(db, request.me))
    if not had_yes:
        request.chat.dm(request.me.person, messages.no_yes())


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


def answer_question(about: AboutAgreement, filled: Answers, request: Request) -> None:
    with request.begin() as db:
        agreements.answer(db, about.about, filled["text"], by=request.me, at=request.now)
    refresh.after_form(request, about)


ROUTES = Routes(
    said=((agreements.is_asked, answer),),
    clicks={
        "agreement_all": show_all,
        "agreement_read": show_whole,
        "agreement_accept": accept,
        "agreement_withdraw": withdraw,
        "agreement_question": open_form,
        "agreement_answer": open_answer,
    },
    forms={
        "agreement_question_form": ask,
        "agreement_answer_form": answer_question,
    },
)
