"""The life of a commitment: kept, renegotiated with its history, let go, shown to its channel, taken back at once."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.commitments.recipients import ASK, POST, changed, deliver, today, write
from bot.features.commitments.recording import changeable, check_open, is_made_to, record, shown
from bot.features.commitments.rules import LONGEST_PROMISE, CommitmentSource, CommitmentText, check, fitting
from storage import channels, commitments, events, members, processed_events
from storage.commitments import ALL, KEPT, LET_GO, REWORDED, UNDONE, Commitment, CommitmentVersion
from storage.members import Member
from storage.search import index as search_index


def mark_kept(db: Session, number: int, *, by: Member, at: datetime) -> Commitment:
    """It is done. Raises Refusal when it is not theirs to change or no longer open."""
    commitment = changeable(db, number, by=by)
    _end(commitment, KEPT, by=by, at=at)
    changed(db, commitment, "kept", by=by.person, at=at)
    return commitment


def let_go(db: Session, number: int, reason: str, *, by: Member, at: datetime) -> Commitment:
    """An honourable end, with a reason if one likes. Raises Refusal when it is not theirs or no longer open."""
    commitment = changeable(db, number, by=by)
    if len(reason.strip()) > LONGEST_PROMISE:
        raise Refusal(f"Please keep this under {LONGEST_PROMISE} characters.", field="reason")
    commitment.ended_because = fitting(reason)
    _end(commitment, LET_GO, by=by, at=at)
    changed(db, commitment, "let_go", by=by.person, at=at)
    return commitment


def renegotiate(
    db: Session, number: int, text: str, due_on: date | None, *, version: int, by: Member, at: datetime
) -> Commitment:
    """A new day or new words; what it was before stays in its history. `version` is the one the person looked at.

    Raises Refusal when nothing changed, for a day that has passed, or when somebody else was quicker.
    """
    commitment = changeable(db, number, by=by)
    if commitment.version != version:
        raise Refusal(f"C-{number} has changed while you were writing. Look again before you change it.", field="text")
    if (fitting(text), due_on) == (commitment.text, commitment.due_on):
        raise Refusal("Nothing has changed yet.", field="due_on")
    check(CommitmentText(text, due_on=due_on if due_on != commitment.due_on else None), today=today(db, by, at))
    keep_version(db, commitment, REWORDED, by=by.person, at=at)
    commitment.text, commitment.due_on = fitting(text), due_on
    changed(db, commitment, "renegotiated", by=by.person, at=at)
    return commitment


def correct_day(db: Session, number: int, day: date | None, *, version: int, by: Member, at: datetime) -> Commitment:
    """We understood another day than its owner meant: that is a correction, and no renegotiation.

    Raises Refusal when it has changed since, when it is not their own, or for a day that has passed.
    """
    commitment = changeable(db, number, by=by)
    if commitment.owner not in by.ids or commitment.version != version or version > 1:
        raise Refusal(f"C-{number} has changed since. New day changes it.")
    check(CommitmentText(commitment.text, due_on=day), today=today(db, by, at))
    commitment.due_on = day
    events.note(db, "commitment.corrected", subject_id=commitment.id, by=by.person, at=at)
    return commitment


def show(db: Session, number: int, *, by: Member, at: datetime) -> Commitment:
    """Let the channel in which it was said see it, or no longer. Raises Refusal when it is not their own."""
    commitment = shown(db, number, to=by, for_change=True)
    if commitment.owner not in by.ids:
        raise Refusal("Only whoever made a promise can show it to the channel.")
    if commitment.channel is None:
        raise Refusal("It was made in private, so there is no channel to show it in.")
    known, is_there = channels.seen_by(db, commitment.channel, by.person)
    if known is None or not known.has_bot or known.is_archived or not is_there:
        raise Refusal("I can show it only in a channel where we both are.")
    commitment.is_shown = not commitment.is_shown
    events.note(db, "commitment.shown", subject_id=commitment.id, by=by.person, at=at)
    times = len(events.about(db, "commitment", commitment.id))
    deliver(db, POST, commitment, f"shown:{times}", at=at)
    return commitment


def take_back(
    db: Session, source: str, *, by: Member, taken_at: datetime, at: datetime, within: timedelta
) -> Commitment | None:
    """Within the time, for whoever marked their own message, the promise is as if it had never been.

    None when there is nothing to undo: another's mark, too late, or somebody has worked on it since.
    """
    processed_events.latest(db, _mark(source, by), at=taken_at)
    commitment = commitments.of_source(db, source)
    if commitment is None or not commitment.by_reaction or commitment.owner != by.person:
        return None
    if at - commitment.recorded_at > within or commitment.version > 1 or not commitment.is_open:
        return None
    commitment.text, commitment.state = "", UNDONE
    commitment.source = commitment.source_link = commitment.offered_to = None
    search_index.forget(db, "commitment", commitment.id)
    if commitment.is_shown:
        deliver(db, POST, commitment, "undone", at=at)
    events.note(db, "commitment.undone", subject_id=commitment.id, by=by.person, at=at)
    return commitment


def mark(
    db: Session, promise: CommitmentText, *, said: CommitmentSource, owner: Member, given_at: datetime, at: datetime
) -> Commitment | None:
    """Record what its author has marked with a reaction.

    None when it is kept already, or when the mark was taken back before we heard of it. A day that has passed by
    now is left out.
    """
    source = said.source or ""
    taken_back = processed_events.when(db, _mark(source, owner))
    if commitments.of_source(db, source) is not None or (taken_back is not None and taken_back >= given_at):
        return None
    if promise.due_on is not None and promise.due_on < today(db, owner, at):
        promise = replace(promise, due_on=None)
    return record(db, promise, said=said, owner=owner, at=at)


def _mark(source: str, by: Member) -> str:
    """What names a reaction that was taken back; its report may come before that of the reaction itself."""
    return f"promise-taken-back:{source}:{by.person}"


def keep_version(db: Session, commitment: Commitment, what: str, *, by: str, at: datetime) -> None:
    """Keep what it was until now, before it changes."""
    db.add(
        CommitmentVersion(
            commitment_id=commitment.id,
            version=commitment.version,
            what=what,
            text=commitment.text,
            owner=commitment.owner,
            due_on=commitment.due_on,
            replaced_by=by,
            replaced_at=at,
        )
    )
    commitment.version += 1
    commitment.changed_at, commitment.changed_by = at, by


def _end(commitment: Commitment, state: str, *, by: Member, at: datetime) -> None:
    commitment.state, commitment.ended_at = state, at
    commitment.changed_at, commitment.changed_by = at, by.person
    commitment.offered_to = None


ASKED_AGAIN_AFTER = timedelta(days=3)  # more often than this, a kind question is pressure


def ask(db: Session, number: int, *, by: Member, at: datetime) -> Commitment:
    """Let the owner know that this person would like to hear how it stands.

    Raises Refusal when it was not made to them, when it is no longer open, or within three days of the last time.
    """
    commitment = shown(db, number, to=by, for_change=True)
    if commitment.owner in by.ids:
        raise Refusal("That is your own promise.")
    if not may_ask(by, commitment):
        raise Refusal("Only those it was made to can ask about a promise.")
    check_open(commitment)
    if commitment.asked_at is not None and at - commitment.asked_at < ASKED_AGAIN_AFTER:
        raise Refusal("That was asked in the last three days. Give it a little time.")
    commitment.asked_by, commitment.asked_at = by.person, at
    events.note(db, "commitment.asked", subject_id=commitment.id, by=by.person, at=at)
    owner = members.by_person(db, commitment.owner)
    if owner is not None and owner.left_at is None:
        write(db, ASK, commitment, by.person, to=owner, at=at)
    return commitment


def may_ask(me: Member, commitment: Commitment) -> bool:
    """Those it was made to; whoever can see what was said to everybody, it was said to."""
    return commitment.owner not in me.ids and (is_made_to(me, commitment) or commitment.made_to == ALL)
