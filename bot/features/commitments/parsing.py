"""What somebody's own words promise: what, to whom, and until when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy.orm import Session

from bot.chat.marks import mentioned, plain
from bot.features import commitments
from bot.features.commitments import CommitmentSource, CommitmentText
from bot.features.commitments.payloads import AboutDraft, packed
from bot.features.commitments.rules import LONGEST_READ
from bot.notifications import preferences
from bot.text import dates
from storage import channels, members, partnerships
from storage.members import Member

US_CITIES = ("New_York", "Chicago", "Denver", "Los_Angeles", "Phoenix", "Anchorage", "Detroit", "Boise", "Juneau")
MONTH_FIRST = frozenset(f"America/{city}" for city in US_CITIES) | {"Pacific/Honolulu", "America/Indiana/Indianapolis"}
"""Where people write 3/4 for the fourth of March."""


@dataclass(frozen=True)
class ParsedCommitment:
    """What was understood: the promise, the words that named its day, and the days they could also have meant."""

    promise: CommitmentText
    offered: AboutDraft
    heard: str = ""
    others: tuple[date, ...] = ()


def read(db: Session, words: str, *, by: Member, said: CommitmentSource) -> ParsedCommitment:
    """What somebody's own words promise, to whom, and until when. `words` still carry the chat's marks.

    The words that name the day are cut out of the promise, as they would be wrong once it has a new day.
    """
    marked = mentioned(words)
    text = plain(words[:LONGEST_READ], members.names(db, marked))
    found = _day_in(db, text, by, said.at)
    rest = f"{text[: found.start]} {text[found.end :]}" if found else text
    worded = commitments.fitting(commitments.worded(rest)).strip(" ,;.") or commitments.fitting(text)
    to = commitments.addressee(
        text, people=_people(db, by, said.channel, marked), partners=partnerships.ids_by_name(db)
    )
    day = found.on if found and not found.needs else None
    promise = CommitmentText(worded[:1].upper() + worded[1:], to=to, due_on=day)
    return ParsedCommitment(
        promise, _offered(promise, by, said), found.text if found else "", found.others if found else ()
    )


def named_in(db: Session, words: str, *, by: Member, channel: str | None) -> list[str]:
    """The people that a text names, marked or called by their names, in the order of the text."""
    marked = mentioned(words)
    text = plain(words[:LONGEST_READ], members.names(db, marked)).casefold()
    people = {name.casefold(): person for name, person in _people(db, by, channel, marked).items()}
    people |= {by.name.casefold(): by.person}
    places = {person: found.start() for name, person in people.items() if (found := _whole(name).search(text))}
    return sorted(places, key=lambda person: places[person])


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _day_in(db: Session, text: str, by: Member, at: datetime) -> dates.DueDay | None:
    """The day they name, on their own calendar and in their own order of day and month."""
    theirs = preferences.of(db, [by.person]).get(by.person, preferences.DEFAULT)
    order: Literal["dmy", "mdy"] = "mdy" if by.zone_name in MONTH_FIRST else "dmy"
    said_on = at.astimezone(theirs.zone).date()
    return dates.find(text, said_on=said_on, order=order, language=by.language or "en", days_off=theirs.is_day_off)


def _offered(promise: CommitmentText, owner: Member, said: CommitmentSource) -> AboutDraft:
    return AboutDraft(
        t=promise.text,
        o=owner.person,
        to=packed(promise.to),
        d=promise.due_on,
        at=said.at.timestamp(),
        c=said.channel,
        s=said.source,
        l=said.link,
    )


def _people(db: Session, by: Member, channel: str | None, marked: Sequence[str]) -> dict[str, str]:
    """Those a name can mean: whoever is marked, and whoever is where it is said. A name of two people means nobody."""
    there = channels.people_in(db, channel) if channel else channels.who_share_one(db, by.person)
    names = members.names(db, {*there, *marked} - {by.person})
    called = list(names.values())
    return {name: person for person, name in names.items() if called.count(name) == 1 or person in marked}
