"""How far a why may reach: its words as far as the place where it was asked, its answer as far as was chosen."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.errors import Refusal
from storage import channels, members, open_questions, whys
from storage.channels import Channel
from storage.members import Member
from storage.visibility import EVERYBODY
from storage.whys import OpenQuestion


def place_of(db: Session, place: str, by: Member) -> str:
    """Where it counts as asked: in private when we do not know the channel. Raises Refusal when they are not in it."""
    if not place or channels.by_id(db, place) is None:
        return EVERYBODY
    if by.person not in whys.may_look_in(db, place, [by]):
        raise Refusal("I cannot tell any more who is in that channel. Ask me again, in private or elsewhere.")
    return place


def is_private(db: Session, place: str) -> bool:
    """Whether it was asked where not everybody can look in."""
    known = channels.by_id(db, place) if place else None
    return known is not None and known.is_private


def bounds(db: Session, place: str) -> str:
    """Two questions are one only within the same bounds: a private channel, or the partnership."""
    return place if is_private(db, place) else EVERYBODY


def is_everybodys(db: Session, why: OpenQuestion) -> bool:
    """Whether its answer may be for everybody: what was asked in a private channel stays there."""
    return not is_private(db, why.place)


def audience(db: Session, why: OpenQuestion, *, by: Member) -> Sequence[Channel]:
    """The channels for which an answer may be: the answerer is there, and all who asked may look in.

    Where somebody asks without their name, which channels they see could tell it: then only the one where it was
    asked. Raises Refusal when it was asked in a private channel that is no longer in use.
    """
    rooms = [room for room in channels.shared_with(db, by.person) if _all_may_see(db, why, room.channel)]
    is_named = all(asker.is_named for asker in open_questions.askers(db, why.id))
    if is_named and is_everybodys(db, why):
        return rooms
    own = [room for room in rooms if room.channel == why.place]
    if not own and not is_everybodys(db, why):
        raise Refusal("It was asked in a private channel that I am no longer in. Tell whoever asked yourself.")
    return own


def check_audience(db: Session, why: OpenQuestion, channel: str, by: Member) -> None:
    if channel == EVERYBODY:
        if not is_everybodys(db, why):
            raise Refusal("It was asked in a private channel, so the answer stays there.", field="channel")
        return
    if channel not in {room.channel for room in audience(db, why, by=by)}:
        raise Refusal("Not all who asked may look in there, or you are not there. Choose another one.", field="channel")


def _all_may_see(db: Session, why: OpenQuestion, channel: str) -> bool:
    """Whoever asked and may still look in where it was asked; others are told nothing any more."""
    askers = members.of_people(db, [asker.person for asker in open_questions.askers(db, why.id)])
    people = whys.may_look_in(db, why.place, askers.values())
    return len(whys.may_look_in(db, channel, people.values())) == len(people)
