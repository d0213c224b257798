"""A white sheet to draw on, as wide as a phone shows it: everything is measured in its pixels, from the top left."""

from collections.abc import Sequence
from io import BytesIO
from typing import Literal

from bot.charts.fonts import families, legible

WIDTH = 1_000  # pixels; a phone shows them on some 375 points, so 38 pixels read as 14 points
MARGIN = 56
TITLE, TEXT, SMALL = 46, 40, 38  # pixels of height; the smallest still reads as 14 points
INK, QUIET, FAINT, PAPER = "#1c2833", "#566573", "#e5e9ed", "#ffffff"
STRONG, SOFT = "#1f7a8c", "#bfdbe2"
PER_INCH = 100  # pixels

Align = Literal["left", "center", "right"]


class Canvas:
    """Draws without any state shared with other sheets, so several threads may draw at once."""

    def __init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg  # a second, paid by who draws
        from matplotlib.figure import Figure

        self._figure = Figure(figsize=(WIDTH / PER_INCH, 1), dpi=PER_INCH, facecolor=PAPER)
        self._canvas = FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1), frameon=False)
        self._axes.set_axis_off()
        self._measure = RendererAgg(1, 1, PER_INCH)  # type: ignore[no-untyped-call]
        self.bottom = MARGIN  # how far down it is full

    def heading(self, title: str, below: str) -> None:
        """The question, on as many lines as it needs, and a quiet line under it."""
        for line in self.lines(title, WIDTH - 2 * MARGIN, TITLE, bold=True):
            self.words(line, MARGIN, self.bottom + 28, size=TITLE, bold=True)
            self.bottom += 58
        for line in self.lines(below, WIDTH - 2 * MARGIN, SMALL):
            self.words(line, MARGIN, self.bottom + 32, size=SMALL, colour=QUIET)
            self.bottom += 50
        self.bottom += 36

    def words(
        self, text: str, x: float, y: float, *, size: int = TEXT, colour: str = INK, bold: bool = False,
        align: Align = "left",
    ) -> None:  # fmt: skip
        """Words on one line with their middle at y. A dollar sign is a dollar sign, not the start of a formula."""
        self._axes.text(
            x, y, text, color=colour, fontsize=size * 72 / PER_INCH, fontweight="bold" if bold else "normal",
            fontfamily=families(text), ha=align, va="center_baseline", parse_math=False,
        )  # fmt: skip

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Its top left corner at x, y; the corners are rounded as far as it is large enough."""
        from matplotlib.patches import FancyBboxPatch

        survey = min(10.0, width / 2, height / 2)
        shape = f"round,pad=0,rounding_size={survey}"
        self._axes.add_patch(FancyBboxPatch((x, y), width, height, boxstyle=shape, facecolor=colour, linewidth=0))

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        from matplotlib.patches import Circle

        self._axes.add_patch(Circle((x, y), radius, facecolor=colour, edgecolor=PAPER, linewidth=3, zorder=4))

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float, *, dashed: bool = False) -> None:
        xs, ys = zip(*points, strict=True)
        style = (0, (4, 3)) if dashed else "solid"
        self._axes.plot(xs, ys, color=colour, linewidth=width * 72 / PER_INCH, linestyle=style, zorder=3)

    def area(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        from matplotlib.patches import Polygon

        self._axes.add_patch(Polygon(points, closed=True, facecolor=colour, linewidth=0, zorder=1))

    def width_of(self, text: str, size: int, *, bold: bool = False) -> float:
        from matplotlib.font_manager import FontProperties

        weight = "bold" if bold else "normal"
        font = FontProperties(family=families(text), size=size * 72 / PER_INCH, weight=weight)
        size_of = self._measure.get_text_width_height_descent
        return float(size_of(text, font, False)[0])  # type: ignore[no-untyped-call]

    def lines(self, text: str, width: float, size: int, *, bold: bool = False) -> list[str]:
        """The text broken where words end, or within a word that alone is too wide."""
        lines, line = [], ""
        for word in legible(text).split():
            longer = f"{line} {word}".strip()
            if self.width_of(longer, size, bold=bold) <= width:
                line = longer
                continue
            *full, line = [line, *self._broken(word, width, size, bold=bold)]
            lines += [each for each in full if each]
        return [*lines, line]

    def short(self, text: str, width: float, size: int) -> str:
        """The text's first line, with "…" when there is more."""
        first, *more = self.lines(text, width, size)
        return f"{first.rstrip('…')}…" if more else first

    def _broken(self, word: str, width: float, size: int, *, bold: bool) -> list[str]:
        parts = [""]
        for letter in word:
            if self.width_of(parts[-1] + letter, size, bold=bold) > width:
                parts.append("")
            parts[-1] += letter
        return parts

    def png(self) -> bytes:
        """The sheet as far as it is full; the same drawing gives the same bytes."""
        height = self.bottom + MARGIN
        self._figure.set_size_inches(WIDTH / PER_INCH, height / PER_INCH)
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
        kept = BytesIO()
        self._canvas.print_png(kept, metadata={"Software": None})  # type: ignore[no-untyped-call]
        return kept.getvalue()
