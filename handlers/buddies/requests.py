"""Being asked to be somebody's buddy: yes, not me, not now; and conveners who look after newcomers without one."""

from bot.chat.messages import Form
from bot.dispatch.interactions import Click
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import buddies, conveners, directory
from bot.features.buddies import lists, queries
from bot.features.buddies.payloads import AboutNewcomer
from bot.notifications import preferences
from bot.surfaces import home, refresh
from storage import buddies as stored_buddies
from storage.buddies import NOT_NOW, REFUSED


def accept(click: Click, number: int, request: Request) -> None:
    with request.begin() as db:
        buddies.accept(db, number, by=request.me, at=request.now)
    _show_buddies(request, click)


def refuse(click: Click, number: int, request: Request) -> None:
    _refuse(request, click, number, how=REFUSED)


def not_now(click: Click, number: int, request: Request) -> None:
    _refuse(request, click, number, how=NOT_NOW)


def ask_whom(click: Click, number: int, request: Request) -> Form:
    conveners.check(request.me)
    with request.begin(reading=True) as db:
        row = stored_buddies.by_id(db, number)
    if row is None:
        raise Refusal("I do not know this newcomer any more.")
    return lists.choose_form(row, memo=click.placed(AboutNewcomer(about=row.id)).packed)


def choose(about: AboutNewcomer, filled: Answers, request: Request) -> None:
    people = filled["people"]
    if len(people) != 1:
        raise Refusal("Choose one person. If they say no, you can ask the next.", field="people")
    other = directory.person(request.begin, request.chat, people[0], now=request.now)
    with request.begin() as db:
        buddies.choose(db, about.about, other, preferences.of, by=request.me, at=request.now)
    refresh.after_form(request, about)


def ask_whom_to_call(request: Request) -> Form:
    conveners.check(request.me)
    return lists.call_form()


def call(filled: Answers, request: Request) -> None:
    people = filled["people"][: buddies.MOST_CALLED + 1]
    known = [directory.person(request.begin, request.chat, each, now=request.now) for each in people]
    with request.begin() as db:
        buddies.call(db, known, by=request.me, at=request.now)
    home.show(request)


def _refuse(request: Request, click: Click, number: int, *, how: str) -> None:
    with request.begin() as db:
        buddies.refuse(db, number, how, by=request.me, at=request.now)
    _show_buddies(request, click)


def _show_buddies(request: Request, click: Click) -> None:
    refresh.after_click(request, click, lambda db: queries.buddies_of(db, request.me))


ROUTES = Routes(
    clicks={
        "buddy_accept": accept,
        "buddy_refuse": refuse,
        "buddy_not_now": not_now,
        "buddy_choose": ask_whom,
        "buddy_call": ask_whom_to_call,
    },
    forms={"buddy_choose_form": choose, "buddy_call_form": call},
)
