"""Pictures of choices: a bar for each, its words above it, so that long words have room on a phone."""

from collections.abc import Sequence

from bot.charts import alt_text
from bot.charts.canvas import FAINT, MARGIN, QUIET, SMALL, SOFT, STRONG, TEXT, WIDTH, Canvas
from bot.features.surveys.questions import Question, QuestionKind
from bot.features.surveys.results import Count, Result

LONGEST = WIDTH - 2 * MARGIN  # pixels of a bar that everybody chose
THICK = 34  # pixels


def choices(question: Question, result: Result) -> bytes:
    """Most chosen first; yes and no stay in their order. A bar that is held back says so."""
    sheet = Canvas()
    sheet.heading(question.text, alt_text.people(result.answered))
    counts = (
        result.counts
        if result.kind is QuestionKind.YES_NO
        else sorted(result.counts, key=lambda each: -(each.count or 0))
    )
    full = (
        max((each.count or 0 for each in counts), default=0) if result.kind is QuestionKind.POINTS else result.answered
    )
    for each in counts:
        _bar(sheet, _label(each), alt_text.amount(each, result), (each.count or 0) / (full or 1))
    return sheet.png()


def ranking(question: Question, ranked: Sequence[Count], answered: int) -> bytes:
    """Best first; a bar is as long as the Borda points, its figure the average place."""
    sheet = Canvas()
    sheet.heading(question.text, f"{alt_text.people(answered)} · figure: average place, 1 is best")
    most = (len(ranked) - 1) * answered or 1
    for place, each in alt_text.placed(ranked):
        _bar(sheet, f"{place}. {each.label}", alt_text.figure(each.average), (each.count or 0) / most)
    return sheet.png()


def _label(count: Count) -> str:
    return {"yes": "Yes", "no": "No"}.get(count.label, count.label)


def _bar(sheet: Canvas, label: str, figure: str, share: float) -> None:
    room = LONGEST - sheet.width_of(figure, TEXT, bold=True) - 40
    *first, last = sheet.lines(label, room, TEXT)
    for line in first:
        sheet.words(line, MARGIN, sheet.bottom + 24)
        sheet.bottom += 50
    held_back = figure == alt_text.HELD_BACK
    sheet.words(last, MARGIN, sheet.bottom + 24)
    sheet.words(
        figure, WIDTH - MARGIN, sheet.bottom + 24, size=SMALL if held_back else TEXT,
        colour=QUIET if held_back else STRONG, bold=not held_back, align="right",
    )  # fmt: skip
    sheet.bottom += 56
    sheet.bar(MARGIN, sheet.bottom, LONGEST, THICK, FAINT)
    if share > 0:
        sheet.bar(MARGIN, sheet.bottom, max(LONGEST * share, 8), THICK, STRONG if not held_back else SOFT)
    sheet.bottom += THICK + 30
