"""A sentence as tokens: words by their language's table, numbers, clock times; what is no talk is shut away."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, NamedTuple

TABLES = Path(__file__).parent / "words"


class WordRow(NamedTuple):
    kind: str
    value: object
    words: str  # parted by "|"; with a capital letter, only as written so
    example: str


NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TenseWords:
    """How a language tells what was from what is to come; all in lower case."""

    past: frozenset[str]  # words of the past: was, met
    future: frozenset[str]  # will, must, let's
    near: frozenset[str]  # words of the future that make even "today" a promise: will, please
    requests: frozenset[str]  # what a request begins with: send, please
    greetings: frozenset[str]  # what may stand before it
    goes_on: frozenset[str]  # words that may follow a day without being described by it: "on the 4th and"
    negated: frozenset[str]
    nowadays: frozenset[str]  # shortly before "today", they mean these days: "as it works today"
    habits: frozenset[str]  # usually
    pairs: frozenset[str] = NONE  # two words, with "_" between, that are as good as one of `near`: could you, I must
    past_endings: tuple[str, ...] = ()  # of verbs: -ed
    passive: frozenset[str] = NONE  # words before such an ending that take the past away: "to be reviewed"
    undone: frozenset[str] = NONE  # words with such an ending that tell nothing of the past: scheduled
    future_endings: tuple[str, ...] = ()  # of words: 'll


@dataclass(frozen=True)
class Language:
    """The words of a language, as rows of a table; the grammar is the same for all."""

    rows: tuple[WordRow, ...]
    speech: TenseWords
    dotted: bool = False  # whether it writes "21.3." and "15." for days
    bare_days: bool = False  # whether it writes "le 15" for the 15th

    @cached_property
    def lexicon(self) -> dict[str, tuple[str, object]]:
        """Kind and value of each word or phrase, lower case but for those that count only with a capital letter."""
        rows = (*_rows(_entries("all")), *self.rows)
        return {word: (row.kind, row.value) for row in rows for word in row.words.split("|")}

    @cached_property
    def heads(self) -> dict[str, int]:
        """The first word of each phrase, in lower case, and how many words the longest has that begins with it."""
        heads: dict[str, int] = {}
        for phrase in self.lexicon:
            first, *rest = phrase.lower().split()
            heads[first] = max(heads.get(first, 0), 1 + len(rest))
        return heads


def _language(name: str) -> Language:
    """From its table: "kind; value; words; example", and "name: words" for how it speaks of past and future."""
    entries = _entries(name)
    told = dict(entry.split(": ", 1) for entry in entries if ";" not in entry)
    dotted, bare_days = told.pop("dotted", None) is not None, told.pop("bare_days", None) is not None
    speech: dict[str, Any] = {
        each: (tuple if each.endswith("endings") else frozenset)(words.split()) for each, words in told.items()
    }
    return Language(tuple(_rows(entries)), TenseWords(**speech), dotted, bare_days)


def _entries(name: str) -> list[str]:
    """A line each, which goes on where the next is indented; "#" begins a comment."""
    table = (TABLES / f"{name}.txt").read_text(encoding="utf-8").replace("\n  ", " ")
    return [line for line in table.splitlines() if line and not line.startswith("#")]


def _rows(entries: Sequence[str]) -> Iterator[WordRow]:
    """A value like "1+" counts up from word to word, where "_" leaves a number out; 12/25 is a pair of numbers."""
    for kind, value, words, example in (entry.split("; ") for entry in entries if ";" in entry):
        if not value.endswith("+"):
            yield WordRow(kind, _value(value), words, example)
            continue
        for number, word in enumerate(words.split(), int(value[:-1])):
            if word != "_":
                yield WordRow(kind, number, word, example.format(word.split("|")[0]))


def _value(written: str) -> object:
    numbers = [int(each) for each in written.split("/") if each.isdigit()]
    return (tuple(numbers) if "/" in written else numbers[0]) if numbers else written or None


LANGUAGES = {
    code: _language(name) for code, name in (("en", "english"), ("de", "german"), ("fr", "french"), ("es", "spanish"))
}


LONGEST, MOST = 2_000, 200  # characters and tokens that are read; a sentence is shorter, and the rest must not cost
LONGEST_WORD = 60  # characters; longer ones mean nothing here
NUMBER = re.compile(r"\d{1,9}")
DAY_COMES_AFTER = ("the", "of", "at", "by", "before", "until", "after", "on")

SHUT = r"""
    ```.{0,2000}?(?:```|$) | `[^`\n]{1,300}` | <[^<>\n]{1,500}>           # code, links, mentions
  | (?:^|(?<=\n))(?:>|&gt;)[^\n]*                                         # a quoted line
  | "[^"\n]{1,300}" | “[^”\n]{1,300}” | «[^»\n]{1,300}» | „[^“”\n]{1,300}[“”] | (?<![^\W_])'[^'\n]{1,200}'(?![^\W_])
  | :[a-z0-9_+-]{2,40}: | (?<!\w)/[a-z][\w/.-]{0,200}                     # emoji, paths
"""
ADDRESS = r"[a-z]{2,9}://\S+ | [\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64} | [^\W_]+_\w+ | [^\W\d_]+\.[a-z]\w*"
DAYS = r"""
    (?P<iso>(?<![\w/.-])\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:T[\d:.]{2,12}(?:Z|[+-]\d\d:?\d\d)?)?(?![\w/-]|\.\w))
  | (?P<slash>(?<![\w/.$€£\#-])\d{1,2}(?:/\d{1,2}(?:/(?:\d{4}|\d\d))?|\.[ ]?\d{1,2}\.[ ]?(?:20\d\d|\d\d(?!:))
      |-\d{1,2}-20\d\d)(?![\w/%]|[.-]\d))
  | (?P<dotted>(?<![\w/.$€£\#-])\d{1,2}\.[ ]?\d{1,2}\.(?![\w.]))
  | (?P<time>(?<![\w/.$€£\#:-])(?:\d{1,2}(?:[:.]\d\d)?[ ]?(?:[ap]m|[ap]\.m\.)(?![^\W_])|\d{1,2}[:h]\d\d(?![\w:])
      |\d{1,2}[ ]?(?:o['\u2019]?clock|h|Uhr)(?![\w:])|(?<=at[ ])\d{1,2}\.\d\d(?![\w.]\w)))
  | (?P<ordinal>(?<![\w/.$€£\#:-])\d{1,2}(?:st|nd|rd|th|er)(?![\w/]))
  | (?P<amount>\d[\d ()-]{6,30}\d | \d+(?:[.,:/]\d+)+%? | \d+%)
  | (?P<year>(?<![\w/.])(?<!\d-)20\d\d(?![\w/%]|[.,-]\d))
  | (?P<number>(?<![\w.])(?<!\d/)\d{1,3}(?!\w|/\d))
"""
LEXED = re.compile(
    rf"""
    [ \t\r\xa0*~_]*(?:
    (?P<word>week-end|apr[èe]s-(?:demain|midi)|[^\W\d_][^\W_]*(?:['\u2019][^\W_]+)*|@(?=[ ]?\d))(?![@_]|://|\.[a-z])
  | (?=\d)(?:{DAYS})
  | (?P<comma>[,()|\u2013\u2014]) | (?P<dash>-) | (?P<dot>\.) | (?P<stop>[!?;\n…])
  | (?P<shut>(?=[^\w\s])(?:{SHUT}) | (?=\w)(?:{ADDRESS}))
  | (?P<sum>[\#$€£+~]\d[\d.,]*) | (?P<colon>:) | (?P<bar>/) | (?P<other>\w+|\S)
    )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
KINDS = {"shut": "other", "amount": "other", "sum": "other", "colon": "comma"}
NUMBERED = ("iso", "slash", "dotted", "time", "ordinal", "number", "year")


@dataclass(frozen=True)
class DateToken:
    kind: str
    start: int
    end: int
    value: Any = None
    word: str = ""  # lower case, with a straight apostrophe


def tokens(text: str, language: Language) -> list[DateToken]:
    """The first 200 of the first 2,000 characters."""
    lexed = [_token(found, language.dotted) for found in islice(LEXED.finditer(text[:LONGEST]), MOST)]
    read = list(_with_phrases(lexed, text, language))
    return list(_with_day_numbers(read, language)) if language.dotted or language.bare_days else read


def _token(found: re.Match[str], dotted: bool) -> DateToken:
    group = str(found.lastgroup)
    said = found[group]
    kind = KINDS.get(group, group)
    if group == "dotted":
        kind = "slash" if dotted else "other"
    word = said.lower().replace("\u2019", "'") if len(said) < LONGEST_WORD else ""
    return DateToken(
        kind, found.start(group), found.end(group), _numbers(said, kind) if group in NUMBERED else None, word
    )


def _numbers(said: str, kind: str) -> Any:
    numbers = tuple(int(each) for each in NUMBER.findall(said)[:3])
    return numbers[0] if kind in ("ordinal", "number", "year") else numbers


def _with_phrases(lexed: list[DateToken], text: str, language: Language) -> Iterator[DateToken]:
    at = 0
    while at < len(lexed):
        token, used = lexed[at], 1
        if token.kind == "word":
            token, used = _phrase(lexed[at : at + language.heads.get(token.word, 0)], token, text, language)
        if token.kind != "filler":
            yield token
        at += used


def _with_day_numbers(read: list[DateToken], language: Language) -> Iterator[DateToken]:
    """ "Am 15." and "le 15" are the 15th."""
    before = None
    for token, following in pairwise((*read, None)):
        if not token:
            break
        dot = bool(following and following.kind == "dot" and following.start == token.end)
        names = (language.dotted and dot) or (language.bare_days and before in DAY_COMES_AFTER)
        counts = following and following.kind in ("unit", "month", "of", "daypart")
        before = token.kind
        yield replace(token, kind="ordinal") if token.kind == "number" and names and not counts else token


def _phrase(following: list[DateToken], first: DateToken, text: str, language: Language) -> tuple[DateToken, int]:
    """The longest run of words that the table has, as one token; how many it took."""
    for used in range(len(following), 0, -1):
        last = following[used - 1]
        phrase = " ".join(token.word for token in following[:used])
        capital = phrase[:1].upper() + phrase[1:] if text[first.start].isupper() else phrase
        if meant := language.lexicon.get(capital) or language.lexicon.get(phrase):
            return DateToken(meant[0], first.start, last.end, meant[1], phrase), used
    return DateToken("other", first.start, first.end, None, first.word), 1


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
