"""Exports: who carried what away, when, and in which form. The file itself is not kept."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key


class Export(Bound, Base):
    """`scope` is "whole", "partner" or "channel:C0TIDES"; `given_at` is None until the file has reached them."""

    __tablename__ = "exports"
    __table_args__ = (Index(None, "partnership_id", "person"),)
    __told__ = policy.Told(500, "Files that you took away")
    __carried__ = policy.Carried(("person", "form", "scope", "asked_at"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person: Mapped[str] = policy.person(goes=True)
    form: Mapped[str] = policy.code()  # "json", "csv" or "markdown"
    scope: Mapped[str] = policy.place()
    asked_at: Mapped[datetime]
    given_at: Mapped[datetime | None] = mapped_column(default=None)
    decisions: Mapped[int] = mapped_column(default=0)
