"""Getting to know people and channels: asks the chat what the memory does not know yet, or knows too old.

It never speaks to the chat inside a transaction: look, ask, write down.
"""

from bot.features.directory.lookups import (
    asked,
    channel,
    everything,
    known,
    look_again,
    person,
    refresh,
    remember,
    stale,
    usergroups,
)

__all__ = [
    "asked",
    "channel",
    "everything",
    "known",
    "look_again",
    "person",
    "refresh",
    "remember",
    "stale",
    "usergroups",
]
