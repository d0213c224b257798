"""Refresh_questions."""

from datetime import datetime

from bot.chat.port import Chat
from bot.features.open_questions.payloads import HOME, LIST, AboutOpenQuestion
from bot.features.open_questions.queries import listed
from bot.settings import Settings
from bot.surfaces import digest, home
from storage import Begin
from storage.members import Member


def again(begin: Begin, chat: Chat, me: Member, about: AboutOpenQuestion, settings: Settings, *, now: datetime) -> None:
    """Show how it stands now in the place of what was pressed."""
    if about.place == HOME:
        home.show(begin, chat, me, settings, now)
    elif about.message and about.place == LIST:
        with begin(reading=True) as db:
            found = listed(db, me)
        chat.amend(about.channel, about.message, found)
    elif about.message:
        digest.show(begin, chat, channel=about.channel, message=about.message, now=now)


def after_click(
    begin: Begin, chat: Chat, me: Member, about: AboutOpenQuestion, settings: Settings, *, now: datetime
) -> None:
    """The same after a click, which can replace what only one person sees too."""
    if about.place != LIST:
        return again(begin, chat, me, about, settings, now=now)
    with begin(reading=True) as db:
        found = listed(db, me)
    chat.replace(found)
