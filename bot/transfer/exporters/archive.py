"""The export as JSON, version 2: each row as it is, one a line, so that it can be read, compared and imported again.

What is of the moment stays: deliveries, letters, drafts, what waits for its author's word, what somebody asked last
and the events already seen are under way here and nowhere else; a round that is open goes as called off, without its
answers. Search tables, vectors and imports are made anew. Columns that end in `_id` name a row of this very file by
its `id`, D-numbers and C-numbers and W-numbers what people know. Who asked a question stands in the file of everything.
Version 1 had decisions, people, partners, channels and proposals alone, and can still be imported.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import IO, Any

from sqlalchemy import ColumnElement, and_, false, select
from sqlalchemy.orm import Session

from bot.transfer.exporters import scope
from bot.transfer.exporters.scope import ExportScope
from bot.transfer.rows import restore
from bot.transfer.rows.archive_reader import MARK, VERSION
from bot.transfer.rows.policy import REGISTER, CarriedTable
from bot.transfer.rows.values import written
from storage import decisions, events, reviews
from storage.channels import Channel, ChannelPerson
from storage.db.policy import Carried
from storage.decisions import Decision, DecisionPerson
from storage.members import Member
from storage.partnerships import Partner
from storage.proposals import Proposal

Row = dict[str, Any]
COUNTERS = ("decisions_numbered", "commitments_numbered", "questions_numbered")
NUMBERED = ("country", "messages_a_day", "messages_a_week", *COUNTERS)
PRIVATE_TO_OTHERS = ("zone_name", "language", "mail_digest", "mail_domain", "invited_by", "also", "told_at", "seen_at")
"""Of members, in what another organisation gets."""


def write(db: Session, contents: ExportScope, file: IO[str], *, at: datetime) -> int:
    """Everything in one object; how many decisions there are."""
    head = {MARK: VERSION, "exported_at": at.isoformat(), "scope": contents.scope}
    head["partnership"] = _partnership(contents)
    file.write("{" + ",\n".join(f"{_text(key)}: {_text(value)}" for key, value in head.items()))
    lists = _of_everything(db) if contents.is_everything else _of_part(db, contents)
    for key, rows in lists:
        _write_list(file, key, rows)
    count = _write_list(file, "decisions", _decisions(db, contents))
    for carried in REGISTER:
        if (which := _which(carried.said, contents)) is not None:
            _write_list(file, carried.name, _rows(db, carried, which, contents, at))
    if contents.is_everything:
        _write_list(file, "import_candidates", _proposals(db))
    file.write("\n}\n")
    return count


def _write_list(file: IO[str], key: str, rows: Iterable[Row]) -> int:
    count = 0
    file.write(f",\n{_text(key)}: [")
    for count, row in enumerate(rows, 1):
        file.write(("\n" if count == 1 else ",\n") + _text(row))
    file.write("\n]" if count else "]")
    return count


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _partnership(contents: ExportScope) -> Row:
    own = contents.own
    settings = {"name": own.name, "zone_name": own.zone_name, "language": own.language}
    numbered = {name: getattr(own, name) for name in NUMBERED} if contents.is_everything else {}
    return {"workspace": own.workspace, **settings, **numbered}


def _which(carried: Carried, contents: ExportScope) -> ColumnElement[bool] | None:
    """Which rows of a table belong into this export; None when the whole table does not."""
    if contents.is_everything:
        return carried.where()
    if contents.channel is not None:
        return None
    parts = []
    if contents.person is not None:
        parts.append(carried.visible(contents.person) if carried.visible else false())
    if contents.partner is not None:
        parts.append(carried.of_partner(contents.partner.id) if carried.of_partner else false())
    return None if any(part is false() for part in parts) else and_(*parts)


def _rows(
    db: Session, carried: CarriedTable, which: ColumnElement[bool], contents: ExportScope, at: datetime
) -> Iterator[Row]:
    order = [getattr(carried.row, name) for name in carried.said.order]
    query = select(carried.row).where(which).order_by(*order).execution_options(yield_per=1_000)
    leaves, for_others = restore.LEAVES.get(carried.name), restore.FOR_OTHERS.get(carried.name)
    for row in db.scalars(query):
        values = written(row, carried.said.leave)
        if leaves:
            leaves(values, at)
        if for_others and not contents.is_everything:
            for_others(values)
        yield ({"id": row.id} if carried.said.order == ("id",) else {}) | values  # type: ignore[attr-defined]


def _of_everything(db: Session) -> Iterator[tuple[str, Iterable[Row]]]:
    yield "partners", ({"id": row.id} | written(row) for row in _every(db, Partner))
    known_by = _known_by(db)
    members = _every(db, Member)
    leave = ("partner_id",)
    yield "members", ({"id": row.id, **written(row, leave), "partner": known_by.get(row.partner_id)} for row in members)
    people: dict[str, list[str]] = {}
    for row in _every(db, ChannelPerson):
        people.setdefault(row.channel, []).append(row.person)
    yield "channels", (written(row) | {"people": people.get(row.channel, [])} for row in _every(db, Channel))


def _of_part(db: Session, contents: ExportScope) -> Iterator[tuple[str, Iterable[Row]]]:
    """Only the people, organisations and channels that its decisions name."""
    theirs = select(DecisionPerson).where(DecisionPerson.decision_id.in_(contents.decisions).is_(True))
    took_part = db.scalars(theirs).all()
    known_by, named = _known_by(db), {row.partner_id for row in took_part}
    members = db.scalars(select(Member).where(Member.person.in_({row.person for row in took_part}))).all()
    named |= {row.partner_id for row in members}
    leave = ("partner_id", *PRIVATE_TO_OTHERS)
    named |= {contents.partner.id} if contents.partner else set()
    partners = (row for row in _every(db, Partner) if row.id in named or contents.person is not None)
    yield "partners", ({"id": row.id} | written(row) for row in partners)
    yield "members", [written(row, leave) | {"partner": known_by.get(row.partner_id)} for row in members]
    where = select(Decision.channel).where(Decision.id.in_(contents.decisions).is_(True))
    yield "channels", (written(row) for row in db.scalars(select(Channel).where(Channel.channel.in_(where))).all())


def _decisions(db: Session, contents: ExportScope) -> Iterator[Row]:
    known_by = _known_by(db)
    for page in scope.pages(db, contents):
        ids = [decision.id for decision in page]
        people, happened = decisions.partners_by_person(db, ids), events.of_all(db, "decision", ids)
        versions, looked = decisions.versions_of_all(db, ids), _looked(db, contents, ids)
        for decision in page:
            id_ = decision.id
            took_part = ({"person": who, "partner": known_by.get(partner)} for who, partner in people[id_])
            yield {
                "id": id_,
                **written(decision, ("undone_at",)),
                "people": list(took_part),
                "versions": [written(row, ("decision_id",)) for row in versions[id_]],
                "history": [written(row, ("subject_id",)) for row in happened[id_]],
                "reviews": looked[id_],
            }


def _looked(db: Session, contents: ExportScope, ids: Sequence[int]) -> dict[int, list[Row]]:
    """Each time they were looked at again; whom we have asked, and when, is told to the operator alone."""
    if contents.partner is None:
        return {id_: [written(row, ("decision_id",)) for row in rows] for id_, rows in reviews.all_of(db, ids).items()}
    leave = ("decision_id", "asked", "asked_on", "asked_at", "reminded_on")
    return {id_: [written(row, leave) for row in rows] for id_, rows in reviews.of_decisions(db, ids).items()}


def _proposals(db: Session) -> Iterator[Row]:
    return (written(row, ("import_id", "decision_id", "commitment_id")) for row in _every(db, Proposal))


def _known_by(db: Session) -> dict[int | None, str]:
    return {row.id: row.known_by for row in _every(db, Partner)}


def _every(db: Session, row: type[Any]) -> Iterator[Any]:
    return iter(db.scalars(select(row).order_by(row.id).execution_options(yield_per=1_000)))
