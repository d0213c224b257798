"""What Slack hands out with a command or a click, to be used soon: trigger ids and response URLs.

Sources: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses,
https://docs.slack.dev/interactivity/implementing-shortcuts/#understanding-shortcut-payloads
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.errors import SlackError

TRIGGER_LIVES = timedelta(seconds=3)
HOOK_LIVES = timedelta(minutes=30)
HOOK_USES = 5


@dataclass
class Trigger:
    """Opens one window for one person. `view_id` is the window that it was pressed in, if any."""

    id: str
    user: str
    at: datetime
    view_id: str | None = None
    is_used: bool = False


@dataclass
class Hook:
    """A response URL: speaks to one person about one command or one message."""

    token: str
    channel: str
    user: str
    at: datetime
    message_ts: str | None = None
    uses: int = 0

    def use(self, now: datetime) -> str:
        """Count a use; gives Slack's word for why not, or nothing."""
        if now - self.at > HOOK_LIVES:
            return "expired_url"
        if self.uses >= HOOK_USES:
            return "used_url"
        self.uses += 1
        return ""


class Tickets:
    def __init__(self) -> None:
        self._triggers: dict[str, Trigger] = {}
        self._hooks: dict[str, Hook] = {}

    def trigger(self, trigger: Trigger) -> str:
        self._triggers[trigger.id] = trigger
        return trigger.id

    def redeem(self, trigger_id: str | None, now: datetime) -> Trigger:
        """Use a trigger, once and within three seconds."""
        trigger = self._triggers.get(trigger_id or "")
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.is_used:
            raise SlackError("exchanged_trigger_id")
        if now - trigger.at > TRIGGER_LIVES:
            raise SlackError("expired_trigger_id")
        trigger.is_used = True
        return trigger

    def hook(self, hook: Hook) -> Hook:
        self._hooks[hook.token] = hook
        return hook

    def find_hook(self, token: str) -> Hook | None:
        return self._hooks.get(token)
