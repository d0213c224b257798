"""What people say to the bot about their promises: a new one, "done with …", a number, and to whom it was made."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.features.commitments.rules import FIRST_PERSON, LONGEST_READ, OPENING, Recipient
from storage.commitments import ALL, PARTNER, PERSON, Commitment
from storage.search.tokens import words

EXPLICIT = re.compile(
    rf"{OPENING}(?:remember\s+(?:that\s+)?(?=i\b)|(?:i\s+)?(?:commit|promise)\b\s*:?\s*(?:to\b|that\b)?|commitment\s*:)\s*",
    re.IGNORECASE,
)
DONE = re.compile(
    rf"{OPENING}(?:i(?:['’]m|['’]ve|\s+am|\s+have)\s+)?(?:just\s+)?"  # noqa: RUF001
    r"(?:done|finished|completed|kept)\b(?![-\w])[\s:,]*(?:with\b)?(?P<what>.*)",
    re.IGNORECASE | re.DOTALL,
)
NUMBER_DONE = re.compile(r"\s*(?P<what>#?\s*c\s*-?\s*\d{1,9})\s+(?:is\s+)?(?:done|kept|finished)[\s.!]*", re.IGNORECASE)
NUMBER = re.compile(r"\s*#?\s*c\s*-?\s*(?P<number>\d{1,9})\s*[.?!]*\s*", re.IGNORECASE)
EVERYBODY = re.compile(
    r"\b(?:to|for|send|give|tell|show)\s+"
    r"(?:everybody|everyone|(?:you )?all|the (?:whole )?(?:group|team|channel|partnership))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Meant:
    """The one that was meant; or None, with those it may have been, the likeliest first."""

    one: Commitment | None
    perhaps: tuple[Commitment, ...] = ()


def promised(said: str) -> str | None:
    """What somebody promises, when they say so to the bot: "I'll …", "commit …"; None when they say something else."""
    said = said[:LONGEST_READ].strip()
    found = EXPLICIT.match(said)
    rest = said[found.end() :].strip() if found else said
    if found and rest:
        return rest
    if FIRST_PERSON.match(rest) and not rest.endswith("?"):
        return rest
    return None


def done_with(said: str) -> str | None:
    """What somebody says they are done with; empty when they do not say what; None when they say something else."""
    found = NUMBER_DONE.fullmatch(said[:LONGEST_READ]) or DONE.match(said[:LONGEST_READ])
    return found["what"].strip(" \n\t.!,") if found else None


def number_in(text: str) -> int | None:
    """The number when the text is nothing but one: "C-7", "c7"."""
    found = NUMBER.fullmatch(text[:40])
    return int(found["number"]) if found else None


def meant(mine: Sequence[Commitment], what: str) -> Meant:
    """Which of these promises the words mean: the only one that has them all. Nothing is guessed."""
    number = number_in(what)
    if number is not None:
        named = [each for each in mine if each.number == number]
        return Meant(named[0]) if named else Meant(None, tuple(mine))
    wanted = set(words(what))
    shares = {each.number: _share(wanted, each) for each in mine}
    whole = [each for each in mine if shares[each.number] == 1.0]
    if len(whole) == 1:
        return Meant(whole[0])
    likely = sorted(mine, key=lambda each: -shares[each.number])
    return Meant(None, tuple(whole or likely))


def addressee(said: str, *, people: Mapping[str, str], partners: Mapping[str, int]) -> Recipient:
    """To whom, as far as the words tell: "to @Bo", "for Tidewater Trust", "to everybody".

    `people` and `partners` are those it could be, by what they are called. A name that two share means neither.
    """
    said = said[:LONGEST_READ]
    spoken = _after_to(said)
    for name, person in sorted(people.items(), key=lambda each: -len(each[0])):
        if any(_begins(words_after, name) for words_after in spoken):
            return Recipient(PERSON, person=person)
    for name, partner_id in sorted(partners.items(), key=lambda each: -len(each[0])):
        if any(_begins(words_after, name) for words_after in spoken):
            return Recipient(PARTNER, partner_id=partner_id)
    return Recipient(ALL) if EVERYBODY.search(said) else Recipient()


def _after_to(said: str) -> list[str]:
    """What follows each "to", "for" and the like: where a name may stand."""
    starts = re.finditer(r"\b(?:to|for|send|give|tell|show|call|ask|help)\s+@?", said, re.IGNORECASE)
    return [said[found.end() : found.end() + 80].casefold() for found in starts]


def _begins(said: str, name: str) -> bool:
    name = name.casefold().strip()
    return bool(name) and re.match(rf"{re.escape(name)}(?!\w)", said) is not None


def _share(wanted: set[str], commitment: Commitment) -> float:
    """How much of the words the promise has, from 0 to 1."""
    return len(wanted & set(words(commitment.text))) / len(wanted) if wanted else 0.0
