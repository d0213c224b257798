"""Bring the tables of a database to what this version of the code expects."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.memory import Memory

FOLDER = Path(__file__).parent / "migrations"


def upgrade(memory: Memory, revision: str = "head") -> None:
    """Apply the migrations that are missing. Safe to call at every start, and by two replicas at once."""
    with memory.engine.connect() as connection, connection.begin():
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def downgrade(memory: Memory, revision: str) -> None:
    with memory.engine.connect() as connection, connection.begin():
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def is_current(memory: Memory) -> bool:
    """Whether nothing is left to upgrade."""
    with memory.engine.connect() as connection:
        applied = MigrationContext.configure(connection).get_current_revision()
    return applied == ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
