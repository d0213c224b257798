"""Imports: what was brought from elsewhere, each source record once, so that it can be run again and taken back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_all
from storage.events import Event

AT_ONCE = 5_000  # values in one IN (…); SQLite takes 32,766, PostgreSQL 65,535


class Import(Bound, Base):
    """One run over one source. Without `completed_at` it was interrupted: run again, it goes on where it stopped."""

    __tablename__ = "imports"
    __carried__ = policy.MADE_ANEW

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str] = policy.code()
    source: Mapped[str] = policy.words()  # the name of the file or folder
    source_key: Mapped[str] = policy.code()  # a digest of where it is, so that an interrupted import is known again
    started_at: Mapped[datetime]
    completed_at: Mapped[datetime | None] = mapped_column(default=None)
    undone_at: Mapped[datetime | None] = mapped_column(default=None)


class ImportMark(Bound, Base):
    """One source record, known again by its fingerprint; and what it became here."""

    __tablename__ = "import_marks"
    __table_args__ = (UniqueConstraint("partnership_id", "fingerprint"),)
    __carried__ = policy.MADE_ANEW

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str] = policy.code()
    as_of: Mapped[int] = mapped_column(Key)  # the last journal line by then: a later one about it is somebody's change
    record_kind: Mapped[str] = policy.code()  # "decision", "proposal", or a table of our own export
    record_id: Mapped[int] = mapped_column(Key)


def unfinished(db: Session, kind: str, source_key: str) -> Import | None:
    """An import of this very source that was interrupted."""
    query = select(Import).filter_by(kind=kind, source_key=source_key, completed_at=None, undone_at=None)
    return db.scalars(query.order_by(Import.id.desc())).first()


def every(db: Session) -> Sequence[Import]:
    return db.scalars(select(Import).order_by(Import.id)).all()


def marked(db: Session, fingerprints: Iterable[str]) -> dict[str, ImportMark]:
    """Those of these source records that are here already."""
    wanted = list(fingerprints)
    found: dict[str, ImportMark] = {}
    for start in range(0, len(wanted), AT_ONCE):
        query = select(ImportMark).where(ImportMark.fingerprint.in_(wanted[start : start + AT_ONCE]))
        found |= {row.fingerprint: row for row in db.scalars(query)}
    return found


def mark(db: Session, import_id: int, record_kind: str, records: Sequence[tuple[str, int]]) -> None:
    """Remember what these source records (fingerprint, id here) became."""
    as_of = db.scalar(select(func.max(Event.id))) or 0
    rows = [{"fingerprint": fingerprint, "record_id": id_} for fingerprint, id_ in records]
    insert_all(db, ImportMark, rows, import_id=import_id, record_kind=record_kind, as_of=as_of)


def settle_marks(db: Session, import_id: int, kinds: Sequence[str]) -> None:
    """The lines of the journal that came along with these records are none of a later change."""
    as_of = db.scalar(select(func.max(Event.id))) or 0
    theirs = update(ImportMark).where(ImportMark.import_id == import_id, ImportMark.record_kind.in_(kinds))
    db.execute(theirs.values(as_of=as_of).execution_options(synchronize_session=False))


def kinds_of(db: Session, import_id: int) -> Sequence[str]:
    """What kinds of records an import holds."""
    return db.scalars(select(ImportMark.record_kind).filter_by(import_id=import_id).distinct()).all()


def counts(db: Session, import_id: int) -> dict[str, int]:
    """How many records of each kind an import holds."""
    query = select(ImportMark.record_kind, func.count()).filter_by(import_id=import_id)
    return dict(db.execute(query.group_by(ImportMark.record_kind)).all())


def ids_of(db: Session, import_id: int, record_kind: str, *, after: int = 0, limit: int = AT_ONCE) -> Sequence[int]:
    """The records of one kind that an import holds, by id, in pages."""
    query = select(ImportMark.record_id).filter_by(import_id=import_id, record_kind=record_kind)
    return db.scalars(query.where(ImportMark.record_id > after).order_by(ImportMark.record_id).limit(limit)).all()


def changed_since(db: Session, import_id: int, noun: str, ids: Sequence[int]) -> set[int]:
    """Of these records, those in whose life something happened after they were brought here."""
    later = (Event.subject_id == ImportMark.record_id) & (Event.id > ImportMark.as_of)
    query = select(ImportMark.record_id).join(Event, later).where(Event.what.startswith(f"{noun}."))
    mine = query.filter(ImportMark.import_id == import_id, ImportMark.record_id.in_(ids))
    return set(db.scalars(mine.where(ImportMark.record_kind.in_((noun, f"{noun}s")))))


def forget_marks(db: Session, import_id: int, record_kind: str, ids: Sequence[int]) -> None:
    """These records are gone: their source may be imported again."""
    which = delete(ImportMark).filter_by(import_id=import_id, record_kind=record_kind)
    db.execute(which.where(ImportMark.record_id.in_(ids)).execution_options(synchronize_session=False))
