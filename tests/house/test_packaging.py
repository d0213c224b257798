"""What an operator starts: the image, its companions and the unit name only what exists, and run without rights.

No engine builds them here; what can be read out of them is checked.
"""

import configparser
import json
import re
import shlex
from pathlib import Path

import pytest

from bot.cli import parser
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
DOCKER = (ROOT / ".docker/Dockerfile").read_text().replace("\\\n", " ")
COMPOSE = (ROOT / ".docker/compose.yaml").read_text()


def lines(word):
    return [line.split(maxsplit=1)[1] for line in DOCKER.splitlines() if line.startswith(f"{word} ")]


def unit():
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str
    read.read(ROOT / ".docker/steward.service")
    return read


def test_whatever_the_image_copies_is_there_and_is_enough():
    copied = [path for line in lines("COPY") if "--from" not in line for path in line.split()[:-1]]
    ignored = (ROOT / ".dockerignore").read_text().split()

    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert {"bot", "handlers", "schedules", "storage", "manifest.json", "requirements.lock"} <= set(copied)
    assert set(copied) & set(ignored) == set()


def test_nothing_runs_as_root_or_writes():
    assert lines("USER") == ["10001"]
    assert DOCKER.index("USER 10001") < DOCKER.index("ENTRYPOINT")
    for rule in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "stop_grace_period: 30s"):
        assert rule in COMPOSE
    service = unit()["Service"]
    assert [service[name] for name in ("DynamicUser", "NoNewPrivileges", "ProtectSystem")] == ["yes", "yes", "strict"]
    assert int(service["TimeoutStopSec"]) > 25


@pytest.mark.parametrize(
    "command",
    [
        [*json.loads(lines("CMD")[-1])],
        json.loads(re.search(r"# command: (\[.*\])", COMPOSE)[1]),
        shlex.split(unit()["Service"]["ExecStart"])[1:],
    ],
)
def test_the_commands_are_ours(command):
    given = parser.parser().parse_args(command)

    assert given.run.__name__ == "run"
    assert given.health == ("127.0.0.1", 9090)


def test_the_health_that_is_asked_for_is_the_one_that_is_answered():
    asked = re.search(r"http://127\.0\.0\.1:(\d+)(/\w+)", DOCKER)

    assert asked.groups() == ("9090", "/readyz")


@pytest.mark.parametrize("guide", sorted((ROOT / ".github/guides").glob("*.md")), ids=lambda path: path.stem)
def test_guides_name_only_settings_commands_and_files_that_exist(guide):
    text = guide.read_text()
    known = {name.upper() for name in Settings.model_fields} | {"POSTGRES_PASSWORD"}
    commands = set(re.search(r"\{(.*?)\}", parser.parser().format_usage() + "{}")[1].split(",")) - {""}
    verbs = commands or set(re.findall(r"^    (\w+)", parser.parser().format_help(), re.M))

    assert set(re.findall(r"\b(?:STEWARD|SLACK|DATABASE|POSTGRES)_[A-Z_]+\b", text)) <= known
    assert set(re.findall(r"steward (run|\w+)(?= |`|\n)", "\n".join(re.findall(r"`(steward [^`]*)`", text)))) <= verbs
    for link in re.findall(r"\]\(((?:\.\./|\w)[^)#:]*)\)", text):
        assert (guide.parent / link).exists(), link
