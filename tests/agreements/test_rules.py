"""What has changed between two wordings, in a table of examples."""

import pytest

from bot.features.agreements import changed_words
from bot.features.agreements.diff import how_many_changed

LONG = "one two three four five six seven eight nine ten"


def shown(before, after):
    marks = {"kept": "{}", "added": "+{}", "removed": "-{}", "left out": "…"}
    return " ".join(marks[bit.what].format(bit.words) for bit in changed_words(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("within three days", "within five days", "within -three +five days"),
        (LONG, f"{LONG} eleven", "… seven eight nine ten +eleven"),
        (LONG, f"zero {LONG}", "+zero one two three four …"),
        (f"a {LONG} b", f"c {LONG} d", "-a +c one two three four … seven eight nine ten -b +d"),
        ("the same  words", "the\nsame words ", ""),
        ("", "all new", "+all new"),
        ("gone", "", "-gone"),
        ("", "", ""),
        ("ha " * 900, "ha " * 899, f"-{('ha ' * 900).strip()} +{('ha ' * 899).strip()}"),
    ],
)
def test_changed_words(before, after, expected):
    assert shown(before, after) == expected


@pytest.mark.parametrize(("after", "count"), [(LONG, 0), (LONG.replace("two", "zwei"), 1), (f"{LONG} {LONG}", 10)])
def test_how_many_words_change(after, count):
    assert how_many_changed(LONG, after) == count
