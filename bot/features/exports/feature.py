"""What exports are known by."""

from bot.features import exports
from bot.features.catalogue import Feature

FEATURE = Feature(
    posts={exports.GIVE: "A file that somebody carries away"},
)
