"""Welcomes: who is being told over a few days why we are here, how far they are, and how it ended."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, UniqueConstraint, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once
from storage.deliveries import Delivery

RUNNING, SETTLED, STOPPED, HANDED, LEFT = "running", "settled", "stopped", "handed", "left"
"""Under way; all of it done; they or a convener said stop; silent, and given to a human; no longer here."""

JOINED, CAME, ASKED, STARTED = "joined", "came", "asked", "started"
"""They came to a channel of ours; to the workspace; they said "welcome me"; a convener started it."""

KIND = "welcome"
"""What the messages of a welcome are called among deliveries."""

ANSWERED, PASSED = "answered", "passed"
"""They did the one thing they were asked; they went on without it."""


class Onboarding(Bound, Base):
    """One person's. `turn` grows when it is begun anew; `by` is whoever began it for them."""

    __tablename__ = "onboardings"
    __table_args__ = (UniqueConstraint("partnership_id", "person"), Index(None, "partnership_id", "state"))
    __told__ = policy.Told(450, "How you were welcomed")
    __carried__ = policy.Carried(("person",), visible=lambda person: Onboarding.person.in_(person.ids))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person: Mapped[str] = policy.person()
    because: Mapped[str] = policy.code()
    began_at: Mapped[datetime]
    state: Mapped[str] = policy.code(default=RUNNING)
    turn: Mapped[int] = mapped_column(default=1)
    by: Mapped[str] = policy.person(default="")
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by: Mapped[str] = policy.person(default="")


class OnboardingTouch(Bound, Base):
    """One step on its way to somebody, with its one ask. `sent_at` only where it was said at once, without a letter."""

    __tablename__ = "onboarding_touches"
    __table_args__ = (UniqueConstraint("onboarding_id", "turn", "step"),)
    __carried__ = policy.Carried(
        ("onboarding_id", "turn", "step"),
        visible=lambda person: OnboardingTouch.onboarding_id.in_(
            select(Onboarding.id).where(Onboarding.person.in_(person.ids))
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    onboarding_id: Mapped[int] = mapped_column(ForeignKey("onboardings.id", ondelete="CASCADE"))
    turn: Mapped[int]
    step: Mapped[str] = policy.code()
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    how: Mapped[str] = policy.code(default="")
    reminded_at: Mapped[datetime | None] = mapped_column(default=None)  # one kind line
    offered_end_at: Mapped[datetime | None] = mapped_column(default=None)  # asked whether to stop
    wish: Mapped[str] = policy.words(default="")  # what they said they would like from us


def begin(db: Session, person: str, *, because: str, by: str, at: datetime) -> Onboarding | None:
    """The first one of this person; None when they have had one."""
    facts = {"person": person, "because": because, "by": by, "began_at": at}
    rest = {"state": RUNNING, "turn": 1, "ended_at": None, "ended_by": ""}
    made = insert_once(db, Onboarding, **facts, **rest)
    return db.get_one(Onboarding, made) if made is not None else None


def of(db: Session, person: str) -> Onboarding | None:
    return db.scalar(select(Onboarding).filter_by(person=person))


def hold(db: Session, number: int) -> Onboarding | None:
    """Whoever calls this too, for the same welcome, waits until the transaction ends."""
    query = select(Onboarding).filter_by(id=number).with_for_update()
    return db.scalars(query.execution_options(populate_existing=True)).first()


def of_touch(db: Session, touch_id: int, *, for_change: bool = False) -> tuple[Onboarding, OnboardingTouch] | None:
    """A step and whose it is. `for_change`: two clicks come one after the other."""
    query = select(Onboarding, OnboardingTouch).join(OnboardingTouch, OnboardingTouch.onboarding_id == Onboarding.id)
    query = query.where(OnboardingTouch.id == touch_id).execution_options(populate_existing=True)
    found = db.execute(query.with_for_update() if for_change else query).first()
    return (found[0], found[1]) if found is not None else None


def any_running() -> ColumnElement[bool]:
    return exists(select(Onboarding.id).filter_by(state=RUNNING))


def running(db: Session) -> Sequence[Onboarding]:
    return db.scalars(select(Onboarding).filter_by(state=RUNNING).order_by(Onboarding.began_at, Onboarding.id)).all()


def lately(db: Session, *, since: datetime) -> Sequence[Onboarding]:
    """Those under way, and those that ended since then; newest first."""
    shown = (Onboarding.state == RUNNING) | (Onboarding.ended_at >= since)
    return db.scalars(select(Onboarding).where(shown).order_by(Onboarding.began_at.desc(), Onboarding.id.desc())).all()


def touches(db: Session, welcomes: Iterable[Onboarding]) -> dict[int, list[OnboardingTouch]]:
    """What each has been sent in this turn, in order, by welcome."""
    turns = {each.id: each.turn for each in welcomes}
    found: dict[int, list[OnboardingTouch]] = {id: [] for id in turns}
    query = select(OnboardingTouch).where(OnboardingTouch.onboarding_id.in_(turns)).order_by(OnboardingTouch.id)
    for row in db.scalars(query):
        if row.turn == turns[row.onboarding_id]:
            found[row.onboarding_id].append(row)
    return found


def deliveries_of(db: Session, touch_ids: Iterable[int]) -> dict[int, list[Delivery]]:
    """The messages of these touches, in order, by touch."""
    found: dict[int, list[Delivery]] = {id: [] for id in touch_ids}
    query = select(Delivery).where(Delivery.kind == KIND, Delivery.about_id.in_(found)).order_by(Delivery.id)
    for row in db.scalars(query):
        found[row.about_id].append(row)
    return found


class OnboardingText(Bound, Base):
    """One wording; the newest of its name holds. An empty one: as it came with the bot."""

    __tablename__ = "onboarding_texts"
    __table_args__ = (UniqueConstraint("partnership_id", "name", "version"),)
    __told__ = policy.Told(460, "Texts for newcomers, from you")
    __carried__ = policy.Carried(("name", "version"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    name: Mapped[str] = policy.code()
    version: Mapped[int]
    text: Mapped[str] = policy.words()
    ask: Mapped[str] = policy.words()
    written_by: Mapped[str] = policy.person()
    written_at: Mapped[datetime]


def in_force(db: Session, name: str) -> OnboardingText | None:
    return db.scalars(_of(name)).first()


def all_in_force(db: Session) -> dict[str, OnboardingText]:
    """The newest wording of each text that was ever changed."""
    return {row.name: row for row in db.scalars(select(OnboardingText).order_by(OnboardingText.version))}


def history(db: Session, name: str) -> Sequence[OnboardingText]:
    """All wordings, newest first."""
    return db.scalars(_of(name)).all()


def write(db: Session, name: str, text: str, ask: str, *, version: int, by: str, at: datetime) -> bool:
    """The next version; False when somebody else was quicker."""
    words = {"name": name, "version": version, "text": text, "ask": ask}
    return insert_once(db, OnboardingText, **words, written_by=by, written_at=at) is not None


def _of(name: str) -> Select[OnboardingText]:
    return select(OnboardingText).filter_by(name=name).order_by(OnboardingText.version.desc())
