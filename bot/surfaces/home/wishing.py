"""The form in which somebody says what they get unasked, and when, as things stand for them now."""

from bot.chat.port import Form
from bot.dispatch.requests import Request
from bot.features import catalogue
from bot.notifications import preferences
from bot.surfaces.home import settings_form
from bot.surfaces.home.settings_form import Kinds
from storage import notification_settings
from storage.members import Member


def form(request: Request) -> Form:
    me = request.me
    with request.begin(reading=True) as db:
        mine = preferences.of(db, [me.person])[me.person]
        wish = notification_settings.preferences(db, [me.person]).get(me.person)
    return settings_form.form(mine, wish, kinds(me))


def kinds(me: Member) -> Kinds:
    """What they can get at all."""
    return settings_form.offered({kind: writer.title for kind, writer in catalogue.SECTIONS.items()}, me)
