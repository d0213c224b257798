"""Memories in which much has happened: made once in a run for each database, and copied for each test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from storage import Begin, Memory, open_store
from storage.db import migrate
from tests.support.postgres import migrated_postgres_url, postgres_url


class World:
    """`live` is given an empty memory, and makes things happen in it; T1 is the partnership that a test looks at."""

    def __init__(self, live: Callable[[Memory], None]) -> None:
        self._live = live
        self._file: bytes | None = None
        self._template: str | None = None  # a database of the PostgreSQL server

    @contextmanager
    def copy(self, database: str, folder: Path) -> Iterator[Begin]:
        """The transactions of its partnership; what a test does in them, no other test sees."""
        memory = open_store(self._sqlite(folder) if database == "sqlite" else self._postgresql())
        try:
            yield memory.of(next(each.id for each in memory.partnerships() if each.workspace == "T1"))
        finally:
            memory.close()

    def _sqlite(self, folder: Path) -> str:
        if self._file is None:
            with TemporaryDirectory() as place:
                self._fill(f"sqlite:///{place}/steward.db")
                self._file = Path(place, "steward.db").read_bytes()
        (folder / "steward.db").write_bytes(self._file)
        return f"sqlite:///{folder}/steward.db"

    def _postgresql(self) -> str:
        if self._template is None:
            url = migrated_postgres_url()
            self._fill(url)
            self._template = str(make_url(url).database)
        return postgres_url(template=self._template)

    def _fill(self, url: str) -> None:
        memory = open_store(url)
        migrate.upgrade(memory)
        self._live(memory)
        memory.close()
