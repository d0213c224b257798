"""The words of a decision as a person writes them: what, why, and where one ends and the other begins."""

import re
from dataclasses import dataclass
from datetime import date

from bot.errors import Refusal

LONGEST_TEXT = 2_000  # characters; what, why and options together stay below what one message can carry

# a text may be a million characters long: a word is searched for, then what stands before it is looked at
BECAUSE = re.compile(r"\b(?:because(?: of)?|due to|so that|in order to)\b\s*[:,]?\s*", re.IGNORECASE)
LABELLED = re.compile(r"\b(?:why|reason)\s*[:=]\s*", re.IGNORECASE)
BEGINS = re.compile(r"(?:\A|\n|[.;,]\s)\s*\Z")  # that a label may begin here
LOOK_BACK = 50  # characters
BEFORE_REASON = " \t\r\n,;:.–—-"  # noqa: RUF001

DECIDED = re.compile(
    r"\s*(?:(?:ok|okay|so|hi|hello|please|note|and|log)\b[\s,:!]*)*"
    r"(?:(?:we|it was|they|the [\w-]+(?: [\w-]+)?)\s+(?:(?:have|'ve|’ve|had|just|finally|all)\s+)*"  # noqa: RUF001
    r"(?:decided|agreed|resolved|settled|concluded)|we(?:'ve|’ve)\s+(?:decided|agreed)|decision\s*:|decided\s*:?|agreed\s*:)"  # noqa: RUF001
    r"\s*:?\s*(?:that\b|to\b|on\b)?\s*",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\s*#?\s*d\s*-?\s*(?P<number>\d{1,9})\s*[.?!]*\s*", re.IGNORECASE)
LABEL = re.compile(r"\s*(?:why\s+)?#?\s*(?P<letter>[a-z])\s*-?\s*(?P<number>\d{1,9})\s*[.?!]*\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Wording:
    """What a person writes about a decision."""

    text: str
    reason: str = ""
    options: str = ""  # not taken
    people: tuple[str, ...] = ()  # who took part, besides whoever decided
    review_on: date | None = None
    expected: str | None = None  # what is expected of it; None leaves what was said before


def split(said: str) -> Wording:
    """What was decided, and why, as far as the sentence says so: "… because …" or "… Why: …"."""
    said = said.strip()
    for mark in (_label_in(said), BECAUSE.search(said)):
        what, why = _parted(mark, said) if mark else ("", "")
        if what and why:
            return Wording(text=fitting(what), reason=fitting(why))
    return Wording(text=fitting(said))


def decided(said: str) -> str | None:
    """What was decided, when somebody says so ("we decided to …", "decision: …"); None when they say something else."""
    found = DECIDED.match(said)
    what = said[found.end() :].strip() if found else ""
    return what[0].upper() + what[1:] if what else None


def fitting(text: str) -> str:
    """The text as long as a decision may be; a longer message is cut where a word ends."""
    text = text.replace("\x00", "").strip()
    if len(text) <= LONGEST_TEXT:
        return text
    return text[: LONGEST_TEXT - 1].rsplit(" ", 1)[0].rstrip() + "…"


def is_sentence(text: str) -> bool:
    """Whether it could be a decision: more than a stray word or two."""
    return len(text.split()) >= 3 or len(text) >= 30  # scripts without spaces write sentences of one "word"


def number_in(text: str) -> int | None:
    """The number when the text is nothing but one: "D-12", "d12", "#D 12"."""
    found = NUMBER.fullmatch(text)
    return int(found["number"]) if found else None


def label_in(text: str) -> tuple[str, int] | None:
    """The letter and the number when the text is nothing but one record's: "D-12", "c7"."""
    found = LABEL.fullmatch(text)
    return (found["letter"].casefold(), int(found["number"])) if found else None


def check(wording: Wording) -> None:
    """Raises Refusal when there is no sentence, or one that is too long."""
    if not wording.text.strip():
        raise Refusal("A decision needs a sentence: what did you decide?", field="text")
    check_length(wording.text, "text")
    check_length(wording.reason, "reason")
    check_length(wording.options, "options")
    check_length(wording.expected or "", "expected")


def check_length(text: str, field: str) -> None:
    """Raises Refusal beside the field when the text is too long."""
    if len(text.strip()) > LONGEST_TEXT:
        raise Refusal(f"Please keep this under {LONGEST_TEXT:,} characters; it has {len(text.strip()):,}.", field=field)


def _label_in(said: str) -> re.Match[str] | None:
    """The first "why:" that begins a line or follows a sentence."""
    found = LABELLED.finditer(said)
    return next((each for each in found if BEGINS.search(said[max(0, each.start() - LOOK_BACK) : each.start()])), None)


def _parted(mark: re.Match[str], said: str) -> tuple[str, str]:
    what = said[: mark.start()].rstrip(BEFORE_REASON).strip(" ,;")
    return what, said[mark.end() :].strip()
