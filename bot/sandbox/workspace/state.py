"""The state of the pretend Slack: teams, people, channels, messages, views. It changes here and nowhere else.

What people do is in `acts` and `presses`, what the bot asks for in `api`; both say what changed through `tell`.
"""

import itertools
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.sandbox.api.access import APP_TOKEN as APP_TOKEN
from bot.sandbox.api.access import BOT_TOKEN as BOT_TOKEN
from bot.sandbox.api.access import SIGNING_SECRET as SIGNING_SECRET
from bot.sandbox.api.access import Limits, Tokens
from bot.sandbox.delivery.faults import Failures, Faults
from bot.sandbox.delivery.outbox import Held, Outbox
from bot.sandbox.delivery.tickets import Hook, Tickets, Trigger
from bot.sandbox.delivery.trace import Trace
from bot.sandbox.delivery.wire import Change, Payload, Wire
from bot.sandbox.workspace.directory import SLACKBOT, Directory, SlackChannel, User
from bot.sandbox.workspace.files import Files
from bot.sandbox.workspace.manifest import Manifest
from bot.sandbox.workspace.messages import Messages, SlackMessage
from bot.sandbox.workspace.views import Chosen, Views


class State(Directory):
    """Add a team first: the bot is installed there."""

    def __init__(
        self,
        manifest: Mapping[str, Any],
        clock: Callable[[], datetime],
        ids: Iterator[int] | None = None,
        *,
        rate_limited: bool = False,
    ) -> None:
        self.manifest = Manifest.of(manifest)
        super().__init__(clock, self.manifest.name)
        self.messages, self.views, self.tickets = Messages(), Views(), Tickets()
        self.chosen: dict[tuple[str, str, str], Chosen] = {}  # by person, channel and message
        self.listeners: list[Callable[[Change], None]] = []
        self.calls: list[tuple[str, Payload]] = []  # every Web API call of the bot
        self.faults, self.limits, self.failures = Faults(), Limits(is_on=rate_limited), Failures(clock)
        self.lock = threading.RLock()
        self._changed = threading.Condition(self.lock)
        self.trace = Trace(clock, self.tell)
        self.tokens, self.files = Tokens(), Files()
        self.outbox = Outbox(clock, self.trace, self.failures)
        self.open_link: Callable[[], str] | None = None  # gives the address of a new Socket Mode connection
        self.drop_links: Callable[[], None] = lambda: None  # breaks all Socket Mode connections
        self.base_url = ""  # where the server is reached; empty in-process
        self._ids = ids or itertools.count(1)
        self._last_ts: dict[int, int] = {}

    def seen(self, user: "str | User", channel: "str | SlackChannel") -> list[SlackMessage]:
        """Everything somebody can see there now, oldest first, replies and what only they see included."""
        who, where = self.user(user), self.channel(channel)
        if not self.sees(who, where):
            return []
        return [each.as_seen() for each in self.messages.of(where.id) if each.ephemeral_to in (None, who.id)]

    # what is handed out

    def new_id(self, prefix: str) -> str:
        """Unlike any other, after a restart too."""
        return f"{prefix}{int(self.clock().timestamp()):X}{next(self._ids):04X}"

    def new_ts(self) -> str:
        """The id of a new message: its time, moved on by a millionth of a second where that is taken."""
        moment = self.clock().timestamp()
        second = int(moment)
        micro = max(round((moment - second) * 1_000_000), self._last_ts.get(second, -1) + 1)
        self._last_ts[second] = micro
        return f"{second}.{micro:06d}"

    def new_trigger(self, user: str, view_id: str | None = None) -> str:
        now = self.clock()
        id = f"{int(now.timestamp() * 1000)}.{next(self._ids)}.{self.new_id('').lower()}"
        return self.tickets.trigger(Trigger(id, user, now, view_id))

    def new_hook(self, channel: str, user: str, message_ts: str | None = None, *, kind: str = "actions") -> str:
        """A response URL."""
        hook = self.tickets.hook(Hook(self.new_id("r"), channel, user, self.clock(), message_ts))
        return f"{self.base_url or 'https://hooks.slack.com'}/{kind}/{self.home.id}/{next(self._ids)}/{hook.token}"

    @property
    def address(self) -> str:
        """Where links into this workspace lead, without a slash at the end."""
        return self.base_url or f"https://{self.home.domain}.slack.com"

    def permalink(self, message: SlackMessage) -> str:
        link = f"{self.address}/archives/{message.channel}/p{message.ts.replace('.', '')}"
        return f"{link}?thread_ts={message.thread_ts}&cid={message.channel}" if message.is_reply else link

    # what changed

    def tell(self, change: Change) -> None:
        with self._changed:
            self._changed.notify_all()
            for listener in self.listeners:
                listener(change)

    def wait_until(self, come_true: Callable[[], Any], *, seconds: float = 10) -> bool:
        """Wait, in another thread than the bot's, until something is so; looks whenever something changes."""
        with self._changed:
            return bool(self._changed.wait_for(come_true, seconds))

    def keep(self, message: SlackMessage) -> SlackMessage:
        """A new message takes its place in the channel."""
        message.names = self.names
        self.messages.add(message)
        self.changed(message)
        return message

    def changed(self, message: SlackMessage) -> None:
        thread = message.thread_ts if message.is_reply else None
        self.tell(Change(channel=message.channel, message=message.ts, thread=thread, to=message.ephemeral_to))

    def forget(self, message: SlackMessage) -> None:
        self.messages.remove(message)
        self.changed(message)

    def whisper(self, channel: str, user: str, text: str) -> SlackMessage:
        """Slack's own word to one person."""
        message = SlackMessage(channel, self.new_ts(), SLACKBOT, text, ephemeral_to=user, team=self.home.id)
        return self.keep(message)

    # how the bot is reached

    @property
    def wire(self) -> Wire:
        return self.outbox.wire

    @wire.setter
    def wire(self, wire: Wire) -> None:
        self.outbox.wire = wire

    @property
    def repeat_events(self) -> int:
        """How often each event is delivered, as Slack does when an ack is lost."""
        return self.outbox.repeat

    @repeat_events.setter
    def repeat_events(self, times: int) -> None:
        self.outbox.repeat = times

    def holding_events(self) -> Held:
        """Within it events wait; `release()` lets them go, `release(reverse=True)` the last one first."""
        return Held(self.outbox)
