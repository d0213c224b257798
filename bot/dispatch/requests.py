"""One request: who acts, when, and what a handler may use; done once, however often the chat reports it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
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
        now: datetime,
        settings: Settings,
        send: Send,
        sign_out: Callable[[], None] = lambda: None,
    ) -> None:
        """`occurrence` makes two requests the same one; `sign_out` forgets the token, once a workspace lets us go."""
        self.now, self.settings, self.sign_out = now, settings, sign_out
        self.by: Member | None = None
        self.made: list[Delivery] = []  # deliveries to send after the commit
        self.wrote = False  # whether anything but the event itself was remembered
        self._begin, self._key, self._chat, self._send = begin, occurrence, chat, send
        self._looking = ExitStack()
        self._look: Session | None = None
        self._is_noted = False

    @property
    def me(self) -> Member:
        """Who acts. Nobody does where a channel or a workspace only changed."""
        if self.by is None:
            raise LookupError("nobody has done this")
        return self.by

    @property
    def chat(self) -> Chat:
        self.end_look()  # nobody is spoken to inside a transaction
        return self._chat

    def look(self) -> Session:
        """A reading transaction that the first `begin(reading=True)` goes on with, unless something ends it before."""
        self._look = self._looking.enter_context(self._begin(reading=True))
        return self._look

    def end_look(self) -> None:
        self._look = None
        self._looking.close()

    @contextmanager
    def begin(self, *, reading: bool = False) -> Iterator[Session]:
        """A transaction of this request. Raises Repeated when the event was acted on before."""
        if not reading:
            self.end_look()
        with self._going_on(self._look) if self._look else self._begin(reading=reading) as db:
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
            self.end_look()
            with self._begin() as db:
                processed_events.forget(db, self._key)

    @contextmanager
    def _going_on(self, look: Session) -> Iterator[Session]:
        self._look = None
        with self._looking.pop_all():  # it may speak of the chat meanwhile
            yield look

    def _note(self, db: Session) -> None:
        if self._key and not self._is_noted and not processed_events.first_time(db, self._key, at=self.now):
            raise Repeated
        db.info["wrote"] = False
