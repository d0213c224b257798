"""Questions as values: what may be asked, and in how many words."""

from enum import StrEnum
from hashlib import sha256
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from bot.errors import Refusal
from bot.text.clean import clean

LOWEST, HIGHEST = 1, 5  # of a scale: few enough for one row of buttons, odd so that there is a middle
LONGEST_QUESTION = 150  # characters; a Slack header and a placeholder end there
LONGEST_CHOICE = 75  # characters; a Slack button or option ends there
LONGEST_END = 40  # characters of what an end of a scale means; more would not fit beside a button on a phone
MOST_CHOICES = 10  # a Slack group of checkboxes or radio buttons ends there
MOST_POINTS = 20  # to share out; more is arithmetic, not a choice
LONGEST_SHORT_TEXT = 200  # characters; one line
LONGEST_LONG_TEXT = 2_000  # characters; leaves room for the question in one 3,000-character Slack section
KEY = r"[a-z][a-z0-9_]{0,39}"  # stays the same when the words change: the trend hangs on it


class QuestionKind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    YES_NO = "yes_no"
    CHOICE = "choice"
    SEVERAL = "several"
    RANKING = "ranking"
    POINTS = "points"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"


WITH_CHOICES = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.RANKING, QuestionKind.POINTS})
OF_TEXT = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})


class Question(BaseModel):
    """One question. Raises ValidationError when its parts do not fit its kind; `written` says it kindly."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(pattern=f"^{KEY}$")
    kind: QuestionKind
    text: str = Field(min_length=3, max_length=LONGEST_QUESTION)
    choices: tuple[str, ...] = ()
    points: int = Field(default=0, ge=0, le=MOST_POINTS)  # to share out
    low_label: str = Field(default="", max_length=LONGEST_END)  # what 1 means
    high_label: str = Field(default="", max_length=LONGEST_END)  # what 5 means
    why: str = Field(default="", max_length=300)  # why it is asked

    @field_validator("choices")
    @classmethod
    def _told_apart(cls, choices: tuple[str, ...]) -> tuple[str, ...]:
        if len({choice.casefold() for choice in choices}) < len(choices):
            raise ValueError("two choices are the same")
        if any(not 1 <= len(choice) <= LONGEST_CHOICE for choice in choices):
            raise ValueError(f"a choice has 1 to {LONGEST_CHOICE} characters")
        return choices

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind in WITH_CHOICES and not 2 <= len(self.choices) <= MOST_CHOICES:
            raise ValueError(f"{self.kind} needs 2 to {MOST_CHOICES} choices")
        if self.kind not in WITH_CHOICES and self.choices:
            raise ValueError(f"{self.kind} has no choices")
        if (self.kind is QuestionKind.POINTS) != (self.points > 0):
            raise ValueError("points belong to a question that shares them out, and only there")
        return self


class QuestionSet(BaseModel):
    """Questions that belong together. `weekly`: one at a time, in turn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(pattern=f"^{KEY}$")
    title: str = Field(min_length=3, max_length=LONGEST_CHOICE)
    about: str = Field(min_length=3, max_length=600)
    source: str = ""  # where the idea comes from
    questions: tuple[Question, ...] = Field(min_length=1)
    weekly: bool = False

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        keys = [question.key for question in self.questions]
        if len(set(keys)) < len(keys):
            raise ValueError(f"two questions of {self.key} have the same key")
        return self


def written(kind: str, text: str, *, choices: str = "", points: int = 0, low: str = "", high: str = "") -> Question:
    """A convener's own question, from the fields of a form; `choices` has one on each line.

    The key is the same for the same kind and words, so that a question asked again continues its trend.
    Raises Refusal beside the field (kind, text, choices, points, low or high) that needs another look.
    """
    text = " ".join(clean(text).split())
    listed = tuple(dict.fromkeys(line.strip() for line in clean(choices).splitlines() if line.strip()))
    if kind not in list(QuestionKind):
        raise Refusal("Please choose how people answer.", field="kind")
    _check_words(text, listed, low.strip(), high.strip())
    _check_parts(QuestionKind(kind), listed, points)
    try:
        return Question(
            key=_key(kind, text),
            kind=QuestionKind(kind),
            text=text,
            choices=listed if kind in WITH_CHOICES else (),
            points=points if kind == QuestionKind.POINTS else 0,
            low_label=low.strip(),
            high_label=high.strip(),
        )
    except ValidationError as error:  # choices that differ only in capital letters
        raise Refusal("Two of the choices look the same.", field="choices") from error


def _key(kind: str, text: str) -> str:
    return f"own_{sha256(f'{kind} {text.casefold()}'.encode()).hexdigest()[:16]}"


def _check_words(text: str, choices: tuple[str, ...], low: str, high: str) -> None:
    if not 3 <= len(text) <= LONGEST_QUESTION:
        raise Refusal(f"A question has 3 to {LONGEST_QUESTION} characters; this has {len(text):,}.", field="text")
    if any(len(choice) > LONGEST_CHOICE for choice in choices):
        raise Refusal(f"Please keep each choice under {LONGEST_CHOICE} characters.", field="choices")
    for end, field in ((low, "low"), (high, "high")):
        if len(end) > LONGEST_END:
            raise Refusal(f"Please keep this under {LONGEST_END} characters.", field=field)


def _check_parts(kind: QuestionKind, choices: tuple[str, ...], points: int) -> None:
    if kind in WITH_CHOICES and not 2 <= len(choices) <= MOST_CHOICES:
        raise Refusal(f"Please write 2 to {MOST_CHOICES} choices, one on each line.", field="choices")
    if kind is QuestionKind.POINTS and not 1 <= points <= MOST_POINTS:
        raise Refusal(f"Please give 1 to {MOST_POINTS} points to share out.", field="points")
