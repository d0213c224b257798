"""A memory at a database URL, and the transactions that keep every partnership inside its own rows."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, delete, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from storage.db import encryption, sqlite
from storage.db.tenant_session import BoundSession
from storage.partnerships import Partnership
from storage.search.vectors import SemanticIndex

POOL = {"pool_size": 20, "max_overflow": 20, "pool_pre_ping": True}
"""More connections than the 16 threads that answer people, so that nobody waits for one."""


class Begin(Protocol):
    """Starts a transaction of one partnership: commits when the `with` block ends well, rolls back when it raises."""

    def __call__(self, *, reading: bool = False) -> AbstractContextManager[Session]: ...


class Memory:
    """Everything that is remembered, of every partnership in this database.

    `sense` may be set once, at the start: then questions find also what they mean in other words.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.sense: SemanticIndex | None = None
        alone = engine.dialect.name == "sqlite"
        self._writing: Callable[[], AbstractContextManager[Any]] = sqlite.Queue() if alone else nullcontext
        self._reading = self._writing if isinstance(engine.pool, StaticPool) else nullcontext
        self._engine_for_reading = engine.execution_options(reading=True)

    @property
    def database(self) -> str:
        """Which database it is, in a word: "sqlite" or "postgresql"."""
        return self.engine.dialect.name

    def of(self, partnership_id: int) -> Begin:
        """Transactions bound to one partnership: they see and write its rows, and no others."""

        @contextmanager
        def begin(*, reading: bool = False) -> Iterator[Session]:
            engine = self._engine_for_reading if reading else self.engine
            info = {"partnership_id": partnership_id, "sense": self.sense}
            turn = self._reading() if reading else self._writing()
            with turn, BoundSession(engine, info=info, expire_on_commit=False) as db, db.begin():
                yield db

        return begin

    def partnership(self, workspace: str, *, name: str, at: datetime) -> Partnership:
        """The partnership of a chat workspace; made when it is met for the first time."""
        with self._writing(), Session(self.engine, expire_on_commit=False) as db, db.begin():
            known = db.scalar(select(Partnership).filter_by(workspace=workspace))
            if known is None:
                known = Partnership(workspace=workspace, name=name, created_at=at)
                db.add(known)
            known.uninstalled_at = None  # whoever comes back in time finds everything as it was
        return known

    def partnerships(self) -> Sequence[Partnership]:
        """Every partnership in this database, for the clock and the operator."""
        with self._reading(), Session(self._engine_for_reading, expire_on_commit=False) as db, db.begin():
            return db.scalars(select(Partnership).order_by(Partnership.id)).all()

    @contextmanager
    def everywhere(self, *, reading: bool = False) -> Iterator[Session]:
        """A transaction past partnerships: for who installed the bot, and for the operator. Never for a feature."""
        turn = self._reading() if reading else self._writing()
        engine = self._engine_for_reading if reading else self.engine
        with turn, Session(engine, expire_on_commit=False) as db, db.begin():
            yield db

    def purge(self, *, uninstalled_before: datetime) -> Sequence[str]:
        """Forget whole partnerships that were left before then; which ones, by their workspaces."""
        with self.everywhere() as db:
            gone = delete(Partnership).where(Partnership.uninstalled_at <= uninstalled_before)
            return db.scalars(gone.returning(Partnership.workspace)).all()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads past partnerships, for the operator's tools."""
        with self._reading(), self._engine_for_reading.connect() as connection, connection.begin():
            yield connection

    def ping(self) -> None:
        """Ask the database for the smallest answer; raises SQLAlchemyError when it is out of reach."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        self.engine.dispose()


def at_one_moment(db: Session) -> None:
    """Let everything that this transaction reads be of one moment, as on SQLite it always is. Call it first."""
    if db.get_bind().dialect.name == "postgresql":
        db.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def open_store(url: str, *, keys: Sequence[str] = ()) -> Memory:
    """Open the memory at a SQLAlchemy URL. Its tables are made by `storage.migrate.upgrade`.

    `keys` seal and open tokens; without them nothing sealed can be written or read.
    """
    engine = _engine(url)
    encryption.give_keys(engine, keys)
    return Memory(engine)


def _engine(url: str) -> Engine:
    """Its errors name no values, for these are people's words."""
    parsed = make_url(url.replace("postgres://", "postgresql://", 1))  # as some hosting services write it
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), hide_parameters=True, **POOL)
    alone = parsed.database in (None, "", ":memory:")
    pool: dict[str, Any] = {"poolclass": StaticPool} if alone else POOL
    engine = create_engine(parsed, connect_args={"check_same_thread": False}, hide_parameters=True, **pool)
    sqlite.tune(engine)
    return engine
