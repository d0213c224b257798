"""Emoji by the short names that Slack gives them: `:scroll:` is 📜."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parents[1] / "static" / "emoji.txt"  # the page completes from the same file

NAME = re.compile(r":([a-z0-9_+'-]{1,50}):(?::skin-tone-([2-6]):)?")
LIGHTEST_SKIN = 0x1F3FB  # the modifier of skin-tone-2; the other four follow
FIRST_FLAG_LETTER = 0x1F1E6
FIRST_PICTURE = 0x2300  # below are letters, arrows and signs of arithmetic


def emoji(name: str, skin: str | None = None) -> str | None:
    """The picture of that name, or None. Names missing in the table may still be Unicode's own: `:lotus:`."""
    found = _table().get(name) or _flag(name) or _unicode(name)
    if found and skin:
        return found.rstrip("\ufe0f") + chr(LIGHTEST_SKIN + int(skin) - 2)
    return found


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    return dict(line.split(" ", 1) for line in TABLE.read_text("utf-8").splitlines())


def _flag(name: str) -> str | None:
    letters = re.fullmatch(r"flag-([a-z]{2})", name)
    return "".join(chr(FIRST_FLAG_LETTER + ord(letter) - ord("a")) for letter in letters[1]) if letters else None


def _unicode(name: str) -> str | None:
    try:
        found = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return None
    return found if len(found) == 1 and unicodedata.category(found) == "So" and ord(found) >= FIRST_PICTURE else None
