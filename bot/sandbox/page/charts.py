"""Charts as pictures made of lines and shapes, each with its numbers in words for whoever cannot see it.

Source: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

from collections.abc import Callable
from math import cos, pi, sin
from typing import Any

from bot.sandbox.page.reader import Reader
from bot.sandbox.page.tags import Html, join, tag

Part = dict[str, Any]

WIDTH, HEIGHT = 480, 200  # of the field in which lines and bars are drawn
RADIUS = 90  # of a pie


def chart(part: Part, reader: Reader) -> Html:
    drawn = part.get("chart", {})
    show = KINDS.get(drawn.get("type", ""), _nothing)
    return tag("figure", tag("figcaption", part.get("title")), show(drawn), class_="chart")


def _picture(inside: Html, words: str, box: str, look: str | None = None) -> Html:
    return tag("svg", inside, viewBox=box, role="img", aria_label=words, class_=look)


def _legend(names: list[str]) -> Html:
    rows = (tag("li", tag("i", class_=f"tone-{tone}"), name) for tone, name in enumerate(names))
    return tag("ul", *rows, class_="legend")


def _lines(drawn: Part) -> Html:
    paths = [
        tag("polyline", points=_points(drawn, series), class_=f"stroke-{tone}", fill="none")
        for tone, series in enumerate(drawn["series"])
    ]
    return _axes(drawn, join(paths))


def _areas(drawn: Part) -> Html:
    shapes = [
        tag("polygon", points=f"0,{HEIGHT} {_points(drawn, series)} {WIDTH},{HEIGHT}", class_=f"tone-{tone} area")
        for tone, series in enumerate(drawn["series"])
    ]
    return _axes(drawn, join(shapes))


def _bars(drawn: Part) -> Html:
    series, top = drawn["series"], _top(drawn)
    slots = len(drawn["axis_config"]["categories"]) or 1
    wide = WIDTH / slots / (len(series) + 1)
    bars = [
        tag("rect", x=_n(wide * (slot * (len(series) + 1) + tone + 0.5)), y=_n(HEIGHT - high), width=_n(wide * 0.9),
            height=_n(high), class_=f"tone-{tone}")
        for tone, each in enumerate(series)
        for slot, value in enumerate(_values(drawn, each))
        for high in [HEIGHT * max(value, 0) / top]
    ]  # fmt: skip
    return _axes(drawn, join(bars), in_slots=True)


def _pie(drawn: Part) -> Html:
    segments = drawn["segments"]
    whole, at, slices = sum(each["value"] for each in segments) or 1, 0.0, []
    for tone, each in enumerate(segments):
        share = each["value"] / whole
        slices.append(tag("path", d=_slice(at, at + share), class_=f"tone-{tone}"))
        at += share
    words = "; ".join(f"{each['label']}: {each['value']:g}" for each in segments)
    return join([_picture(join(slices), words, "-100 -100 200 200", "round"), _legend(words.split("; "))])


def _slice(start: float, end: float) -> str:
    end = min(end, start + 0.9999)  # a whole circle has no two ends
    (x, y), (to_x, to_y) = _at(start), _at(end)
    return f"M0 0L{_n(x)} {_n(y)}A{RADIUS} {RADIUS} 0 {int(end - start > 0.5)} 1 {_n(to_x)} {_n(to_y)}Z"


def _at(turn: float) -> tuple[float, float]:
    angle = 2 * pi * turn - pi / 2
    return RADIUS * cos(angle), RADIUS * sin(angle)


def _axes(drawn: Part, inside: Html, *, in_slots: bool = False) -> Html:
    """The field with its scale at the left and its categories beneath, in slots or from edge to edge."""
    axis, names = drawn["axis_config"], [each["name"] for each in drawn["series"]]
    words = "; ".join(f"{each['name']}: {_spoken(each)}" for each in drawn["series"])
    shown = join([_scale(_top(drawn)), inside, _categories(axis["categories"], in_slots)])
    picture = _picture(shown, words, f"-44 -10 {WIDTH + 74} {HEIGHT + 36}")
    labels = " · ".join(each for each in (axis.get("y_label"), axis.get("x_label")) if each)
    return join([tag("small", labels), picture, _legend(names)])


def _scale(top: float) -> Html:
    lines = [(HEIGHT * step / 4, top * (4 - step) / 4) for step in range(5)]
    grid = [tag("path", d=f"M0 {y:g}H{WIDTH}", class_="grid") for y, _ in lines]
    return join([*grid, *(tag("text", f"{value:g}", x="-8", y=_n(y + 4), class_="scale") for y, value in lines)])


def _categories(names: list[str], in_slots: bool) -> Html:
    step = WIDTH / (len(names) if in_slots else max(len(names) - 1, 1))
    middle = step / 2 if in_slots else 0
    labels = (
        tag("text", name, x=_n(middle + step * at), y=HEIGHT + 20, class_="axis") for at, name in enumerate(names)
    )
    return join(labels)


def _points(drawn: Part, series: Part) -> str:
    values = _values(drawn, series)
    step, top = WIDTH / max(len(values) - 1, 1), _top(drawn)
    return " ".join(f"{_n(step * at)},{_n(HEIGHT - HEIGHT * max(value, 0) / top)}" for at, value in enumerate(values))


def _values(drawn: Part, series: Part) -> list[float]:
    by_label = {each["label"]: each["value"] for each in series["data"]}
    return [by_label.get(category, 0) for category in drawn["axis_config"]["categories"]]


def _top(drawn: Part) -> float:
    return max([0, *(each["value"] for series in drawn["series"] for each in series["data"])]) or 1


def _spoken(series: Part) -> str:
    return ", ".join(f"{each['label']} {each['value']:g}" for each in series["data"])


def _n(number: float) -> str:
    return f"{number:.1f}"


def _nothing(drawn: Part) -> Html:
    return tag("p", "This sandbox cannot draw that chart yet.", class_="note")


KINDS: dict[str, Callable[[Part], Html]] = {"line": _lines, "area": _areas, "bar": _bars, "pie": _pie}
