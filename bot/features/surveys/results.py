"""What many replies say together: counts, middle and spread, the way over time, the widest gap between partners."""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from math import floor
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.features.surveys.answer_values import Reply, is_given
from bot.features.surveys.questions import HIGHEST, LOWEST, Question, QuestionKind

Parts = dict[str, Any]  # of a Result, by name


class Count(BaseModel):
    """One line of a result. `average` is the average place of a ranked choice, or the points each person gave it."""

    model_config = ConfigDict(frozen=True)

    label: str
    count: int | None = None  # people; of a ranking Borda points, of a dot vote points; None: held back
    average: float | None = None


class Result(BaseModel):
    """The replies to one question, summed up; it can be kept as JSON. Averages have one decimal."""

    model_config = ConfigDict(frozen=True)

    kind: QuestionKind
    answered: int  # people who gave an answer; skipped and not applicable are none
    counts: tuple[Count, ...] = ()  # in the question's order
    mean: float | None = None  # of a scale, as the two below
    median: float | None = None
    spread: float | None = None  # standard deviation: 0 when all agree, 2 when half say 1 and half say 5
    texts: tuple[str, ...] = ()


class Cell(BaseModel):
    """The result of one partner, or of several that are only shown together."""

    model_config = ConfigDict(frozen=True)

    partners: tuple[str, ...]
    result: Result


class Gap(BaseModel):
    """Two cells that see it most differently, and by how much: points of a scale, or percent who said yes."""

    model_config = ConfigDict(frozen=True)

    low: Cell
    high: Cell
    width: float


def of(question: Question, replies: Iterable[Reply]) -> Result:
    """Everything that the replies say. What of it may be shown is another question: bot/domain/disclosure.py."""
    given = [reply for reply in replies if is_given(reply)]
    parts = SUMMED[question.kind](question, given) if given else {}
    return Result(kind=question.kind, answered=len(given), **parts)


def level(result: Result | None) -> float | None:
    """The one figure to follow over time or between partners: the mean of a scale, the percent who said yes."""
    if result is None or not result.answered:
        return None
    if result.kind is QuestionKind.YES_NO:
        return rounded(100 * (result.counts[0].count or 0) / result.answered)
    return result.mean


def change(earlier: Result | None, later: Result | None) -> float | None:
    """How far the level moved; None when one of them has none."""
    before, after = level(earlier), level(later)
    return None if before is None or after is None else round(after - before, 1)


def widest_gap(cells: Sequence[Cell]) -> Gap | None:
    """The lowest and the highest cell; None when there are not two with a level. Of equals, the first by name."""
    ranked = sorted((found, cell.partners, cell) for cell in cells if (found := level(cell.result)) is not None)
    if len(ranked) < 2:
        return None
    low, high = ranked[0], min(ranked[1:], key=lambda one: (-one[0], one[1]))
    return Gap(low=low[2], high=high[2], width=round(high[0] - low[0], 1))


def middle_half(result: Result) -> tuple[int, int] | None:
    """The scores between which the middle half of a scale's answers lie."""
    if result.kind is not QuestionKind.SCALE or not result.answered:
        return None
    upto = list(accumulate(each.count or 0 for each in result.counts))
    ends = (result.answered / 4, 3 * result.answered / 4)  # how many answers lie below
    low, high = (next(score for score, n in enumerate(upto, LOWEST) if n >= end) for end in ends)
    return low, high


def rounded(number: float) -> float:
    """To one decimal, halves upwards as people do it."""
    return floor(number * 10 + 0.5) / 10


def _scale(question: Question, scores: Sequence[int]) -> Parts:
    return {
        "counts": tuple(Count(label=str(n), count=scores.count(n)) for n in range(LOWEST, HIGHEST + 1)),
        "mean": rounded(statistics.mean(scores)),
        "median": statistics.median(scores),
        "spread": rounded(statistics.pstdev(scores)),
    }


def _yes_no(question: Question, said: Sequence[str]) -> Parts:
    return {"counts": tuple(Count(label=word, count=said.count(word)) for word in ("yes", "no"))}


def _choice(question: Question, chosen: Sequence[str]) -> Parts:
    return {"counts": tuple(Count(label=each, count=chosen.count(each)) for each in question.choices)}


def _several(question: Question, ticked: Sequence[Sequence[str]]) -> Parts:
    return {"counts": tuple(Count(label=each, count=sum(each in one for one in ticked)) for each in question.choices)}


def _ranking(question: Question, ranked: Sequence[Sequence[str]]) -> Parts:
    """Borda: of four choices the first of a person gets 3 points, the second 2, the third 1, the last none."""
    most, places = len(question.choices), {each: [one.index(each) + 1 for one in ranked] for each in question.choices}
    return {
        "counts": tuple(
            Count(label=each, count=sum(most - place for place in at), average=rounded(statistics.mean(at)))
            for each, at in places.items()
        )
    }


def _points(question: Question, shared: Sequence[Mapping[str, int]]) -> Parts:
    sums = {each: sum(one.get(each, 0) for one in shared) for each in question.choices}
    counts = (Count(label=each, count=points, average=rounded(points / len(shared))) for each, points in sums.items())
    return {"counts": tuple(counts)}


def _texts(question: Question, texts: Sequence[str]) -> Parts:
    return {"texts": tuple(sorted(texts))}  # by their words, for the order of arrival tells who


SUMMED: dict[QuestionKind, Callable[[Question, Sequence[Reply]], Parts]] = {
    QuestionKind.SCALE: _scale,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.CHOICE: _choice,
    QuestionKind.SEVERAL: _several,
    QuestionKind.RANKING: _ranking,
    QuestionKind.POINTS: _points,
    QuestionKind.SHORT_TEXT: _texts,
    QuestionKind.LONG_TEXT: _texts,
}
