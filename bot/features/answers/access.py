"""An answer by who is where now: what was said in a private channel is told once we have looked who is in it."""

from collections.abc import Iterable
from datetime import tzinfo

from bot.dispatch.requests import Request
from bot.features import answers, directory
from bot.features.answers import Answer
from storage import channels, partnerships
from storage.members import FULL
from storage.search import kinds


def answer(request: Request, question: str, *, skip: int = 0) -> tuple[Answer, tzinfo]:
    """The answer, and the partnership's zone. Raises Refusal when there is no question."""
    with request.begin():
        pass  # what asks is noted before it is answered: told of it again meanwhile, we do not answer twice
    directory.refresh(request.begin, request.chat, now=request.now)
    found, zone, rooms = _answer(request, question, skip)
    if directory.look_again(request.begin, request.chat, rooms, now=request.now):
        found, zone, _ = _answer(request, question, skip)
    return found, zone


def look_before_sharing(request: Request, keys: Iterable[kinds.Key], channel: str) -> None:
    """Who is in the channel, and in those where these records live, as of now."""
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin(reading=True) as db:
        known = kinds.rows(db, list(keys), kinds.kept())
    rooms = {channel, *kinds.homes(known.values())}
    directory.look_again(request.begin, request.chat, rooms, now=request.now)


def _answer(request: Request, question: str, skip: int) -> tuple[Answer, tzinfo, set[str]]:
    me = request.me
    with request.begin(reading=True) as db:
        found = answers.answer(db, question, to=me, now=request.now, skip=skip)
        homes = kinds.homes(kinds.row_of(told) for told in found.records)
        rooms = {each for each, room in channels.named(db, homes).items() if room.is_private or me.kind != FULL}
        return found, partnerships.own(db).zone, rooms
