"""Names: a class is called so in one place of the house, so that its name alone tells what is meant."""

import ast
from collections import defaultdict
from pathlib import Path

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "schedules", "storage")


def test_no_two_classes_bear_the_same_name():
    named = defaultdict(list)
    for path in (path for room in ROOMS for path in (HOUSE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                named[node.name].append(str(path.relative_to(HOUSE)))

    assert len(named) > 100
    assert {name: places for name, places in named.items() if len(places) > 1} == {}
