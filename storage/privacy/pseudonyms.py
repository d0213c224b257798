"""Rewriting: one person's ids and name in texts, put away for what stands for them. Knows texts, no tables."""

import json
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from storage.search.tokens import words

SHORTEST = 2  # letters of a name
WHOLE = r"(?<!\w){}(?!\w)"
MENTION = re.compile(r"<[^<>]{0,3000}>")  # people, channels, addresses: no words of a language


@dataclass(frozen=True)
class ErasedPerson:
    """Whom to look for: all their ids, what they are called, and what stands for them from now on.

    `pseudonym` is like an id, `spoken` what is read. `others`: the words of other people's names.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    pseudonym: str
    spoken: str
    others: frozenset[str] = frozenset()

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the name that are nobody else's, as they are written at the beginning of a name."""
        found = {part for name in self.names for part in re.findall(r"[^\W\d_]+", name)}
        told = (part for part in found if len(part) >= SHORTEST and part.casefold() not in self.others)
        return tuple(sorted({part[0].upper() + part[1:] for part in told}, key=lambda part: (-len(part), part)))

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem for part in self.parts for stem in words(part))


def patterns(person: ErasedPerson) -> list[str]:
    """For LIKE: whatever may hold an id or a part of the name. It finds too much rather than too little.

    Letters beyond ASCII match anything: SQLite does not know their capitals, and JSON writes them as numbers.
    """
    parts = person.parts
    whole = (name for name in person.names if not any(part.casefold() in name.casefold() for part in parts))
    wanted = {*person.ids, *parts, *whole}
    return sorted({re.sub(r"[^a-zA-Z0-9]+", "%", f"%{each}%") for each in wanted if each})


def telling(person: ErasedPerson, texts: Iterable[str]) -> Collection[str]:
    """The parts of the name that are no words of the language here: "Will" is one where somebody writes "will"."""
    left = set(person.parts)
    small = {part: re.compile(WHOLE.format(re.escape(part.lower()))) for part in left if part.lower() != part}
    for text in texts:
        talk = MENTION.sub("", _plain(text))
        left -= {part for part in left & small.keys() if small[part].search(talk)}
    return left


def rewriter(person: ErasedPerson, parts: Collection[str]) -> Callable[[str, bool], str]:
    """Gives a text without the person; with True, for columns of ids, where the pseudonym takes an id's place."""
    ids = "|".join(re.escape(each) for each in person.ids)
    mention = re.compile(rf"<@(?:{ids})(?:\|[^<>]*)?>|{WHOLE.format(f'(?:{ids})')}")
    full = [r"\s+".join(map(re.escape, name.split())) for name in person.names if len(name.split()) > 1]
    some = [*(f"(?i:{each})" for each in full), *map(re.escape, sorted(parts, key=lambda part: -len(part)))]
    named = re.compile(rf"@?{WHOLE.format('(?:' + '|'.join(some) + ')')}") if some else None

    def plain(text: str, are_ids: bool) -> str:
        text = mention.sub(lambda _: person.pseudonym if are_ids else person.spoken, text)
        if named is None:
            return text
        text = named.sub(lambda _: person.spoken, text)
        again = re.escape(person.spoken)
        return re.sub(rf"{again}(?:\s+{again})+", lambda _: person.spoken, text)

    return lambda text, are_ids: _packed(text, lambda each: plain(each, are_ids))


def _packed(text: str, change: Callable[[str], str]) -> str:
    """A JSON text is changed inside its strings, so that it stays one."""
    if not text.startswith(("{", "[", '"')):
        return change(text)
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return change(text)
    changed = _inside(held, change)
    return text if changed == held else json.dumps(changed)


def _inside(held: Any, change: Callable[[str], str]) -> Any:
    if isinstance(held, str):
        return change(held)
    if isinstance(held, list):
        return [_inside(each, change) for each in held]
    if isinstance(held, dict):
        return {change(key): _inside(value, change) for key, value in held.items()}
    return held


def _plain(text: str) -> str:
    if "\\u" not in text:
        return text
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except (ValueError, RecursionError):
        return text
