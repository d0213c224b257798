"""Travelling in time: the workspace goes to a later moment step by step, and the bot's clock ticks at each step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.sandbox.delivery.wire import Change
from bot.sandbox.errors import Unavailable
from bot.sandbox.workspace.clock import Clock
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.state import State

STEP = timedelta(minutes=15)  # between two ticks on the way; what the bot plans, it plans by the quarter of an hour
FARTHEST = timedelta(days=366)  # of one journey; beyond it somebody has mistyped the year
TOLD = 20  # times on a journey, the pages are told how far it has come

Tick = Callable[[datetime], None]


@dataclass
class Journey:
    """One way through time. `at` is where it has come to; all moments are aware and in UTC."""

    start: datetime
    goal: datetime
    at: datetime
    said_before: str  # the time of the last message at the start, as Slack writes it
    said_last: str = ""  # and at the end; empty while under way
    is_over: bool = False
    is_stopped: bool = False  # somebody wanted to get off; the step that is under way is finished

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return (self.at - self.start) / (self.goal - self.start)

    def arrived(self, workspace: State) -> list[SlackMessage]:
        """What the app and others wrote meanwhile, in order; people do not write while one travels."""
        by_apps = (each for each in workspace.messages if each.bot_id and each.ts > self.said_before)
        came = (each for each in by_apps if not self.said_last or each.ts <= self.said_last)
        return sorted(came, key=lambda each: each.ts)


class Travelling(State):
    """A workspace in which one can travel."""

    on_tick: Tick | None = None  # what the bot does when its clock ticks
    journey: Journey | None = None  # the last one, or the one that is under way

    def travel(self, to: datetime) -> None:
        """Go on to a later moment; gives back control when it is reached, or when somebody got off.

        Raises Unavailable, in words, for a moment that is past or farther away than a year, and while another
        journey is under way.
        """
        journey = self._set_out(to)
        try:
            for moment in (*quarters(journey.start, journey.goal), journey.goal):
                self._reach(journey, moment)
                if journey.is_stopped:
                    break
        finally:
            journey.said_last, journey.is_over = self._last_said(), True
            self.tell(Change())

    def get_off(self) -> None:
        """Let the journey end where it is."""
        if self.journey:
            self.journey.is_stopped = True

    def _set_out(self, to: datetime) -> Journey:
        if to.tzinfo is None:
            raise ValueError(f"a moment needs its time zone, got {to!r}")
        with self.lock:
            now, goal = self.clock(), to.astimezone(UTC)
            if self.journey and not self.journey.is_over:
                raise Unavailable("You are travelling already.")
            if goal <= now:
                raise Unavailable("Time goes forward only. Choose a moment that is still to come.")
            if goal - now > FARTHEST:
                raise Unavailable("That is more than a year away. Travel there in several steps.")
            self.journey = Journey(now, goal, now, self._last_said())
            return self.journey

    def _last_said(self) -> str:
        with self.lock:
            return max((each.ts for each in self.messages), default="0")

    def _reach(self, journey: Journey, moment: datetime) -> None:
        clock = self.clock
        if not isinstance(clock, Clock):
            raise TypeError("one travels by moving the workspace's own clock")
        before = int(journey.share * TOLD)
        clock.now = max(moment, clock.now)  # the machine's time goes on while one travels
        journey.at = moment
        self.outbox.redeliver()
        if self.on_tick:
            self.on_tick(moment)
        if int(journey.share * TOLD) != before:
            self.tell(Change())


def quarters(start: datetime, end: datetime) -> Iterator[datetime]:
    """Every full quarter of an hour after `start` and before `end`."""
    minutes = STEP // timedelta(minutes=1)
    moment = start.replace(minute=start.minute // minutes * minutes, second=0, microsecond=0) + STEP
    while moment < end:
        yield moment
        moment += STEP
