"""Buddies: newcomers say whether they would like one, others whether they would be one; either may end it."""

from bot.chat.messages import Form, Message
from bot.dispatch.interactions import Click, Said
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import buddies
from bot.features.buddies import lists, messages, queries
from bot.surfaces import home, refresh


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
    },
    forms={"buddy_wish_form": set_wish},
)
