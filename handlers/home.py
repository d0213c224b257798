"""Somebody's own page: its rooms on the Home tab, and as messages for those who have none."""

from bot.chat.port import MessageRef
from bot.dispatch.interactions import Click, HomeOpened, Said
from bot.dispatch.payloads import number_on
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.surfaces import home


def asks_for_room(text: str) -> bool:
    return home.called(text[:100]) is not None


def show(opened: HomeOpened, request: Request) -> None:
    home.show(request)


def tell(said: Said, request: Request) -> None:
    """In private the page stays where it is, and is edited there."""
    room = home.called(said.text) or ""
    home.enter(request, room)
    stands = said.reply(request, home.message(request))
    if stands is not None:
        home.enter(request, room, stands=stands)


def enter(click: Click, room: str, request: Request) -> None:
    _go(request, click, room)


def go_on(click: Click, request: Request) -> None:
    """To what had no place in the message."""
    room, _, since = click.payload.partition(":")
    _go(request, click, room, since=number_on(since))


def _go(request: Request, click: Click, room: str, *, since: int = 0) -> None:
    """Show a room where it was asked for. What only one person sees is replaced; any other message is edited."""
    stands = MessageRef(click.channel, click.message) if click.message else None
    home.enter(request, room, since=since, stands=stands)
    if click.is_ephemeral:
        request.chat.replace(home.message(request))
    else:
        home.show(request)


ROUTES = Routes(
    said=((asks_for_room, tell),), clicks={"room_more": go_on, "room_*": enter}, events={"home_opened": show}
)
