"""Kinds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.port import Part
from storage.deliveries import Delivery


@dataclass(frozen=True)
class DigestSection:
    """One thing in a letter. `is_open`: something can still be done about it, so it has its exits."""

    text: str
    parts: tuple[Part, ...]
    is_open: bool = True


Write = Callable[[Session, Delivery, datetime], DigestSection | None]


"""One delivery's part of a letter, with the facts of this moment; None when nobody needs it any more."""


def _is_calm(_db: Session, _delivery: Delivery, _now: datetime) -> bool:
    return False


@dataclass(frozen=True)
class DigestKind:
    """A kind of message: how it is written, what it is called, and when it may pass the budget."""

    title: str
    write: Write
    is_urgent: Callable[[Session, Delivery, datetime], bool] = _is_calm
