"""Welcomes: who is being told over a few days why we are here, how far they are, and how it ended."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Bound, Key, insert_once
from storage.deliveries import Delivery

RUNNING, SETTLED, STOPPED, HANDED, LEFT = "running", "settled", "stopped", "handed", "left"
"""Under way; all of it done; they or a convener said stop; silent, and given to a human; no longer here."""

JOINED, CAME, ASKED, STARTED = "joined", "came", "asked", "started"
"""They came to a channel of ours; to the workspace; they said "welcome me"; a convener started it."""

KIND = "welcome"
"""What the messages of a welcome are called among deliveries."""

ANSWERED, PASSED = "answered", "passed"
"""They did the one thing they were asked; they went on without it."""


class Welcome(Bound, Base):
    """One person's. `turn` grows when it is begun anew; `by` is whoever began it for them."""

    __tablename__ = "welcomes"
    __table_args__ = (UniqueConstraint("partnership_id", "person"), Index(None, "partnership_id", "state"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person: Mapped[str]
    because: Mapped[str]
    began_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=RUNNING)
    turn: Mapped[int] = mapped_column(default=1)
    by: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by: Mapped[str] = mapped_column(default="")


class WelcomeTouch(Bound, Base):
    """One step on its way to somebody, with its one ask. `sent_at` only where it was said at once, without a letter."""

    __tablename__ = "welcome_touches"
    __table_args__ = (UniqueConstraint("welcome_id", "turn", "step"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    welcome_id: Mapped[int] = mapped_column(ForeignKey("welcomes.id", ondelete="CASCADE"))
    turn: Mapped[int]
    step: Mapped[str]
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    how: Mapped[str] = mapped_column(default="")
    reminded_at: Mapped[datetime | None] = mapped_column(default=None)  # one kind line
    offered_end_at: Mapped[datetime | None] = mapped_column(default=None)  # asked whether to stop
    wish: Mapped[str] = mapped_column(default="")  # what they said they would like from us


def begin(db: Session, person: str, *, because: str, by: str, at: datetime) -> Welcome | None:
    """The first one of this person; None when they have had one."""
    facts = {"person": person, "because": because, "by": by, "began_at": at}
    rest = {"state": RUNNING, "turn": 1, "ended_at": None, "ended_by": ""}
    made = insert_once(db, Welcome, **facts, **rest)
    return db.get_one(Welcome, made) if made is not None else None


def of(db: Session, person: str) -> Welcome | None:
    return db.scalar(select(Welcome).filter_by(person=person))


def hold(db: Session, number: int) -> Welcome | None:
    """Whoever calls this too, for the same welcome, waits until the transaction ends."""
    query = select(Welcome).filter_by(id=number).with_for_update()
    return db.scalars(query.execution_options(populate_existing=True)).first()


def of_touch(db: Session, touch_id: int, *, for_change: bool = False) -> tuple[Welcome, WelcomeTouch] | None:
    """A step and whose it is. `for_change`: two clicks come one after the other."""
    query = select(Welcome, WelcomeTouch).join(WelcomeTouch, WelcomeTouch.welcome_id == Welcome.id)
    query = query.where(WelcomeTouch.id == touch_id).execution_options(populate_existing=True)
    found = db.execute(query.with_for_update() if for_change else query).first()
    return (found[0], found[1]) if found is not None else None


def running(db: Session) -> Sequence[Welcome]:
    return db.scalars(select(Welcome).filter_by(state=RUNNING).order_by(Welcome.began_at, Welcome.id)).all()


def lately(db: Session, *, since: datetime) -> Sequence[Welcome]:
    """Those under way, and those that ended since then; newest first."""
    shown = (Welcome.state == RUNNING) | (Welcome.ended_at >= since)
    return db.scalars(select(Welcome).where(shown).order_by(Welcome.began_at.desc(), Welcome.id.desc())).all()


def touches(db: Session, welcomes: Iterable[Welcome]) -> dict[int, list[WelcomeTouch]]:
    """What each has been sent in this turn, in order, by welcome."""
    turns = {each.id: each.turn for each in welcomes}
    found: dict[int, list[WelcomeTouch]] = {id: [] for id in turns}
    query = select(WelcomeTouch).where(WelcomeTouch.welcome_id.in_(turns)).order_by(WelcomeTouch.id)
    for row in db.scalars(query):
        if row.turn == turns[row.welcome_id]:
            found[row.welcome_id].append(row)
    return found


def deliveries_of(db: Session, touch_ids: Iterable[int]) -> dict[int, list[Delivery]]:
    """The messages of these touches, in order, by touch."""
    found: dict[int, list[Delivery]] = {id: [] for id in touch_ids}
    query = select(Delivery).where(Delivery.kind == KIND, Delivery.about_id.in_(found)).order_by(Delivery.id)
    for row in db.scalars(query):
        found[row.about_id].append(row)
    return found
