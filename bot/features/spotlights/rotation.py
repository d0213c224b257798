"""Turns: whose spotlight is next, asked ten days before, reminded once, helped by the memory, posted or moved on."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from bot.features import recurrences
from bot.features.recurrences import SPOTLIGHT, IsOff
from bot.features.spotlights import (
    ASK,
    DRAFT,
    FALLBACK,
    LONGEST,
    POST,
    SpotlightText,
    in_turn,
    is_here,
    mark_of,
    speaker,
    tell_conveners,
    write_to,
)
from bot.features.spotlights.approval import has_agreed
from storage import decisions, deliveries, events, partnerships, spotlights
from storage import recurrences as stored_recurrences
from storage.recurrences import Recurrence
from storage.spotlights import APPROVED, ASKED, DRAFTED, MOVED_ON, POSTED, Spotlight

ASKED_AHEAD = timedelta(days=10)
REMINDED_AFTER = timedelta(days=4)  # once: more would be a chase
LAST_CALL = timedelta(days=1)  # before the day, for whoever has not yet looked at the words
MOST_DECISIONS = 3  # in a draft from the memory
LONGEST_DECISION = 150  # characters of one of them


def bring(db: Session, *, now: datetime, is_off: IsOff) -> None:
    """Post or move on when the hour has come; ask the next partner when its day is near; look after what waits."""
    due = recurrences.due(db, SPOTLIGHT, now=now, is_off=is_off)
    if due is not None:
        recurrence, day = due
        if recurrences.came(recurrence, day):
            _end(db, day, now)
    recurrence_set = stored_recurrences.held(db, SPOTLIGHT)
    if recurrence_set is None:
        return
    today = now.astimezone(partnerships.own(db).zone).date()
    coming = recurrences.next_on(recurrence_set, today=today, is_off=is_off)
    if coming is not None:
        _prepare(db, recurrence_set, coming, today, now)


def _prepare(db: Session, recurrence: Recurrence, day: date, today: date, now: datetime) -> None:
    waiting = spotlights.held_under_way(db)
    if not waiting:
        if day - today <= ASKED_AHEAD and not spotlights.is_taken(db, day):
            _begin(db, recurrence, day, now)
        return
    row = waiting[0]
    if not spotlights.is_taken(db, day):
        row.due_on = day  # a day off, a pause or a skip in between moves it; the partner keeps its turn
    _find_speaker(db, row, now)
    if row.state == ASKED and row.representative:
        _wait_for_words(db, row, today, now)
    if row.state == DRAFTED and day - today <= LAST_CALL:
        _call_for_agreement(db, row, now)


def _begin(db: Session, recurrence: Recurrence, day: date, now: datetime) -> None:
    partner = next(iter(in_turn(db)), None)
    if partner is None:
        return
    row = Spotlight(
        partner_id=partner.id,
        due_on=day,
        channel=recurrence.channel,
        person="",
        representative="",
        state=ASKED,
        asked_at=now,
    )
    db.add(row)
    db.flush()
    events.note(db, "spotlight.begun", subject_id=row.id, by=recurrence.set_by, at=now)
    _find_speaker(db, row, now)
    if not row.representative:
        tell_conveners(db, row, "name", at=now)


def _find_speaker(db: Session, row: Spotlight, now: datetime) -> None:
    """Ask whoever speaks for the partner now: another one, if who was asked has stopped these, left, or is away."""
    if row.state != ASKED and is_here(db, row.representative):
        return _mind_who_left(db, row, now)
    found = speaker(db, partnerships.partners(db)[row.partner_id], row.due_on)
    if found == row.representative and row.state == ASKED:
        return
    row.person, row.representative, row.asked_at = found, found, now
    row.state, row.text, row.person_agreed_at, row.partner_agreed_at = ASKED, "", None, None
    if found:
        write_to(db, ASK, [found], row, "ask", at=now)
    else:
        tell_conveners(db, row, "name", at=now)


def _mind_who_left(db: Session, row: Spotlight, now: datetime) -> None:
    """Whoever is named in it and has left is named no more; who speaks for the partner looks at it again."""
    if not is_here(db, row.person):
        row.person, row.state = row.representative, DRAFTED
        row.person_agreed_at = row.partner_agreed_at = None
        _call_for_agreement(db, row, now)


def _wait_for_words(db: Session, row: Spotlight, today: date, now: datetime) -> None:
    if row.due_on - today <= FALLBACK:
        _draft_from_memory(db, row, now)
    elif now - row.asked_at >= REMINDED_AFTER:
        write_to(db, ASK, [row.representative], row, "again", at=now)


def _draft_from_memory(db: Session, row: Spotlight, now: datetime) -> None:
    """What their people decided with others since they were last in the light, if everybody there may know it."""
    last = spotlights.last_posted(db, row.partner_id)
    since = datetime.combine(last or date(1970, 1, 1), time(0), tzinfo=UTC)
    may_be_shown = decisions.visible_in(row.channel)
    found = spotlights.helped_decide(db, row.partner_id, may_be_shown, since=since, limit=MOST_DECISIONS)
    if not found:
        return
    lines = [f"D-{each.number}: {_short(each.text)}" for each in found]
    row.text, row.state, row.is_from_memory = SpotlightText(proud="\n".join(lines)[:LONGEST]).packed, DRAFTED, True
    events.note(db, "spotlight.drafted", subject_id=row.id, by=row.representative, at=now)
    _call_for_agreement(db, row, now)


def _call_for_agreement(db: Session, row: Spotlight, now: datetime) -> None:
    people = dict.fromkeys((row.person, row.representative))
    silent = [person for person in people if not has_agreed(row, person)]
    write_to(db, DRAFT, silent, row, f"draft:{mark_of(row)}", at=now)


def _end(db: Session, day: date, now: datetime) -> None:
    """The hour of the day: what both have agreed to is posted, everything else moves on."""
    for row in [each for each in spotlights.held_under_way(db) if each.due_on <= day]:
        if row.state == APPROVED:
            row.state, row.posted_on = POSTED, day
            deliveries.plan(db, POST, about_id=row.id, key=f"spotlight:{row.id}:post", at=now)
            continue
        row.why = _why(row)
        row.state = MOVED_ON
        events.note(db, "spotlight.moved_on", subject_id=row.id, by=row.representative, at=now)
        tell_conveners(db, row, "moved", at=now)


def _why(row: Spotlight) -> str:
    if not row.representative:
        return "Nobody speaks for this partner yet."
    return "There was no answer." if row.state == ASKED else "Not everybody had agreed to the words in time."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_DECISION else line[: LONGEST_DECISION - 1] + "…"
