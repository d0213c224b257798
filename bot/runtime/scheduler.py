"""The ticker: lets the clock speak in every home, side by side, so that a long sending in one delays no other."""

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait

from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.exc import SQLAlchemyError

from bot import metrics
from bot.chat.port import TooFastError
from bot.features import installations
from bot.runtime import oauth
from bot.runtime.app import Steward
from bot.runtime.health import Pulse
from bot.runtime.tenants import Tenant

AT_ONCE = 16  # threads: homes in which the clock is heard, or people are met, at the same moment

log = logging.getLogger(__name__)


class Ticker:
    def __init__(self, steward: Steward, pulse: Pulse) -> None:
        self._steward, self._pulse = steward, pulse
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="clock")
        self._running: dict[int, Future[None]] = {}
        self._meeting: dict[int, Future[None]] = {}  # once in the life of a process; later, people are met as they act
        self._lock = threading.Lock()
        self._is_stopped = False

    def __call__(self) -> None:
        """One tick: begins in every home in which the one before has ended, and waits for none."""
        try:
            self._look_after()
            homes = self._steward.homes.all()
        except (SQLAlchemyError, SlackApiError, SlackClientError, OSError) as error:
            metrics.FAILED_TICKS.inc()
            log.error("the clock finds no home: %s", type(error).__name__)
            return
        for home in homes:
            self._begin(home)
        self._pulse.beat()

    def stop(self, seconds: float) -> bool:
        """Wait for those that run, for so long; False when one still does."""
        with self._lock:
            self._is_stopped = True
            running = [*self._running.values(), *self._meeting.values()]
        self._pool.shutdown(wait=False, cancel_futures=True)
        return not wait(running, timeout=max(0.0, seconds)).not_done

    def _look_after(self) -> None:
        """What is of no home: tokens that end soon, and memories whose time is over."""
        if self._steward.settings.is_for_many:
            oauth.refresh_tokens(self._steward)
        for gone in installations.purge_due(self._steward.memory, now=self._steward.clock()):
            log.info("deleted the memory of workspace %s, %d days after it let me go", gone, installations.GRACE.days)

    def _begin(self, home: Tenant) -> None:
        """Who is here is learned beside the clock: of ten thousand people it takes minutes, at Slack's pace."""
        with self._lock:
            if self._is_stopped:
                return
            if home.partnership_id not in self._meeting:
                self._meeting[home.partnership_id] = self._pool.submit(self._meet, home)
            before = self._running.get(home.partnership_id)
            if before is None or before.done():
                self._running[home.partnership_id] = self._pool.submit(self._visit, home)

    def _meet(self, home: Tenant) -> None:
        try:
            self._steward.get_acquainted_in(home)
        except TooFastError:
            log.info("stopped before everybody was met, in partnership %d", home.partnership_id)
        except Exception:
            log.exception("not everybody could be met, in partnership %d", home.partnership_id)

    def _visit(self, home: Tenant) -> None:
        with metrics.TICKS.time():
            try:
                self._steward.tick_in(home)
            except Exception:
                metrics.FAILED_TICKS.inc()
                log.exception("the clock failed in partnership %d", home.partnership_id)
