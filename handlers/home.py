"""App Home: the latest decisions, and the doors that need no command."""

from datetime import datetime

from slack_bolt import App

from bot import home
from bot.chat import Chat
from bot.config import Settings
from bot.payloads import Payload
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.event("app_home_opened")(show)


def show(event: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    if event.get("tab", "home") == "home":
        home.show(begin, chat, me, settings, now)
