"""The texts of a welcome: as they come with the bot, or as conveners have written them since."""

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel
from sqlalchemy.orm import Session

from storage import welcome_texts

STEP, LINE, WORDS = "step", "line", "words"
STALLED, QUIET, DONE, BACK, HOUSE_WORDS = "stalled", "quiet", "settled", "catch_up", "house_words"

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


class Script(BaseModel, frozen=True):
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
def shipped() -> Mapping[str, Script]:
    """All texts by key: the steps in their order, then the lines, then the words."""
    folder = files("bot") / "content" / "welcome"
    texts = [each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".toml")]
    found = [Script.model_validate(tomllib.loads(text)) for text in texts]
    kinds = (STEP, LINE, WORDS)
    found.sort(key=lambda one: (kinds.index(one.kind), one.work_day, one.key))
    return {each.key: each.model_copy(update={"text": each.text.strip()}) for each in found}


def of(db: Session, key: str) -> Script:
    """A text as it holds now."""
    script, row = shipped()[key], welcome_texts.in_force(db, key)
    if row is None or not (row.text or script.kind == WORDS):
        return script
    return script.model_copy(update={"text": row.text, "ask": row.ask or script.ask})


def step_after(work_day: int, holds: Collection[str]) -> Script | None:
    """The step that comes next after that day (-1: the first), for somebody of whom this holds."""
    steps = (each for each in shipped().values() if each.kind == STEP and each.work_day > work_day)
    return next((each for each in steps if each.suits(holds)), None)


def unknown_fields(script: Script, *texts: str) -> list[str]:
    """What stands in braces there and cannot be filled in."""
    named = (name for text in texts for name in FIELD.findall(text))
    return [name for name in dict.fromkeys(named) if name not in script.fields]
