"""Results as pictures that a phone shows well, each with the same facts in words for those who cannot see it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.charts import alt_text, bars, gaps, overviews, scales, trends
from bot.charts.alt_text import Row
from bot.features.surveys.questions import Question, QuestionKind
from bot.features.surveys.results import Result


@dataclass(frozen=True)
class Picture:
    """`png` is about 1,000 pixels wide; `alt` is plain text, at most 2,000 characters."""

    png: bytes
    alt: str


def of(question: Question, result: Result) -> Picture | None:
    """The picture of a result; None for texts, and for a result without answers."""
    draw = DRAWN.get(question.kind)
    return draw(question, result) if draw and result.answered else None


def distribution(question: Question, result: Result) -> Picture:
    """Of a scale: a column for each score, where the middle half lies, and the mean."""
    return Picture(scales.distribution(question, result), alt_text.distribution(question.text, result))


def choices(question: Question, result: Result) -> Picture:
    """Of yes or no, a choice, several or points: a bar for each."""
    return Picture(bars.choices(question, result), alt_text.choices(question.text, result))


def ranking(question: Question, result: Result) -> Picture:
    """Of a ranking: the choices, best first."""
    ranked = sorted(result.counts, key=lambda each: -(each.count or 0))
    return Picture(
        bars.ranking(question, ranked, result.answered), alt_text.ranking(question.text, ranked, result.answered)
    )


def trend(question: Question, rounds: Sequence[Row]) -> Picture:
    """Of a scale, or of yes and no, over rounds: (when, result), oldest first; None where nothing was shown."""
    latest = list(rounds)[-trends.MOST :]
    return Picture(trends.trend(question, latest), alt_text.trend(question.text, latest))


def gap(question: Question, rows: Sequence[Row], total: Result) -> Picture:
    """Of a scale, or of yes and no, between partners: (names, result) of each cell that may be shown, by name."""
    return Picture(gaps.gap(question, rows, total), alt_text.gap(question.text, rows, total))


def overview(title: str, asked: Sequence[tuple[Question, Result | None]]) -> Picture:
    """Of a set: the mean and the middle half of each scale, the percent of each yes or no; None where not shown.

    Other kinds are left out: they have no place on a line.
    """
    followed = [each for each in asked if each[0].kind in overviews.FOLLOWED]
    return Picture(overviews.overview(title, followed), alt_text.overview(title, followed))


DRAWN: dict[QuestionKind, Callable[[Question, Result], Picture]] = {
    QuestionKind.SCALE: distribution,
    QuestionKind.YES_NO: choices,
    QuestionKind.CHOICE: choices,
    QuestionKind.SEVERAL: choices,
    QuestionKind.POINTS: choices,
    QuestionKind.RANKING: ranking,
}
