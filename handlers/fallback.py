"""What no feature has understood: a hello, a call for help, a thank-you."""

import re

from bot.dispatch.interactions import Said
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.surfaces import help

GREETING = re.compile(
    r"(?:help|hi|hello|hey|good (?:morning|day|evening)|thanks?|thank you|\?)?[\s!.?]*", re.IGNORECASE
)


def is_said(text: str) -> bool:
    return True


def answer(said: Said, request: Request) -> None:
    with request.begin():
        understood = GREETING.fullmatch(said.text) is not None
    ours = request.settings
    said.reply(
        request, help.message(request.me, ours.steward_reaction, ours.steward_promise_reaction, understood=understood)
    )


ROUTES = Routes(otherwise=((is_said, answer),))
