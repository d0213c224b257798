"""What people reply to a question: checked against it, and plain enough to be kept as JSON.

| kind | a reply |
| --- | --- |
| scale | a whole number from 1 to 5 |
| yes_no | "yes" or "no" |
| choice | the words of the choice |
| several | a list of choices in the question's order; empty means none of them |
| ranking | a list of all choices, best first |
| points | the points of each choice that got some, in the question's order |
| short_text, long_text | the words |
| any | SKIPPED or NOT_APPLICABLE |
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.errors import Refusal
from bot.features.surveys.questions import (
    HIGHEST,
    LONGEST_LONG_TEXT,
    LONGEST_SHORT_TEXT,
    LOWEST,
    Question,
    QuestionKind,
)
from bot.text.clean import clean

Reply = Any  # what JSON can hold; see the table above

SKIPPED: Final = {"no_answer": "skipped"}
NOT_APPLICABLE: Final = {"no_answer": "not_applicable"}


def check(question: Question, raw: object) -> Reply:
    """The reply as it is kept. `raw` is what a form or a button gave: numbers may still be words.

    Raises Refusal beside the field named like the question's key.
    """
    if raw in (SKIPPED, NOT_APPLICABLE):
        return dict(raw)
    return CHECKS[question.kind](question, raw)


def is_given(reply: Reply) -> bool:
    """Whether it says something: neither skipped nor not applicable."""
    return reply not in (SKIPPED, NOT_APPLICABLE)


def in_words(reply: Reply) -> str:
    """A reply as people say it."""
    if not is_given(reply):
        return "does not apply" if reply == NOT_APPLICABLE else "left out"
    if isinstance(reply, Mapping):
        return ", ".join(f"{choice} {points}" for choice, points in reply.items())
    return (", ".join(reply) or "none of them") if isinstance(reply, list) else str(reply)


def _scale(question: Question, raw: object) -> int:
    score = _whole_number(raw)
    if score is None or not LOWEST <= score <= HIGHEST:
        raise Refusal(f"Please choose a number from {LOWEST} to {HIGHEST}.", field=question.key)
    return score


def _yes_no(question: Question, raw: object) -> str:
    said = {True: "yes", False: "no"}.get(raw) if isinstance(raw, bool) else raw
    if said not in ("yes", "no"):
        raise Refusal("Please choose yes or no.", field=question.key)
    return str(said)


def _choice(question: Question, raw: object) -> str:
    if not isinstance(raw, str) or raw not in question.choices:
        raise Refusal("Please choose one of the answers shown.", field=question.key)
    return raw


def _several(question: Question, raw: object) -> list[str]:
    chosen = _words_of(raw)
    if chosen is None or not set(chosen) <= set(question.choices):
        raise Refusal("Please choose from the answers shown.", field=question.key)
    return [choice for choice in question.choices if choice in chosen]


def _ranking(question: Question, raw: object) -> list[str]:
    ranked = _by_place(raw) if isinstance(raw, Mapping) else _words_of(raw)
    if ranked is None or sorted(ranked) != sorted(question.choices):
        raise Refusal("Please give each choice a place of its own, and leave none out.", field=question.key)
    return ranked


def _points(question: Question, raw: object) -> dict[str, int]:
    given = {name: _whole_number(points) for name, points in raw.items()} if isinstance(raw, Mapping) else {"": None}
    if not set(given) <= set(question.choices) or any(points is None or points < 0 for points in given.values()):
        raise Refusal("Please give whole points to the choices shown.", field=question.key)
    shared = {choice: points for choice in question.choices if (points := given.get(choice))}
    if not 1 <= sum(shared.values()) <= question.points:
        raise Refusal(
            f"You have {question.points} points to share; this makes {sum(shared.values()):,}.", field=question.key
        )
    return shared


def _text(question: Question, raw: object) -> str:
    longest = LONGEST_SHORT_TEXT if question.kind is QuestionKind.SHORT_TEXT else LONGEST_LONG_TEXT
    text = clean(raw) if isinstance(raw, str) else ""
    if question.kind is QuestionKind.SHORT_TEXT:
        text = " ".join(text.split())
    if not text:
        raise Refusal("Please write a word or two, or skip this one.", field=question.key)
    if len(text) > longest:
        raise Refusal(f"Please keep this under {longest:,} characters; it has {len(text):,}.", field=question.key)
    return text


CHECKS: dict[QuestionKind, Callable[[Question, object], Reply]] = {
    QuestionKind.SCALE: _scale,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.CHOICE: _choice,
    QuestionKind.SEVERAL: _several,
    QuestionKind.RANKING: _ranking,
    QuestionKind.POINTS: _points,
    QuestionKind.SHORT_TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
}


def _whole_number(raw: object) -> int | None:
    """A number from a button's value or a form's words; None when it is none, or no sensible one."""
    if isinstance(raw, str):
        return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= 9 else None
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _words_of(raw: object) -> list[str] | None:
    return list(raw) if isinstance(raw, list | tuple) and all(isinstance(each, str) for each in raw) else None


def _by_place(places: Mapping[str, object]) -> list[str] | None:
    """The choices in the order of their places: {"Boats": "2", "Nets": "1"} is Nets before Boats."""
    numbers = {choice: _whole_number(place) for choice, place in places.items()}
    if None in numbers.values() or len(set(numbers.values())) < len(numbers):
        return None
    return _words_of(sorted(numbers, key=lambda choice: numbers[choice] or 0))
