"""What went to and fro between the pretend Slack and the bot: each envelope and call, its time, and how it ended."""

import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.sandbox.delivery.wire import Change, Payload, Reply
from bot.sandbox.delivery.wire import Kind as Wire
from bot.sandbox.transport import ACK_WITHIN

MOST = 1_000  # entries; older ones are forgotten
LONGEST_NAME = 100  # characters; whoever calls a method that does not exist may call it anything
OK = "ok"
FROM_THE_BOT = ("call", "response_url")

Kind = Literal["event", "command", "shortcut", "action", "submission", "options", "call", "response_url"]
Stopwatch = Callable[[], float]

NO_ACK = "no ack"
RETRIES = "https://docs.slack.dev/apis/events-api/#retries"
ACKING = "https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response"
MESSAGES = {"channel": "message.channels", "group": "message.groups", "im": "message.im", "mpim": "message.mpim"}
INTERACTIONS: dict[str, Kind] = {
    "block_actions": "action",
    "block_suggestion": "options",
    "view_submission": "submission",
    "view_closed": "submission",
}  # everything else is a shortcut
WHY = {
    "connection_failed": "no bot is connected, or it closed the connection",
    "http_error": "the bot answered with an error",
    "http_timeout": f"the bot did not answer within {ACK_WITHIN:.0f} seconds",
    "timeout": f"the bot did not ack within {ACK_WITHIN:.0f} seconds",
}

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Entry:
    """One envelope to the bot, or one call of the bot's; it fills up when it is finished."""

    number: int  # counts from 1
    kind: Kind
    name: str  # what the manifest, the app or the Web API calls it; never people's words
    when: datetime  # by the workspace's clock
    payload: Payload
    id: str = ""  # of the event, or the trigger id of an interaction
    attempt: int = 0  # which retry it is
    envelope_id: str = ""  # Socket Mode's
    status: str = ""  # "" under way, "ok", "no ack", or Slack's error code
    sentence: str = ""  # what was wrong, with the address where Slack documents it
    answer: Payload | None = None
    took: float | None = None  # seconds of real time, to the ack or to the answer
    _stopwatch: Stopwatch = field(default=time.monotonic, repr=False)
    _started: float = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._started = self._stopwatch()

    @property
    def is_envelope(self) -> bool:
        return self.kind not in FROM_THE_BOT

    @property
    def is_finished(self) -> bool:
        return self.took is not None

    @property
    def is_refused(self) -> bool:
        return self.is_finished and self.status != OK

    @property
    def waited(self) -> float:
        """Seconds so far; what it took, once it is finished."""
        return self._stopwatch() - self._started if self.took is None else self.took

    @property
    def late(self) -> bool:
        """Whether Slack would have complained by now: it waits three seconds for an ack."""
        return self.is_envelope and self.waited > ACK_WITHIN

    @property
    def words(self) -> str:
        """The sentence without its address."""
        return self.sentence.removesuffix(self.address).rstrip()

    @property
    def address(self) -> str:
        """Where Slack documents what was wrong; empty when nothing was."""
        last = self.sentence.rpartition(" ")[2]
        return last if last.startswith("https://") else ""


class Trace:
    """The last thousand entries, oldest first. Any thread may look."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        tell: Callable[[Change], None] = lambda change: None,
        stopwatch: Stopwatch = time.monotonic,
    ) -> None:
        self._clock, self._tell, self._stopwatch = clock, tell, stopwatch
        self._entries: deque[Entry] = deque(maxlen=MOST)
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()

    def begin(self, kind: Kind, name: str, payload: Payload, *, id: str = "", attempt: int = 0) -> Entry:
        """Something goes out, or a call comes in."""
        name = "".join(each for each in name[:LONGEST_NAME] if each.isprintable())
        with self._lock:
            number = next(self._numbers)
            entry = Entry(number, kind, name, self._clock(), payload, id, attempt, _stopwatch=self._stopwatch)
            self._entries.append(entry)
        self._tell(Change(trace=number))
        return entry

    def end(
        self,
        entry: Entry,
        status: str = OK,
        *,
        answer: Payload | None = None,
        sentence: str = "",
        envelope_id: str = "",
    ) -> Entry:
        """It is acked or answered, or it was refused: then the log has a line of it, too."""
        entry.status, entry.answer, entry.sentence, entry.envelope_id = status, answer, sentence, envelope_id
        entry.took = entry.waited
        if sentence:
            log.warning("%s %s %s: %s", entry.kind, entry.name, status, sentence)
        self._tell(Change(trace=entry.number))
        return entry

    def send(self, kind: Wire, payload: Payload, *, attempt: int = 0) -> Entry:
        """An envelope goes out."""
        if kind == "events_api":
            return self.begin("event", _event(payload["event"]), payload, id=payload["event_id"], attempt=attempt)
        if kind == "slash_commands":
            return self.begin("command", payload["command"], payload, id=payload["trigger_id"])
        what = INTERACTIONS.get(payload["type"], "shortcut")
        return self.begin(what, _pressed(payload), payload, id=payload.get("trigger_id", ""))

    def ack(self, entry: Entry, reply: Reply) -> None:
        """The bot acked it, or did not; an ack that came too late is told as well."""
        address = RETRIES if entry.kind == "event" else ACKING
        sentence = ""
        if not reply.acked:
            sentence = f"Not acked: {WHY.get(reply.reason, reply.reason)}. {address}"
        elif entry.late:
            sentence = f"Acked after {entry.waited:.1f} seconds: Slack waits no longer than {ACK_WITHIN:.0f}. {address}"
        status = OK if reply.acked else NO_ACK
        self.end(entry, status, answer=reply.body, sentence=sentence, envelope_id=reply.envelope_id)

    def keep_back(self, name: str, payload: Payload, status: str, sentence: str) -> None:
        """An event that is not sent although the manifest subscribes to it."""
        self.end(self.begin("event", name, payload, id=payload["event_id"]), status, sentence=sentence)

    def complain(self, payload: Payload, status: str, sentence: str) -> None:
        """An envelope was acked in time, but what the ack said is refused."""
        entry = next((each for each in self.latest(MOST) if each.payload is payload), None)
        if entry is not None:
            self.end(entry, status, answer=entry.answer, sentence=sentence, envelope_id=entry.envelope_id)

    def find(self, number: int) -> Entry | None:
        return next((each for each in self if each.number == number), None)

    def latest(self, many: int = 100) -> list[Entry]:
        """The newest first."""
        return list(self)[::-1][:many]

    def __iter__(self) -> Iterator[Entry]:
        with self._lock:
            return iter(tuple(self._entries))

    def __len__(self) -> int:
        return len(self._entries)


def _event(event: Payload) -> str:
    """As the manifest subscribes to it."""
    kind = str(event["type"])
    return MESSAGES.get(event.get("channel_type", ""), kind) if kind == "message" else kind


def _pressed(payload: Payload) -> str:
    actions = payload.get("actions")
    named = actions[0]["action_id"] if actions else payload.get("action_id") or payload.get("callback_id")
    return str(named or (payload.get("view") or {}).get("callback_id") or payload["type"])
