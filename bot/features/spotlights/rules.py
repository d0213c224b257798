"""Spotlights: every fortnight another partner is in the light, with words that it has approved."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from bot.features import recurrences
from bot.features.recurrences import RecurrencePlan
from storage import digests, members, notification_settings, partnerships, spotlights
from storage.members import BOT, Member
from storage.partnerships import Partner
from storage.recurrences import Recurrence
from storage.search import index as search_index
from storage.spotlights import Spotlight

ASK, DRAFT, CARE, POST = "spotlight_ask", "spotlight_draft", "spotlight_care", "spotlight_post"
LONGEST = 600  # characters of each part; together they fit into one message
FALLBACK = timedelta(days=3)  # before the day: whoever has not answered by then is helped by the memory
FEWEST_DAYS = timedelta(days=4)  # to answer in, before the first one
HOUR = time(9)  # of theirs, for what is asked of people


@dataclass(frozen=True)
class SpotlightText:
    """What is said of a partner: what it is proud of, whom to thank or know, and one thing it needs."""

    proud: str = ""
    thanks: str = ""
    needs: str = ""

    @property
    def are_none(self) -> bool:
        return not (self.proud or self.thanks or self.needs)

    @property
    def packed(self) -> str:
        return json.dumps(asdict(self))


def words_of(row: Spotlight) -> SpotlightText:
    return SpotlightText(**json.loads(row.text)) if row.text else SpotlightText()


def mark_of(row: Spotlight) -> str:
    """Names the draft that somebody saw: an agreement holds for these words and no others."""
    return sha256(f"{row.text} {row.person}".encode()).hexdigest()[:12]


def begin_recurrence(
    db: Session, *, weekday: int, hour: time, channel: str, every_weeks: int, by: Member, at: datetime
) -> Recurrence:
    """One partner after the other, the first one with a few days to answer. Raises Refusal as `rhythms.set_`."""
    wish = RecurrencePlan((weekday,), hour, channel, every_weeks)
    recurrence = recurrences.set_(db, recurrences.SPOTLIGHT, wish, by=by, at=at)
    recurrence.starts_on = at.astimezone(partnerships.own(db).zone).date() + FEWEST_DAYS
    return recurrence


def note_post(db: Session, id: int, *, post: str) -> None:
    """Its channel has it now: from here on it is found."""
    spotlights.posted(db, id, post=post)
    row = spotlights.by_id(db, id)
    partner = partnerships.partners(db).get(row.partner_id) if row else None
    if row and partner:
        title, body = spotlights.findable(row, partner.name)
        search_index.index(db, "spotlight", id, title=title, body=body)


def in_turn(db: Session) -> Sequence[Partner]:
    """The partners of which somebody is here: whoever was longest not in the light first, then who joined first."""
    here, last = members.partners_here(db), spotlights.last_turns(db)
    theirs = [partner for id, partner in partnerships.partners(db).items() if id in here]
    return sorted(theirs, key=lambda partner: (last.get(partner.id, date.min), partner.id))


def speaker(db: Session, partner: Partner, due_on: date) -> str:
    """Who is asked for a partner: its representative, else its deputy; empty when nobody speaks for it.

    Whoever has stopped these questions is not asked; whoever is away until it would be too late only if nobody else
    is there.
    """
    named = [person for person in (partner.representative, partner.deputy) if person]
    stops, wishes = notification_settings.stops(db, named), notification_settings.preferences(db, named)
    willing = [person for person in named if is_here(db, person) and ASK not in stops.get(person, frozenset())]
    back = {person: wishes[person].away_until or date.min for person in willing if person in wishes}
    there = [person for person in willing if back.get(person, date.min) <= due_on - FALLBACK]
    return next(iter(there or willing), "")


def is_here(db: Session, person: str) -> bool:
    member = members.of_people(db, [person]).get(person)
    return member is not None and member.left_at is None and member.kind != BOT


def write_to(db: Session, kind: str, people: Sequence[str], row: Spotlight, key: str, *, at: datetime) -> None:
    """Something about a spotlight for these people, each once."""
    today = at.astimezone(partnerships.own(db).zone).date()
    due = [digests.DueDelivery(person, f"spotlight:{row.id}:{key}:{person}", at) for person in people if person]
    digests.write_to_many(db, kind, due, about_id=row.id, on=today, hour=HOUR)


def tell_conveners(db: Session, row: Spotlight, key: str, *, at: datetime) -> None:
    write_to(db, CARE, [member.person for member in members.conveners(db)], row, key, at=at)
