"""A picture of one scale: how often each score was given, where the middle half lies, and the mean."""

from bot.charts import alt_text
from bot.charts.canvas import FAINT, INK, MARGIN, QUIET, SMALL, SOFT, STRONG, WIDTH, Canvas
from bot.features.surveys.questions import HIGHEST, LOWEST, Question, QuestionKind
from bot.features.surveys.results import Result, middle_half


def reach(kind: QuestionKind) -> tuple[int, int]:
    """Scores, or percent who said yes."""
    return (0, 100) if kind is QuestionKind.YES_NO else (LOWEST, HIGHEST)


def marks(kind: QuestionKind) -> tuple[int, ...]:
    return (0, 50, 100) if kind is QuestionKind.YES_NO else tuple(range(LOWEST, HIGHEST + 1))


def ends(sheet: Canvas, question: Question) -> None:
    """What 1 and 5 mean, each on a line of its own so that neither is squeezed."""
    for score, label in ((LOWEST, question.low_label), (HIGHEST, question.high_label)):
        for line in sheet.lines(f"{score} = {label}", WIDTH - 2 * MARGIN, SMALL) if label else ():
            sheet.words(line, MARGIN, sheet.bottom + 24, size=SMALL, colour=QUIET)
            sheet.bottom += 52


TALLEST = 300  # pixels of the highest column
COLUMN = 132  # pixels


def distribution(question: Question, result: Result) -> bytes:
    """A column for each score, the middle half as a band beneath, the mean as a dot on it."""
    sheet = Canvas()
    sheet.heading(question.text, f"{alt_text.people(result.answered)} · mean {alt_text.figure(result.mean)}")
    _columns(sheet, result)
    _spread(sheet, result)
    ends(sheet, question)
    return sheet.png()


def _columns(sheet: Canvas, result: Result) -> None:
    most = max((each.count or 0 for each in result.counts), default=0) or 1
    base = sheet.bottom + 50 + TALLEST
    for score, each in enumerate(result.counts, LOWEST):
        tall = (each.count or 0) / most * TALLEST
        x = _column_at(score)
        sheet.bar(x - COLUMN / 2, base - max(tall, 6), COLUMN, max(tall, 6), STRONG if tall else FAINT)
        sheet.words(str(each.count or 0), x, base - tall - 34, bold=True, align="center", colour=INK if tall else QUIET)
        sheet.words(each.label, x, base + 40, align="center")
    sheet.bottom = base + 80


def _spread(sheet: Canvas, result: Result) -> None:
    half = middle_half(result)
    if half is None or result.mean is None:
        return
    low, high = (_column_at(score) for score in half)
    sheet.bar(_column_at(LOWEST) - COLUMN / 2, sheet.bottom + 16, 4 * _step() + COLUMN, 12, FAINT)
    sheet.bar(low - COLUMN / 2, sheet.bottom + 16, high - low + COLUMN, 12, SOFT)
    sheet.dot(_column_at(result.mean), sheet.bottom + 22, 19, STRONG)
    words = alt_text.half_words(half)
    sheet.bottom += 74
    sheet.words(f"{words[0].upper()}{words[1:]}", WIDTH / 2, sheet.bottom + 8, size=SMALL, colour=QUIET, align="center")
    sheet.bottom += 54


def _step() -> float:
    return (WIDTH - 2 * MARGIN - COLUMN) / (HIGHEST - LOWEST)


def _column_at(score: float) -> float:
    return MARGIN + COLUMN / 2 + (score - LOWEST) * _step()
