"""When an app fails too often: Slack stops sending it events until somebody switches them on again.

Source: https://docs.slack.dev/apis/events-api/#failure-limits
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

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
