"""Who is meant: members found again by chat id, mail address or exact name; everybody else keeps their name."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.transfer.importers.found import Someone, tidy
from storage.members import BOT, SAID, Member, mail_digest

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
