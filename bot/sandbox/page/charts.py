"""Charts as numbers of a picture made of lines and shapes: where each point, bar, slice and label stands.

Source: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

from collections.abc import Iterator
from math import cos, pi, sin

from bot.sandbox.page.reader import Part

WIDTH, HEIGHT = 480, 200  # of the field in which lines and bars are drawn
RADIUS = 90  # of a pie


def points(drawn: Part, series: Part) -> str:
    values = _values(drawn, series)
    step, top = WIDTH / max(len(values) - 1, 1), _top(drawn)
    return " ".join(f"{step * at:.1f},{HEIGHT - HEIGHT * max(value, 0) / top:.1f}" for at, value in enumerate(values))


def bars(drawn: Part) -> Iterator[dict[str, str]]:
    """Side by side in the slot of their category."""
    series, top = drawn["series"], _top(drawn)
    wide = WIDTH / (len(drawn["axis_config"]["categories"]) or 1) / (len(series) + 1)
    for tone, each in enumerate(series):
        for slot, value in enumerate(_values(drawn, each)):
            high, x = HEIGHT * max(value, 0) / top, wide * (slot * (len(series) + 1) + tone + 0.5)
            sizes = {"x": x, "y": HEIGHT - high, "width": wide * 0.9, "height": high}
            yield {name: f"{number:.1f}" for name, number in sizes.items()} | {"class": f"tone-{tone}"}


def slices(segments: list[Part]) -> Iterator[str]:
    whole, at = sum(each["value"] for each in segments) or 1, 0.0
    for each in segments:
        share = each["value"] / whole
        yield _slice(at, at + share)
        at += share


def scale(drawn: Part) -> list[tuple[float, float]]:
    """How far down each line of the grid lies, and the number that it stands for."""
    return [(HEIGHT * step / 4, _top(drawn) * (4 - step) / 4) for step in range(5)]


def categories(drawn: Part) -> list[tuple[str, str]]:
    """Where each name stands: bars in the middle of their slots, lines from edge to edge."""
    names, in_slots = drawn["axis_config"]["categories"], drawn["type"] == "bar"
    step = WIDTH / (len(names) if in_slots else max(len(names) - 1, 1))
    return [(f"{step * at + (step / 2 if in_slots else 0):.1f}", name) for at, name in enumerate(names)]


def spoken(drawn: Part) -> str:
    """For whoever cannot see it."""
    return "; ".join(
        f"{series['name']}: " + ", ".join(f"{each['label']} {each['value']:g}" for each in series["data"])
        for series in drawn["series"]
    )


def segments(drawn: Part) -> list[str]:
    return [f"{each['label']}: {each['value']:g}" for each in drawn["segments"]]


def _slice(start: float, end: float) -> str:
    end = min(end, start + 0.9999)  # a whole circle has no two ends
    (x, y), (to_x, to_y) = _at(start), _at(end)
    return f"M0 0L{x:.1f} {y:.1f}A{RADIUS} {RADIUS} 0 {int(end - start > 0.5)} 1 {to_x:.1f} {to_y:.1f}Z"


def _at(turn: float) -> tuple[float, float]:
    angle = 2 * pi * turn - pi / 2
    return RADIUS * cos(angle), RADIUS * sin(angle)


def _values(drawn: Part, series: Part) -> list[float]:
    by_label = {each["label"]: each["value"] for each in series["data"]}
    return [by_label.get(category, 0) for category in drawn["axis_config"]["categories"]]


def _top(drawn: Part) -> float:
    return max([0, *(each["value"] for series in drawn["series"] for each in series["data"])]) or 1
