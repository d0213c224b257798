"""Carrying the memory away from the chat: a form on the Home tab or after a word in private; the file comes by DM."""

import re

from bot.chat.messages import Buttons, Form, Message
from bot.dispatch.interactions import Said
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import directory, exports
from bot.features.exports import messages
from storage.partnerships import Partner

ASKED = re.compile(r"(?:export|carry (?:the memory|it|everything) away)[\s.!?]*", re.IGNORECASE)


def asks(text: str) -> bool:
    return ASKED.fullmatch(text) is not None


def answer(said: Said, request: Request) -> None:
    with request.begin() as db:
        _allowed(exports.scopes(db, request.me))
    said.reply(request, Message("Carry the memory away: what of it, and in which form?", (Buttons((messages.DOOR,)),)))


def open_form(request: Request) -> Form:
    with request.begin(reading=True) as db:
        return messages.form(_allowed(exports.scopes(db, request.me)))


def ask(filled: Answers, request: Request) -> None:
    """The file itself is made by the clock: a large one would keep the form waiting."""
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin() as db:
        exports.ask(db, filled["form"], filled["scope"], by=request.me, at=request.now)
    request.chat.dm(request.me.person, messages.on_its_way())


def _allowed(scopes: list[tuple[str, Partner | str]]) -> list[tuple[str, Partner | str]]:
    """Raises Refusal when there is nothing that they may take."""
    if not scopes:
        raise Refusal("Conveners carry away the whole, and whoever speaks for a partner its part. Ask one of them.")
    return scopes


ROUTES = Routes(said=((asks, answer),), clicks={"export_open": open_form}, forms={"export_form": ask})
