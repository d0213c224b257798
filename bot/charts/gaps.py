"""A picture of how differently partners see one thing: each as a dot, tied to where all together stand."""

from collections.abc import Sequence

from bot.charts import alt_text
from bot.charts.alt_text import Row
from bot.charts.canvas import FAINT, MARGIN, QUIET, SMALL, SOFT, STRONG, TEXT, WIDTH, Canvas
from bot.charts.scales import ends, marks, reach
from bot.features.surveys.questions import Question, QuestionKind
from bot.features.surveys.results import Result, level

LEFT, RIGHT = MARGIN + 24, WIDTH - MARGIN - 150  # room for the figure beside the line
MOST_LINES = 2  # of a row's name


def gap(question: Question, rows: Sequence[Row], total: Result) -> bytes:
    """The rows stay in the order given, which should be by name: this is no ranking of partners."""
    sheet, middle = Canvas(), level(total) or 0
    sheet.heading(question.text, f"Upright line: all together, {alt_text.marked(middle, question.kind)}")
    for who, result in rows:
        _row(sheet, who, result, middle)
    for mark in marks(question.kind):
        x = _across(mark, question.kind)
        sheet.words(alt_text.mark(mark, question.kind), x, sheet.bottom + 20, size=SMALL, colour=QUIET, align="center")
    sheet.bottom += 80
    ends(sheet, question)
    return sheet.png()


def _row(sheet: Canvas, who: str, result: Result | None, middle: float) -> None:
    lines = sheet.lines(who, WIDTH - 2 * MARGIN, TEXT)
    for line in lines[:MOST_LINES]:
        sheet.words(line, MARGIN, sheet.bottom + 24)
        sheet.bottom += 50
    y, found = sheet.bottom + 34, level(result)
    sheet.bar(LEFT - 24, y - 5, RIGHT - LEFT + 48, 10, FAINT)
    if result is not None and found is not None:
        here, there = _across(found, result.kind), _across(middle, result.kind)
        sheet.bar(min(here, there), y - 9, abs(here - there), 18, SOFT)
        sheet.bar(there - 3, y - 28, 6, 56, QUIET)
        sheet.dot(here, y, 22, STRONG)
        sheet.words(alt_text.marked(found, result.kind), WIDTH - MARGIN, y, bold=True, align="right")
    sheet.bottom += 92


def _across(value: float, kind: QuestionKind) -> float:
    low, high = reach(kind)
    return LEFT + (value - low) / (high - low) * (RIGHT - LEFT)
