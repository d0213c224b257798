"""What every table shares: typed rows without lazy relationships, times kept in UTC, and one partnership per row."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, ClassVar, dataclass_transform

from sqlalchemy import BigInteger, Connection, DateTime, ForeignKey, Integer, MetaData, bindparam, inspect, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from storage.db.policy import code, link, people, person, place, source, stems, words

Key = BigInteger().with_variant(Integer, "sqlite")
"""Row numbers: 64 bits; SQLite counts by itself only in a column that says INTEGER."""


INSERTS: Mapping[str, Any] = {"sqlite": sqlite_insert, "postgresql": postgresql_insert}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC. SQLite forgets time zones, so we put UTC back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: pass an aware one")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC) if value else None


@dataclass_transform(
    kw_only_default=True, field_specifiers=(mapped_column, person, people, words, stems, place, source, link, code)
)
class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UTCDateTime}
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Bound(MappedAsDataclass, kw_only=True):
    """A row of one partnership. The session fills the number in and keeps every query inside it."""

    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("partnerships.id", ondelete="CASCADE"), init=False, default=None
    )


@cache
def tables() -> tuple[type[Bound], ...]:
    """Every table of a partnership, parents before children."""
    rows: dict[Any, Any] = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    found = (rows[table] for table in Base.metadata.sorted_tables if table in rows)
    return tuple(row for row in found if issubclass(row, Bound))


def fresh_values(row: type[Bound]) -> dict[str, Any]:
    """What a new row has in the columns that need not be told."""
    table: Any = inspect(row).local_table
    columns = (column for column in table.columns if column.name not in ("id", "partnership_id"))
    return {
        column.name: column.default.arg if column.default is not None else None
        for column in columns
        if column.nullable or column.default is not None
    }


def insert_all(db: Session, row: type[Bound], rows: Sequence[Mapping[str, Any]], **shared: Any) -> None:
    """Insert many rows at once; all tell the same columns. `shared` is the same in every row.

    Like `insert_once` it goes past the session to the table, so it names the partnership itself. It asks for no ids:
    a statement that returns them has a placeholder for every value, and taking it apart costs more than writing.
    """
    table: Any = inspect(row).local_table
    shared |= {"partnership_id": db.info["partnership_id"]}
    if rows:
        db.connection().execute(table.insert(), [{**each, **shared} for each in rows])


def insert_once(db: Session, row: type[Bound], **values: Any) -> int | None:
    """Insert a row unless its unique key is taken; its id when it is new. Safe against a race on both databases.

    It goes past the session to the table, which costs a third: so it names the partnership itself.
    """
    connection = _writing(db)
    values["partnership_id"] = db.info["partnership_id"]
    insert = _unless_taken(connection.dialect.name, row, tells_id=True)
    return connection.execute(insert, values).scalar()


def insert_many_once(db: Session, row: type[Bound], many: Sequence[dict[str, Any]]) -> None:
    """Insert rows, leaving out those whose unique key is taken."""
    connection = _writing(db)
    own = {"partnership_id": db.info["partnership_id"]}
    if many:
        connection.execute(_unless_taken(connection.dialect.name, row), [values | own for values in many])


def insert_or_update(db: Session, row: type[Bound], key: Sequence[str], **values: Any) -> None:
    """Insert a row, or give the one that has this unique key within the partnership the other values."""
    connection = _writing(db)
    values["partnership_id"] = db.info["partnership_id"]
    connection.execute(_in_its_place(connection.dialect.name, row, ("partnership_id", *key), tuple(values)), values)


def change_one(db: Session, row: type[Bound], having: Mapping[str, Any], **values: Any) -> bool:
    """Change the row that has these values; False when there is none. Past the session too."""
    db.flush()
    its = {f"its_{name}": value for name, value in having.items()} | {"its_partnership_id": db.info["partnership_id"]}
    statement = _change(row, ("partnership_id", *having), tuple(values))
    return bool(_writing(db).execute(statement, its | values).rowcount == 1)


def _writing(db: Session) -> Connection:
    db.info["wrote"] = True
    return db.connection()


# these statements are made once: making one costs as much as the database needs for it


@cache
def _unless_taken(dialect: str, row: type[Bound], *, tells_id: bool = False) -> Any:
    insert = INSERTS[dialect](inspect(row).local_table).on_conflict_do_nothing()
    return insert.returning(inspect(row).local_table.c.id) if tells_id else insert


@cache
def _in_its_place(dialect: str, row: type[Bound], key: tuple[str, ...], names: tuple[str, ...]) -> Any:
    insert = INSERTS[dialect](inspect(row).local_table)
    others = {name: insert.excluded[name] for name in names if name not in key}
    return insert.on_conflict_do_update(index_elements=key, set_=others)


@cache
def _change(row: type[Bound], having: tuple[str, ...], names: tuple[str, ...]) -> Any:
    table: Any = inspect(row).local_table
    which = (table.c[name] == bindparam(f"its_{name}") for name in having)
    return update(table).where(*which).values({name: bindparam(name) for name in names})
