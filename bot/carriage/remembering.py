"""What has arrived can be asked for: its words are put into the search, as its own rules would have done."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import findable, search
from storage.findable import ENOUGH
from storage.kinds import KINDS

BY_THEIR_OWN_IMPORT = frozenset({"decision"})


def index(db: Session, table: str, ids: Sequence[int]) -> None:
    """Of these new rows, those that people may find: no round without results, no question without an answer."""
    kinds = (name for name in KINDS if name not in BY_THEIR_OWN_IMPORT and KINDS[name].row.__tablename__ == table)
    for kind in kinds:
        row = KINDS[kind].row
        rows = db.scalars(select(row).where(row.id.in_(ids), row.id.in_(KINDS[kind].kept()))).all()
        words = findable.words_of(db, kind)
        search.index_all(db, kind, [(each.id, *(part[:ENOUGH] for part in words(each))) for each in rows])
