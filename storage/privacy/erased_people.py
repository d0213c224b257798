"""Who was erased: only a digest of their id, by which they are known again in a backup or an old export."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once
from storage.members import Member


class Erasure(Bound, Base):
    """`salt` is the partnership's own; `pseudonym` stands wherever they stood; `withdrawn`: their wordings went too."""

    __tablename__ = "erasures"
    __table_args__ = (UniqueConstraint("partnership_id", "mark"),)
    __carried__ = policy.OF_THIS_PLACE

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    mark: Mapped[str] = policy.code()
    salt: Mapped[str] = policy.code()
    pseudonym: Mapped[str] = policy.code()
    at: Mapped[datetime]
    withdrawn: Mapped[bool] = mapped_column(default=False)


def mark(salt: str, person: str) -> str:
    return sha256(f"{salt}:{person}".encode()).hexdigest()


def note(db: Session, people: Iterable[str], *, pseudonym: str, withdrawn: bool, at: datetime) -> None:
    """These ids are one person's, who is erased. Erased again later, what they are called stays."""
    known = every(db)
    salt = known[0].salt if known else secrets.token_hex(16)
    for person in people:
        insert_once(db, Erasure, mark=mark(salt, person), salt=salt, pseudonym=pseudonym, withdrawn=withdrawn, at=at)


def every(db: Session) -> Sequence[Erasure]:
    return db.scalars(select(Erasure).order_by(Erasure.id)).all()


def among(db: Session, people: Iterable[str]) -> dict[str, Erasure]:
    """Those of these people who were erased and have not come back since, with what stands for them."""
    by_mark = {row.mark: row for row in every(db)}
    if not by_mark:
        return {}
    salts = {row.salt for row in by_mark.values()}
    found = {who: by_mark[each] for who in people for salt in salts if (each := mark(salt, who)) in by_mark}
    met = dict(db.execute(select(Member.person, Member.met_at).where(Member.person.in_(found))).all())
    return {who: row for who, row in found.items() if not (who in met and met[who] > row.at)}


def bring_back(db: Session, rows: Iterable[Erasure]) -> None:
    """What a restored backup does not know yet."""
    for row in rows:
        told = {"mark": row.mark, "salt": row.salt, "pseudonym": row.pseudonym, "at": row.at}
        insert_once(db, Erasure, withdrawn=row.withdrawn, **told)
