"""Who may call, by the tokens that the pretend Slack gives out; and how often.

A bucket per method, one message a second in each channel, so many in the whole workspace.

Source: https://docs.slack.dev/apis/web-api/rate-limits
"""

import logging
import math
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.errors import SlackError
from bot.sandbox.spec.methods import Method

BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-sandbox", "xapp-sandbox", "sandbox-signing-secret"
PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}  # by tier
POSTS_PER_SECOND, POST_BURST = 1.0, 4  # Slack speaks of "short bursts" and gives no number
POSTS_PER_MINUTE = 300  # in all channels; "several hundred": https://docs.slack.dev/reference/methods/chat.postMessage
POST = "chat.postMessage"
OFF = "Rate limits are off: where Slack would answer 429, this sandbox answers at once."

log = logging.getLogger(__name__)


@dataclass
class CallBucket:
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


class Limits:
    """How often the bot may call. They can be off, or tighter than Slack's; never without a mark that says so."""

    def __init__(self, *, is_on: bool = True) -> None:
        self._is_on, self._tightened = is_on, 1.0
        self._buckets: dict[tuple[str, str], CallBucket] = {}

    @property
    def is_on(self) -> bool:
        return self._is_on

    @is_on.setter
    def is_on(self, on: bool) -> None:
        self._is_on = on
        self.say()

    @property
    def tightened(self) -> float:
        """So many times fewer calls than Slack allows; 1 is Slack's own measure."""
        return self._tightened

    @tightened.setter
    def tightened(self, times: float) -> None:
        if times < 1:
            raise ValueError(f"limits can be tighter than Slack's, not looser: got {times}")
        self._tightened = times
        self._buckets.clear()
        self.say()

    @property
    def mark(self) -> str:
        """What must be seen as long as the limits are not Slack's; empty when they are."""
        if not self._is_on:
            return OFF
        return f"Rate limits are {self._tightened:g} times tighter than Slack's." if self._tightened > 1 else ""

    def say(self) -> None:
        """A line in the log, while there is something to mark."""
        if self.mark:
            log.warning("%s See https://docs.slack.dev/apis/web-api/rate-limits", self.mark)

    def wait(self, method: str, tier: int, channel: str, now: datetime) -> int:
        """Seconds to wait before this call; 0 when it may go on."""
        if not self._is_on:
            return 0
        if method == POST:
            return self._take((POST, channel), POST_BURST, POSTS_PER_SECOND, now) or self._minute(
                (POST, ""), POSTS_PER_MINUTE, now
            )
        return self._minute((method, ""), PER_MINUTE[tier], now) if tier in PER_MINUTE else 0

    def _minute(self, key: tuple[str, str], many: int, now: datetime) -> int:
        return self._take(key, many, many / 60, now)

    def _take(self, key: tuple[str, str], size: float, per_second: float, now: datetime) -> int:
        size, per_second = max(1.0, size / self._tightened), per_second / self._tightened
        bucket = self._buckets.setdefault(key, CallBucket(size, per_second, size, now))
        return bucket.take(now)


class Tokens:
    def __init__(self) -> None:
        self.is_revoked = False

    def check(self, token: str | None, rules: Method) -> None:
        """Raises SlackError when this token may not call this method."""
        if not token:
            raise SlackError("not_authed")
        if token not in (BOT_TOKEN, APP_TOKEN):
            raise SlackError("invalid_auth")
        if token == BOT_TOKEN and self.is_revoked:
            raise SlackError("token_revoked")
        if rules.caller != ("app" if token == APP_TOKEN else "bot"):
            raise SlackError("not_allowed_token_type")

    def revoke(self) -> None:
        """The bot's own token works no longer."""
        self.is_revoked = True

    def restore(self) -> None:
        """The app is installed again, and gets the same token."""
        self.is_revoked = False
