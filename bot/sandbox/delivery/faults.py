"""Things that go wrong on purpose: one call of a method, or everything for as long as a scene lasts."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

End = Callable[[], object]
How = Literal["error", "500", "drop", "garbage", "slow"]


@dataclass
class Fault:
    """`error`: an answer that is not ok. `500`: no JSON at all. `drop`: the connection breaks without an answer.

    `garbage`: a page instead of JSON. `slow`: the answer comes after so many `seconds` of real time.
    """

    method: str  # "" is every method
    how: How = "error"
    error: str = "internal_error"
    times: int = 1
    after: bool = False  # it took effect, only the answer is lost
    retry_after: int | None = None  # seconds; makes it a 429
    seconds: float = 0.0

    @property
    def takes_effect(self) -> bool:
        return self.after or self.how == "slow"

    @property
    def status(self) -> str:
        """For the trace."""
        if self.retry_after is not None:
            return "ratelimited"
        return self.error if self.how == "error" else f"fault:{self.how}"


@dataclass(frozen=True)
class Scene:
    """A way for things to go wrong, with a name. `needs`: what `on` or `seconds` may say more closely."""

    key: str
    title: str
    sentence: str
    needs: Literal["", "channel", "person", "seconds"] = ""
    lasts: bool = True  # until it is ended; otherwise it happens once


@dataclass
class Faults:
    planned: list[Fault] = field(default_factory=list)
    standing: list[Callable[[], Fault | None]] = field(default_factory=list)  # hit every call; None: not now
    all_scenes: tuple[Scene, ...] = ()
    begin: Mapping[str, Callable[[str, float | None], End]] = field(default_factory=dict)
    tell: Callable[[str], None] = lambda key: None
    _running: dict[str, End] = field(default_factory=dict)

    def plan(
        self,
        method: str,
        how: How = "error",
        *,
        error: str = "internal_error",
        times: int = 1,
        after: bool = False,
        retry_after: int | None = None,
        seconds: float = 0.0,
    ) -> None:
        """Let the next calls of a method fail; "" is any method."""
        self.planned.append(Fault(method, how, error, times, after, retry_after, seconds))

    def strike(self, method: str) -> Fault | None:
        """The fault that hits this call, if any; each hit of a planned one is counted."""
        for fault in self.planned:
            if fault.method in ("", method):
                fault.times -= 1
                if fault.times <= 0:
                    self.planned.remove(fault)
                return fault
        return next((fault for fault in (each() for each in list(self.standing)) if fault), None)

    def scenes(self) -> tuple[Scene, ...]:
        """All that can go wrong, in the order of a panel."""
        return self.all_scenes

    def start(self, key: str, on: str = "", *, seconds: float | None = None) -> None:
        """Let it begin; what is under way begins anew. `on`: the channel or person that it happens to.

        Raises LookupError. Call it without the workspace's lock: the bot may be told.
        """
        scene = next((each for each in self.all_scenes if each.key == key), None)
        if scene is None:
            raise LookupError(f"no scene {key!r}; there are {[each.key for each in self.all_scenes]}")
        self.end(key)
        end = self.begin[key](on, seconds)
        if scene.lasts:
            self._running[key] = end
        self.tell(key)

    def end(self, key: str) -> None:
        """Let it be over; nothing if it is not under way."""
        end = self._running.pop(key, None)
        if end is not None:
            end()
            self.tell(key)

    def end_all(self) -> None:
        for key in self.active():
            self.end(key)

    def active(self) -> tuple[str, ...]:
        """What goes wrong now; what is over by itself ends when it is looked at."""
        for each in list(self.standing):
            each()
        return tuple(self._running)


WITHIN = timedelta(minutes=60)
FEWEST = 1_000  # deliveries an hour; apps that hear less are never switched off
MOST = 0.95  # of the deliveries may fail
ADDRESS = "https://docs.slack.dev/apis/events-api/#failure-limits"
OFF = "Slack has switched this app's events off: over 95 % of the deliveries of the last hour failed."

log = logging.getLogger(__name__)


class Failures:
    """The deliveries of the last hour."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.is_disabled = False
        self._clock = clock
        self._deliveries: deque[tuple[datetime, bool]] = deque()
        self._failed = 0
        self._lock = threading.Lock()

    @property
    def mark(self) -> str:
        """What must be seen while events are off; empty while they are on."""
        return OFF if self.is_disabled else ""

    def count(self, *, acked: bool) -> None:
        """A delivery went well, or did not."""
        with self._lock:
            now = self._clock()
            self._deliveries.append((now, acked))
            self._failed += not acked
            while now - self._deliveries[0][0] > WITHIN:
                self._failed -= not self._deliveries.popleft()[1]
            many = len(self._deliveries)
            if not self.is_disabled and many >= FEWEST and self._failed > many * MOST:
                self.is_disabled = True
                log.warning("%s %s", OFF, ADDRESS)

    def enable(self) -> None:
        """Switch events on again, as its developer does on the app's page; counting begins anew."""
        with self._lock:
            self.is_disabled, self._failed = False, 0
            self._deliveries.clear()
