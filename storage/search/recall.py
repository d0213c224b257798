"""Recalling: the records on a question in order, by their words, people and time, and by what helped before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage.search import feedback, index, kinds, names, vectors
from storage.search.index import Among
from storage.search.kinds import Key
from storage.search.names import Named
from storage.search.periods import Period
from storage.search.ranking import Hit
from storage.search.tokens import Query, stem

THEN = 1.3  # times as much a record of the time that is asked for counts
WITH = 1.5  # times as much a record of the people or partners that are named counts
NO_LONGER = 0.95  # times as much a record counts that was withdrawn or replaced: among equals, what holds comes first
HELPED = 1.05  # times as much as the best one, what answered the same question before; a similar one, less
UTC = ZoneInfo("UTC")
SAME = 0.9  # share of their words that two records have in common when they say the same

"""By the stem of a word the kind of record that it asks for, when a question says no more than whose."""


@dataclass(frozen=True)
class Sought:
    """What to look for: the question as it was put, its words without those of time, and the time they spoke of."""

    question: Query
    words: Query
    period: Period | None = None
    zone: ZoneInfo = UTC


@dataclass(frozen=True)
class Recalled:
    """The best first. `certain`: the first one is known to be meant, whatever its words."""

    hits: tuple[Hit, ...]
    rows: Mapping[Key, Any]
    certain: bool


def of(db: Session, sought: Sought, allowed: Among, *, limit: int) -> Recalled:
    """The records that are allowed, on a question."""
    whom = names.in_question(db, sought.words.text)
    answered = feedback.alike(db, sought.words.about)
    if whom is not None and not answered and _of_kind().keys() >= set(whom.rest.about):
        return _all_of(db, sought, whom, allowed, limit)
    near = vectors.near(db, sought.words.text)
    hits = index.find(db, sought.words, among=allowed, limit=limit, meaning=near)
    rows = kinds.rows(db, [*{_key(hit) for hit in hits}, *answered], allowed)
    hits = [hit for hit in hits if _key(hit) in rows]
    theirs = _of_whom(db, whom, rows) if whom else frozenset()
    counts = {key: _counts(key[0], row, sought) * (WITH if key in theirs else 1.0) for key, row in rows.items()}
    scores = {_key(hit): hit.order * counts[_key(hit)] for hit in hits}
    known = {key: likeness for key, likeness in answered.items() if key in rows}
    ordered = _in_order([*hits, *_brought(known, hits)], _with_helped(scores, known), rows)
    certain = bool(ordered) and known.get(_key(ordered[0])) == 1.0
    return Recalled(tuple(ordered[:limit]), rows, certain)


def _all_of(db: Session, sought: Sought, whom: Named, allowed: Among, limit: int) -> Recalled:
    """Everything of these people and partners, or of the kinds that are named: of the time first, then the newest."""
    wanted = {_of_kind()[word] for word in whom.rest.about} or set(allowed)
    rows = kinds.of_those(
        db, whom.people, whom.partners, {kind: ids for kind, ids in allowed.items() if kind in wanted}, limit=limit
    )
    newest = sorted(rows, key=lambda key: (kinds.every()[key[0]].when(rows[key]), key), reverse=True)
    hits = [Hit(kind, id_, score=1.0, own=1.0, met=0) for kind, id_ in newest]
    ordered = _in_order(hits, {key: _counts(key[0], row, sought) for key, row in rows.items()}, rows)
    of_then = [hit for hit in ordered if sought.period is None or _is_then(hit.kind, rows[_key(hit)], sought)]
    return Recalled(tuple(of_then or ordered)[:limit], rows, certain=bool(of_then))


@cache
def _of_kind() -> Mapping[str, str]:
    """The kind that somebody means by a word for all of it."""
    return {stem(word): name for name, kind in kinds.every().items() for word in kind.called.split()}


def _of_whom(db: Session, whom: Named, rows: Mapping[Key, Any]) -> frozenset[Key]:
    """Which of these records are of those who are named."""
    theirs: set[Key] = set()
    for name in sorted({name for name, _ in rows}):
        ids = [id_ for kind, id_ in rows if kind == name]
        of_them = kinds.every()[name].of_those(whom.people, whom.partners)
        theirs |= set(kinds.rows(db, [(name, id_) for id_ in ids], {name: of_them}))
    return frozenset(theirs)


def _brought(known: Mapping[Key, float], hits: Sequence[Hit]) -> list[Hit]:
    """What answered a question like this one, and shares no word with it."""
    there = {_key(hit) for hit in hits}
    best = hits[0] if hits else Hit("", 0, score=1.0, own=1.0, met=0)
    return [replace(best, kind=kind, record_id=id_) for kind, id_ in sorted(known) if (kind, id_) not in there]


def _with_helped(scores: Mapping[Key, float], known: Mapping[Key, float]) -> dict[Key, float]:
    """What answered the same question counts a little more than the best; what answered a similar one, less."""
    best = max(scores.values(), default=1.0)
    return {**scores, **{key: max(scores.get(key, 0.0), best * HELPED * likeness) for key, likeness in known.items()}}


def _in_order(hits: Sequence[Hit], scores: Mapping[Key, float], rows: Mapping[Key, Any]) -> list[Hit]:
    """Best first. What repeats an earlier one comes last."""
    fresh: list[Hit] = []
    repeated: list[Hit] = []
    words = {key: frozenset(kinds.every()[key[0]].words(row).casefold().split()) for key, row in rows.items()}
    for hit in sorted(hits, key=lambda hit: -scores[_key(hit)]):
        alike = (other for other in fresh if other.kind == hit.kind)
        is_new = not any(_same(words[_key(hit)], words[_key(other)]) for other in alike)
        (fresh if is_new else repeated).append(hit)
    return fresh + repeated


def _counts(kind: str, row: Any, sought: Sought) -> float:
    is_then = sought.period is not None and _is_then(kind, row, sought)
    return (THEN if is_then else 1.0) * (1.0 if kinds.every()[kind].holds(row) else NO_LONGER)


def _is_then(kind: str, row: Any, sought: Sought) -> bool:
    day = kinds.every()[kind].when(row).astimezone(sought.zone).date()
    return sought.period is not None and sought.period.holds(day)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(one), len(other)) < SAME * max(len(one), len(other)):
        return False  # most pairs end here, before anything is compared
    return len(one & other) >= SAME * len(one | other)


def _key(hit: Hit) -> Key:
    return hit.kind, hit.record_id
