"""A picture of several rounds: the level as a line with points, and around it where answers typically lie."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.charts import alt_text
from bot.charts.alt_text import Row
from bot.charts.canvas import FAINT, MARGIN, QUIET, SMALL, SOFT, STRONG, WIDTH, Canvas
from bot.charts.scales import marks, reach
from bot.features.surveys.questions import Question, QuestionKind
from bot.features.surveys.results import Result, level

MOST = 12  # rounds; a year of months
HEIGHT = 420  # pixels
RIGHT = WIDTH - MARGIN - 50  # half a date beside the last point
NAMED = 4  # points with words beneath; more would touch

Run = Sequence[tuple[int, Result]]  # rounds in a row that are shown, by their place


class Field:
    """Where a round and its level stand on the sheet."""

    def __init__(self, kind: QuestionKind, rounds: int, bottom: float) -> None:
        self.kind, self.rounds, self.bottom = kind, rounds, bottom
        self.left = MARGIN + (170 if kind is QuestionKind.YES_NO else 100)  # room for the figures of the axis

    def x(self, place: int) -> float:
        return self.left + (RIGHT - self.left) * (place / (self.rounds - 1) if self.rounds > 1 else 0.5)

    def y(self, value: float) -> float:
        low, high = reach(self.kind)
        return self.bottom - HEIGHT * (min(max(value, low), high) - low) / (high - low)


def trend(question: Question, rounds: Sequence[Row]) -> bytes:
    """The last MOST rounds, oldest first; one that is not shown leaves a gap in the line."""
    rounds = list(rounds)[-MOST:]
    sheet = Canvas()
    sheet.heading(question.text, f"{alt_text.movement(rounds)}. {_legend(rounds)}")
    field = Field(question.kind, len(rounds), sheet.bottom + 20 + HEIGHT)
    _grid(sheet, field)
    for run in _runs(rounds):
        _draw(sheet, field, run)
    _name(sheet, field, rounds)
    sheet.bottom = int(field.bottom) + 130
    return sheet.png()


def _legend(rounds: Sequence[Row]) -> str:
    shaded = any(len(run) > 1 and run[0][1].spread is not None for run in _runs(rounds))
    return f"{'Shaded: where most lie. ' if shaded else ''}In brackets: how many answered."


def _grid(sheet: Canvas, field: Field) -> None:
    for mark in marks(field.kind):
        sheet.line([(field.left - 40, field.y(mark)), (RIGHT + 40, field.y(mark))], FAINT, 3)
        sheet.words(alt_text.mark(mark, field.kind), MARGIN, field.y(mark), size=SMALL, colour=QUIET)


def _runs(rounds: Sequence[Row]) -> Iterator[Run]:
    """What can be joined by a line."""
    placed = list(enumerate(result for _, result in rounds))
    for has_level, run in groupby(placed, key=lambda one: level(one[1]) is not None):
        if has_level:
            yield [(place, result) for place, result in run if result is not None]


def _draw(sheet: Canvas, field: Field, run: Run) -> None:
    points = [(field.x(place), field.y(level(result) or 0)) for place, result in run]
    if len(run) > 1:
        _band(sheet, field, run)
        sheet.line(points, STRONG, 8)
    for x, y in points:
        sheet.dot(x, y, 18, STRONG)


def _band(sheet: Canvas, field: Field, run: Run) -> None:
    """One standard deviation up and down: most answers lie in it."""
    above = [(field.x(place), field.y((level(one) or 0) + (one.spread or 0))) for place, one in run]
    below = [(field.x(place), field.y((level(one) or 0) - (one.spread or 0))) for place, one in run]
    sheet.area([*above, *reversed(below)], SOFT)


def _name(sheet: Canvas, field: Field, rounds: Sequence[Row]) -> None:
    """When each was, how many answered, and its level; of many rounds only some, the last among them."""
    every = -(-len(rounds) // NAMED)
    for place, (when, result) in enumerate(rounds):
        if (len(rounds) - 1 - place) % every:
            continue
        sheet.words(sheet.short(when, 210, SMALL), field.x(place), field.bottom + 56, size=SMALL, align="center")
        under = "–" if level(result) is None or result is None else f"({result.answered})"  # noqa: RUF001
        sheet.words(under, field.x(place), field.bottom + 106, size=SMALL, colour=QUIET, align="center")
        _figure(sheet, field, place, result)


def _figure(sheet: Canvas, field: Field, place: int, result: Result | None) -> None:
    found = level(result)
    if found is None:
        return
    up = 46 if field.y(found) - 46 > field.bottom - HEIGHT - 40 else -46
    words = alt_text.marked(found, field.kind)
    sheet.words(words, field.x(place), field.y(found) - up, size=SMALL, bold=True, align="center")
