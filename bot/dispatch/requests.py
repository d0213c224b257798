"""One request: who acts, when, and what a handler may use; done once, however often the chat reports it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.port import Chat
from bot.settings import Settings
from storage import Begin, processed_events
from storage.deliveries import Delivery
from storage.members import Member

Send = Callable[["Request"], None]


class Repeated(Exception):  # noqa: N818  (not a fault: the work was done before)
    """This event was acted on already."""


class Request:
    """`begin` notes the event in the same transaction as its first effect, so no feature can forget to."""

    def __init__(
        self,
        begin: Begin,
        occurrence: str | None,
        *,
        chat: Chat,
        by: Member | None,
        now: datetime,
        settings: Settings,
        send: Send,
        sign_out: Callable[[], None] = lambda: None,
    ) -> None:
        """`occurrence` makes two requests the same one; `sign_out` forgets the token, once a workspace lets us go."""
        self.chat, self.now, self.settings, self.sign_out = chat, now, settings, sign_out
        self.made: list[Delivery] = []  # deliveries to send after the commit
        self.wrote = False  # whether anything but the event itself was remembered
        self._begin, self._key, self._by, self._send = begin, occurrence, by, send
        self._is_noted = False

    @property
    def me(self) -> Member:
        """Who acts. Nobody does where a channel or a workspace only changed."""
        if self._by is None:
            raise LookupError("nobody has done this")
        return self._by

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

    def deliver(self) -> None:
        """Send at once, after the commit, what this request has made due."""
        self._send(self)

    def answered(self) -> None:
        """It was answered: when the chat reports it again, nothing is said again."""
        if self._key and not self._is_noted:
            with self.begin():
                pass

    def forget(self) -> None:
        """It came to nothing: when the chat reports it again, it counts as new."""
        if self._key and self._is_noted:
            with self._begin() as db:
                processed_events.forget(db, self._key)

    def _note(self, db: Session) -> None:
        if self._key and not self._is_noted and not processed_events.first_time(db, self._key, at=self.now):
            raise Repeated
        db.info["wrote"] = False
