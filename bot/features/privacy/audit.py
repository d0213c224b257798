"""The audit trail: whether it is whole, and who changed what lately, for conveners."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features.privacy.retention import check
from storage.decisions import Decision
from storage.members import Member
from storage.partnerships import own
from storage.privacy import audit
from storage.privacy.audit import BEGINNING, AuditLine


@dataclass(frozen=True)
class Flaw:
    """Where the trail is not as it was written: the number of the line, and what is wrong there."""

    n: int
    what: str


@dataclass(frozen=True)
class AuditVerdict:
    """`seal` is the number and the hash of the last line: noted elsewhere, it proves later that none was taken off."""

    lines: int
    seal: str
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True)
class Act:
    n: int
    who: str  # empty: nobody is named
    act: str
    subject: str  # "D-12", or the number of the row
    at: datetime
    hash: str


def verify(db: Session, *, expected: str = "") -> AuditVerdict:
    """Read the whole trail again. `expected`: a seal from earlier, which has to stand in it still."""
    held, partnership = audit.seal(db), own(db).id
    n, before = (held.gone, held.gone_hash) if held else (0, BEGINNING)
    flaws: list[Flaw] = []
    count, seals = 0, {f"{n}:{before}"}
    for line in audit.lines(db):
        flaws += _flaws(line, n, before, partnership)
        n, before, count = line.n, line.hash, count + 1
        if f"{n}:{before}" == expected:
            seals.add(expected)
    end = (held.n, held.hash) if held else (0, BEGINNING)
    if (n, before) != end:
        flaws.append(Flaw(max(n, end[0]), f"the seal is of line {end[0]}, the last line here is {n}"))
    if expected and expected not in seals:
        flaws.append(Flaw(_number(expected), "the seal that you have noted is not in the trail"))
    return AuditVerdict(count, f"{end[0]}:{end[1]}", tuple(flaws))


def _flaws(line: AuditLine, n: int, before: str, partnership: int) -> Iterator[Flaw]:
    if line.n != n + 1:
        yield Flaw(line.n, f"lines are missing before it: {n} came last")
    if audit.hash_of(line, before, partnership) != line.hash:
        yield Flaw(line.n, "it does not agree with its hash, or with the line before")


def _number(seal: str) -> int:
    number = seal.partition(":")[0]
    return int(number) if number.isdecimal() and len(number) < 19 else 0


def latest(db: Session, *, by: Member, limit: int = 20) -> list[Act]:
    """Who changed what lately. Raises Refusal for all but conveners."""
    check(db, by)
    return _told(db, audit.latest(db, limit=limit))


def everything(db: Session, *, by: Member) -> list[Act]:
    """The whole trail, to carry away. Raises Refusal for all but conveners."""
    check(db, by)
    return _told(db, list(audit.lines(db)))


def _told(db: Session, lines: Sequence[AuditLine]) -> list[Act]:
    people, known = audit.people(db), {line.subject_id for line in lines if line.act.startswith("decision.")}
    numbers = dict(db.execute(select(Decision.id, Decision.number).where(Decision.id.in_(known))).all())
    return [
        Act(line.n, people.get(line.who, ""), line.act, _subject(line, numbers), line.at, line.hash) for line in lines
    ]


def _subject(line: AuditLine, numbers: dict[int, int]) -> str:
    if line.act.startswith("decision.") and line.subject_id in numbers:
        return f"D-{numbers[line.subject_id]}"
    return str(line.subject_id)
