"""The texts of a welcome, as conveners write them: checked in plain words, and each kept as a version."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.domain.questions import clean
from bot.domain.welcomes import scripts
from bot.domain.welcomes.scripts import WORDS, Script
from bot.errors import Refusal
from storage import journal, welcome_texts
from storage.members import Member

LONGEST = 2_000  # characters of a text: with what is filled in it still fits into one message
LONGEST_ASK = 300  # characters


class TakenError(Exception):
    """Somebody else has saved another wording since this one was opened."""


@dataclass(frozen=True)
class Wanted:
    """What a convener has written. `seen` is the version that they were looking at; 0: as it came."""

    key: str
    text: str
    ask: str = ""
    seen: int = 0


def draft(wanted: Wanted, *, by: Member) -> Script:
    """How it would read. Raises Refusal when `by` is no convener, or when it is empty, too long or has an unknown
    field."""
    check(by)
    script = scripts.shipped()[wanted.key]
    text, ask = clean(wanted.text), clean(wanted.ask)
    _check_text(script, text)
    if len(ask) > LONGEST_ASK:
        raise Refusal(f"Please keep this under {LONGEST_ASK} characters; it has {len(ask):,}.", field="ask")
    for field, words in (("text", text), ("ask", ask)):
        _check_fields(script, words, field)
    return script.model_copy(update={"text": text, "ask": ask or script.ask})


def save(db: Session, wanted: Wanted, *, by: Member, at: datetime) -> int:
    """The next version; its number. Raises Refusal as `draft` does, and TakenError when somebody else was quicker."""
    script = draft(wanted, by=by)
    return _write(db, wanted, script.text, script.ask, by=by, at=at)


def back_to_shipped(db: Session, wanted: Wanted, *, by: Member, at: datetime) -> int:
    """As it came with the bot; that too is a version. Raises as `save` does."""
    check(by)
    return _write(db, wanted, "", "", by=by, at=at)


def newest(db: Session, key: str) -> int:
    row = welcome_texts.in_force(db, key)
    return row.version if row else 0


def check(member: Member) -> None:
    if not member.is_convener:
        raise Refusal("Only conveners change these texts. Their names are on my Home tab; ask one of them.")


def _write(db: Session, wanted: Wanted, text: str, ask: str, *, by: Member, at: datetime) -> int:
    version = wanted.seen + 1
    is_newest = newest(db, wanted.key) == wanted.seen
    if not is_newest or not welcome_texts.write(db, wanted.key, text, ask, version=version, by=by.person, at=at):
        raise TakenError(wanted.key)
    row = welcome_texts.in_force(db, wanted.key)
    journal.note(db, "welcome_text.written", subject_id=row.id if row else 0, by=by.person, at=at)
    return version


def _check_text(script: Script, text: str) -> None:
    if not text and script.kind != WORDS:
        raise Refusal(
            "A message needs a few words. To have the old ones back, choose “Back to how it came”.", field="text"
        )
    if len(text) > LONGEST:
        raise Refusal(f"Please keep this under {LONGEST:,} characters; it has {len(text):,}.", field="text")


def _check_fields(script: Script, words: str, field: str) -> None:
    unknown = scripts.unknown_fields(script, words) if script.kind != WORDS else []
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in script.fields)
        raise Refusal(f"I cannot fill in {{{unknown[0]}}}. Here I can fill in: {known}.", field=field)
