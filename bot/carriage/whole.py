"""The export as JSON, version 1: each row as it is, one a line, so that it can be read, compared and imported again."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.carriage import contents as reading
from bot.carriage.contents import Contents
from bot.carriage.own_export import MARK, VERSION
from bot.carriage.rows import written
from storage import decisions, journal
from storage.channels import Channel, ChannelPerson
from storage.decisions import Decision, DecisionPerson
from storage.journal import Entry
from storage.members import Member
from storage.partnerships import Partner
from storage.proposals import Proposal

Row = dict[str, Any]
PRIVATE_TO_OTHERS = (
    "zone_name",
    "language",
    "mail_digest",
    "mail_domain",
    "invited_by",
    "also",
    "told_at",
)
"""Of members, in what another organisation gets."""


def write(db: Session, contents: Contents, file: IO[str], *, at: datetime) -> int:
    """Everything in one object; how many decisions there are."""
    scope = contents.partner.name if contents.partner else "everything"
    head = {MARK: VERSION, "exported_at": at.isoformat(), "scope": scope, "partnership": _partnership(contents)}
    file.write("{" + ",\n".join(f"{_text(key)}: {_text(value)}" for key, value in head.items()))
    lists = _of_everything(db) if contents.partner is None else _of_partner(db, contents)
    for key, rows in lists:
        _write_list(file, key, rows)
    count = _write_list(file, "decisions", _decisions(db, contents))
    if contents.partner is None:
        _write_list(file, "proposals", _proposals(db))
        _write_list(file, "journal", _journal(db))
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


def _partnership(contents: Contents) -> Row:
    own = contents.own
    settings = {"name": own.name, "zone_name": own.zone_name, "language": own.language}
    numbered = {"decisions_numbered": own.decisions_numbered} if contents.partner is None else {}
    return {"workspace": own.workspace, **settings, **numbered}


def _of_everything(db: Session) -> Iterator[tuple[str, Iterable[Row]]]:
    yield "partners", (written(row) for row in _every(db, Partner))
    known_by = _known_by(db)
    members = _every(db, Member)
    yield "members", (written(row, ("partner_id",)) | {"partner": known_by.get(row.partner_id)} for row in members)
    people: dict[str, list[str]] = {}
    for row in _every(db, ChannelPerson):
        people.setdefault(row.channel, []).append(row.person)
    yield "channels", (written(row) | {"people": people.get(row.channel, [])} for row in _every(db, Channel))


def _of_partner(db: Session, contents: Contents) -> Iterator[tuple[str, Iterable[Row]]]:
    """Only the people, organisations and channels that its decisions name."""
    theirs = select(DecisionPerson).where(DecisionPerson.decision_id.in_(contents.decisions).is_(True))
    took_part = db.scalars(theirs).all()
    known_by, named = _known_by(db), {row.partner_id for row in took_part}
    members = db.scalars(select(Member).where(Member.person.in_({row.person for row in took_part}))).all()
    named |= {row.partner_id for row in members}
    leave = ("partner_id", *PRIVATE_TO_OTHERS)
    yield "partners", (written(row) for row in _every(db, Partner) if row.id in named)
    yield "members", [written(row, leave) | {"partner": known_by.get(row.partner_id)} for row in members]
    where = select(Decision.channel).where(Decision.id.in_(contents.decisions).is_(True))
    yield "channels", (written(row) for row in db.scalars(select(Channel).where(Channel.channel.in_(where))).all())


def _decisions(db: Session, contents: Contents) -> Iterator[Row]:
    known_by = _known_by(db)
    for page in reading.pages(db, contents):
        ids = [decision.id for decision in page]
        people, happened = decisions.partners_by_person(db, ids), journal.of_all(db, "decision", ids)
        versions = decisions.versions_of_all(db, ids)
        for decision in page:
            id_ = decision.id
            took_part = ({"person": who, "partner": known_by.get(partner)} for who, partner in people[id_])
            yield {
                **written(decision, ("undone_at",)),
                "people": list(took_part),
                "versions": [written(row, ("decision_id",)) for row in versions[id_]],
                "history": [written(row, ("subject_id",)) for row in happened[id_]],
            }


def _proposals(db: Session) -> Iterator[Row]:
    return (written(row, ("import_id", "decision_id")) for row in _every(db, Proposal))


def _journal(db: Session) -> Iterator[Row]:
    """What happened to other things than decisions, whose lines stand beside them. Told, but not imported again."""
    return (written(row) for row in _every(db, Entry) if not row.what.startswith("decision."))


def _known_by(db: Session) -> dict[int | None, str]:
    return {row.id: row.known_by for row in _every(db, Partner)}


def _every(db: Session, row: type[Any]) -> Iterator[Any]:
    return iter(db.scalars(select(row).order_by(row.id).execution_options(yield_per=1_000)))
