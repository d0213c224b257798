"""Sealed text: what must rest encrypted, such as tokens. The keys belong to the open database, never to a table."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Engine, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

MARK = "f1:"  # Fernet, first version of ours: AES-128-CBC with HMAC-SHA-256, https://github.com/fernet/spec


class NoKeyError(RuntimeError):
    """Something sealed was to be written or read without any key, or with none that fits."""


class Sealed(TypeDecorator[str]):
    """Text that only the holder of a key can read. The first key seals, every key opens."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else MARK + _keys(dialect).encrypt(value.encode()).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            return _keys(dialect).decrypt(value.removeprefix(MARK)).decode()
        except InvalidToken:
            raise NoKeyError("none of the keys opens this") from None


def give_keys(engine: Engine, keys: Sequence[str]) -> None:
    """Let this engine seal with the first key and open with all of them."""
    engine.dialect.steward_keys = MultiFernet([Fernet(key) for key in keys]) if keys else None  # type: ignore[attr-defined]


def new_key() -> str:
    return Fernet.generate_key().decode()


def _keys(dialect: Dialect) -> MultiFernet:
    found: MultiFernet | None = getattr(dialect, "steward_keys", None)
    if found is None:
        raise NoKeyError("no key was given")
    return found
