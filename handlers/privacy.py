"""One's own data: a file of everything known, being erased; for conveners who changed what, and how long it is kept."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.chat.messages import Form
from bot.dispatch.interactions import Said
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import catalogue, exports
from bot.features.privacy import audit, erasure, messages, retention
from storage import partnerships

KNOW = re.compile(r"(?:so\s+)?what do you know about me|give me my data", re.IGNORECASE)
DOORS = re.compile(r"(?:erase|forget|delete) me|who changed what|how long do you keep (?:it|things)", re.IGNORECASE)


Shown = TypeVar("Shown")


def asks_for_all(text: str) -> bool:
    return _says(KNOW, text)


def asks(text: str) -> bool:
    return _says(DOORS, text)


def tell_all(request: Request) -> None:
    with request.begin() as db:
        exports.ask_own(db, by=request.me, at=request.now)
    request.chat.dm(request.me.person, messages.on_its_way())


def offer(said: Said, request: Request) -> None:
    with request.begin():
        pass  # noted as done: however often the event comes, it is answered once
    said.reply(request, messages.offer(convenes=request.me.is_convener))


def ask_whether(request: Request) -> Form:
    with request.begin(reading=True) as db:
        found = erasure.prospect(db, request.me.person, by=request.me)
    return messages.erase_form(found, is_own=True)


def ask_who(request: Request) -> Form:
    with request.begin(reading=True) as db:
        retention.check(db, request.me)
    return messages.who_left_form()


def ask_whether_them(filled: Answers, request: Request) -> Form:
    [person, *_] = filled["person"]
    with request.begin(reading=True) as db:
        found = erasure.prospect(db, person, by=request.me)
    return messages.erase_form(found, is_own=person in request.me.ids)


def erase(person: str, filled: Answers, request: Request) -> None:
    with request.begin() as db:
        withdrawn = messages.WORDS in filled["also"]
        called = erasure.erase(db, person, by=request.me, at=request.now, called=filled["called"], withdrawn=withdrawn)
    if person not in request.me.ids:
        request.chat.dm(request.me.person, messages.somebody_erased(called))
        return
    request.chat.home(request.me.person, messages.nobody())
    request.chat.dm(request.me.person, messages.erased(called))


def show_trail(request: Request) -> Form:
    with request.begin(reading=True) as db:
        return messages.trail(audit.latest(db, by=request.me), partnerships.own(db).zone)


def give_trail(request: Request) -> None:
    with request.begin() as db:
        retention.check(db, request.me)
        exports.ask_trail(db, by=request.me, at=request.now)


def ask_how_long(request: Request) -> Form:
    with request.begin(reading=True) as db:
        retention.check(db, request.me)
        return _soon(db, request.now, lambda *soon: messages.keep_form(retention.days_of(db), *soon))


def set_how_long(filled: Answers, request: Request) -> None:
    with request.begin() as db:
        retention.set_days(
            db, {kind: filled.number(kind) for kind in catalogue.retention_rules()}, by=request.me, at=request.now
        )
        noted = _soon(db, request.now, messages.kept)
    request.chat.dm(request.me.person, noted)


def _soon(db: Session, now: datetime, say: Callable[..., Shown]) -> Shown:
    """What would go on the next Monday, said."""
    monday = retention.next_monday(db, now)
    return say(retention.going(db, on=monday), monday)


def _says(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.fullmatch(text[:100].strip(" .!?")) is not None


ROUTES = Routes(
    said=((asks_for_all, tell_all), (asks, offer)),
    clicks={
        "rights_know": tell_all,
        "rights_erase": ask_whether,
        "rights_erase_left": ask_who,
        "rights_trail": show_trail,
        "rights_keep": ask_how_long,
    },
    forms={
        "rights_erase_form": erase,
        "rights_left_form": ask_whether_them,
        "rights_trail_form": give_trail,
        "rights_keep_form": set_how_long,
    },
)
