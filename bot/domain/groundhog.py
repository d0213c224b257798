"""Groundhog: what is about to be decided may have been decided before, and then its author should hear it."""

from sqlalchemy.orm import Session

from storage import certainty, decisions, records, search
from storage.members import Member
from storage.records import Record

SURE = 0.9
"""Certainty from which the first record is about the same in 96 of 100 cases in a memory of 12 or 40 records, in 92
of 100 with 150 records, in 8 of 10 with 12,000; by `python -m tests.benchmarks.certainty`, on cases it did not learn.
"""
FEWEST_WORDS = 3  # that both have: one or two rare words in common are a coincidence
LOOKED_AT = 10  # records; the best that is in force is told


def settled(db: Session, text: str, *, by: Member, but: int = 0) -> Record | None:
    """The decision in force that a text repeats or goes against, as far as its author may see it.

    It tells what the two are about, not whether they agree: that is for people to say. `but` is the number of a
    decision that is not told, because the text is its own next wording.
    """
    hits = search.find(db, text, kind="decision", among=decisions.visible_to(by), limit=LOOKED_AT)
    known = {row.id: row for row in decisions.among(db, [hit.record_id for hit in hits], decisions.visible_to(by))}
    others = [hit for hit in hits if (row := known.get(hit.record_id)) and row.in_force and row.number != but]
    if not others or certainty.of(others) < SURE or others[0].met < FEWEST_WORDS:
        return None
    return records.of_one(db, known[others[0].record_id])
