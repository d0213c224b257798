"""Kinds of digests: what each is called, why somebody gets it, how it is written, and when it may pass the budget."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.messages import Paragraph, Part
from storage.deliveries import Delivery

CONVENE = "you convene"


@dataclass(frozen=True)
class DigestSection:
    """One thing in a letter. `is_open`: something can still be done about it, so it has its exits."""

    text: str
    parts: tuple[Part, ...]
    is_open: bool = True

    @classmethod
    def closed(cls, text: str) -> "DigestSection":
        """A line that says what came of it."""
        return cls(text, (Paragraph(text),), is_open=False)


Write = Callable[[Session, Delivery, datetime], DigestSection | None]
"""One delivery's part of a letter, with the facts of this moment; None when nobody needs it any more."""


def is_calm(_db: Session, _delivery: Delivery, _now: datetime) -> bool:
    return False


def is_awaited(_db: Session, _delivery: Delivery, _now: datetime) -> bool:
    """Somebody waits for it, or it is their task: that passes the budget, never the hours."""
    return True


@dataclass(frozen=True)
class DigestKind:
    """`because`: a few words that stand behind it. `place`: where it stands among all that one can stop."""

    name: str
    place: int
    title: str
    because: str
    write: Write
    is_urgent: Callable[[Session, Delivery, datetime], bool] = is_calm

    @property
    def is_for_conveners(self) -> bool:
        """Whether nobody else ever gets it."""
        return self.because == CONVENE
