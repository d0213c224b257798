"""A convener asks which doors are open to whom; anybody is told which are open to them."""

import json
from pathlib import Path

from bot.chat.messages import Message
from bot.dispatch.interactions import Said
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import capabilities
from bot.features.capabilities import messages
from bot.features.members import assignment

MANIFEST = Path(__file__).parent.parent / "manifest.json"
WORDS = ("which doors are open", "doors", "which doors work")


def asks(text: str) -> bool:
    return text.casefold().strip(" .!?") in WORDS


def tell(said: Said, request: Request) -> None:
    said.reply(request, _told(request))


def tell_in_private(request: Request) -> None:
    """The same from a button."""
    request.chat.dm(request.me.person, _told(request))


def _told(request: Request) -> Message:
    """Slack is asked what I may do and where I am, before anything is said of it."""
    with request.begin(reading=True) as db:
        assignment.check(db, request.me)
    app = capabilities.granted(json.loads(MANIFEST.read_text()), request.chat.scopes())
    rooms = len(request.chat.rooms())
    with request.begin() as db:
        rows = capabilities.table(db, app, rooms=rooms)
    return messages.message(rows, capabilities.advice(rows))


ROUTES = Routes(said=((asks, tell),), clicks={"doors_open": tell_in_private})
