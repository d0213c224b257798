"""Things that go wrong on purpose: a method that fails, before or after it took effect."""

from dataclasses import dataclass, field
from typing import Literal

How = Literal["error", "500", "drop"]


@dataclass
class Fault:
    """`error`: an answer that is not ok. `500`: no JSON at all. `drop`: the connection breaks without an answer."""

    method: str
    how: How = "error"
    error: str = "internal_error"
    times: int = 1
    after: bool = False  # it took effect, only the answer is lost
    retry_after: int | None = None  # seconds; makes it a 429


@dataclass
class Faults:
    planned: list[Fault] = field(default_factory=list)

    def plan(
        self,
        method: str,
        how: How = "error",
        *,
        error: str = "internal_error",
        times: int = 1,
        after: bool = False,
        retry_after: int | None = None,
    ) -> None:
        """Let the next calls of a method fail."""
        self.planned.append(Fault(method, how, error, times, after, retry_after))

    def strike(self, method: str) -> Fault | None:
        """The fault that hits this call, if any; each hit is counted."""
        for fault in self.planned:
            if fault.method == method:
                fault.times -= 1
                if fault.times <= 0:
                    self.planned.remove(fault)
                return fault
        return None
