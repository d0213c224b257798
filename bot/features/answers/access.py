"""An answer by who is where now: what was said in a private channel is told once we have looked who is in it."""

from collections.abc import Iterable
from datetime import datetime, tzinfo

from bot.chat.port import Chat
from bot.features import answers, directory
from bot.features.answers import Answer
from storage import Begin, channels, partnerships
from storage.members import FULL, Member
from storage.search import kinds


def answer(
    begin: Begin, chat: Chat, question: str, *, to: Member, now: datetime, skip: int = 0
) -> tuple[Answer, tzinfo]:
    """The answer, and the partnership's zone. Raises Refusal when there is no question."""
    with begin():
        pass  # what asks is noted before it is answered: told of it again meanwhile, we do not answer twice
    directory.refresh(begin, chat, now=now)
    found, zone, rooms = _answer(begin, question, to, now, skip)
    if directory.look_again(begin, chat, rooms, now=now):
        found, zone, _ = _answer(begin, question, to, now, skip)
    return found, zone


def look_before_sharing(begin: Begin, chat: Chat, keys: Iterable[kinds.Key], channel: str, *, now: datetime) -> None:
    """Who is in the channel, and in those where these records live, as of now."""
    directory.refresh(begin, chat, now=now)
    with begin(reading=True) as db:
        known = kinds.rows(db, list(keys), kinds.kept())
    directory.look_again(begin, chat, {channel, *kinds.homes(known.values())}, now=now)


def _answer(begin: Begin, question: str, to: Member, now: datetime, skip: int) -> tuple[Answer, tzinfo, set[str]]:
    with begin(reading=True) as db:
        found = answers.answer(db, question, to=to, now=now, skip=skip)
        homes = kinds.homes(kinds.row_of(told) for told in found.records)
        rooms = {each for each, room in channels.named(db, homes).items() if room.is_private or to.kind != FULL}
        return found, partnerships.own(db).zone, rooms
