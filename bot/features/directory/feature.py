"""What the directory of people and channels is known by."""

from bot.features.catalogue import Feature, HelpLine

FEATURE = Feature(help=(HelpLine(360, "I hear what is said to me, in the channels that I am invited to"),))
