"""Agreeing: what is said of a partner is shown to whoever is in it and to who speaks for it, and waits for both."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.spotlights import DRAFT, LONGEST, SpotlightText, is_here, mark_of, tell_conveners, write_to
from bot.text.clean import clean
from storage import events, spotlights
from storage.members import Member
from storage.spotlights import APPROVED, ASKED, DRAFTED, MOVED_ON, POSTED, Spotlight


def open_one(db: Session, id: int, *, by: Member) -> Spotlight:
    """A spotlight that `by` may still write, agree to or decline.

    Raises Refusal when it is over, or when it is neither about them nor theirs to speak for.
    """
    return _open(spotlights.by_id(db, id), by)


def write(db: Session, id: int, words: SpotlightText, *, named: str, by: Member, at: datetime) -> Spotlight:
    """Write or change the words; whoever agreed to others is asked again. `named`: somebody here whom it thanks.

    Raises Refusal as `open_one`, when nothing is said, when it is too long, or when `named` is not here.
    """
    row = _open(spotlights.held(db, id), by)
    wanted = SpotlightText(clean(words.proud), clean(words.thanks), clean(words.needs))
    _check(wanted)
    if named and not is_here(db, named):
        raise Refusal("I have not met this person yet. Invite them to a channel that I am in.", field="named")
    if row.state == POSTED:
        raise Refusal("It is on its way to the channel already.")
    row.text, row.person, row.state, row.is_from_memory = wanted.packed, named or by.person, DRAFTED, False
    row.person_agreed_at = row.partner_agreed_at = None
    events.note(db, "spotlight.written", subject_id=row.id, by=by.person, at=at)
    others = [each for each in dict.fromkeys((row.person, row.representative)) if each != by.person]
    write_to(db, DRAFT, others, row, f"draft:{mark_of(row)}", at=at)
    return row


def agree(db: Session, id: int, mark: str, *, by: Member, at: datetime) -> bool:
    """Somebody agrees to the words with this mark; False when they have changed since.

    One agreement counts for both when the same person is in it and speaks for the partner.
    """
    row = _open(spotlights.held(db, id), by)
    if mark != mark_of(row) or row.state == ASKED:
        return False
    if by.person == row.person:
        row.person_agreed_at = row.person_agreed_at or at
    if by.person == row.representative:
        row.partner_agreed_at = row.partner_agreed_at or at
    if row.state == DRAFTED and row.person_agreed_at and row.partner_agreed_at:
        row.state = APPROVED
    events.note(db, "spotlight.agreed", subject_id=row.id, by=by.person, at=at)
    return True


def decline(db: Session, id: int, *, by: Member, at: datetime) -> Spotlight:
    """Not this time, or not any more: nothing is posted, and nobody asks why. The partner's turn comes again."""
    row = _open(spotlights.held(db, id), by)
    row.state, row.why, row.posted_on = MOVED_ON, "They would rather not this time.", None
    events.note(db, "spotlight.declined", subject_id=row.id, by=by.person, at=at)
    tell_conveners(db, row, "moved", at=at)
    return row


def has_agreed(row: Spotlight, person: str) -> bool:
    """Whether everything that waited for this person is given."""
    waits = [row.person_agreed_at] if person == row.person else []
    waits += [row.partner_agreed_at] if person == row.representative else []
    return bool(waits) and all(waits)


def _open(row: Spotlight | None, by: Member) -> Spotlight:
    if row is None or by.person not in (row.person, row.representative):
        raise Refusal("This spotlight is not in your hands any more.")
    if row.state == MOVED_ON:
        raise Refusal("This spotlight has moved on. Your turn comes again.")
    if row.state == POSTED and row.post:
        raise Refusal("This spotlight has been posted already.")
    return row


def _check(words: SpotlightText) -> None:
    if words.are_none:
        raise Refusal("Say at least one thing.", field="proud")
    for field in ("proud", "thanks", "needs"):
        text = getattr(words, field)
        if len(text) > LONGEST:
            raise Refusal(f"Please keep this under {LONGEST} characters; it has {len(text):,}.", field=field)
