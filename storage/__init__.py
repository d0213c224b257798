"""The institutional memory: what is remembered and how it is found again. Knows no chat, no rules.

Every module here is found, so that its tables are known before the first one is asked for.
"""

from importlib import import_module
from pkgutil import iter_modules

from storage import privacy, search
from storage.db.store import Begin, Memory, at_one_moment, open_store

__all__ = ["Begin", "Memory", "at_one_moment", "open_store"]

for _room, _name in ((__path__, __name__), (privacy.__path__, privacy.__name__), (search.__path__, search.__name__)):
    for _found in iter_modules(_room):
        if not _found.ispkg:
            import_module(f"{_name}.{_found.name}")
