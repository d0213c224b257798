"""What recurrences are known by: nothing of their own; each brings what another feature is for."""

from bot.features.catalogue import Feature

FEATURE = Feature()
