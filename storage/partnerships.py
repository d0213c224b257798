"""Partnerships (the tenants) and the partners: the organisations that work together in one."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key


class Partnership(Base):
    """One alliance. `workspace` is the chat workspace that installed the bot."""

    __tablename__ = "partnerships"
    __carried__ = policy.IN_ITS_OWN_FORM

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    workspace: Mapped[str] = policy.code(unique=True)
    name: Mapped[str] = policy.words()
    created_at: Mapped[datetime]
    zone_name: Mapped[str] = policy.code(default="UTC")
    language: Mapped[str] = policy.code(default="en")
    decisions_numbered: Mapped[int] = mapped_column(default=0)  # the highest D-number given away
    commitments_numbered: Mapped[int] = mapped_column(default=0)  # the highest C-number given away
    questions_numbered: Mapped[int] = mapped_column(default=0)  # the highest W-number given away
    country: Mapped[str | None] = policy.code(default=None)  # whose public holidays are kept: ISO 3166, two letters
    messages_a_day: Mapped[int] = mapped_column(default=1)  # unasked-for ones, to one person
    messages_a_week: Mapped[int] = mapped_column(default=3)
    uninstalled_at: Mapped[datetime | None] = mapped_column(default=None)  # then everything goes, after a while
    setup_step: Mapped[int] = mapped_column(default=0)  # how far somebody has come in setting it up
    set_up_at: Mapped[datetime | None] = mapped_column(default=None)  # since then a new organisation is asked about

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name)


class Partner(Bound, Base):
    """An organisation. `known_by` is the mark it was met by, which names it for good: "team:T…", "domain:salt.example".

    What its people are known by today stands in storage.partner_marks.
    """

    __tablename__ = "partners"
    __table_args__ = (UniqueConstraint("partnership_id", "known_by"),)
    __told__ = policy.Told(50, "Partners for whom you speak")
    __carried__ = policy.IN_ITS_OWN_FORM

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    name: Mapped[str] = policy.code()
    known_by: Mapped[str] = policy.code()
    zone_name: Mapped[str | None] = policy.code(default=None)  # None: the partnership's
    country: Mapped[str | None] = policy.code(default=None)
    language: Mapped[str | None] = policy.code(default=None)
    representative: Mapped[str | None] = policy.person(empties=True, default=None)  # who speaks for it
    deputy: Mapped[str | None] = policy.person(empties=True, default=None)
    brings: Mapped[str] = policy.words(default="")  # in its own words: what it gives to the partnership
    hopes: Mapped[str] = policy.words(default="")  # and what it hopes to get
    ended_at: Mapped[datetime | None] = mapped_column(default=None)  # it has left, or never was a partner


def own(db: Session) -> Partnership:
    """The partnership that this session is bound to."""
    return db.get_one(Partnership, db.info["partnership_id"])


def take_turns(db: Session) -> None:
    """Whoever calls this too waits until the transaction ends. SQLite lets one write at a time anyway."""
    db.execute(select(Partnership.id).with_for_update())


NUMBER_DECISION = (
    update(Partnership)
    .values(decisions_numbered=Partnership.decisions_numbered + 1)
    .returning(Partnership)
    .execution_options(synchronize_session=False, populate_existing=True)
)


def number_decision(db: Session) -> Partnership:
    """Give away the next D-number; the row stays locked until the transaction ends, so no number is given twice."""
    return db.scalars(NUMBER_DECISION).one()


def next_decision_numbers(db: Session, count: int) -> range:
    """Give away that many D-numbers at once."""
    raised = update(Partnership).values(decisions_numbered=Partnership.decisions_numbered + count)
    raised = raised.execution_options(synchronize_session=False)
    last = db.execute(raised.returning(Partnership.decisions_numbered)).scalar_one()
    return range(last - count + 1, last + 1)


def keep_numbers_above(db: Session, number: int) -> None:
    """The next D-number is higher than this one, which an imported decision has brought along."""
    which = update(Partnership).where(Partnership.decisions_numbered < number)
    db.execute(which.values(decisions_numbered=number).execution_options(synchronize_session=False))


def next_commitment_number(db: Session) -> int:
    """Give away the next C-number, as `number_decision` does."""
    count = update(Partnership).values(commitments_numbered=Partnership.commitments_numbered + 1)
    count = count.execution_options(synchronize_session=False)
    return db.execute(count.returning(Partnership.commitments_numbered)).scalar_one()


def next_question_number(db: Session) -> int:
    """Give away the next W-number, as `number_decision` does."""
    count = update(Partnership).values(questions_numbered=Partnership.questions_numbered + 1)
    count = count.execution_options(synchronize_session=False)
    return db.execute(count.returning(Partnership.questions_numbered)).scalar_one()


def partner_known_by(db: Session, known_by: str) -> Partner | None:
    return db.scalar(select(Partner).filter_by(known_by=known_by))


def ids_by_name(db: Session) -> dict[str, int]:
    """The row of every partner that there is today, by what it is called."""
    return {row.name: row.id for row in reversed(here(db))}


def here(db: Session) -> list[Partner]:
    """The partners that there are today, in the order in which they came."""
    return [row for row in partners(db).values() if row.ended_at is None]


def partners(db: Session) -> dict[int, Partner]:
    """Every partner there ever was, by its number, in the order in which they came."""
    return {row.id: row for row in db.scalars(select(Partner).order_by(Partner.id))}
