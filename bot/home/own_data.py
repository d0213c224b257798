"""The room of somebody's own data: what is kept about them."""

from bot.chat import Part
from bot.home.glance import Glance
from bot.views import own_data as views
from bot.views import rights
from storage import home


def doors(_glance: Glance) -> tuple[Part, ...]:
    return rights.doors()


def kept(glance: Glance) -> tuple[Part, ...]:
    return views.kept(home.kept_of(glance.db, glance.me.person))
