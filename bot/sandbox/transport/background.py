"""Deliveries beside the page and the Web API: several at a time, and again when they are due."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.sandbox.outbox import Outbox

AT_ONCE = 16  # deliveries that wait for an ack at the same time
LONGEST_NAP = 60.0  # seconds

log = logging.getLogger(__name__)


class Background:
    """Lends an outbox its threads, from `start` to `stop`."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="sandbox-delivery")
        self._woken = threading.Event()
        self._is_over = False
        self._thread = threading.Thread(target=self._watch, name="sandbox-retries", daemon=True)

    def start(self) -> None:
        self._outbox.in_background, self._outbox.on_waiting = self._run, self.wake
        self._thread.start()

    def stop(self) -> None:
        self._is_over = True
        self._outbox.in_background, self._outbox.on_waiting = None, lambda: None
        self.wake()
        self._thread.join()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def wake(self) -> None:
        """Look again whether something is due."""
        self._woken.set()

    def _run(self, delivery: Callable[[], None]) -> None:
        if not self._is_over:
            self._pool.submit(_logged, delivery)

    def _watch(self) -> None:
        while not self._is_over:
            self._woken.wait(self._outbox.seconds_to_wait(LONGEST_NAP))
            self._woken.clear()
            if not self._is_over:
                self._outbox.redeliver()


def _logged(delivery: Callable[[], None]) -> None:
    try:
        delivery()
    except Exception:
        log.exception("a delivery broke")
