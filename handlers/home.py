"""App Home: the latest decisions, and the doors that need no command."""

from slack_bolt import App

from bot.chat import Chat
from bot.config import Settings
from bot.payloads import Payload
from bot.views import help, home
from storage import Begin, decisions, partnerships, records
from storage.members import Member

LATEST = 8  # decisions; more than one screen is a list, and a list is not a home


def register(app: App, settings: Settings) -> None:
    app.event("app_home_opened")(show)


def show(event: Payload, begin: Begin, chat: Chat, me: Member, settings: Settings) -> None:
    if event.get("tab", "home") != "home":
        return
    with begin(reading=True) as db:
        latest = decisions.latest(db, decisions.visible_to(me), limit=LATEST)
        found, zone = records.of(db, latest), partnerships.own(db).zone
    chat.home(me.person, home.page(found, zone, help_lines=help.lines(me, settings.steward_reaction, at_home=True)))
