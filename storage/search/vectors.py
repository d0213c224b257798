"""Vectors: what a record means, as numbers that are alike where two texts mean about the same."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Index, LargeBinary, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key


class Vector(Bound, Base):
    """What one model made of a record. It goes with the record, and when that is worded anew."""

    __tablename__ = "embeddings"
    __table_args__ = (
        UniqueConstraint("partnership_id", "model", "kind", "record_id"),
        Index(None, "partnership_id", "model", "id"),
        {"sqlite_autoincrement": True},  # a number is never given twice: by it, a process knows what it has read
    )
    __carried__ = policy.MADE_ANEW

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    model: Mapped[str] = policy.code()
    kind: Mapped[str] = policy.code()
    record_id: Mapped[int] = mapped_column(Key)
    numbers: Mapped[bytes] = mapped_column(LargeBinary)  # 16-bit floats, little-endian


class Embedder(Protocol):
    """A model that makes a vector of length 1 out of each text. `name` is another one for every other model."""

    @property
    def name(self) -> str: ...

    def of(self, texts: Sequence[str]) -> list[bytes]:
        """Each as 16-bit floats, little-endian."""
        ...


class Nearness(Protocol):
    """How near each vector is to one question: from 1, the same, to 0, nothing in common, and below."""

    @property
    def model(self) -> str: ...

    def closest(self, count: int) -> list[int]:
        """The numbers of at most that many vectors, in no order."""
        ...

    def of(self, ids: Sequence[int]) -> dict[int, float]:
        """The scores of these vectors, as far as they are known here."""
        ...


class SemanticIndex(Protocol):
    """A model at work. One for all threads of the process, and for all partnerships; see `storage.nearness`."""

    @property
    def embedder(self) -> Embedder: ...

    def to(self, db: Session, question: str) -> Nearness: ...

    def tidy(self, db: Session) -> None: ...


def sense(db: Session) -> SemanticIndex | None:
    """The model that this memory was opened with, if it was."""
    found: SemanticIndex | None = db.info.get("sense")
    return found


def near(db: Session, question: str) -> Nearness | None:
    """What is near to a question, where a model is at hand."""
    at_hand = sense(db)
    return at_hand.to(db, question) if at_hand else None


def after(db: Session, model: str, last: int, *, limit: int) -> list[tuple[int, bytes]]:
    """Vectors by number, from the one after `last` on."""
    query = select(Vector.id, Vector.numbers).where(Vector.model == model, Vector.id > last)
    return [(id_, numbers) for id_, numbers in db.execute(query.order_by(Vector.id).limit(limit))]


def count(db: Session, model: str) -> int:
    return db.scalar(select(func.count()).select_from(Vector).where(Vector.model == model)) or 0


def forget(db: Session, kind: str, ids: Sequence[int]) -> None:
    """Of records that are gone, or worded anew."""
    _forget(db, Vector.kind == kind, Vector.record_id.in_(ids))


def forget_others(db: Session, model: str) -> None:
    """What other models have made is of no use any more."""
    _forget(db, Vector.model != model)


def _forget(db: Session, *which: Any) -> None:
    db.execute(delete(Vector).where(*which).execution_options(synchronize_session=False))
