"""From lowest to highest: what a level can be, and what its ends mean."""

from bot.domain.questions import HIGHEST, LOWEST, Kind, Question
from bot.pictures.sheet import MARGIN, QUIET, SMALL, WIDTH, Sheet


def reach(kind: Kind) -> tuple[int, int]:
    """Scores, or percent who said yes."""
    return (0, 100) if kind is Kind.YES_NO else (LOWEST, HIGHEST)


def marks(kind: Kind) -> tuple[int, ...]:
    return (0, 50, 100) if kind is Kind.YES_NO else tuple(range(LOWEST, HIGHEST + 1))


def ends(sheet: Sheet, question: Question) -> None:
    """What 1 and 5 mean, each on a line of its own so that neither is squeezed."""
    for score, label in ((LOWEST, question.low_label), (HIGHEST, question.high_label)):
        for line in sheet.lines(f"{score} = {label}", WIDTH - 2 * MARGIN, SMALL) if label else ():
            sheet.words(line, MARGIN, sheet.bottom + 24, size=SMALL, colour=QUIET)
            sheet.bottom += 52
