"""Who may see what was said where: one rule for every record that lives in a channel."""

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from storage.channels import Channel, ChannelPerson
from storage.members import FULL, Member, Viewer, sees_public

EVERYBODY = ""
"""In place of a channel: a record that belongs to none, and that the whole partnership may see."""

Home = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]


def of_person(home: Home, person: Member | Viewer) -> ColumnElement[bool]:
    """Whether a person may see what lives there: in their own channels, and for full members in public ones.

    Guests and external members cannot open a public channel that they are not in, so they see what is in theirs.
    """
    reachable = [home == EVERYBODY, home.in_(channels_of(person))]
    if person.kind == FULL or person.also:
        public = home.in_(select(Channel.channel).where(~Channel.is_private))
        reachable.append(public & sees_public(person))
    return or_(*reachable)


def channels_of(person: Member | Viewer) -> Select[str]:
    """Those that a person is in, under either of their accounts."""
    return select(ChannelPerson.channel).where(ChannelPerson.person.in_(person.ids))


def in_channel(home: Home, channel: str) -> ColumnElement[bool]:
    """Whether everybody in a channel may see what lives there: its own, and what nobody there is shut out of."""
    full = select(Member.person).where(Member.kind == FULL)
    public = select(Channel.channel).where(~Channel.is_private)
    there = aliased(ChannelPerson)
    may_look_in = there.person.in_(full) & home.in_(public)
    return or_(home.in_((EVERYBODY, channel)), _open_to_all(home, channel, there, may_look_in))


def within(home: Home, channel: str) -> ColumnElement[bool]:
    """Whether everybody in a channel is also in the one where it lives, or that is the same."""
    return or_(home == channel, _open_to_all(home, channel, aliased(ChannelPerson), None))


def _open_to_all(
    home: Home, channel: str, there: type[ChannelPerson], otherwise: ColumnElement[bool] | None
) -> ColumnElement[bool]:
    """Nobody known to be there is shut out; where nobody has told us who is there, somebody may be."""
    inside = aliased(ChannelPerson)  # named apart, or SQL takes one for the other
    is_inside = select(inside.id).where(inside.channel == home, inside.person == there.person)
    known = select(there.id).where(there.channel == channel)
    shut_out = known.where(~is_inside.correlate(home.class_, there).exists())
    if otherwise is not None:
        shut_out = shut_out.where(~otherwise)
    return known.exists() & ~shut_out.correlate(home.class_).exists()
