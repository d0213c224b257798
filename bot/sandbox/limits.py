"""Slack's rate limits: a bucket per method, and one message a second in each channel.

Source: https://docs.slack.dev/apis/web-api/rate-limits
"""

import math
from dataclasses import dataclass, field
from datetime import datetime

PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}  # by tier
POSTS_PER_SECOND, POST_BURST = 1.0, 4  # Slack speaks of "short bursts" and gives no number


@dataclass
class Bucket:
    size: float
    per_second: float
    level: float
    at: datetime

    def take(self, now: datetime) -> int:
        """Take one; gives the whole seconds to wait, 0 when there was one."""
        passed = max(0.0, (now - self.at).total_seconds())
        self.level, self.at = min(self.size, self.level + passed * self.per_second), now
        if self.level >= 1:
            self.level -= 1
            return 0
        return max(1, math.ceil((1 - self.level) / self.per_second))


@dataclass
class Limits:
    is_on: bool = True
    _buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)

    def wait(self, method: str, tier: int, channel: str, now: datetime) -> int:
        """Seconds to wait before this call; 0 when it may go on."""
        if not self.is_on:
            return 0
        if method == "chat.postMessage":
            return self._take((method, channel), POST_BURST, POSTS_PER_SECOND, now)
        if tier not in PER_MINUTE:
            return 0
        return self._take((method, ""), PER_MINUTE[tier], PER_MINUTE[tier] / 60, now)

    def _take(self, key: tuple[str, str], size: float, per_second: float, now: datetime) -> int:
        bucket = self._buckets.setdefault(key, Bucket(size, per_second, size, now))
        return bucket.take(now)
