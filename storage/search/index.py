"""The search: every record that people may ask for, found by its words, whatever its kind and the database.

The database finds the records that share rare words with the question, as far as the asker may see them;
`ranking` puts them in order, so that both databases answer alike.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    UniqueConstraint,
    and_,
    column,
    delete,
    false,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_all, insert_or_update
from storage.search import feedback, vectors
from storage.search.ranking import ALIKE, BEGINNING, LONG, Candidate, Corpus, Hit, beginning, ranked
from storage.search.synonyms import alike
from storage.search.tables import COUNT, SHARE
from storage.search.tokens import WORD_FORM, Query, words
from storage.search.vectors import Nearness, Vector

LONGEST_QUESTION = 60  # different words
CANDIDATES = 160  # records that are ranked; more find next to nothing better
NEAREST = 40  # records that are ranked because of what they mean, whatever their words
LOOKED_AT = (400, 4_000)  # of the nearest of all records; whoever may see fewer than NEAREST of these sees little
ENOUGH_ROWS = 6_000  # records that the words of a question may bring in; common words beyond it only rank

Among = Mapping[str, Select[int]]
"""By kind the ids that may be found; what is of no kind named here is left out."""


class IndexEntry(Bound, Base):
    """The words of one record. `words` has each once, with its partnership in front; the index is over them."""

    __tablename__ = "search"
    __table_args__ = (UniqueConstraint("partnership_id", "kind", "record_id"),)
    __carried__ = policy.MADE_ANEW

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str] = policy.code()
    record_id: Mapped[int] = mapped_column(Key)
    form: Mapped[int]  # WORD_FORM when it was stored
    length: Mapped[int]
    words: Mapped[str] = policy.code(Text().with_variant(TSVECTOR(), "postgresql"))
    title: Mapped[str] = policy.code()
    body: Mapped[str] = policy.code()


ITS_VECTOR = and_(Vector.kind == IndexEntry.kind, Vector.record_id == IndexEntry.record_id)


def index(db: Session, kind: str, record_id: int, *, title: str, body: str) -> None:
    """Make a record findable by these words, instead of those it had."""
    store(db, kind, record_id, title=title, body=body)
    vectors.forget(db, kind, [record_id])  # a new one is made of the new words


def store(db: Session, kind: str, record_id: int, *, title: str, body: str) -> None:
    """Store the words of a record, which means what it meant."""
    values = _values(db.info["partnership_id"], title, body)
    insert_or_update(db, IndexEntry, ("kind", "record_id"), kind=kind, record_id=record_id, **values)


def index_all(db: Session, kind: str, records: Sequence[tuple[int, str, str]]) -> None:
    """Make many new records (id, title, body) findable, in few statements."""
    own = db.info["partnership_id"]
    rows = [{"record_id": id_, **_values(own, title, body)} for id_, title, body in records]
    insert_all(db, IndexEntry, rows, kind=kind)


def _values(own: int, title: str, body: str) -> dict[str, str | int]:
    heading, rest = words(title), words(body)
    return {
        "form": WORD_FORM,
        "length": len(heading) + len(rest),
        "words": " ".join(f"{own}_{word}" for word in sorted({*heading, *rest})),
        "title": " ".join(heading),
        "body": " ".join(rest),
    }


def forget_all(db: Session, kind: str, ids: Sequence[int]) -> None:
    rows = delete(IndexEntry).where(IndexEntry.kind == kind, IndexEntry.record_id.in_(ids))
    db.execute(rows.execution_options(synchronize_session=False))
    feedback.forget(db, kind, ids)
    vectors.forget(db, kind, ids)


def forget(db: Session, kind: str, record_id: int) -> None:
    forget_all(db, kind, [record_id])


def find(
    db: Session,
    query: Query,
    *,
    kind: str | None = None,
    among: Select[int] | Among | None = None,
    limit: int = 10,
    skip: int = 0,
    meaning: Nearness | None = None,
) -> list[Hit]:
    """The records that answer a query best, best first.

    `among` selects the ids that the asker may see, of one `kind` or by kind. What it leaves out takes no place among
    the hits; only how rare a word is depends on all records of the partnership. With `meaning`, records that are near
    to the question without sharing its words are found too, and all are put in order by both.
    """
    scope = _scope(db.get_bind().dialect.name, kind, among)
    wanted = query.about[:LONGEST_QUESTION]
    background = _background(db, wanted)
    rarest_first = sorted(wanted, key=lambda word: (background.having.get(word, 0), word))
    weights = {**_otherwise(db, wanted, background), **_telling(rarest_first, background)}
    found = _candidates(db, weights, scope) if weights else []
    near: dict[tuple[str, int], float] = {}
    if meaning is not None:
        found, near = _with_near(db, found, meaning, scope)
    return ranked(wanted, found, background, near)[skip : skip + limit]


def _scope(dialect: str, kind: str | None, among: Select[int] | Among | None) -> ColumnElement[bool]:
    if isinstance(among, Mapping):
        return or_(false(), *(_of_kind(dialect, each, ids) for each, ids in among.items()))
    if among is not None and kind is None:
        raise ValueError("ids of which kind? `among` needs `kind`")
    return _of_kind(dialect, kind, among)


@lru_cache(maxsize=256)
def _of_kind(dialect: str, kind: str | None, among: Select[int] | None) -> ColumnElement[bool]:
    is_kind = IndexEntry.kind == kind if kind is not None else true()
    return and_(is_kind, _is_of(dialect, among) if among is not None else true())


def _background(db: Session, question: Sequence[str]) -> Corpus:
    count = text(COUNT[db.get_bind().dialect.name])
    values = {"partnership_id": db.info["partnership_id"], "question": json.dumps(question)}
    whole, *having = db.execute(count, values).all()
    return Corpus(whole.records, whole.length, {row.word: row.records for row in having if row.records})


def _telling(rarest_first: Sequence[str], background: Corpus) -> dict[str, int]:
    """The words to look for, with what each weighs: from the rarest on, until they bring in enough records.

    Whole numbers, so that a sum does not depend on its order, and ties fall alike on both databases.
    """
    weights: dict[str, int] = {}
    rows = 0
    for word in filter(background.having.get, rarest_first):
        rows += background.having[word]
        if weights and rows > ENOUGH_ROWS:
            break
        weights[word] = round(1_000 * background.weight(word))
    return weights


def _otherwise(db: Session, question: Sequence[str], background: Corpus) -> dict[str, int]:
    """What else to look for: how words begin that nobody has written; and other words, where their own find little."""
    unknown = [word for word in question if word not in background.having and len(word) >= LONG]
    weights = {f"{beginning(word)}*": round(1_000 * BEGINNING * background.weight(word)) for word in unknown}
    if sum(background.having.values()) >= CANDIDATES:
        return weights
    others = {other: word for word in question for other in alike(word)}
    known = _background(db, sorted(others)[:LONGEST_QUESTION]).having
    return weights | {other: round(1_000 * ALIKE * background.weight(others[other])) for other in known}


def _candidates(db: Session, weights: Mapping[str, int], scope: ColumnElement[bool]) -> list[Candidate]:
    given = {"partnership_id": db.info["partnership_id"], "weights": json.dumps(weights)}
    return [Candidate(*row) for row in db.execute(_best(db.get_bind().dialect.name, scope), given)]


@lru_cache(maxsize=256)
def _best(dialect: str, scope: ColumnElement[bool]) -> Select[str, int, int, str, str]:
    share = text(SHARE[dialect])
    sharing = share.columns(column("id", Key), column("weight", Key)).subquery("sharing")
    query = select(IndexEntry.id, sharing.c.weight).join(sharing, sharing.c.id == IndexEntry.id).where(scope)
    in_order = (sharing.c.weight.desc(), IndexEntry.record_id.desc(), IndexEntry.kind)
    best = query.order_by(*in_order).limit(CANDIDATES).subquery("best")  # chosen first: their texts are long
    texts = select(IndexEntry.kind, IndexEntry.record_id, IndexEntry.length, IndexEntry.title, IndexEntry.body)
    return texts.join(best, best.c.id == IndexEntry.id).order_by(IndexEntry.id)


def _is_of(dialect: str, ids: Select[int]) -> ColumnElement[bool]:
    """Whether the record is one of these.

    SQLite looks each candidate up, as it would make the set of all anew for each question. For PostgreSQL "is true"
    makes it a set that is looked up; without statistics it would join row by row, for seconds.
    """
    if dialect == "sqlite":
        return ids.where(ids.selected_columns[0] == IndexEntry.record_id).correlate(IndexEntry).exists()
    return IndexEntry.record_id.in_(ids).is_(true())


def _with_near(
    db: Session, found: list[Candidate], meaning: Nearness, scope: ColumnElement[bool]
) -> tuple[list[Candidate], dict[tuple[str, int], float]]:
    """The records found and those nearest in meaning, with how near each is."""
    known = {(each.kind, each.record_id) for each in found}
    vectors_of = _nearest(db, meaning, scope)
    more = [id_ for record, id_ in vectors_of.items() if record not in known]
    texts = select(IndexEntry.kind, IndexEntry.record_id, IndexEntry.length, IndexEntry.title, IndexEntry.body).join(
        Vector, ITS_VECTOR
    )
    added = [Candidate(*row) for row in db.execute(texts.where(Vector.id.in_(more)).order_by(IndexEntry.id))]
    ids = {record_id for _, record_id in known - vectors_of.keys()}
    theirs = select(Vector.kind, Vector.record_id, Vector.id)
    for kind_, record_id, id_ in db.execute(theirs.where(Vector.model == meaning.model, Vector.record_id.in_(ids))):
        vectors_of[kind_, record_id] = id_
    scores = meaning.of(list(vectors_of.values()))
    return found + added, {record: scores[id_] for record, id_ in vectors_of.items() if id_ in scores}


def _nearest(db: Session, meaning: Nearness, scope: ColumnElement[bool]) -> dict[tuple[str, int], int]:
    """The numbers of the vectors that are nearest, of what the asker may see, by record.

    Whoever may see little of the memory is looked for in ever more of it.
    """
    joined = select(IndexEntry.kind, IndexEntry.record_id, Vector.id).join(Vector, ITS_VECTOR)
    visible = joined.where(scope, Vector.model == meaning.model)
    for count in LOOKED_AT:
        ids = meaning.closest(count)
        rows = db.execute(visible.where(Vector.id.in_(ids))).all()
        if len(rows) >= NEAREST or len(ids) < count:
            break
    else:
        rows = db.execute(visible).all()
    scores = meaning.of([id_ for _, _, id_ in rows])
    best = sorted((row for row in rows if row[2] in scores), key=lambda row: (-scores[row[2]], -row[1], row[0]))
    return {(kind_, record_id): id_ for kind_, record_id, id_ in best[:NEAREST]}
