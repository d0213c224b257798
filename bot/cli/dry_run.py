"""A rehearsal: the clock goes on in a copy of the memory, and what would be said is written down instead of said."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.chat.messages import Form, Message, Page, Part
from bot.chat.port import ChatChannel, ChatMessage, ChatPerson, ChatUsergroup, MessageRef, StrangerError
from schedules import timetable
from storage import Begin, Memory, channels, deliveries, members
from storage.db.snapshot import copy_of
from storage.deliveries import DUE

STEP = timedelta(hours=1)  # at least this often the clock is heard, as the jobs that make things due expect


@dataclass(frozen=True)
class PlannedSend:
    """Something that would be said. `to` is a person or a channel."""

    at: datetime
    to: str
    text: str
    changes: bool = False  # an earlier message is edited


@dataclass(frozen=True)
class Unsent:
    """Something that would not reach somebody by then: until when it waits (None: for good), and why."""

    to: str
    kind: str
    until: datetime | None
    why: str


@dataclass(frozen=True)
class Rehearsal:
    said: tuple[PlannedSend, ...]
    unsaid: tuple[Unsent, ...]
    names: dict[str, str]  # of people and channels, by id


def rehearse(memory: Memory, partnership_id: int, *, now: datetime, until: datetime) -> Rehearsal:
    """What would be sent to whom from now until then, and why not to others. The real memory is only read."""
    chat = RecordingChat()
    with copy_of(memory, partnership_id) as copy:
        [own] = copy.partnerships()
        begin = copy.of(own.id)
        for moment in _moments(begin, now, until):
            chat.now = moment
            timetable.tick(begin, chat, moment)
        with begin(reading=True) as db:
            left = deliveries.left(db, since=now)
            known = members.names(db, [row.to for row in left] + [each.to for each in chat.said])
            known |= {
                row.channel: f"#{row.name}" for row in channels.named(db, [each.to for each in chat.said]).values()
            }
    unsaid = [Unsent(row.to, row.kind, row.not_before if row.state == DUE else None, row.why) for row in left]
    return Rehearsal(tuple(chat.said), tuple(unsaid), known)


def _moments(begin: Begin, now: datetime, until: datetime) -> Iterator[datetime]:
    """Every full hour, and each moment at which something becomes due, in order."""
    moment = now
    while moment <= until:
        yield moment
        with begin(reading=True) as db:
            due = deliveries.next_due(db, after=moment)
        hour = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + STEP
        moment = min(hour, due) if due else hour


class RecordingChat:
    """A chat in which nothing is heard: it writes down what is said, and when."""

    def __init__(self) -> None:
        self.said: list[PlannedSend] = []
        self.now = datetime.min.replace(tzinfo=UTC)
        self._numbers = itertools.count(1)

    def post(
        self, channel: str, message: Message, *, thread: str | None = None, identity: str = "", aloud: bool = False
    ) -> str:
        return self._say(channel, message)

    def dm(self, person: str, message: Message, *, identity: str = "") -> MessageRef:
        return MessageRef(person, self._say(person, message))

    def whisper(self, channel: str, person: str, message: Message, *, thread: str | None = None) -> None:
        self._say(person, message)

    def amend(self, channel: str, message: str, changed: Message) -> None:
        self.said.append(PlannedSend(self.now, channel, changed.text, changes=True))

    def show(self, channel: str, picture: bytes, *, name: str, title: str, alt: str, thread: str) -> None:
        self.said.append(PlannedSend(self.now, channel, f"[picture] {alt}"))

    def hand(self, channel: str, content: bytes, *, name: str, title: str, thread: str) -> None:
        self.said.append(PlannedSend(self.now, channel, f"[file] {name}"))

    def _say(self, to: str, message: Message) -> str:
        self.said.append(PlannedSend(self.now, to, message.text))
        return f"rehearsed-{next(self._numbers)}"

    def find(self, channel: str, identity: str, *, since: datetime) -> str | None:
        return None

    def find_private(self, person: str, identity: str, *, since: datetime) -> MessageRef | None:
        return None

    def shows(self, channel: str, name: str, *, thread: str) -> bool:
        return False

    def ask(self, trigger: str, form: Form) -> None:
        raise NotImplementedError("nobody clicks in a rehearsal")

    def replace(self, changed: Message) -> None:
        raise NotImplementedError("nobody clicks in a rehearsal")

    def remove(self, channel: str, message: str) -> None:
        self.said.append(PlannedSend(self.now, channel, "(takes a message away)", changes=True))

    def home(self, person: str, page: Page) -> None:
        return None

    def link(self, channel: str, message: str) -> str:
        return ""

    def read(self, channel: str, message: str) -> ChatMessage | None:
        return None

    def who(self, person: str) -> ChatPerson:
        raise StrangerError(person)

    def everybody(self) -> Sequence[ChatPerson]:
        return ()

    def room(self, channel: str) -> ChatChannel:
        return ChatChannel(channel, "", is_private=True, is_archived=False, has_bot=False)

    def rooms(self) -> Sequence[ChatChannel]:
        return ()

    def people_in(self, channel: str) -> Sequence[str]:
        return ()

    def organisation(self, team: str) -> str:
        return ""

    def fits(self, parts: Sequence[Part]) -> bool:
        return True

    def scopes(self) -> frozenset[str] | None:
        return None

    def usergroups(self) -> Sequence[ChatUsergroup]:
        return ()
