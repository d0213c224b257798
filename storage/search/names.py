"""The people and partners that a question names: their records come first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.members import Member
from storage.partnerships import Partner
from storage.search.tokens import STOP, Query

MOST = 12  # words of a question that are looked up as names
MOST_PEOPLE = 20  # of one name; more are not told apart by it
SHORTEST = 2  # letters of a name
WORD = re.compile(r"[^\W_]+")
Who = TypeVar("Who")


@dataclass(frozen=True)
class Named:
    """Whose chat ids and partner rows; `rest` is the question without their names."""

    people: tuple[str, ...]
    partners: tuple[int, ...]
    rest: Query


def in_question(db: Session, question: str) -> Named | None:
    """Whom a question names; None when nobody. A first name will do, and the first word of a partner's, if capital."""
    written = [word for word in dict.fromkeys(WORD.findall(question)) if _may_be_a_name(word)][:MOST]
    if not written:
        return None
    people, partners = _people(db, written), _partners(db)
    rest, those = _taken(question, partners)
    rest, these = _taken(rest, people)
    return Named(tuple(these), tuple(those), Query(rest)) if these or those else None


def _may_be_a_name(word: str) -> bool:
    return len(word) >= SHORTEST and word.casefold() not in STOP


def _partners(db: Session) -> list[tuple[int, str, str]]:
    """Each partner with its name, and with the first word of it when it is the only one that begins so."""
    rows = db.execute(select(Partner.id, Partner.name).order_by(Partner.id)).all()
    firsts = [_first(name) for _, name in rows]
    own = [first if firsts.count(first) == 1 else name for first, (_, name) in zip(firsts, rows, strict=True)]
    return [(id_, name, first) for (id_, name), first in zip(rows, own, strict=True)]


def _people(db: Session, written: Sequence[str]) -> list[tuple[str, str, str]]:
    spellings = {spelling for word in written for spelling in (word, word.capitalize())}
    begins = (Member.name.startswith(f"{each} ", autoescape=True) for each in sorted(spellings))
    named = or_(Member.name.in_(spellings), *begins)
    rows = db.execute(select(Member.person, Member.name).where(named).order_by(Member.id).limit(MOST_PEOPLE)).all()
    return [(person, name, _first(name)) for person, name in rows]


def _taken(question: str, known: Sequence[tuple[Who, str, str]]) -> tuple[str, list[Who]]:
    """Who is named in it, and it without their names: whole names are taken out first, then first words."""
    whole: list[tuple[Who, str]] = [(who, name) for who, name, _ in known if _stands(question, name)]
    rest = _without(question, [name for _, name in whole])
    first: list[tuple[Who, str]] = [(who, word) for who, _, word in known if _stands(rest, word, as_a_name=True)]
    rest = _without(rest, [word for _, word in first])
    return rest, [who for who, _ in dict.fromkeys([*whole, *first])]


def _stands(question: str, name: str, *, as_a_name: bool = False) -> bool:
    """Whether a name stands there by itself; `as_a_name`: with a capital letter, and not as the first word."""
    found = _place(question, name)
    if not (found and as_a_name):
        return found is not None
    return found[0][:1].isupper() and bool(question[: found.start()].strip(" \t\n@\"'“("))


def _without(question: str, names: Sequence[str]) -> str:
    for name in names:
        found = _place(question, name)
        question = f"{question[: found.start()]} {question[found.end() :]}" if found else question
    return question


def _place(question: str, name: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", question, re.IGNORECASE) if name.strip() else None


def _first(name: str) -> str:
    found = WORD.search(name)
    return found[0] if found else name
