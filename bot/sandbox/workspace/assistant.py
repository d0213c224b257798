"""What an agent shows in its threads besides messages: that it is thinking, what a thread is about, what to ask.

Source: https://docs.slack.dev/reference/methods/assistant.threads.setStatus
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

LASTS = timedelta(minutes=2)  # a status that nobody takes back is gone by then

Thread = tuple[str, str]  # channel, and the time of the message it hangs under


@dataclass(frozen=True)
class Status:
    words: str
    loading: tuple[str, ...]  # shown in turn
    until: datetime


class Thinking:
    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._statuses: dict[Thread, Status] = {}
        self.titles: dict[Thread, str] = {}
        self.prompts: dict[Thread, list[tuple[str, str]]] = {}  # title and message of each

    def set(self, channel: str, ts: str, words: str, loading: list[str]) -> None:
        """Empty words take it back."""
        self._statuses.pop((channel, ts), None)
        if words or loading:
            self._statuses[channel, ts] = Status(words, tuple(loading), self._clock() + LASTS)

    def over(self, channel: str, ts: str) -> None:
        """The bot has answered."""
        self._statuses.pop((channel, ts), None)

    def status(self, channel: str, ts: str) -> Status | None:
        """What is shown under a thread now."""
        found = self._statuses.get((channel, ts))
        return found if found and self._clock() < found.until else None
