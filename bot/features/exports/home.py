"""What own pages show of exports: to conveners, and to whoever speaks for a partner, the way to carry things away."""

from bot.chat.messages import Buttons, Paragraph, Part, Title
from bot.features.catalogue import HomeContext
from bot.features.exports.messages import DOOR


def of_partner(glance: HomeContext) -> tuple[Part, ...]:
    return (Buttons((DOOR,)),) if glance.speaks else ()


def of_everything(_: HomeContext) -> tuple[Part, ...]:
    what = "The whole memory as a book, a table, or a file for programs. That somebody took it is written down."
    return (Title("Exports"), Paragraph(what), Buttons((DOOR,)))
