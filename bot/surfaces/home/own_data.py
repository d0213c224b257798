"""The room of somebody's own data: what is kept about them."""

from bot.chat.port import Part
from bot.features.privacy import messages as privacy_messages
from bot.surfaces.home import tab_data
from bot.surfaces.home.context import HomeContext
from storage import home


def doors(_glance: HomeContext) -> tuple[Part, ...]:
    return privacy_messages.doors()


def kept(glance: HomeContext) -> tuple[Part, ...]:
    return tab_data.kept(home.kept_of(glance.db, glance.me.person))
