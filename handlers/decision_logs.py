"""`@Steward decision log`: what a channel has decided, shown in private first, and kept there with a click."""

import re

from bot.chat.messages import Form, Message
from bot.dispatch.interactions import Said
from bot.dispatch.payloads import number_on
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import decision_logs, directory
from bot.features.decision_logs import messages
from storage import channels, partnerships

ASKED = re.compile(
    r"(?:the\s+|show\s+(?:me\s+)?(?:the\s+)?)?(?:decision\s?log|log of decisions)[\s.!?]*", re.IGNORECASE
)


def asks(text: str) -> bool:
    return ASKED.fullmatch(text) is not None


def answer(said: Said, request: Request) -> None:
    said.reply(request, _rooms(request) if said.is_private else _preview(request, said.channel))


def choose(request: Request) -> None:
    request.chat.dm(request.me.person, _rooms(request))


def show(channel: str, request: Request) -> None:
    request.chat.replace(_preview(request, channel))


def keep(channel: str, request: Request) -> None:
    with request.begin() as db:
        decision_logs.keep(db, channel, by=request.me, at=request.now)
    request.deliver()
    request.chat.replace(messages.kept())


def stop(channel: str, request: Request) -> None:
    with request.begin() as db:
        decision_logs.let_be(db, channel, by=request.me, at=request.now)
    request.deliver()


def show_earlier(carried: str, request: Request) -> Form:
    channel, _, number = carried.rpartition(":")
    with request.begin(reading=True) as db:
        found = decision_logs.readable(db, channel, by=request.me, before=number_on(number))
        return messages.earlier(found, partnerships.own(db).zone)


def _preview(request: Request, channel: str) -> Message:
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin() as db:
        found, zone = decision_logs.readable(db, channel, by=request.me), partnerships.own(db).zone
    return messages.preview(found, zone) if found.decisions else messages.nothing_yet()


def _rooms(request: Request) -> Message:
    with request.begin() as db:
        return messages.which(channels.shared_with(db, request.me.person))


ROUTES = Routes(
    said=((asks, answer),),
    commands={"decision log": answer},
    clicks={"log_show_*": show, "log_choose": choose, "log_keep": keep, "log_stop": stop, "log_earlier": show_earlier},
)
