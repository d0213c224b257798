"""What exports are known by."""

from bot.features import exports
from bot.features.catalogue import Feature, HomePart
from bot.features.exports import home

FEATURE = Feature(
    posts={exports.GIVE: "A file that somebody carries away"},
    home=(HomePart("partner", 90, home.of_partner), HomePart("convening", 120, home.of_everything)),
)
