"""The fields in which each kind of question is answered, and the answers read back from them."""

from collections.abc import Mapping
from typing import Any

from bot.chat.messages import ChoiceField, Field, NumberField, RadioField, SeveralField, TextField
from bot.features.surveys.answer_values import NOT_APPLICABLE, Reply, is_given
from bot.features.surveys.questions import HIGHEST, LOWEST, Question, QuestionKind

NOT_MINE = "not_applicable"  # the value of "Does not apply to me"; no choice is written so


def fields_for(question: Question, reply: Reply | None) -> tuple[Field, ...]:
    """The fields in which a question is answered; where it takes several they are named key__0, key__1 …"""
    given = reply if reply is not None and is_given(reply) else None
    return FIELDS[question.kind](question, given, reply == NOT_APPLICABLE)


def read(questions: tuple[Question, ...], filled: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, by question; what was left empty is not in it."""
    found = {question.key: _raw(question, filled) for question in questions}
    return {key: raw for key, raw in found.items() if raw is not None}


def _radio(question: Question, reply: Reply | None, not_mine: bool) -> tuple[Field, ...]:
    if question.kind is QuestionKind.SCALE:
        ends = {LOWEST: question.low_label, HIGHEST: question.high_label}
        scores = range(LOWEST, HIGHEST + 1)
        options = tuple((f"{n}  ·  {ends[n]}" if ends.get(n) else str(n), str(n)) for n in scores)
    elif question.kind is QuestionKind.YES_NO:
        options = (("Yes", "yes"), ("No", "no"))
    else:
        return _menu(question, reply, not_mine)
    answer = NOT_MINE if not_mine else "" if reply is None else str(reply)
    return (RadioField(question.text, question.key, (*options, ("Does not apply to me", NOT_MINE)), answer, True),)


def _menu(question: Question, reply: Reply | None, not_mine: bool) -> tuple[Field, ...]:
    numbered = tuple((choice, str(n)) for n, choice in enumerate(question.choices))
    chosen = NOT_MINE if not_mine else "" if reply is None else str(question.choices.index(reply))
    options = (*numbered, ("Does not apply to me", NOT_MINE))
    return (ChoiceField(question.text, question.key, options, chosen, optional=True),)


def _several(question: Question, reply: Reply | None, _: bool) -> tuple[Field, ...]:
    options = tuple((choice, str(n)) for n, choice in enumerate(question.choices))
    ticked = tuple(str(question.choices.index(each)) for each in reply or ())
    return (SeveralField(question.text, question.key, options, ticked, hint="Any number of them."),)


def _ranking(question: Question, reply: Reply | None, _: bool) -> tuple[Field, ...]:
    places = tuple((f"{n + 1}.", str(n + 1)) for n in range(len(question.choices)))
    return tuple(
        ChoiceField(
            f"{question.text}  ·  {choice}",
            f"{question.key}__{n}",
            places,
            str(reply.index(choice) + 1) if reply else "",
            optional=True,
            hint="Its place: 1 is the best.",
        )
        for n, choice in enumerate(question.choices)
    )


def _points(question: Question, reply: Reply | None, _: bool) -> tuple[Field, ...]:
    return tuple(
        NumberField(
            f"{question.text}  ·  {choice}",
            f"{question.key}__{n}",
            (reply or {}).get(choice),
            most=question.points,
            hint=f"You have {question.points} points to share out in all.",
        )
        for n, choice in enumerate(question.choices)
    )


def _text(question: Question, reply: Reply | None, _: bool) -> tuple[Field, ...]:
    long = question.kind is QuestionKind.LONG_TEXT
    longest = 2_000 if long else 200
    return (TextField(question.text, question.key, str(reply or ""), optional=True, long=long, longest=longest),)


FIELDS = {
    QuestionKind.SCALE: _radio,
    QuestionKind.YES_NO: _radio,
    QuestionKind.CHOICE: _menu,
    QuestionKind.SEVERAL: _several,
    QuestionKind.RANKING: _ranking,
    QuestionKind.POINTS: _points,
    QuestionKind.SHORT_TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
}


def _raw(question: Question, filled: Mapping[str, Any]) -> Any:
    if question.kind in (QuestionKind.RANKING, QuestionKind.POINTS):
        parts = {choice: filled.get(f"{question.key}__{n}") for n, choice in enumerate(question.choices)}
        given = {choice: value for choice, value in parts.items() if value not in (None, "", "0")}
        return given or None
    value = filled.get(question.key)
    if value in (None, "", ()):
        return None
    return _chosen(question, value)


def _chosen(question: Question, value: Any) -> Any:
    """What stands behind an option: choices are sent as their numbers, for a choice may be longer than a value."""
    if value == NOT_MINE:
        return dict(NOT_APPLICABLE)
    if question.kind is QuestionKind.SEVERAL:
        return [question.choices[int(each)] for each in value]
    return question.choices[int(value)] if question.kind is QuestionKind.CHOICE else value
