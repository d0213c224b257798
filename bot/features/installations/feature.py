"""What installations are known by: nothing that people meet in the chat."""

from bot.features.catalogue import Feature

FEATURE = Feature()
