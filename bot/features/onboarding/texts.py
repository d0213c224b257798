"""The texts of a welcome, as conveners write them: checked in plain words, and each kept as a version."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.text.clean import clean
from storage import events, onboarding
from storage.members import Member

STEP, LINE, WORDS = "step", "line", "words"
STALLED, QUIET, DONE, BACK = "stalled", "quiet", "settled", "catch_up"

RARE = ("house_words", "agreements")
OF_LINES = ("name", "partnership", "partner", "conveners", "buddy", "hours", "doors")
OF_STEPS = (*OF_LINES, "purpose", "vision", "mission", "speakers", "colleagues", "decisions", "most_asked", *RARE)
"""What can stand in braces in a text, and is filled in for each person."""

FIELD = re.compile(r"\{([A-Za-z_]{1,30})\}")
CONDITIONS = frozenset(
    {"purpose", "partner", "people", "buddy", "decisions", "agreements", "house_words"}
    | {"external", "guest", "commands", "representative"}
)

Deed = Literal["", "confirm", "hello", "ask", "accept", "wish"]


class OnboardingScript(BaseModel, frozen=True):
    """One text. A step comes on a work day counted from 0, when all of `when` holds ("not buddy" for the contrary)."""

    key: str
    kind: Literal["step", "line", "words"]
    title: str
    text: str
    work_day: int = 0
    when: tuple[str, ...] = ()
    ask: str = ""
    button: str = ""
    deed: Deed = ""

    @property
    def fields(self) -> tuple[str, ...]:
        if self.kind == WORDS:
            return ()
        return OF_STEPS if self.kind == STEP else (*OF_LINES, *(("since",) if self.key == BACK else ()))

    def suits(self, holds: Collection[str]) -> bool:
        """Whether its conditions are as wanted, given those that hold."""
        return all((each.removeprefix("not ") in holds) != each.startswith("not ") for each in self.when)


@cache
def shipped() -> Mapping[str, OnboardingScript]:
    """All texts by key: the steps in their order, then the lines, then the words."""
    folder = files("bot") / "content" / "welcome"
    texts = [each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".toml")]
    found = [OnboardingScript.model_validate(tomllib.loads(text)) for text in texts]
    kinds = (STEP, LINE, WORDS)
    found.sort(key=lambda one: (kinds.index(one.kind), one.work_day, one.key))
    return {each.key: each.model_copy(update={"text": each.text.strip()}) for each in found}


def of(db: Session, key: str) -> OnboardingScript:
    """A text as it holds now."""
    script, row = shipped()[key], onboarding.in_force(db, key)
    if row is None or not (row.text or script.kind == WORDS):
        return script
    return script.model_copy(update={"text": row.text, "ask": row.ask or script.ask})


def step_after(work_day: int, holds: Collection[str]) -> OnboardingScript | None:
    """The step that comes next after that day (-1: the first), for somebody of whom this holds."""
    steps = (each for each in shipped().values() if each.kind == STEP and each.work_day > work_day)
    return next((each for each in steps if each.suits(holds)), None)


def unknown_fields(script: OnboardingScript, *texts: str) -> list[str]:
    """What stands in braces there and cannot be filled in."""
    named = (name for text in texts for name in FIELD.findall(text))
    return [name for name in dict.fromkeys(named) if name not in script.fields]


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


def draft(wanted: Wanted, *, by: Member) -> OnboardingScript:
    """How it would read. Raises Refusal when `by` is no convener, or when it is empty, too long or has an unknown
    field."""
    check(by)
    script = shipped()[wanted.key]
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
    row = onboarding.in_force(db, key)
    return row.version if row else 0


def check(member: Member) -> None:
    if not member.is_convener:
        raise Refusal("Only conveners change these texts. Their names are on my Home tab; ask one of them.")


def _write(db: Session, wanted: Wanted, text: str, ask: str, *, by: Member, at: datetime) -> int:
    version = wanted.seen + 1
    is_newest = newest(db, wanted.key) == wanted.seen
    if not is_newest or not onboarding.write(db, wanted.key, text, ask, version=version, by=by.person, at=at):
        raise TakenError(wanted.key)
    row = onboarding.in_force(db, wanted.key)
    events.note(db, "welcome_text.written", subject_id=row.id if row else 0, by=by.person, at=at)
    return version


def _check_text(script: OnboardingScript, text: str) -> None:
    if not text and script.kind != WORDS:
        raise Refusal(
            "A message needs a few words. To have the old ones back, choose “Back to how it came”.", field="text"
        )
    if len(text) > LONGEST:
        raise Refusal(f"Please keep this under {LONGEST:,} characters; it has {len(text):,}.", field="text")


def _check_fields(script: OnboardingScript, words: str, field: str) -> None:
    unknown = unknown_fields(script, words) if script.kind != WORDS else []
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in script.fields)
        raise Refusal(f"I cannot fill in {{{unknown[0]}}}. Here I can fill in: {known}.", field=field)
