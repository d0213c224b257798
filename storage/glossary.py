"""The glossary: what the words of this partnership mean, in versions; the newest of a word holds."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, Select, exists, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key
from storage.search.record_kind import RecordKind


class GlossaryEntry(Bound, Base):
    """One wording of what a word means. `folded` is the word as it is looked for."""

    __tablename__ = "glossary_entries"
    __table_args__ = (Index(None, "partnership_id", "folded"),)
    __told__ = policy.Told(325, "Words you explained in the glossary")
    __carried__ = policy.Carried(("folded", "written_at", "written_by"), visible=policy.everybody)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    folded: Mapped[str] = policy.words()
    word: Mapped[str] = policy.words()
    meaning: Mapped[str] = policy.words()
    written_by: Mapped[str] = policy.person()
    written_at: Mapped[datetime]


def folded(word: str) -> str:
    return " ".join(word.casefold().split())


def history(db: Session, word: str) -> Sequence[GlossaryEntry]:
    """Every wording of a word, newest first."""
    return db.scalars(select(GlossaryEntry).filter_by(folded=folded(word)).order_by(GlossaryEntry.id.desc())).all()


def in_force(db: Session) -> Sequence[GlossaryEntry]:
    """What each word means now, by the alphabet."""
    return db.scalars(select(GlossaryEntry).where(GlossaryEntry.id.in_(kept())).order_by(GlossaryEntry.folded)).all()


def kept() -> Select[int]:
    """The ids of the wordings that hold. They are everybody's: whoever is here may ask what a word means."""
    later = aliased(GlossaryEntry)
    is_newer = (later.folded == GlossaryEntry.folded) & (later.id > GlossaryEntry.id)
    return select(GlossaryEntry.id).where(~exists(select(later.id).where(is_newer)))


RECORD = RecordKind(
    "word",
    GlossaryEntry,
    kept=kept,
    visible_to=lambda _person: kept(),
    visible_in=lambda _channel: kept(),
    of_those=lambda people, _partners: select(GlossaryEntry.id).where(GlossaryEntry.written_by.in_(people)),
    when=lambda row: row.written_at,
    words=lambda row: f"{row.word} {row.meaning}",
    findable=lambda _db: lambda row: (row.word, row.meaning),
    called="glossary word mean meaning",
)
