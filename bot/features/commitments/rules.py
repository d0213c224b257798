"""A promise as its owner words it, before it is anybody's commitment."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.errors import Refusal
from storage.commitments import NOBODY

LONGEST_PROMISE = 500  # characters; a sentence, and short enough for a button to carry it whole
LONGEST_READ = 5_000  # characters of a message that are looked at; a promise stands near its beginning

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
OPENING = r"(?:(?:ok|okay|so|and|yes|yep|sure|right|hi|hello|hey|please|then)\b[\s,:!.]*)*"
FIRST_PERSON = re.compile(
    rf"{OPENING}i(?:['’]ll|\s+will|\s+shall|(?:['’]m|\s+am)\s+going\s+to)\s+(?!not\b|never\b)",  # noqa: RUF001
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Recipient:
    """To whom: a person, a partner, everybody, or nobody in particular."""

    kind: str = NOBODY
    person: str | None = None
    partner_id: int | None = None


@dataclass(frozen=True)
class CommitmentText:
    text: str
    to: Recipient = Recipient()
    due_on: date | None = None
    decision: int | None = None  # the number of the decision it follows from


@dataclass(frozen=True)
class CommitmentSource:
    """Where and when. `source` names the message, so that the same one is kept once; no channel: in private."""

    at: datetime
    channel: str | None = None
    source: str | None = None
    link: str | None = None
    by_reaction: bool = False


def fitting(text: str) -> str:
    """One line, as long as a promise may be; a longer one is cut where a word ends."""
    text = " ".join(CONTROL.sub("", text[:LONGEST_READ]).split())
    if len(text) <= LONGEST_PROMISE:
        return text
    return text[: LONGEST_PROMISE - 1].rsplit(" ", 1)[0].rstrip() + "…"


def worded(said: str) -> str:
    """What is to be done, without the "I'll": "I'll send the tide data" is "Send the tide data"."""
    text = fitting(said)
    found = FIRST_PERSON.match(text)
    what = text[found.end() :] if found else text
    return what[:1].upper() + what[1:] if found else what


def check(promise: CommitmentText, *, today: date) -> None:
    """Raises Refusal when there are no words, too many, or when the day has passed."""
    if not fitting(promise.text):
        raise Refusal("A promise needs a few words: what will you do?", field="text")
    if len(promise.text.strip()) > LONGEST_PROMISE:
        too_many = f"it has {len(promise.text.strip()):,}"
        raise Refusal(f"Please keep this under {LONGEST_PROMISE} characters; {too_many}.", field="text")
    if promise.due_on is not None and promise.due_on < today:
        raise Refusal("That day has passed. Which day to come can you promise?", field="due_on")
