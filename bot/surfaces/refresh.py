"""Showing anew what was clicked, wherever it stands: on somebody's own page, in a digest, or in an answer to them."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.chat.messages import Message
from bot.dispatch.interactions import Click
from bot.dispatch.payloads import PlacedPayload
from bot.dispatch.requests import Request
from bot.surfaces import digest, home

Place = Click | PlacedPayload
Written = Callable[[Session], Message]
"""How it stands now, as a message of its own."""


def after_click(request: Request, place: Place, now: Written | None) -> None:
    """Put how it stands now in the place of what was clicked."""
    if not _on_page_or_digest(request, place) and now is not None:
        request.chat.replace(_written(request, now))


def after_form(request: Request, place: Place, now: Written | None = None) -> bool:
    """The same after a form, which can edit only what stands where others could see it too; False where it cannot."""
    if _on_page_or_digest(request, place):
        return True
    if now is None or not place.message:
        return False
    request.chat.amend(place.channel, place.message, _written(request, now))
    return True


def after_answer(request: Request, place: Place, kind: str, about_id: int) -> None:
    """In the digest that was clicked; or on their page, and in the digest that had asked too."""
    if not digest.show(request, place):
        digest.show_about(request, kind, about_id)
        home.show(request)


def tell(request: Request, place: Place, message: Message) -> None:
    """Tell only them, where they clicked."""
    if not place.channel:
        request.chat.dm(request.me.person, message)
    elif place.is_private:
        request.chat.post(place.channel, message)
    else:
        request.chat.whisper(place.channel, request.me.person, message)


def _on_page_or_digest(request: Request, place: Place) -> bool:
    if place.at_home:
        home.show(request)
        return True
    return digest.show(request, place)


def _written(request: Request, now: Written) -> Message:
    with request.begin(reading=True) as db:
        return now(db)
