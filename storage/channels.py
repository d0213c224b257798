"""Channels as far as the bot is in them, and who else is: what an answer may show depends on it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Index, UniqueConstraint, bindparam, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_many_once, tables
from storage.members import Member


class Channel(Bound, Base):
    """A channel the bot has met. `people_known_at` is None while nobody has told us who is in it."""

    __tablename__ = "channels"
    __table_args__ = (UniqueConstraint("partnership_id", "channel"),)
    __carried__ = policy.IN_ITS_OWN_FORM

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    channel: Mapped[str] = policy.place()
    name: Mapped[str] = policy.code()
    is_private: Mapped[bool]
    is_archived: Mapped[bool] = mapped_column(default=False)
    has_bot: Mapped[bool] = mapped_column(default=True)
    people_known_at: Mapped[datetime | None] = mapped_column(default=None)
    is_noticing: Mapped[bool] = mapped_column(default=False)  # somebody there has switched noticing on
    formerly: Mapped[str] = policy.code(default="")  # the ids that it had before, each with a space before and behind


class ChannelPerson(Bound, Base):
    """Somebody is in a channel."""

    __tablename__ = "channel_people"
    __table_args__ = (UniqueConstraint("partnership_id", "channel", "person"), Index(None, "partnership_id", "person"))
    __told__ = policy.Told(40, "Channels that we share")
    __carried__ = policy.IN_ITS_OWN_FORM

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    channel: Mapped[str] = policy.place()
    person: Mapped[str] = policy.person()


_THERE = (ChannelPerson.channel == Channel.channel) & (ChannelPerson.person == bindparam("person"))
SEEN_BY = (
    select(Channel, ChannelPerson.id).outerjoin(ChannelPerson, _THERE).where(Channel.channel == bindparam("channel"))
)
PERSON_AND_CHANNEL = (
    select(Member, Channel)
    .outerjoin(Channel, Channel.channel == bindparam("channel"))
    .where(Member.person == bindparam("person"))
    .order_by(Member.id.desc())
    .limit(1)
)


def by_id(db: Session, channel: str) -> Channel | None:
    return db.scalar(select(Channel).filter_by(channel=channel))


def now_known_as(db: Session, channel: str) -> str:
    """The id that a channel has today: what stands in the chat already may bear an earlier one."""
    renamed = select(Channel.channel).where(Channel.formerly.contains(f" {channel} ", autoescape=True))
    return channel if by_id(db, channel) is not None else db.scalar(renamed) or channel


def seen_by(db: Session, channel: str, person: str) -> tuple[Channel | None, bool]:
    """A channel, and whether somebody is in it."""
    row = db.execute(SEEN_BY, {"channel": channel, "person": person}).first()
    return (row[0], row[1] is not None) if row else (None, False)


def person_and_channel(db: Session, person: str, channel: str) -> tuple[Member | None, Channel | None]:
    """Somebody, and where they are; nobody is nowhere."""
    row = db.execute(PERSON_AND_CHANNEL, {"channel": channel, "person": person}).first()
    return (row[0], row[1]) if row else (None, None)


def named(db: Session, channels: Iterable[str]) -> dict[str, Channel]:
    query = select(Channel).where(Channel.channel.in_(list(channels)))
    return {row.channel: row for row in db.scalars(query)}


def called(db: Session, name: str) -> Sequence[Channel]:
    """The channels of this name or id."""
    return db.scalars(select(Channel).where((Channel.name == name) | (Channel.channel == name))).all()


def shared_with(db: Session, person: str) -> Sequence[Channel]:
    """The channels where both this person and the bot are, by name."""
    theirs = select(ChannelPerson.channel).filter_by(person=person)
    query = select(Channel).where(Channel.channel.in_(theirs), Channel.has_bot, ~Channel.is_archived)
    return db.scalars(query.order_by(Channel.name)).all()


def people_in(db: Session, channel: str) -> set[str]:
    return set(db.scalars(select(ChannelPerson.person).filter_by(channel=channel)))


def who_share_one(db: Session, person: str) -> set[str]:
    """Everybody who is in a channel with this person."""
    theirs = select(ChannelPerson.channel).filter_by(person=person)
    return set(db.scalars(select(ChannelPerson.person).where(ChannelPerson.channel.in_(theirs))))


def stale(db: Session, *, known_before: datetime) -> Sequence[str]:
    """Channels whose people we should ask for again."""
    unsure = Channel.people_known_at.is_(None) | (Channel.people_known_at < known_before)
    return db.scalars(select(Channel.channel).where(Channel.has_bot, ~Channel.is_archived, unsure)).all()


class ToldChannel(Protocol):
    """What the chat tells about a channel."""

    @property
    def channel(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def is_private(self) -> bool: ...
    @property
    def is_archived(self) -> bool: ...
    @property
    def has_bot(self) -> bool: ...


def meet_all(db: Session, told: Sequence[ToldChannel]) -> None:
    """Remember channels, or what has changed about them."""
    known = named(db, [each.channel for each in told])
    for each in told:
        row = known.get(each.channel)
        if row is None:
            row = Channel(channel=each.channel, name=each.name, is_private=each.is_private)
            db.add(row)
        row.name, row.is_private = each.name, each.is_private
        row.is_archived, row.has_bot = each.is_archived, each.has_bot


def replace_people(db: Session, people: Mapping[str, Iterable[str]], *, at: Mapping[str, datetime]) -> None:
    """Write down who is in channels, instead of what was known before; a channel without `at`: we cannot know."""
    db.execute(delete(ChannelPerson).where(ChannelPerson.channel.in_(list(people))))
    new = [{"channel": channel, "person": who} for channel, there in people.items() for who in sorted(set(there))]
    insert_many_once(db, ChannelPerson, new)
    for channel, row in named(db, people).items():
        row.people_known_at = at.get(channel)


def doubt(db: Session, channel: str) -> None:
    """Something changed there: what we know of its people counts as unknown until we have asked again."""
    db.execute(update(Channel).where(Channel.channel == channel).values(people_known_at=None))


def lose(db: Session, channel: str) -> None:
    """The bot is no longer there, and will not learn who comes and goes: nobody counts as being in it."""
    db.execute(
        update(Channel).where(Channel.channel == channel).values(has_bot=False, people_known_at=None, is_noticing=False)
    )
    db.execute(delete(ChannelPerson).where(ChannelPerson.channel == channel))


def set_noticing(db: Session, channel: str, *, on: bool) -> bool:
    """Switch noticing on or off there; False when it was so already."""
    change = update(Channel).where(Channel.channel == channel, Channel.is_noticing != on).values(is_noticing=on)
    changed: Any = db.execute(change)
    return bool(changed.rowcount)


def remove_person(db: Session, channel: str, person: str) -> None:
    db.execute(delete(ChannelPerson).where(ChannelPerson.channel == channel, ChannelPerson.person == person))


def rename_id(db: Session, old: str, new: str) -> None:
    """A channel's id changes when it becomes shared with another workspace, or private: all that bears it follows.

    Somebody may speak there before we are told: what we know of it under its new id is the newer knowledge.
    """
    if old == new:
        return
    before = by_id(db, old)
    formerly = f"{before.formerly if before else ''} {old} "
    if by_id(db, new) is not None:
        for row in (Channel, ChannelPerson):
            db.execute(delete(row).where(row.channel == old))
    for table in tables():
        _follow(db, table, old, new)
    db.execute(update(Channel).where(Channel.channel == new).values(formerly=formerly))


def _follow(db: Session, table: type[Bound], old: str, new: str) -> None:
    """Where the id stands alone, and where it stands among others: a source, a key, an address, a mention."""
    row: Any = table
    names = policy.holding(table, policy.PLACE, *policy.TEXTS)
    if not names:
        return
    columns = [getattr(row, name) for name in names]
    holds = or_(*(column.contains(old, autoescape=True) for column in columns))
    whole = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    for id_, *texts in db.execute(select(row.id, *columns).where(holds)).all():
        held = {name: text for name, text in zip(names, texts, strict=True) if text}
        fresh = {name: whole.sub(new, text) for name, text in held.items()}
        change = update(row).where(row.id == id_).values(fresh).execution_options(synchronize_session=False)
        if fresh != held:
            with suppress(IntegrityError), db.begin_nested():  # what stands under the new id already is newer
                db.execute(change)
