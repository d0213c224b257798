"""The house rules that a linter cannot see."""

import ast
import re
from pathlib import Path

import handlers
from bot.features import catalogue
from bot.surfaces import help
from bot.surfaces.home import tabs
from schedules.outbox import posts
from storage.search import kinds

ROOT = Path(__file__).parents[2]
ROOMS = ("bot/features", "bot/surfaces", "bot/notifications", "bot/chat", "handlers", "schedules", "storage")


def test_every_handler_says_what_it_listens_to():
    modules = [path for path in (ROOT / "handlers").rglob("*.py") if path.name != "__init__.py"]

    assert [path for path in modules if "\nROUTES = Routes(" not in path.read_text()] == []
    assert len(handlers.router().named["clicks"]) > 100


def test_every_feature_has_its_stories():
    told_elsewhere = {"directory"}  # of whom and what the chat knows: every story begins with it
    folders = {path.parent.name for path in (ROOT / "tests").rglob("test_*.py")}

    assert set(catalogue.features()) - folders == told_elsewhere


def test_every_kind_of_message_has_a_title_and_a_reason():
    kinds = [kind for feature in catalogue.features().values() for kind in feature.digest]

    assert [kind.name for kind in kinds if not kind.title or not kind.because] == []
    assert len({kind.name for kind in kinds}) == len({kind.place for kind in kinds}) == len(kinds) > 30


def test_what_is_posted_has_a_title_and_a_function_that_posts_it():
    titles = {kind: title for feature in catalogue.features().values() for kind, title in feature.posts.items()}

    assert set(titles) == set(posts.posts())
    assert all(titles.values())


def test_what_people_can_ask_for_is_told_in_words_of_its_feature():
    assert set(catalogue.record_words()) == set(kinds.every())


def test_each_line_of_help_has_its_own_place():
    lines = [*catalogue.help_lines(), *help.OWN]

    assert len({line.place for line in lines}) == len(lines) > 30


def test_each_part_of_a_page_has_its_own_place_in_a_room_that_is_there():
    parts = [*catalogue.home_parts(), *tabs.OWN]

    assert len({(part.room, part.place) for part in parts}) == len(parts) > 40
    assert {part.room for part in parts} == {room.name for room in tabs.ROOMS}


def test_a_package_s_face_defines_nothing():
    """A docstring, imports, and what others may use; what it does stands in a module with a name."""
    rooms = ("bot", "schedules", "storage")
    packages = [path for room in rooms for path in (ROOT / room).rglob("__init__.py") if "sandbox" not in path.parts]
    written = {path: ast.parse(path.read_text()).body for path in packages}

    assert [path for path, body in written.items() if any(is_a_definition(each) for each in body)] == []


def is_a_definition(statement):
    if isinstance(statement, ast.Assign):
        return [getattr(target, "id", "") for target in statement.targets] != ["__all__"]
    return isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.AnnAssign)


def test_each_kind_that_is_kept_for_a_time_has_its_own_place():
    rules = [rule for feature in catalogue.features().values() for rule in feature.retention]

    assert len({rule.kind for rule in rules}) == len({rule.place for rule in rules}) == len(rules) > 5


def test_what_is_said_is_not_block_kit_json():
    said = [path for path in (ROOT / "bot").rglob("*.py") if path.stem.endswith(("messages", "forms", "lists"))]

    assert len(said) > 40
    assert [path for path in said if '"type"' in path.read_text()] == []


def test_only_the_wiring_asks_the_clock():
    asking = re.compile(r"\b(?:time\.time\(|utcnow\(|datetime\.now\(|date\.today\()")
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]

    assert [path.name for path in files if asking.search(path.read_text())] == []


def test_the_top_level_stays_as_it_is():
    ours = {"bot", "handlers", "schedules", "storage", "tests", "pyproject.toml", "README.md"}
    for_tools = {"Makefile", "manifest.json", "LICENSE", "CHANGELOG.md", "requirements.lock"}
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert ours <= there
    assert {
        name for name in there - ours - for_tools if not name.endswith((".egg-info", ".db", ".db-wal", ".db-shm"))
    } <= {"build", "steward-model"}


SPEAKS = {"reply", "whisper", "dm", "post", "amend", "remove", "deliver", "answered"}


def test_nothing_is_said_inside_a_transaction():
    rooms = [path for room in ("bot", "handlers", "schedules") for path in (ROOT / room).rglob("*.py")]
    blocks = [
        (path, block)
        for path in rooms
        for block in ast.walk(ast.parse(path.read_text()))
        if isinstance(block, ast.With) and any("begin(" in ast.unparse(item) for item in block.items)
    ]
    said = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, block in blocks
        for call in ast.walk(block)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in SPEAKS
        if ast.unparse(call.func.value).split(".")[-1] in ("chat", "said", "request")
    ]

    assert len(blocks) > 100
    assert said == []
