"""The session that cannot forget whose rows it may touch: each statement and each new row is of one partnership."""

from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import TextClause, event
from sqlalchemy.orm import LoaderCriteriaOption, ORMExecuteState, Session, UOWTransaction, with_loader_criteria

from storage.db.base import Bound
from storage.partnerships import Partnership

INSIDE: WeakKeyDictionary[Any, dict[int, Any]] = WeakKeyDictionary()
"""What was made of each statement, by partnership: the key that SQLAlchemy knows its SQL by is costly to make."""


class UnboundError(RuntimeError):
    """A statement or a row would have left its partnership. A mistake in the code, never a person's."""


class BoundSession(Session):
    """A session of one partnership; `info["partnership_id"]` names it."""


@event.listens_for(BoundSession, "do_orm_execute")
def keep_inside(state: ORMExecuteState) -> None:
    """Add "of this partnership" to every statement; refuse raw SQL that does not name it."""
    own = state.session.info["partnership_id"]
    statement: Any = state.statement
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info["wrote"] = True
    if not state.is_orm_statement:
        _refuse_unnamed(state, own)
    elif state.is_insert:
        if issubclass(_class_of(state), Bound):
            state.statement = statement.values(partnership_id=own)
    else:
        inside = INSIDE.setdefault(statement, {})
        if own not in inside:
            inside[own] = statement.options(*_only(own))
        state.statement = inside[own]


@event.listens_for(BoundSession, "before_flush")
def keep_rows_inside(session: Session, _flush: UOWTransaction, _instances: Any) -> None:
    own = session.info["partnership_id"]
    session.info["wrote"] = True
    for row in session.new:
        if isinstance(row, Bound):
            row.partnership_id = own
        else:
            raise UnboundError(f"{type(row).__name__} belongs to no partnership and is not written by a feature")
    for row in session.dirty:
        if isinstance(row, Bound) and row.partnership_id != own:
            raise UnboundError(f"{type(row).__name__} cannot move to another partnership")


@lru_cache(maxsize=1_024)
def _only(own: int) -> tuple[LoaderCriteriaOption, ...]:
    """Keeps every bound table, and every alias of one, to this partnership. Made once, added to each statement."""
    return (
        with_loader_criteria(Bound, lambda row: row.partnership_id == own, include_aliases=True),
        with_loader_criteria(Partnership, lambda row: row.id == own, include_aliases=True),
    )


def _refuse_unnamed(state: ORMExecuteState, own: int) -> None:
    given = state.parameters if isinstance(state.parameters, dict) else {}
    statement = getattr(state.statement, "element", state.statement)
    if not isinstance(statement, TextClause) or given.get("partnership_id") != own:
        raise UnboundError("raw SQL must be text with :partnership_id, and that must be the session's own")
    if "partnership_id" not in statement._bindparams:
        raise UnboundError("raw SQL must use :partnership_id")


def _class_of(state: ORMExecuteState) -> type:
    mapper = state.bind_mapper
    if mapper is None:
        raise UnboundError("a statement without a table")
    return mapper.class_
