"""What recurrences are known by: nothing of their own; each brings what another feature is for."""

from bot.features.catalogue import Feature, HomePart
from bot.features.recurrences import home

FEATURE = Feature(home=(HomePart("convening", 70, home.turns),))
