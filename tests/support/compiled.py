"""What one database has taught SQLAlchemy serves the next: a statement is compiled once in a run, not once in a test.

In the house a store is opened once and lives for months. A test opens its own, and four fifths of what it costs
was compiling the same statements again. The databases themselves stay apart: nothing of a row is in here.
"""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

MOST = 10_000  # statements; SQLAlchemy's own 500 are fewer than all the stories together need

_met: dict[str, Engine] = {}  # the first engine of each dialect that has met its server


def sharing_engine(*given: Any, **options: Any) -> Engine:
    """`create_engine`, with the dialect and the compiled statements of the first engine that has met such a server."""
    engine = create_engine(*given, query_cache_size=MOST, **options)
    first = _met.get(engine.dialect.name)
    if first is None:
        event.listen(engine, "engine_connect", _meet, once=True)
    else:
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
    return engine


def _meet(connection: Connection) -> None:
    _met.setdefault(connection.dialect.name, connection.engine)
