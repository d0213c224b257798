"""Deliveries beside the page and the Web API: several at a time, and again when they are due."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.sandbox.delivery.outbox import Outbox

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
        self._under_way = 0
        self._settled = threading.Condition()
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

    def settle(self, seconds: float) -> bool:
        """Wait until nothing is on its way any more, but for what is to be sent again later."""
        with self._settled:
            return self._settled.wait_for(lambda: self._under_way == 0, seconds)

    def wake(self) -> None:
        """Look again whether something is due."""
        self._woken.set()

    def _run(self, delivery: Callable[[], None]) -> None:
        if self._is_over:
            return
        self._count(1)
        self._pool.submit(_logged, delivery).add_done_callback(lambda _: self._count(-1))

    def _count(self, change: int) -> None:
        with self._settled:
            self._under_way += change
            self._settled.notify_all()

    def _watch(self) -> None:
        while not self._is_over:
            self._woken.wait(self._outbox.seconds_left(LONGEST_NAP))
            self._woken.clear()
            if not self._is_over:
                self._outbox.redeliver()


def _logged(delivery: Callable[[], None]) -> None:
    try:
        delivery()
    except Exception:
        log.exception("a delivery broke")
