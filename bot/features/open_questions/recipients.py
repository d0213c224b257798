"""Who is written to about a why: those who would know, and those who want to know. All of it goes by letter."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from storage import digests, open_questions
from storage.whys import OpenQuestion

ASK, NEWS = "why_ask", "why_news"
ANSWERED, CLOSED, LATE = "answered", "closed", "late"
"""What has become of a question, in the key of the letter that tells it."""

A_DAY = timedelta(days=1)  # somewhere it is still yesterday: meant at once, in everybody's zone
MORNING = time(0)  # of the day: whenever their hours begin


def write(db: Session, kind: str, why: OpenQuestion, what: str, *, to: str, at: datetime) -> bool:
    """Write to somebody, in their hours and together with whatever else is due for them; False when it was done."""
    key = f"{kind}:{why.id}:{what}:{to}"
    return digests.write_to(db, kind, to, about_id=why.id, key=key, at=at, on=(at - A_DAY).date(), hour=MORNING)


def tell_askers(db: Session, why: OpenQuestion, what: str, *, at: datetime, but: str = "") -> None:
    """All who want to know hear it together."""
    for asker in open_questions.askers(db, why.id):
        if asker.person != but:
            write(db, NEWS, why, what, to=asker.person, at=at)
