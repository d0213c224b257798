"""The house rules that a linter cannot see."""

import re
from pathlib import Path

import handlers
from bot.surfaces import help

ROOT = Path(__file__).parents[2]
STORIES = {
    "drafts": "capture",
    "reactions": "capture",
    "channels": "answers",
    "keeping": "commitments",
    "promise_drafts": "commitments",
    "promise_lists": "promises",
    "conversation": "home",
    "wording": "domain",
    "questions": "domain",
    "question_sets": "domain",
    "replies": "domain",
    "results": "domain",
    "disclosure": "domain",
    "pulses": "rhythms",
    "moments": "rehearsal",
    "agreement_questions": "agreements",
    "agreement_drafts": "agreements",
    "buddy_asks": "buddies",
    "why_answers": "whys",
    "why_lists": "whys",
    "why_replies": "whys",
    "reach": "conveners",
    "ownership": "reviews",
}


def names(folder: str) -> set[str]:
    return {path.stem for path in (ROOT / folder).glob("*.py")} - {"__init__"}


def test_every_handler_is_on_the_menu_and_in_the_help():
    assert {feature.__name__.removeprefix("handlers.") for feature in handlers.FEATURES} == names("handlers")
    assert set(help.COMMANDS) | set(help.OPEN_DOORS) == names("handlers")


def test_every_feature_has_a_story():
    nouns = names("handlers") | names("bot/domain")
    stories = {STORIES.get(noun, noun) for noun in nouns} - {"domain"}
    assert {f"test_{noun}" for noun in stories} <= names("tests")


def test_views_speak_our_words_not_block_kit_json():
    assert [path.name for path in (ROOT / "bot/views").glob("*.py") if '"type"' in path.read_text()] == []


def test_only_the_wiring_asks_the_clock():
    asking = re.compile(r"\b(?:time\.time\(|utcnow\(|datetime\.now\(|date\.today\()")
    rooms = [
        *(ROOT / "bot").glob("*.py"),
        *(
            path
            for room in ("bot/domain", "bot/views", "handlers", "schedules", "storage")
            for path in (ROOT / room).rglob("*.py")
        ),
    ]

    assert [path.name for path in rooms if path.name != "app.py" and asking.search(path.read_text())] == []


def test_the_top_level_stays_as_it_is():
    ours = {"bot", "handlers", "schedules", "storage", "tests", "pyproject.toml", "README.md"}
    for_tools = {"Makefile", "manifest.json", "LICENSE", "CHANGELOG.md", "requirements.lock"}
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert ours <= there
    assert {
        name for name in there - ours - for_tools if not name.endswith((".egg-info", ".db", ".db-wal", ".db-shm"))
    } <= {"build", "steward-model"}
