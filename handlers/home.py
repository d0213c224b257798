"""App Home: the latest decisions, and the doors that need no command."""

from slack_bolt import App

from bot.chat import Chat
from bot.config import Settings
from bot.domain import home
from bot.payloads import Payload
from bot.views import help
from bot.views import home as views
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.event("app_home_opened")(show)


def show(event: Payload, begin: Begin, chat: Chat, me: Member, settings: Settings) -> None:
    if event.get("tab", "home") != "home":
        return
    with begin(reading=True) as db:
        mine = home.of(db, me)
    chat.home(me.person, views.page(mine, help.lines(me, settings.steward_reaction, at_home=True)))
