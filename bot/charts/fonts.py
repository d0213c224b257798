"""People's words as letters that can be drawn: no signs without a glyph, no direction tricks, no end of length."""

import unicodedata
from collections.abc import Iterable
from functools import cache

USUAL = "DejaVu Sans"  # comes with the plotting library, so that a picture looks the same everywhere
OTHERS = (  # drawn with where the machine has them
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Noto Sans JP",
)
LONGEST = 200  # characters drawn of any text; its alternative text has all of them


def legible(text: str) -> str:
    """One line of what can be drawn, at most LONGEST characters; "…" when nothing is left, as of an emoji alone."""
    line = " ".join(text[: 10 * LONGEST].split())
    drawn = " ".join(_drawable(each for each in line if _has_glyph(each)).split())
    return (drawn if len(drawn) <= LONGEST else drawn[: LONGEST - 1].rstrip() + "…") or "…"


def families(text: str) -> list[str]:
    """The fonts to draw a text with. A large one is only opened when the usual one lacks a letter."""
    return [USUAL] if all(ord(each) in _digests(USUAL) for each in text) else [USUAL, *_installed()]


def _drawable(letters: Iterable[str]) -> str:
    """Without marks on a letter of another script: no font has both, and one is drawn with the font of the other."""
    kept: list[str] = []
    base = ""
    for letter in letters:
        is_mark = unicodedata.category(letter).startswith("M")
        if not is_mark:
            base = letter
        if not is_mark or (base and _stand_together(base, letter)):
            kept.append(letter)
    return "".join(kept)


def _stand_together(base: str, mark: str) -> bool:
    return any({ord(base), ord(mark)} <= _digests(font) for font in (USUAL, *_installed()))


def _has_glyph(letter: str) -> bool:
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return False  # control characters, direction marks, halves of characters
    code = ord(letter)
    return code in _digests(USUAL) or any(code in _digests(font) for font in _installed())


@cache
def _digests(font: str) -> frozenset[int]:
    """The letters that it has both upright and bold."""
    from matplotlib import font_manager  # takes a second to import, which only those pay who draw

    weights = [font_manager.FontProperties(family=font, weight=weight) for weight in ("normal", "bold")]
    maps = [font_manager.get_font(font_manager.findfont(each)).get_charmap() for each in weights]
    return frozenset(maps[0]) & frozenset(maps[1])


@cache
def _installed() -> tuple[str, ...]:
    from matplotlib import font_manager

    names = {each.name for each in font_manager.fontManager.ttflist}
    return tuple(font for font in OTHERS if font in names)
