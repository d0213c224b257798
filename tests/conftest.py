"""A fresh workspace, an empty memory and a clock that stands still, for every test."""

import gc
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from bot.runtime.app import Steward
from bot.sandbox import Clock, Person, Workspace, client, direct
from bot.settings import Settings
from storage import Memory, open_store
from storage.db import migrate, store
from tests.support.acquainted import get_acquainted
from tests.support.canary import Canary, hatch
from tests.support.compiled import sharing_engine
from tests.support.postgres import lent_postgres_url, postgres_url

MONDAY_9 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MANIFEST = json.loads((Path(__file__).parent.parent / "manifest.json").read_text())
DATABASES = ("sqlite", "postgresql")
store.create_engine = sharing_engine
CANARY = hatch()
gc.set_threshold(50_000, 20, 100)  # a test is short, and what it leaves behind is small


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that in the end no worker waits for another."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()


def fresh_url(database: str, folder: Path) -> str:
    """An empty database: a file, or one of the real server's."""
    return f"sqlite:///{folder}/steward.db" if database == "sqlite" else postgres_url()


@pytest.fixture(autouse=True)
def canary() -> Iterator[Canary]:
    """No word that anybody types in any story stands in a log."""
    with CANARY.listening() as bird:
        yield bird
    leaks = bird.leaks()
    assert leaks == [], f"people's words in the log: {leaks[:3]}"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A SQLite file with all tables and no rows: copying it is quicker than migrating again."""
    path = tmp_path_factory.mktemp("empty") / "steward.db"
    memory = open_store(f"sqlite:///{path}")
    migrate.upgrade(memory)
    memory.close()
    return path.read_bytes()


@pytest.fixture
def sqlite_memory(empty_database: bytes, tmp_path: Path) -> Iterator[Memory]:
    path = tmp_path / "steward.db"
    path.write_bytes(empty_database)
    memory = open_store(f"sqlite:///{path}")
    yield memory
    memory.close()


@pytest.fixture
def memory(sqlite_memory: Memory) -> Memory:
    """A module whose stories are told on both databases puts `any_memory` in its place."""
    return sqlite_memory


@pytest.fixture(params=DATABASES)
def any_memory(request: pytest.FixtureRequest) -> Iterator[Memory]:
    """An empty memory, once on each database."""
    if request.param == "postgresql":
        with lent_postgres_url() as url, closing(open_store(url)) as memory:
            yield memory
    else:
        yield request.getfixturevalue("sqlite_memory")


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY_9)


def people_of_the_stories(place: Workspace) -> Workspace:
    """Four people of four partners: Ada and Bo of the workspace, Chi a guest, Dan of another workspace."""
    place.add_team("T0HAVEN", "Havenmouth Alliance", "havenmouth-alliance")
    place.add_team("T0NORTH", "Northwind Marine", "northwind-marine")
    place.add_user("U0ADA", name="ada", real_name="Ada", email="ada@havenmouth.example", tz="Europe/London")
    place.add_user("U0BO", name="bo", real_name="Bo", email="bo@tidewater-trust.example")
    place.add_user("U0CHI", name="chi", real_name="Chi", email="chi@saltmarsh-society.example", kind="guest")
    place.add_user("U0DAN", name="dan", real_name="Dan", team="T0NORTH", kind="external")
    everybody = ["ada", "bo", "chi", "dan", "steward"]
    place.add_channel("C0GENERAL", "general", shared_with=("T0NORTH",), people=everybody)
    place.add_channel("C0TIDES", "tides", people=["ada", "bo", "steward"])
    place.add_channel("C0STEERING", "steering", private=True, people=["ada", "bo", "steward"])
    return place


@pytest.fixture
def workspace(clock: Clock) -> Workspace:
    return people_of_the_stories(Workspace(MANIFEST, clock))


@pytest.fixture
def settings() -> Settings:
    return Settings(slack_bot_token="xoxb-sandbox", _env_file=None)


@pytest.fixture
def steward(workspace: Workspace, memory: Memory, clock: Clock, settings: Settings, empty_database: bytes) -> Steward:
    """The bot, unchanged, in the pretend Slack."""
    bot = Steward(
        client(workspace),
        memory,
        settings=settings,
        clock=clock,
        answer=lambda url, body: workspace.answer(url, body)[0] == 200,
    )
    workspace.wire = direct(bot.bolt)
    get_acquainted(bot, workspace, empty_database)
    return bot


@pytest.fixture
def ada(workspace: Workspace, steward: Steward) -> Person:
    return workspace.person("ada")


@pytest.fixture
def bo(workspace: Workspace, steward: Steward) -> Person:
    return workspace.person("bo")


@pytest.fixture
def chi(workspace: Workspace, steward: Steward) -> Person:
    """A guest."""
    return workspace.person("chi")


@pytest.fixture
def dan(workspace: Workspace, steward: Steward) -> Person:
    """Somebody of another workspace."""
    return workspace.person("dan")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the run stood on: both databases, and what this machine has beside them."""
    with psycopg.connect(postgres_url().replace("+psycopg", "")) as connection:
        postgresql = connection.info.server_version // 10_000
    conformance = os.environ.get("STEWARD_CONFORMANCE") or "no (set STEWARD_CONFORMANCE)"
    terminalreporter.write_line(
        f"databases: SQLite {sqlite3.sqlite_version}, PostgreSQL {postgresql}; Slack's schemas: {conformance};"
        f" Chromium: {chromium() or 'no'}"
    )


def chromium() -> str | None:
    """Where this machine has a browser without a screen, if it has one."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")
