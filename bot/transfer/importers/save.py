"""Found records as rows: who is meant by a name, which channel it belongs to, what is said of its end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features import imports
from bot.features.imports import THE_RECORD, ImportedDecision, candidates
from bot.transfer.importers.found import ImportRecord, Someone, tidy
from bot.transfer.rows import settings
from storage import commitments, decisions
from storage.db.base import fresh_values
from storage.members import BOT, SAID, Member, mail_digest
from storage.partnerships import Partner
from storage.proposals import Proposal
from storage.search import index as search_index
from storage.search import kinds

NOBODY = f"{SAID}somebody not named"


class MemberLookup:
    """The members of a partnership, looked up once for a whole import."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._by_id: set[str] = set()
        self._by_mail: dict[str, str] = {}
        self._by_name: dict[str, str | None] = {}
        self.unknown: dict[str, None] = {}  # names that are no member's, in the order they were met
        for member in members:
            self._by_id.add(member.person)
            self._by_mail[member.mail_digest or ""] = member.person
            name = _plain(member.name)
            namesake = self._by_name.get(name, member.person)
            self._by_name[name] = member.person if namesake == member.person else None  # two of a name: neither

    @classmethod
    def of(cls, db: Session) -> "MemberLookup":
        return cls(db.scalars(select(Member).where(Member.kind != BOT).order_by(Member.id)))

    def person(self, someone: Someone) -> str:
        """A member's chat id, or a said name."""
        if someone.chat_id in self._by_id:
            return someone.chat_id
        found = self._by_mail.get(mail_digest(someone.mail) or "none") or self._by_name.get(_plain(someone.name))
        if found:
            return found
        name = " ".join(tidy(someone.name).split())[:200]
        if not name:
            return NOBODY
        self.unknown[name] = None
        return SAID + name

    def people(self, everybody: Iterable[Someone]) -> tuple[str, ...]:
        """Each once; somebody not named when there is nobody."""
        return tuple(dict.fromkeys(map(self.person, everybody))) or (NOBODY,)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


IMPORTED = f"{SAID}an import"


@dataclass(frozen=True)
class ImportWriter:
    lookup: MemberLookup
    channel: str  # of what names none
    now: datetime

    def write(self, db: Session, import_id: int, fresh: Sequence[ImportRecord]) -> None:
        """Remember decisions, and keep proposals until somebody settles them."""
        for place in {found.place for found in fresh if found.place}:
            settings.meet(db, place)
        partners = dict(db.execute(select(Partner.known_by, Partner.id)).all())
        brought = [self._brought(found, partners) for found in fresh if not found.is_proposal]
        if brought:
            imports.bring(db, brought, import_id=import_id)
        proposed = [(found.fingerprint, self._proposed(db, found)) for found in fresh if found.is_proposal]
        candidates.propose(db, import_id, proposed)

    def _brought(self, found: ImportRecord, partners: Mapping[str, int]) -> ImportedDecision:
        if found.exact:
            return self._as_it_was(found, partners)
        people = self.lookup.people(found.people)
        facts = imports.facts(
            text=found.text,
            reason=found.reason,
            options=found.options,
            channel=found.place.channel if found.place else self.channel,
            decided_by=people[0],
            decided_at=found.decided,
            logged_by=IMPORTED,
            logged_at=self.now,
            review_on=found.review_on,
            source=found.said or None,
            source_link=found.link or None,
            imported_from=found.where[:300],
        )
        return ImportedDecision(found.fingerprint, facts | self._ended(found), people)

    def _as_it_was(self, found: ImportRecord, partners: Mapping[str, int]) -> ImportedDecision:
        row = dict(found.exact["row"])
        number = row.pop("number")
        people = {each["person"]: partners.get(each["partner"]) for each in found.exact["people"]}
        facts = imports.facts(**row) | self._ended(found)
        told = {key: found.exact[key] for key in ("versions", "history", "reviews")}
        return ImportedDecision(found.fingerprint, facts, tuple(people), number, people, **told)

    def _ended(self, found: ImportRecord) -> dict[str, Any]:
        """What no longer applies is marked so at once; if it turns out what replaced it, that is said instead."""
        if not found.ended:
            return {}
        return {"withdrawn_by": THE_RECORD, "withdrawn_at": self.now, "withdrawn_because": found.ended[:500]}

    def _proposed(self, db: Session, found: ImportRecord) -> dict[str, Any]:
        if found.exact:
            known = decisions.of_source(db, found.said)
            row: dict[str, Any] = found.exact["row"]
            promise = commitments.of_source(db, found.said)
            return row | {"decision_id": known and known.id, "commitment_id": promise and promise.id}
        return fresh_values(Proposal) | {
            "kind": found.kind,
            "text": found.text,
            "reason": found.reason,
            "options": found.options,
            "context": found.context,
            "people": "\n".join(self.lookup.people(found.people)),
            "said_at": found.decided,
            "channel": found.place.channel if found.place else self.channel,
            "source": found.said or f"import:{found.fingerprint}",
            "imported_from": found.where[:300],
            "due_on": found.due_on,
            "source_link": found.link or None,
        }


BY_THEIR_OWN_IMPORT = frozenset({"decision"})


def index(db: Session, table: str, ids: Sequence[int]) -> None:
    """Of these new rows, those that people may find: no round without results, no question without an answer."""
    nouns = (name for name, kind in kinds.every().items() if kind.row.__tablename__ == table)
    for noun in set(nouns) - set(BY_THEIR_OWN_IMPORT):
        search_index.index_all(db, noun, kinds.worded(db, noun, ids))
