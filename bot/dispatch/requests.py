"""One request: its transactions, done once however often Slack sends it, and the deliveries it made."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from storage import Begin, processed_events
from storage.deliveries import Delivery

Deliver = Callable[[], None]
"""Sends at once, after the commit, what this request has made due."""


class Repeated(Exception):  # noqa: N818  (not a fault: the work was done before)
    """This event was acted on already."""


class Request:
    """`begin` notes the event in the same transaction as its first effect, so no feature can forget to."""

    def __init__(self, begin: Begin, body: dict[str, Any], now: datetime) -> None:
        self.made: list[Delivery] = []  # deliveries to send after the commit
        self.wrote = False  # whether anything but the event itself was remembered
        self._begin, self._now = begin, now
        self._key = occurrence(body)
        self._is_noted = False

    @contextmanager
    def begin(self, *, reading: bool = False) -> Iterator[Session]:
        """A transaction of this request. Raises Repeated when the event was acted on before."""
        with self._begin(reading=reading) as db:
            if not reading:
                self._note(db)
            yield db
        if not reading:
            self._is_noted = True
            self.wrote = self.wrote or db.info.get("wrote", False)
            self.made += db.info.pop("to_deliver", [])

    def forget(self) -> None:
        """It came to nothing: when the chat reports it again, it counts as new."""
        if self._key and self._is_noted:
            with self._begin() as db:
                processed_events.forget(db, self._key)

    def _note(self, db: Session) -> None:
        if self._key and not self._is_noted and not processed_events.first_time(db, self._key, at=self._now):
            raise Repeated
        db.info["wrote"] = False


def occurrence(body: dict[str, Any]) -> str | None:
    """What makes two requests the same one: Slack's own id of the event, the command, the click or the form."""
    if body.get("event_id"):
        return str(body["event_id"])
    if body.get("type") == "view_submission" and body["view"].get("id"):
        # one form may take another's place, and one that leafs on is another one
        return f"view:{body['view']['id']}:{body['view'].get('callback_id')}:{body['view'].get('hash', '')}"
    if body.get("event"):  # an event without an id is known by its content, which has its time in it
        return f"event:{sha256(json.dumps(body['event'], sort_keys=True).encode()).hexdigest()}"
    return f"trigger:{body['trigger_id']}" if body.get("trigger_id") else None
