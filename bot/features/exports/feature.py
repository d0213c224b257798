"""What exports are known by."""

from bot.chat.messages import Buttons, Paragraph, Part, Title
from bot.features import exports
from bot.features.catalogue import Feature, HomeContext, HomePart
from bot.features.exports.messages import DOOR


def of_partner(glance: HomeContext) -> tuple[Part, ...]:
    return (Buttons((DOOR,)),) if glance.speaks else ()


def of_everything(_: HomeContext) -> tuple[Part, ...]:
    what = "The whole memory as a book, a table, or a file for programs. That somebody took it is written down."
    return (Title("Exports"), Paragraph(what), Buttons((DOOR,)))


FEATURE = Feature(
    posts={exports.GIVE: "A file that somebody carries away"},
    home=(HomePart("partner", 90, of_partner), HomePart("convening", 120, of_everything)),
)
