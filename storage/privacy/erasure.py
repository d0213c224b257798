"""Forgetting a person in every table: what is theirs alone goes; what is the partnership's stays, without them."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import UniqueConstraint, delete, func, inspect, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage import open_questions
from storage.members import SAID
from storage.open_questions import QuestionExpert
from storage.privacy.personal_data import Personal, register
from storage.privacy.pseudonyms import ErasedPerson, patterns, rewriter, telling
from storage.reviews import Review
from storage.search import kinds, vectors

WITHDRAWN = "withdrawn at their request"


@dataclass(frozen=True)
class Mentioned:
    """A row in whose texts the person may stand: which, and the texts by column."""

    table: Personal
    id: int
    texts: dict[str, str]


def forget(db: Session, person: ErasedPerson, *, withdrawn: bool) -> int:
    """Erase somebody; gives in how many rows somebody else's place was taken by what stands for them."""
    changed: dict[Any, set[int]] = {}
    if withdrawn:
        for table in register():
            _note(changed, table, _withdraw(db, table, person.ids))
    _let_go(db, person.ids)
    for table in register():
        _note(changed, table, _rename(db, table, person))
    for table, ids in _rewrite(db, person):
        _note(changed, table, ids)
    _index_again(db, changed)
    return sum(map(len, changed.values()))


def everybody(db: Session) -> set[str]:
    """Every id that stands anywhere."""
    found: set[str] = set()
    for table in register():
        for name in table.who:
            found |= set(db.scalars(select(getattr(table.row, name)).distinct()))
    return {each for each in found if each}


def _note(changed: dict[Any, set[int]], table: Personal, ids: Sequence[int]) -> None:
    changed.setdefault(table.row, set()).update(ids)


def _withdraw(db: Session, table: Personal, ids: Sequence[str]) -> list[int]:
    """Their own wordings, at their request."""
    for who in table.rows_on_request:
        _delete(db, table, getattr(table.row, who).in_(ids))
    done: list[int] = []
    row: Any = table.row
    for who, names in table.wording.items():
        columns = [getattr(row, name) for name in names]
        for id_, *texts in db.execute(select(row.id, *columns).where(getattr(row, who).in_(ids))).all():
            _set(db, table, id_, {name: _without_words(text) for name, text in zip(names, texts, strict=True) if text})
            done.append(id_)
    return done


def _without_words(text: str) -> str:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return WITHDRAWN
    return (
        json.dumps({key: value and WITHDRAWN for key, value in held.items()}) if isinstance(held, dict) else WITHDRAWN
    )


def _let_go(db: Session, ids: Sequence[str]) -> None:
    """What goes with them, what nobody takes over, and what is no longer awaited from them."""
    waits = QuestionExpert.person.in_(ids) & (QuestionExpert.state == open_questions.ASKED)
    db.execute(update(QuestionExpert).where(waits).values(state=open_questions.GONE))
    for table in register():
        for name in table.theirs:
            _delete(db, table, getattr(table.row, name).in_(ids))
        for name in table.clear:
            column = getattr(table.row, name)
            change = update(table.row).where(column.in_(ids)).values({name: None})
            db.execute(change.execution_options(synchronize_session=False))


def _rename(db: Session, table: Personal, person: ErasedPerson) -> list[int]:
    """Where one person stands, also by a name that an import told."""
    done: list[int] = []
    row: Any = table.row
    called = {f"{SAID}{name}".casefold() for name in person.names}
    for name in table.who:
        column = getattr(row, name)
        is_them = or_(column.in_(person.ids), column.in_([f"{SAID}{each}" for each in person.names]))
        if called:
            is_them = or_(is_them, func.lower(column).in_(called))
        for id_ in db.scalars(select(row.id).where(is_them)).all():
            _set(db, table, id_, {name: person.pseudonym})
            done.append(id_)
    return done


def _rewrite(db: Session, person: ErasedPerson) -> Iterator[tuple[Personal, list[int]]]:
    """Where they stand in texts."""
    found = [each for table in register() for each in _mentioned(db, table, person)]
    written = (each.texts[name] for each in found for name in each.table.words if name in each.texts)
    parts = telling(person, written)
    change = rewriter(person, parts)
    for each in found:
        fresh = {name: _changed(each.table, name, text, person, change) for name, text in each.texts.items()}
        fresh = {name: text for name, text in fresh.items() if text != each.texts[name]}
        if fresh:
            _set(db, each.table, each.id, fresh)
            yield each.table, [each.id]


def _changed(table: Personal, name: str, text: str, person: ErasedPerson, change: Callable[[str, bool], str]) -> str:
    if name in table.stems:
        return " ".join(word for word in text.split() if word not in person.stems)
    return change(text, name in table.many)


def _mentioned(db: Session, table: Personal, person: ErasedPerson) -> Iterator[Mentioned]:
    names = (*table.words, *table.many, *table.stems)
    row: Any = table.row
    columns = [getattr(row, name) for name in names]
    wanted = [column.ilike(each) for column in columns for each in patterns(person)]
    if not wanted:
        return
    for id_, *texts in db.execute(select(row.id, *columns).where(or_(*wanted))).all():
        yield Mentioned(table, id_, {name: text for name, text in zip(names, texts, strict=True) if text})


def _set(db: Session, table: Personal, id_: int, values: dict[str, str]) -> None:
    """Change a row; where that makes it the twin of another one, it goes."""
    row: Any = table.row
    change = update(row).where(row.id == id_).values(values).execution_options(synchronize_session=False)
    if not _unique(table) & values.keys():
        db.execute(change)
        return
    try:
        with db.begin_nested():
            db.execute(change)
    except IntegrityError:
        _delete(db, table, row.id == id_)


def _unique(table: Personal) -> set[str]:
    whole: Any = inspect(table.row).local_table
    return {each.name for key in whole.constraints if isinstance(key, UniqueConstraint) for each in key.columns}


def _delete(db: Session, table: Personal, which: Any) -> None:
    db.execute(delete(table.row).where(which).execution_options(synchronize_session=False))


def _index_again(db: Session, changed: dict[Any, set[int]]) -> None:
    """Search and meaning hold what the records say now. Reviews are found by their decisions."""
    looked = select(Review.decision_id).where(Review.id.in_(changed.get(Review, ())))
    changed.setdefault(kinds.every()["decision"].row, set()).update(db.scalars(looked))
    for kind, each in kinds.every().items():
        ids = sorted(changed.get(each.row, ()))
        if ids:
            kinds.index_again(db, kind, ids)
            vectors.forget(db, kind, ids)
