"""A person's own page with the bot: rooms, each put together from every feature; on the Home tab, or as a message."""

from bot.surfaces.home.page import enter, message, show
from bot.surfaces.home.tabs import CONVENING, called

__all__ = ["CONVENING", "called", "enter", "message", "show"]
