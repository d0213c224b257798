"""The marks in what people type: read as names, labels and addresses, as a person reads them."""

import re
from collections.abc import Mapping

from sqlalchemy.orm import Session

from bot.chat.words import unsaid
from storage import members

MARK = re.compile(r"<(?P<kind>[@#!]?)(?P<what>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")


def readable(db: Session, text: str) -> str:
    """What a person typed, with the names of those whom it mentions."""
    people = mentioned(text)
    return plain(text, members.names(db, people) if people else {})


def plain(text: str, names: Mapping[str, str]) -> str:
    """What a person typed, as a person reads it: marks become names, labels and addresses; nothing stays escaped."""

    def read(mark: re.Match[str]) -> str:
        kind, what, label = mark["kind"], mark["what"], mark["label"]
        if kind == "@":
            return "@" + (names.get(what) or label or what)
        if kind == "#":
            return "#" + (label or what)
        if kind == "!":
            return label or "@" + what.split("^")[0]
        return what if not label or label in what else f"{label} ({what})"

    return unsaid(MARK.sub(read, text))


def mentioned(text: str) -> list[str]:
    """The people mentioned in a text, in order."""
    return [mark["what"] for mark in MARK.finditer(text) if mark["kind"] == "@"]
