"""The words of a welcome as conveners have written them: each text in versions, with who wrote it and when."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Bound, Key, insert_once


class WelcomeText(Bound, Base):
    """One wording; the newest of its name holds. An empty one: as it came with the bot."""

    __tablename__ = "welcome_texts"
    __table_args__ = (UniqueConstraint("partnership_id", "name", "version"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    name: Mapped[str]
    version: Mapped[int]
    text: Mapped[str]
    ask: Mapped[str]
    written_by: Mapped[str]
    written_at: Mapped[datetime]


def in_force(db: Session, name: str) -> WelcomeText | None:
    return db.scalars(_of(name)).first()


def all_in_force(db: Session) -> dict[str, WelcomeText]:
    """The newest wording of each text that was ever changed."""
    return {row.name: row for row in db.scalars(select(WelcomeText).order_by(WelcomeText.version))}


def history(db: Session, name: str) -> Sequence[WelcomeText]:
    """All wordings, newest first."""
    return db.scalars(_of(name)).all()


def write(db: Session, name: str, text: str, ask: str, *, version: int, by: str, at: datetime) -> bool:
    """The next version; False when somebody else was quicker."""
    words = {"name": name, "version": version, "text": text, "ask": ask}
    return insert_once(db, WelcomeText, **words, written_by=by, written_at=at) is not None


def _of(name: str) -> Select[WelcomeText]:
    return select(WelcomeText).filter_by(name=name).order_by(WelcomeText.version.desc())
