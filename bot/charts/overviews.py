"""A picture of a whole set of questions: for each where the middle half lies, and its mean."""

from collections.abc import Sequence

from bot.charts import alt_text
from bot.charts.canvas import FAINT, MARGIN, QUIET, SMALL, SOFT, STRONG, WIDTH, Canvas
from bot.charts.scales import reach
from bot.features.surveys.questions import HIGHEST, LOWEST, Question, QuestionKind
from bot.features.surveys.results import Result, level, middle_half

LEFT, RIGHT = MARGIN + 24, WIDTH - MARGIN - 174  # room for "100 %" beside the line
FOLLOWED = (QuestionKind.SCALE, QuestionKind.YES_NO)  # kinds with a level


def overview(title: str, asked: Sequence[tuple[Question, Result | None]]) -> bytes:
    """In the order asked; a result that is not shown says so."""
    sheet = Canvas()
    sheet.heading(title, f"{LOWEST} to {HIGHEST}. Dot: mean. Shaded: middle half.")
    for question, result in asked:
        for line in sheet.lines(question.text, WIDTH - 2 * MARGIN, SMALL):
            sheet.words(line, MARGIN, sheet.bottom + 24, size=SMALL)
            sheet.bottom += 48
        _level(sheet, question.kind, result, sheet.bottom + 34)
        sheet.bottom += 98
    return sheet.png()


def _level(sheet: Canvas, kind: QuestionKind, result: Result | None, y: float) -> None:
    found = level(result)
    if result is None or found is None:
        sheet.words("not shown", MARGIN, y, size=SMALL, colour=QUIET)
        return
    sheet.bar(LEFT - 24, y - 6, RIGHT - LEFT + 48, 12, FAINT)
    low, high = middle_half(result) or (found, found)
    start = _across(low, kind)
    sheet.bar(start - 24, y - 14, _across(high, kind) - start + 48, 28, SOFT)
    sheet.dot(_across(found, kind), y, 22, STRONG)
    sheet.words(alt_text.marked(found, kind), WIDTH - MARGIN, y, bold=True, align="right")


def _across(value: float, kind: QuestionKind) -> float:
    low, high = reach(kind)
    return LEFT + (value - low) / (high - low) * (RIGHT - LEFT)
