"""What is known about somebody: everything that concerns them, of every table, and nothing that is another's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session

from storage import members, surveys
from storage.members import Member
from storage.privacy.audit import AuditLine, AuditToken
from storage.privacy.personal_data import Personal, register
from storage.search import kinds

Row = dict[str, Any]
SILENT = frozenset({"partnership_id", "fence", "leased_until"})  # machinery


@dataclass(frozen=True)
class Chapter:
    """Rows as they are kept, under what they are to the person."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Report:
    """`names`: what the people who appear in it are called, by their chat id."""

    member: Member
    chapters: tuple[Chapter, ...]
    names: dict[str, str] = field(default_factory=dict)


def report(db: Session, me: Member) -> Report:
    """Everything about one person. Answers without a name are theirs only while the round is open; then nobody's."""
    ids = list(me.ids)
    found = [Chapter(table.title, tuple(_rows(db, table, ids))) for table in register() if table.title]
    found.append(Chapter("What you have answered in rounds that are open", tuple(_open_answers(db, ids))))
    found.append(Chapter("What you changed, in the audit trail", tuple(_acts(db, ids))))
    found += [
        Chapter(f"Every {kind} of yours that you may see", tuple(_records(db, kind, me))) for kind in kinds.every()
    ]
    chapters = tuple(each for each in found if each.rows)
    return Report(me, chapters, members.names(db, _people(chapters)))


def _rows(db: Session, table: Personal, ids: list[str]) -> Iterator[Row]:
    """The rows where they stand. Where they are one of several, what another wrote there is not theirs to read."""
    row: Any = table.row
    themselves = or_(*(getattr(row, name).in_(ids) for name in table.who))
    yield from _told(db, row, themselves, table.untold)
    among = [getattr(row, name).contains(who, autoescape=True) for name in table.many for who in ids]
    if among and not table.theirs:  # a row that is one person's alone is private
        own = select(row.id).where(themselves)
        yield from _told(db, row, or_(*among) & row.id.not_in(own), (*table.untold, *table.words, *table.many))


def _told(db: Session, row: Any, which: Any, untold: tuple[str, ...]) -> Iterator[Row]:
    left = SILENT | {*untold}
    names = [column.key for column in inspect(row).columns if column.key not in left]
    columns = [getattr(row, name) for name in names]
    for values in db.execute(select(*columns).where(which).order_by(row.id)):
        yield {name: value for name, value in zip(names, values, strict=True) if value not in (None, "")}


def _open_answers(db: Session, ids: list[str]) -> Iterator[Row]:
    for survey in surveys.open_ones(db):
        for person in ids:
            for answer in surveys.answers_of(db, survey.id, surveys.token(survey, person)):
                yield {"round": survey.title, "question": answer.question, "reply": answer.reply}


def _acts(db: Session, ids: list[str]) -> Iterator[Row]:
    tokens = select(AuditToken.token).where(AuditToken.person.in_(ids))
    for line in db.scalars(select(AuditLine).where(AuditLine.who.in_(tokens)).order_by(AuditLine.n)):
        yield {"n": line.n, "act": line.act, "subject_id": line.subject_id, "at": line.at}


def _records(db: Session, kind: str, me: Member) -> Iterator[Row]:
    """Those they had a part in, and those whose words name them."""
    each = kinds.every()[kind]
    texts = [name for table in register() if table.row is each.row for name in table.words]
    marks = [*(f"<@{who}" for who in me.ids), f"@{me.name}", *([me.name] if " " in me.name else [])]
    named = [getattr(each.row, name).contains(mark, autoescape=True) for name in texts for mark in marks]
    theirs = or_(each.row.id.in_(each.of_those(me.ids, [])), *named)
    untold = {name for table in register() if table.row is each.row for name in table.untold}
    which = each.row.id.in_(each.visible_to(me)) & theirs
    yield from _told(db, each.row, which, tuple(untold))


def _people(chapters: tuple[Chapter, ...]) -> set[str]:
    """Whoever stands in a column of people: the rest of the values are nobody's id."""
    columns = {name for table in register() for name in table.who}
    return {str(value) for each in chapters for row in each.rows for name, value in row.items() if name in columns}
