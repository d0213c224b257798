"""The words of a welcome as conveners have written them: each text in versions, with who wrote it and when."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Bound, Key, insert_once


class WelcomeText(Bound, Base):
    """One wording; the newest of its key holds. An empty one: as it came with the bot."""

    __tablename__ = "welcome_texts"
    __table_args__ = (UniqueConstraint("partnership_id", "key", "version"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    key: Mapped[str]
    version: Mapped[int]
    text: Mapped[str]
    ask: Mapped[str]
    written_by: Mapped[str]
    written_at: Mapped[datetime]


def in_force(db: Session, key: str) -> WelcomeText | None:
    return db.scalars(_of(key)).first()


def all_in_force(db: Session) -> dict[str, WelcomeText]:
    """The newest wording of each key that was ever changed."""
    return {row.key: row for row in db.scalars(select(WelcomeText).order_by(WelcomeText.version))}


def history(db: Session, key: str) -> Sequence[WelcomeText]:
    """All wordings, newest first."""
    return db.scalars(_of(key)).all()


def write(db: Session, key: str, text: str, ask: str, *, version: int, by: str, at: datetime) -> bool:
    """The next version; False when somebody else was quicker."""
    words = {"key": key, "version": version, "text": text, "ask": ask}
    return insert_once(db, WelcomeText, **words, written_by=by, written_at=at) is not None


def _of(key: str) -> Select[WelcomeText]:
    return select(WelcomeText).filter_by(key=key).order_by(WelcomeText.version.desc())
