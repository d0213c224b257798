"""Conveners: said by people, never guessed."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.catalogue import check_convener
from storage import channels, events, members
from storage.channels import Channel
from storage.members import FULL, Member


def may_begin(db: Session, member: Member) -> bool:
    """Whether somebody may become the first convener: there is none, and they are of the installing workspace."""
    return member.kind == FULL and not members.conveners(db)


def begin(db: Session, *, by: Member, at: datetime) -> None:
    """The first convener says so. Raises Refusal when there is one by now, or when they are only a guest here."""
    if members.conveners(db):
        raise Refusal("Somebody convenes here already. Ask them to add you.")
    if by.kind != FULL:
        raise Refusal("Only people of the workspace that installed me can begin. They can add you afterwards.")
    _set(db, by.person, True)
    events.note(db, "convener.added", subject_id=by.id, by=by.person, at=at)


def choose(db: Session, people: Iterable[str], *, by: Member, at: datetime) -> None:
    """These convene from now on. Raises Refusal when `by` is no convener, or when nobody would be left."""
    check_convener(by)
    wanted = members.of_people(db, people)
    if not [member for member in wanted.values() if member.left_at is None and member.kind != members.BOT]:
        raise Refusal("Somebody has to convene. Choose at least one person.", field="people")
    before = {member.person for member in members.conveners(db)}
    for person in before | set(wanted):
        if (person in wanted) != (person in before):
            _set(db, person, person in wanted)
            verb = "convener.added" if person in wanted else "convener.removed"
            events.note(db, verb, subject_id=_member(db, person).id, by=by.person, at=at)


def _set(db: Session, person: str, value: bool) -> None:
    """For both accounts of somebody who has two."""
    for each in members.of_people(db, _member(db, person).ids).values():
        each.is_convener = value


def _member(db: Session, person: str) -> Member:
    found = members.by_person(db, person)
    if found is None:
        raise LookupError(person)
    return found


def rooms(db: Session, me: Member) -> list[Channel]:
    """From which a convener chooses where something comes. Raises Refusal when there is none to choose."""
    check_convener(me)
    found = list(channels.shared_with(db, me.person))
    if not found:
        raise Refusal("Mention me in a channel first, and Slack offers to add me: there I shall speak.")
    return found
