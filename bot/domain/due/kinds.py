"""The kinds of token that the grammar knows, and how a rule of kinds becomes a pattern.

A sentence becomes a string with one character per token, so that a rule is a regular expression over kinds:
`the? ordinal of? anymonth (comma? year)?`. A name followed by `?` may be absent; `|`, `(` and `)` are as ever.
"""

import re

VALUED = (
    "owned weekday lowweekday month lowmonth ordinal number year unit daypart season holiday quarter "
    "iso slash time zone mark when"
)
WORDS = (
    "this next last every by before until after on in at for of the a and or to from ago now half eod rest start end "
    "mid early late today tomorrow tonight meeting due our since is not later "
    "relative filler plural hence"
)
ANCHORS = frozenset(f"{VALUED} today tonight tomorrow relative eod meeting".split())  # no day without one of these
BETWEEN = "comma dash bar dot stop past other"
CODES = {  # a private character each
    kind: chr(0xE000 + place) for place, kind in enumerate(f"{VALUED} {WORDS} {BETWEEN}".split())
}
FAMILIES = {
    "anymonth": "month lowmonth",
    "anyday": "weekday lowweekday",
    "daynumb": "number ordinal",
    "count": "number a",
    "nth": "ordinal last",
    "sep": "comma dash",
}
NAME = re.compile(r"[a-z]+")


def compiled(rule: str) -> re.Pattern[str]:
    """The pattern of a rule; each name is a group, a repeated one with its number ("when", "when2")."""
    seen: dict[str, int] = {}

    def group(found: re.Match[str]) -> str:
        name = found[0]
        codes = "".join(CODES[kind] for kind in FAMILIES.get(name, name).split())
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}{seen[name] if seen[name] > 1 else ''}>[{codes}])"

    return re.compile(NAME.sub(group, rule).replace(" ", ""))
