"""Getting to know people and channels: asks the chat what the memory does not know yet, or knows too old.

It never speaks to the chat inside a transaction: look, ask, write down.
"""

from bot.features.directory.lookups import (
    channel,
    everything,
    look_again,
    person,
    refresh,
    remember,
    usergroups,
    with_request,
)

__all__ = ["channel", "everything", "look_again", "person", "refresh", "remember", "usergroups", "with_request"]
