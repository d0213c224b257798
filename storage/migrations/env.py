"""How Alembic reaches the database: through the connection that `storage.migrate` hands over."""

from typing import Any, Literal

from alembic import context

import storage  # noqa: F401  (its tables)
from storage.db.base import Base, UTCDateTime
from storage.search.tables import is_index


def as_plain_type(kind: str, obj: Any, _autogen: Any) -> str | Literal[False]:
    """Migrations must not change their meaning when our own types do."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(obj, UTCDateTime) else False


def ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    return not (kind == "table" and is_index(name or ""))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=as_plain_type,
    include_object=ours,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
