"""What somebody sees: channels, whispers, messages of the bot, the window on top, their Home page."""

from dataclasses import dataclass

from bot.sandbox.workspace.messages import Message
from bot.sandbox.workspace.people import Channel, User
from bot.sandbox.workspace.state import State
from bot.sandbox.workspace.views import View


@dataclass
class Sight:
    workspace: State
    user: User

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def id(self) -> str:
        return self.user.id

    def sees(self, channel: str, *, thread: "str | Message | None" = None) -> list[Message]:
        """What she can see there now, oldest first: replies, and what only she sees, included.

        `thread`: only this message and what hangs under it.
        """
        ts = thread.thread_ts or thread.ts if isinstance(thread, Message) else thread
        seen = self.workspace.seen(self.user, self._where(channel))
        return [each for each in seen if ts is None or ts in (each.ts, each.thread_ts)]

    @property
    def whispers(self) -> list[Message]:
        """What only she sees, wherever it was said, oldest first."""
        mine = [each.as_seen() for each in self.workspace.messages if each.ephemeral_to == self.id]
        return sorted(mine, key=lambda each: each.ts)

    @property
    def dms(self) -> list[Message]:
        """What the bot said to her in private."""
        direct = self.workspace.direct(self.id)
        return [each for each in self.workspace.seen(self.user, direct) if each.user == self.workspace.bot.id]

    @property
    def form(self) -> View | None:
        """The window on top."""
        return self.workspace.views.top(self.id)

    @property
    def errors(self) -> dict[str, str]:
        """What stands in red in the window on top, by block."""
        return dict(self.form.errors) if self.form else {}

    @property
    def home(self) -> View | None:
        return self.workspace.views.homes.get(self.id)

    def _where(self, channel: str) -> Channel:
        return self.workspace.channel(channel)
