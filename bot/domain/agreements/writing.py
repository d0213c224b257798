"""Writing agreements: a draft that is looked at first, then a wording that is never altered; and retiring one."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.domain.agreements import telling
from bot.domain.agreements.checking import Written, check, standing
from bot.domain.agreements.consenting import concerned, waiting_for
from bot.domain.rhythms import check_convener
from bot.errors import Refusal
from storage import agreements, journal
from storage.agreements import Agreement, AgreementVersion, Standing
from storage.members import Member


def draft(db: Session, written: Written, *, of: int | None, follows: int, by: Member, at: datetime) -> AgreementVersion:
    """Keep what a convener has written for their own eyes. `of`: the agreement that it changes; None: a new one.

    `follows` is the number of the wording that they had before them. Raises Refusal as `check`.
    """
    check_convener(by)
    written = check(db, written, of=of, by=by)
    if of is None:
        made = Agreement(made_by=by.person, made_at=at)
        db.add(made)
        db.flush()
        of = made.id
    facts: dict[str, Any] = {"agreement_id": of, "follows": follows, **_columns(written)}
    row = AgreementVersion(written_by=by.person, written_at=at, **facts)
    db.add(row)
    db.flush()
    return row


def rewrite(db: Session, id: int, written: Written, *, by: Member, at: datetime) -> AgreementVersion:
    """Change one's own draft. Raises Refusal when it is not theirs, or is shown by now; and as `check`."""
    row = _held(db, id, by)
    for name, value in _columns(check(db, written, of=row.agreement_id if row.follows else None, by=by)).items():
        setattr(row, name, value)
    row.written_at = at
    return row


def own_draft(db: Session, id: int, *, by: Member) -> AgreementVersion:
    """Raises Refusal when there is no such draft of theirs; what people have seen is never altered."""
    check_convener(by)
    row = agreements.version(db, id)
    if row is None or row.written_by != by.person:
        raise Refusal("There is no such draft of yours any more. Only whoever wrote one can show or change it.")
    if row.number is not None:
        raise Refusal("This wording was shown to people, so it is never altered. Press Change, and write the next one.")
    return row


def drop(db: Session, id: int, *, by: Member) -> None:
    """Throw a draft away. Raises Refusal as `own_draft`."""
    row = _held(db, id, by)
    unseen = agreements.one(db, row.agreement_id) is None
    db.delete(row)
    db.flush()
    if unseen:
        db.delete(db.get_one(Agreement, row.agreement_id))


def publish(db: Session, id: int, *, by: Member, at: datetime) -> Standing:
    """Show a draft to people: it gets its number, and all whom it concerns are asked, unless it corrects a trifle.

    Raises Refusal as `own_draft`, and when somebody else has shown a newer wording in the meantime.
    """
    row = _held(db, id, by)
    before = agreements.one(db, row.agreement_id)
    if before is not None:
        standing(db, row.agreement_id, by=by)
    if (before.number if before else 0) != row.follows:
        raise Refusal(
            "Somebody has shown a newer wording while you wrote. Your draft is kept: open theirs, and take over yours."
        )
    row.number, row.published_at = row.follows + 1, at
    db.flush()
    journal.note(db, "agreement.published", subject_id=row.agreement_id, by=by.person, at=at)
    after = agreements.one(db, row.agreement_id)
    if after is None:
        raise LookupError(row.agreement_id)
    if not row.is_small:
        telling.ask_all(db, after, concerned(db, after), at=at)
    return after


def put_to(db: Session, member: Member, *, at: datetime) -> list[Standing]:
    """Ask a newcomer, by letter, for everything that waits for their yes; each once. Gives what that is."""
    waiting = waiting_for(db, member)
    for each in waiting:
        telling.ask_all(db, each, [member.person], at=at)
    return waiting


def retire(db: Session, agreement_id: int, *, by: Member, at: datetime) -> Standing:
    """Nobody is asked any more; who said yes when stays known. Raises Refusal as `standing`."""
    check_convener(by)
    agreements.hold(db, agreement_id)
    one = standing(db, agreement_id, by=by)
    one.agreement.retired_by, one.agreement.retired_at = by.person, at
    journal.note(db, "agreement.retired", subject_id=agreement_id, by=by.person, at=at)
    return one


def _held(db: Session, id: int, by: Member) -> AgreementVersion:
    """A draft of theirs, as it is once nobody else is changing the same agreement."""
    row = own_draft(db, id, by=by)
    agreements.hold(db, row.agreement_id)
    db.refresh(row)
    return own_draft(db, id, by=by)


def _columns(written: Written) -> dict[str, str | bool]:
    return {name: getattr(written, name) for name in ("title", "text", "link", "whom", "news", "is_small")}
