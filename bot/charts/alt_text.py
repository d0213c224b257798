"""What a picture shows, in words: for people who cannot see it, and for whoever cannot load it."""

from collections.abc import Sequence

from bot.features.surveys.questions import Question, QuestionKind
from bot.features.surveys.results import Count, Result, change, level, middle_half

LONGEST = 2_000  # characters; Slack's alternative text ends there
TURNS = dict.fromkeys([0, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])  # signs that turn what follows around
HELD_BACK = "held back"  # to show it would tell what single people chose
Row = tuple[str, Result | None]  # of which partners, or of when


def people(answered: int) -> str:
    return f"{answered} {'answer' if answered == 1 else 'answers'}"


def distribution(question: str, result: Result) -> str:
    half = middle_half(result)
    counts = ", ".join(f"score {each.label}: {each.count}" for each in result.counts)
    middle = f" Mean {figure(result.mean)}; {half_words(half)}." if half else ""
    return cut(f"Columns for “{question}”: {people(result.answered)}, {counts}.{middle}")


def half_words(half: tuple[int, int]) -> str:
    """Where the middle half lies: the spread in words."""
    low, high = half
    return f"at least half say {low}" if low == high else f"the middle half says {low} to {high}"


def trend(question: str, points: Sequence[Row]) -> str:
    said = "; ".join(f"{when}: {_level(result)}" for when, result in points)
    return cut(f"Line over time for “{question}”: {said}. {movement(points)}.")


def gap(question: str, rows: Sequence[Row], total: Result) -> str:
    said = "; ".join(f"{who}: {_level(result)}" for who, result in rows)
    return cut(f"Partners side by side for “{question}”: {said}. All together: {_level(total)}.")


def overview(title: str, asked: Sequence[tuple[Question, Result | None]]) -> str:
    said = " ".join(f"{question.text} {_level(result)}." for question, result in asked)
    return cut(f"Means of “{title}”, from 1 to 5: {said}")


def choices(question: str, result: Result) -> str:
    said = "; ".join(f"{each.label}: {amount(each, result)}" for each in result.counts)
    return cut(f"Bars for “{question}”: {people(result.answered)}. {said}.")


def ranking(question: str, ranked: Sequence[Count], answered: int) -> str:
    said = "; ".join(f"{place}. {each.label} ({place_words(each)})" for place, each in placed(ranked))
    return cut(f"Ranking for “{question}”: {people(answered)}. {said}.")


def placed(ranked: Sequence[Count]) -> list[tuple[int, Count]]:
    """Each with its place; equals share one."""
    points = [each.count or 0 for each in ranked]
    return [(1 + sum(more > (each.count or 0) for more in points), each) for each in ranked]


def place_words(count: Count) -> str:
    return f"on average in place {figure(count.average)}"


def amount(count: Count, result: Result) -> str:
    """What a bar stands for."""
    if count.count is None:
        return HELD_BACK
    if result.kind is QuestionKind.POINTS:
        return f"{count.count} {'point' if count.count == 1 else 'points'}"
    return f"{count.count} ({share(count, result)} %)"


def share(count: Count, result: Result) -> int:
    """Percent of those who answered, halves upwards."""
    return int(100 * (count.count or 0) / result.answered + 0.5) if result.answered else 0


def figure(number: float | None) -> str:
    return "–" if number is None else f"{number:.1f}"  # noqa: RUF001  (a dash for nothing)


def mark(value: int, kind: QuestionKind) -> str:
    """A point of the axis."""
    return f"{value} %" if kind is QuestionKind.YES_NO else str(value)


def movement(rounds: Sequence[Row]) -> str:
    """How far the level moved between the two latest rounds that are shown."""
    shown = [result for _, result in rounds if level(result) is not None]
    if not rounds or level(rounds[-1][1]) is None:
        return "The latest round cannot be shown"
    if len(shown) < 2:
        return "The first round"
    moved = change(shown[-2], shown[-1]) or 0
    unit = " percentage points" if shown[-1] and shown[-1].kind is QuestionKind.YES_NO else ""
    return (
        f"{'Up' if moved > 0 else 'Down'} {abs(moved):.1f}{unit} since the last time" if moved else "As the last time"
    )


def marked(number: float, kind: QuestionKind) -> str:
    """A level as it stands beside its dot."""
    return f"{number:.0f} %" if kind is QuestionKind.YES_NO else figure(number)


def cut(text: str) -> str:
    """Plain words on one line, at most LONGEST characters, read in their own direction."""
    whole = text[: 10 * LONGEST].encode("utf-8", "ignore").decode("utf-8")
    line = " ".join(whole.translate(TURNS).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _level(result: Result | None) -> str:
    found = level(result)
    if result is None or found is None:
        return "not shown"
    return f"{marked(found, result.kind)} from {people(result.answered)}"
