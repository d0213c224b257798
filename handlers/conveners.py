"""What conveners look after: who convenes, who speaks for whom, days off, the budget, and what got stuck."""

from bot.chat import words
from bot.chat.messages import Form
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import conveners
from bot.features.catalogue import check_convener
from bot.features.conveners import delivery_report, forms
from bot.notifications import preferences
from bot.surfaces import home
from storage import members, partnerships


def begin_convening(request: Request) -> None:
    with request.begin() as db:
        conveners.begin(db, by=request.me, at=request.now)
    home.enter(request, home.CONVENING)
    home.show(request)


def ask_who_convenes(request: Request) -> Form:
    check_convener(request.me)
    with request.begin(reading=True) as db:
        people = [member.person for member in members.conveners(db)]
    return forms.conveners_form(people)


def choose_conveners(filled: Answers, request: Request) -> None:
    with request.begin() as db:
        conveners.choose(db, filled["people"], by=request.me, at=request.now)
    home.show(request)


def ask_day_off(request: Request) -> Form:
    check_convener(request.me)
    with request.begin(reading=True) as db:
        today = request.now.astimezone(partnerships.own(db).zone).date()
        known = [f"{each.name} ({words.day(each.on)})" for each in delivery_report.days_off(db, since=today)]
        partners = partnerships.here(db)
    return forms.day_off_form(partners, known)


def add_day_off(filled: Answers, request: Request) -> None:
    day, partner = preferences.day(filled["on"]), filled.number("partner") or None
    with request.begin() as db:
        delivery_report.add_day_off(db, day, filled["name"], partner, by=request.me, at=request.now)
    home.show(request)


def ask_budget(request: Request) -> Form:
    check_convener(request.me)
    with request.begin(reading=True) as db:
        ours = partnerships.own(db)
    return forms.budget_form(ours.messages_a_day, ours.messages_a_week)


def set_budget(filled: Answers, request: Request) -> None:
    with request.begin() as db:
        delivery_report.set_budget(db, filled.number("a_day"), filled.number("a_week"), by=request.me, at=request.now)
    home.show(request)


def send_again(number: int, request: Request) -> None:
    with request.begin() as db:
        delivery_report.send_again(db, number, by=request.me, at=request.now)
    home.show(request)


def let_go(number: int, request: Request) -> None:
    with request.begin() as db:
        delivery_report.let_go(db, number, by=request.me, at=request.now)
    home.show(request)


ROUTES = Routes(
    clicks={
        "convener_begin": begin_convening,
        "convener_choose": ask_who_convenes,
        "day_off_add": ask_day_off,
        "budget_open": ask_budget,
        "delivery_renew": send_again,
        "delivery_forgo": let_go,
    },
    forms={"convener_choose_form": choose_conveners, "day_off_form": add_day_off, "budget_form": set_budget},
)
