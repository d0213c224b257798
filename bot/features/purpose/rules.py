"""Purpose: why the partnership exists, with its vision and its mission, in versions that keep their history."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features import recurrences
from bot.features.catalogue import check_convener
from bot.text.clean import clean
from storage import deliveries, events, purpose
from storage import recurrences as stored_recurrences
from storage.members import Member
from storage.purpose import MISSION, PURPOSE, STATEMENT, VISION, Purpose, PurposeForm
from storage.search import index as search_index

CHANGED = "purpose_changed"
KINDS = (PURPOSE, VISION, MISSION)
LONGEST = 1_000  # characters of each: what nobody can say in that, nobody remembers
LONGEST_REASON = 500  # characters

ASKED = re.compile(
    r"(?:(?:what(?:'s| is| are)|show|tell me) )?(?:me )?(?:(?:our|the|your) )?(?:purpose|vision|mission)"
    r"|why (?:are we (?:all )?here|do we exist|does this (?:partnership )?exist)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PurposeWording:
    """What holds, in words. An empty vision or mission is none."""

    purpose: str = ""
    vision: str = ""
    mission: str = ""


def is_asked(text: str) -> bool:
    """Whether somebody asks why we are here: "purpose", "why are we here?"."""
    words = " ".join(text[:80].split()).rstrip(" ?!.")
    return len(text) <= 80 and ASKED.fullmatch(words) is not None


def stated(db: Session) -> PurposeWording:
    found = {kind: purpose.in_force(db, kind) for kind in KINDS}
    return PurposeWording(**{kind: row.text if row else "" for kind, row in found.items()})


def change(
    db: Session, wanted: PurposeWording, reason: str, *, seen: int, by: Member, at: datetime
) -> Sequence[Purpose]:
    """Write down what holds from now on; the channel of the rhythm is told once. Gives what has changed.

    `seen` is the newest wording that `by` was looking at. Raises Refusal when `by` is no convener, when there is no
    purpose, when a change has no reason, when a text is too long, or when somebody else was quicker.
    """
    check_convener(by)
    words = {kind: clean(getattr(wanted, kind)) for kind in KINDS}
    reason = clean(reason)
    _check_words(words, reason)
    if purpose.newest(db) != seen:
        raise Refusal("Somebody has changed this while you wrote. Keep your words, close this and open it again.")
    before = {kind: purpose.in_force(db, kind) for kind in KINDS}
    changed = [kind for kind, text in words.items() if text != (row.text if (row := before[kind]) else "")]
    if not reason and any(before[kind] for kind in changed):
        raise Refusal("Say in a sentence why it changes: people will ask.", field="reason")
    return _write(db, {kind: words[kind] for kind in changed}, reason, by=by, at=at)


def check_length(text: str, longest: int, field: str) -> None:
    """Raises Refusal beside the field when the text is too long."""
    if len(text) > longest:
        raise Refusal(f"Please keep this under {longest:,} characters; it has {len(text):,}.", field=field)


def _write(db: Session, words: dict[str, str], reason: str, *, by: Member, at: datetime) -> Sequence[Purpose]:
    rows = [Purpose(kind=kind, text=words[kind], written_by=by.person, written_at=at, reason=reason) for kind in words]
    db.add_all(rows)
    db.flush()
    for row in rows:
        title, body = purpose.findable(row)
        search_index.index(db, "purpose", row.id, title=title, body=body)
        events.note(db, "purpose.stated", subject_id=row.id, by=by.person, at=at)
    if not purpose.has_plain_form(db):
        db.add(PurposeForm(kind=STATEMENT, text="", written_by=by.person, written_at=at))
    if rows and stored_recurrences.of_noun(db, recurrences.PURPOSE) is not None:
        deliveries.plan(db, CHANGED, about_id=rows[0].id, key=f"purpose:{rows[0].id}:changed", at=at)
    return rows


def _check_words(words: dict[str, str], reason: str) -> None:
    if not words[PURPOSE]:
        raise Refusal("Begin with the purpose: why does this partnership exist?", field=PURPOSE)
    for kind, text in words.items():
        check_length(text, LONGEST, kind)
    check_length(reason, LONGEST_REASON, "reason")
