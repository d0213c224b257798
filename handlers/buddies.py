"""Buddies: newcomers say whether they would like one, others whether they would be one; conveners look after both."""

from bot.chat.messages import Form, Message
from bot.dispatch.interactions import Click, Said
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import buddies, directory
from bot.features.buddies import lists, messages, queries
from bot.features.buddies.lists import AboutNewcomer
from bot.features.catalogue import check_convener
from bot.notifications import preferences
from bot.surfaces import home, refresh
from storage import buddies as stored_buddies
from storage.buddies import NOT_NOW, REFUSED


def means_buddies(text: str) -> bool:
    return buddies.is_asked(text) or buddies.would_be_one(text) or buddies.wants_one(text)


def answer(said: Said, request: Request) -> None:
    said.reply(request, _answered(request, said.text))


def want(click: Click, request: Request) -> None:
    with request.begin() as db:
        buddies.want(db, by=request.me, of_own=False, at=request.now)
    _show_buddies(request, click)


def want_of_own(click: Click, request: Request) -> None:
    with request.begin() as db:
        buddies.want(db, by=request.me, of_own=True, at=request.now)
    _show_buddies(request, click)


def decline(click: Click, request: Request) -> None:
    with request.begin() as db:
        buddies.decline(db, by=request.me, at=request.now)
    _show_buddies(request, click)


def end(click: Click, number: int, request: Request) -> None:
    with request.begin() as db:
        buddies.end(db, number, by=request.me, at=request.now)
    _show_buddies(request, click)


def volunteer(click: Click, request: Request) -> None:
    with request.begin() as db:
        buddies.volunteer(db, True, by=request.me, at=request.now)
    _show_buddies(request, click)


def rest(click: Click, request: Request) -> None:
    with request.begin() as db:
        buddies.volunteer(db, False, by=request.me, at=request.now)
    _show_buddies(request, click)


def ask_for_wish(request: Request) -> Form:
    with request.begin(reading=True) as db:
        is_willing = buddies.mine(db, request.me).is_willing
    return lists.wish_form(is_willing=is_willing)


def set_wish(filled: Answers, request: Request) -> None:
    with request.begin() as db:
        buddies.volunteer(db, filled["is_willing"] == "yes", by=request.me, at=request.now)
    home.show(request)


def _answered(request: Request, said: str) -> Message:
    with request.begin() as db:
        if buddies.would_be_one(said):
            buddies.volunteer(db, True, by=request.me, at=request.now)
            return messages.volunteered(True)
        if buddies.wants_one(said):
            buddies.want(db, by=request.me, of_own=False, at=request.now)
        return queries.buddies_of(db, request.me)


def accept(click: Click, number: int, request: Request) -> None:
    with request.begin() as db:
        buddies.accept(db, number, by=request.me, at=request.now)
    _show_buddies(request, click)


def refuse(click: Click, number: int, request: Request) -> None:
    _refuse(request, click, number, how=REFUSED)


def not_now(click: Click, number: int, request: Request) -> None:
    _refuse(request, click, number, how=NOT_NOW)


def ask_whom(click: Click, number: int, request: Request) -> Form:
    check_convener(request.me)
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
    check_convener(request.me)
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
    said=((means_buddies, answer),),
    clicks={
        "buddy_want": want,
        "buddy_want_own": want_of_own,
        "buddy_decline": decline,
        "buddy_end": end,
        "buddy_volunteer": volunteer,
        "buddy_rest": rest,
        "buddy_open": ask_for_wish,
        "buddy_accept": accept,
        "buddy_refuse": refuse,
        "buddy_not_now": not_now,
        "buddy_choose": ask_whom,
        "buddy_call": ask_whom_to_call,
    },
    forms={
        "buddy_wish_form": set_wish,
        "buddy_choose_form": choose,
        "buddy_call_form": call,
    },
)
