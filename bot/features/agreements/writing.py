"""Writing agreements: a draft that is looked at first, then a wording that is never altered; and retiring one."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.agreements import recipients
from bot.features.agreements.consent import concerned, waiting_for
from bot.features.agreements.diff import how_many_changed
from bot.features.catalogue import check_convener
from bot.text.clean import clean
from storage import agreements, events
from storage.agreements import EVERYBODY, REPRESENTATIVES, Agreement, AgreementVersion, CurrentAgreement
from storage.members import Member

LONGEST_TITLE = 100  # characters: it stands on one line of a list
LONGEST_TEXT = 2_800  # characters: it is read in one message together with what stands around it
LONGEST_LINK = 1_000  # characters
LONGEST_NEWS = 300  # characters: what is new fits into a sentence or two
MOST_WORDS_SMALL = 12  # put in or taken out; beyond it those who said yes should see it first
ADDRESS = re.compile(r"https?://[^\s<>|\"]+")


@dataclass(frozen=True)
class Written:
    """What a convener writes. Without a text there is a link, and the other way round."""

    title: str
    text: str = ""
    link: str = ""
    whom: str = EVERYBODY
    news: str = ""
    is_small: bool = False


def standing(db: Session, agreement_id: int, *, by: Member) -> CurrentAgreement:
    """An agreement that a convener may change. Raises Refusal when they may not, or when it is retired."""
    check_convener(by)
    one = agreements.one(db, agreement_id)
    if one is None or one.agreement.retired_at is not None:
        raise Refusal("This agreement is retired. Write a new one, and all are asked.")
    return one


def check(db: Session, written: Written, *, of: int | None, by: Member) -> Written:
    """What was written, tidied. Raises Refusal beside the field in which something is missing, wrong or too long."""
    tidy = Written(
        " ".join(clean(written.title).split()),
        clean(written.text),
        clean(written.link),
        written.whom if written.whom in (EVERYBODY, REPRESENTATIVES) else EVERYBODY,
        " ".join(clean(written.news).split()),
        written.is_small,
    )
    if not tidy.title:
        raise Refusal("Give it a title, so that people know what they say yes to.", field="title")
    if not tidy.text and not tidy.link:
        raise Refusal("Write what all agree to, or give a link to where it stands.", field="text")
    for field, longest in LIMITS.items():
        check_length(getattr(tidy, field), longest, field)
    if tidy.link and not ADDRESS.fullmatch(tidy.link):
        raise Refusal("A link begins with https:// and has no spaces in it.", field="link")
    if tidy.is_small:
        _check_small(tidy, standing(db, of, by=by).version if of else None)
    return tidy


LIMITS = {"title": LONGEST_TITLE, "text": LONGEST_TEXT, "link": LONGEST_LINK, "news": LONGEST_NEWS}


def check_length(text: str, longest: int, field: str) -> None:
    if len(text) > longest:
        raise Refusal(f"Please keep this under {longest:,} characters; it has {len(text):,}.", field=field)


def _check_small(written: Written, before: AgreementVersion | None) -> None:
    """A yes stands for what was read: only a trifle may change beneath it."""
    if before is None:
        raise Refusal("Nobody has said yes to it yet, so there is nothing to correct. Untick this.", field="is_small")
    changed = how_many_changed(f"{before.title}\n{before.text}", f"{written.title}\n{written.text}")
    if changed > MOST_WORDS_SMALL:
        raise Refusal(
            f"{changed} words change: more than a small correction of {MOST_WORDS_SMALL}."
            " Untick this, and everybody is kindly asked again.",
            field="is_small",
        )
    if before.whom != written.whom or (not written.text and before.link != written.link):
        raise Refusal(
            "Whom it is for, or the only place where it can be read, is no small thing to change. Untick this.",
            field="is_small",
        )


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


def publish(db: Session, id: int, *, by: Member, at: datetime) -> CurrentAgreement:
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
    events.note(db, "agreement.published", subject_id=row.agreement_id, by=by.person, at=at)
    after = agreements.one(db, row.agreement_id)
    if after is None:
        raise LookupError(row.agreement_id)
    if not row.is_small:
        recipients.ask_all(db, after, concerned(db, after), at=at)
    return after


def put_to(db: Session, member: Member, *, at: datetime) -> list[CurrentAgreement]:
    """Ask a newcomer, by letter, for everything that waits for their yes; each once. Gives what that is."""
    waiting = waiting_for(db, member)
    for each in waiting:
        recipients.ask_all(db, each, [member.person], at=at)
    return waiting


def retire(db: Session, agreement_id: int, *, by: Member, at: datetime) -> CurrentAgreement:
    """Nobody is asked any more; who said yes when stays known. Raises Refusal as `standing`."""
    check_convener(by)
    agreements.hold(db, agreement_id)
    one = standing(db, agreement_id, by=by)
    one.agreement.retired_by, one.agreement.retired_at = by.person, at
    events.note(db, "agreement.retired", subject_id=agreement_id, by=by.person, at=at)
    return one


def _held(db: Session, id: int, by: Member) -> AgreementVersion:
    """A draft of theirs, as it is once nobody else is changing the same agreement."""
    row = own_draft(db, id, by=by)
    agreements.hold(db, row.agreement_id)
    db.refresh(row)
    return own_draft(db, id, by=by)


def _columns(written: Written) -> dict[str, str | bool]:
    return {name: getattr(written, name) for name in ("title", "text", "link", "whom", "news", "is_small")}
