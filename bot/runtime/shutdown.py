"""The gate that requests pass: closed when it is time to stop, and then it tells when the last one is through."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside, self._closed = 0, False

    @contextmanager
    def passing(self) -> Iterator[bool]:
        """Whether one may pass; if so, the gate waits until the block ends."""
        with self._changed:
            passes = not self._closed
            self._inside += passes
        try:
            yield passes
        finally:
            with self._changed:
                self._inside -= passes
                self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._closed = True

    def wait_until_empty(self, seconds: float) -> bool:
        """False when somebody is still inside after so long."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._inside, timeout=max(0.0, seconds))
