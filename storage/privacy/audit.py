"""The audit trail: a line for each act that concerns others, none of its words, each sealed with the one before.

People stand in it by a token; whose it is stands in a table of its own. So the chain holds when somebody is forgotten.
"""

import json
import secrets
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import UniqueConstraint, bindparam, delete, event, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_all, insert_once
from storage.db.tenant_session import BoundSession

BEGINNING = "0" * 64
"""Before the first line."""

OWN_MATTERS = frozenset({"commitment", "why", "own_data"})
"""What people promise, ask, and want to know about themselves is theirs: it is not for conveners' eyes."""

AT_ONCE = 1_000  # lines read in one go


class AuditLine(Bound, Base):
    """`who` is a token, empty where nobody is named; `hash` seals this line and, through `Line` n-1, all before."""

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("partnership_id", "n"),)
    __carried__ = policy.OF_THIS_PLACE

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    n: Mapped[int] = mapped_column(Key)
    who: Mapped[str] = policy.code()
    act: Mapped[str] = policy.code()  # "decision.logged", as in the journal
    subject_id: Mapped[int] = mapped_column(Key)
    at: Mapped[datetime]
    hash: Mapped[str] = policy.code()


class Seal(Bound, Base):
    """Where the trail of a partnership ends, and where it begins since its oldest lines have gone."""

    __tablename__ = "audit_seals"
    __table_args__ = (UniqueConstraint("partnership_id"),)
    __carried__ = policy.OF_THIS_PLACE

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    n: Mapped[int] = mapped_column(Key, default=0)
    hash: Mapped[str] = policy.code(default=BEGINNING)
    gone: Mapped[int] = mapped_column(Key, default=0)  # lines that were let go of, by age
    gone_hash: Mapped[str] = policy.code(default=BEGINNING)  # of the last of these


class AuditToken(Bound, Base):
    """Who a token stands for. The row is all that ties a person to the trail."""

    __tablename__ = "audit_people"
    __table_args__ = (UniqueConstraint("partnership_id", "person"), UniqueConstraint("partnership_id", "token"))
    __told__ = policy.Told(520, "How you stand in the audit trail")
    __carried__ = policy.OF_THIS_PLACE

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person: Mapped[str] = policy.person()
    token: Mapped[str] = policy.code()


SEALS: Any = Seal.__table__
PEOPLE: Any = AuditToken.__table__
THEIRS = (PEOPLE.c.partnership_id == SEALS.c.partnership_id) & PEOPLE.c.person.in_(bindparam("people", expanding=True))
TAKEN = (
    select(SEALS.c.n, SEALS.c.hash, PEOPLE.c.person, PEOPLE.c.token)
    .outerjoin_from(SEALS, PEOPLE, THEIRS)
    .where(SEALS.c.partnership_id == bindparam("own"))
    .with_for_update(of=SEALS)
)


def note(db: Session, act: str, *, subject_id: int, by: str, at: datetime) -> None:
    """Remember to write the line when the transaction ends, unless the act is nobody else's matter.

    Then, as whoever holds the seal keeps others waiting: taken last, and for a moment, it can lock nobody out.
    """
    if act.partition(".")[0] not in OWN_MATTERS:
        db.info.setdefault("acts", []).append((act, subject_id, by, at))


@event.listens_for(BoundSession, "before_commit")
def _write_down(db: Session) -> None:
    acts = () if db.in_nested_transaction() else db.info.pop("acts", ())
    if not acts:
        return
    db.flush()
    own = db.info["partnership_id"]
    last, before, who = _taken(db, {by for _, _, by, _ in acts if by})
    lines = []
    for n, (act, subject_id, by, at) in enumerate(acts, last + 1):
        line = {"n": n, "who": who.get(by, ""), "act": act, "subject_id": subject_id, "at": at}
        before = sealed(before, own, **line)
        lines.append({**line, "hash": before})
    insert_all(db, AuditLine, lines)
    change = update(SEALS).where(SEALS.c.partnership_id == own)
    db.connection().execute(change, {"n": last + len(lines), "hash": before})


def sealed(before: str, partnership_id: int, *, n: int, who: str, act: str, subject_id: int, at: datetime) -> str:
    """The hash of a line, which holds that of the line before."""
    line = json.dumps([partnership_id, n, who, act, subject_id, at.astimezone(UTC).isoformat()])
    return sha256(f"{before}\n{line}".encode()).hexdigest()


def hash_of(line: AuditLine, before: str, partnership_id: int) -> str:
    """What its hash has to be, after the line before."""
    return sealed(before, partnership_id, n=line.n, who=line.who, act=line.act, subject_id=line.subject_id, at=line.at)


def seal(db: Session) -> Seal | None:
    return db.scalars(select(Seal)).one_or_none()


def _taken(db: Session, people: Collection[str] = ()) -> tuple[int, str, dict[str, str]]:
    """The number and the hash of the last line, and people's tokens; the seal is ours until the transaction ends.

    Past the session to the table, as `insert_once` does: this is paid for at every act.
    """
    asked = {"own": db.info["partnership_id"], "people": sorted(people)}
    found = db.connection().execute(TAKEN, asked).all()
    known = {row.person: row.token for row in found if row.person}
    if found and len(known) == len(people):
        return found[0].n, found[0].hash, known
    for person in sorted(set(people) - known.keys()):
        insert_once(db, AuditToken, person=person, token=secrets.token_hex(8))
    if not found:
        insert_once(db, Seal, n=0, hash=BEGINNING, gone=0, gone_hash=BEGINNING)
    return _taken(db, people)


def lines(db: Session) -> Iterator[AuditLine]:
    """All there are, in order."""
    last = 0
    while some := db.scalars(select(AuditLine).where(AuditLine.n > last).order_by(AuditLine.n).limit(AT_ONCE)).all():
        yield from some
        last = some[-1].n


def latest(db: Session, *, limit: int) -> Sequence[AuditLine]:
    return db.scalars(select(AuditLine).order_by(AuditLine.n.desc()).limit(limit)).all()


def people(db: Session) -> dict[str, str]:
    """Who each token stands for, as far as it is still known."""
    return dict(db.execute(select(AuditToken.token, AuditToken.person)).all())


def let_go(db: Session, *, before: datetime, limit: int) -> int:
    """Forget at most that many of the oldest lines; the seal remembers where the trail begins now."""
    gone = _in_front(db.scalars(select(AuditLine).order_by(AuditLine.n).limit(limit)).all(), before)
    if gone:
        _taken(db)
        change = update(Seal).values(gone=gone[-1].n, gone_hash=gone[-1].hash)
        db.execute(change.execution_options(synchronize_session=False))
        db.execute(delete(AuditLine).where(AuditLine.n <= gone[-1].n).execution_options(synchronize_session=False))
    return len(gone)


def _in_front(lines: Sequence[AuditLine], before: datetime) -> list[AuditLine]:
    """The lines up to the first that is not old: what stands between must not be torn out."""
    young = next((place for place, line in enumerate(lines) if line.at >= before), len(lines))
    return list(lines[:young])
