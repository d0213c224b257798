"""Somebody in the workspace: what they do, what they see. The tests speak through this."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.delivery.wire import Reply
from bot.sandbox.errors import Unavailable
from bot.sandbox.people import acts, finding, presses
from bot.sandbox.workspace.directory import SlackChannel, User
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.state import State
from bot.sandbox.workspace.views import View

Place = SlackMessage | View | None


@dataclass
class Person:
    workspace: State
    user: User

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def id(self) -> str:
        return self.user.id

    # saying

    def types(self, line: str, *, channel: str = "general") -> Reply:
        """A slash command. Raises Unavailable for those to whom commands do not exist."""
        return presses.command(self.workspace, self.id, self._where(channel).id, line)

    def says(self, text: str, *, channel: str = "general", thread: "str | SlackMessage | None" = None) -> SlackMessage:
        under = thread.thread_ts or thread.ts if isinstance(thread, SlackMessage) else thread
        return acts.say(self.workspace, self.id, self._where(channel).id, text, thread=under)

    def dm(self, text: str, *, thread: "str | SlackMessage | None" = None) -> SlackMessage:
        """Say it to the bot in private."""
        return self.says(text, channel=self.workspace.direct(self.id).id, thread=thread)

    def edits(self, message: SlackMessage, text: str) -> SlackMessage:
        return acts.edit(self.workspace, self.id, message.channel, message.ts, text)

    def deletes(self, message: SlackMessage) -> None:
        acts.delete(self.workspace, self.id, message.channel, message.ts)

    def reacts(self, emoji: str, message: SlackMessage) -> None:
        acts.react(self.workspace, self.id, message.channel, message.ts, emoji)

    def unreacts(self, emoji: str, message: SlackMessage) -> None:
        acts.unreact(self.workspace, self.id, message.channel, message.ts, emoji)

    # pressing

    def clicks(self, label: str, place: Place = None) -> Reply:
        """Press a button by its label, as it stands there now; without a place: in the top window.

        Raises LookupError, naming the buttons that there are.
        """
        now = self._now(self._place(place))
        block, element = finding.button(now, label)
        return presses.press(self.workspace, self.id, now, block, element["action_id"])

    def clicks_stale(self, label: str, place: SlackMessage | View) -> Reply:
        """Press a button that was there when it was looked at, although it may be gone by now."""
        block, element = finding.button(place, label)
        return presses.press(self.workspace, self.id, place, block, element["action_id"])

    def chooses(self, label: str, value: Any, place: Place = None) -> Reply | None:
        """Choose in a select, date picker and the like, found by label, placeholder or action_id.

        In a window's input the bot hears of it only when the form is sent, unless the input dispatches at once.
        """
        now = self._now(self._place(place))
        block, element = finding.field(now, label)
        raw = finding.raw_value(self.workspace, element, value)
        where = (block["block_id"], element["action_id"], raw)
        if block["type"] != "input" or block.get("dispatch_action"):
            return presses.press(self.workspace, self.id, now, *where)
        if isinstance(now, View):
            presses.fill(self.workspace, self.id, now.id, *where)
        else:
            presses.choose_quietly(self.workspace, self.id, now.channel, now.ts, *where)
        return None

    def submits(self, **answers: Any) -> dict[str, str]:
        """Fill in the top window, each field by its block_id, and send it. Gives what stands in red afterwards."""
        form = self._form()
        for block_id, value in answers.items():
            element = finding.field_of_block(form, block_id)
            raw = finding.raw_value(self.workspace, element, value)
            presses.fill(self.workspace, self.id, form.id, block_id, element["action_id"], raw)
        return presses.submit(self.workspace, self.id, form.id)

    def closes(self) -> None:
        presses.close(self.workspace, self.id, self._form().id)

    def shortcut(self, name: str, message: SlackMessage) -> Reply:
        """Something of a message's own menu, by its name. Raises Unavailable for those who have no such menu."""
        seen = finding.visible(self.workspace, self.id, message.channel, message.ts)
        return presses.shortcut(self.workspace, self.id, name, seen)

    # coming and going

    def opens_home(self) -> View | None:
        acts.open_home(self.workspace, self.id)
        return self.home

    def joins(self, channel: str) -> None:
        where = self._where(channel)
        if where.is_private or not self.user.has_commands:
            raise Unavailable(f"{self.name} can be in #{where.name} only by invitation")
        acts.join(self.workspace, self.id, where.id)

    def leaves(self, channel: str) -> None:
        acts.leave(self.workspace, self.id, self._where(channel).id)

    def invites(self, who: "str | User | Person", channel: str) -> None:
        invited = who.user if isinstance(who, Person) else self.workspace.user(who)
        acts.invite(self.workspace, self.id, invited.id, self._where(channel).id)

    def archives(self, channel: str) -> None:
        acts.archive(self.workspace, self.id, self._where(channel).id)

    # seeing

    def sees(self, channel: str, *, thread: "str | SlackMessage | None" = None) -> list[SlackMessage]:
        """What she can see there now, oldest first: replies, and what only she sees, included.

        `thread`: only this message and what hangs under it.
        """
        ts = thread.thread_ts or thread.ts if isinstance(thread, SlackMessage) else thread
        seen = self.workspace.seen(self.user, self._where(channel))
        return [each for each in seen if ts is None or ts in (each.ts, each.thread_ts)]

    @property
    def whispers(self) -> list[SlackMessage]:
        """What only she sees, wherever it was said, oldest first."""
        mine = [each.as_seen() for each in self.workspace.messages if each.ephemeral_to == self.id]
        return sorted(mine, key=lambda each: each.ts)

    @property
    def dms(self) -> list[SlackMessage]:
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

    def _where(self, channel: str) -> SlackChannel:
        return self.workspace.channel(channel)

    def _form(self) -> View:
        if self.form is None:
            raise LookupError(f"no window is open for {self.name}")
        return self.form

    def _place(self, place: Place) -> SlackMessage | View:
        return self._form() if place is None else place

    def _now(self, place: SlackMessage | View) -> SlackMessage | View:
        """The same place as it is now."""
        if isinstance(place, View):
            return self.workspace.views.by_id.get(place.id, place)
        found = self.workspace.messages.find(place.channel, place.ts)
        if found is None:
            raise LookupError(f"the message is gone: {place.text!r}")
        return found
