"""A pretend Slack workspace: the state, the people in it who act, and what outsiders may ask of it."""

from typing import Any

from bot.sandbox.delivery import response_urls
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.people import acts
from bot.sandbox.people.person import Person
from bot.sandbox.workspace import scenes
from bot.sandbox.workspace.directory import SlackChannel, User
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.travel import Travelling


class Workspace(Travelling):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        scenes.stage(self)

    def person(self, name: str | User) -> Person:
        """Somebody, by name or id, who says, types and clicks."""
        return Person(self, self.user(name))

    def answer(self, url: str, body: Payload) -> tuple[int, str]:
        """The bot speaks through a response URL: five times in thirty minutes. Gives status and text."""
        return response_urls.answer(self, url, body)

    def invite(self, who: str | User, channel: str | SlackChannel, *, by: str | None = None) -> None:
        """Bring somebody, or a bot, into a channel."""
        acts.invite(self, by, self.user(who).id, self.channel(channel).id)

    def bot_says(
        self, bot: str | User, text: str, *, channel: str | SlackChannel, thread: str | None = None
    ) -> SlackMessage:
        """Another app's bot says something."""
        return acts.say(self, self.user(bot).id, self.channel(channel).id, text, thread=thread)
