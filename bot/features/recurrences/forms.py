"""The fields that forms of recurrences share: the day, how often, and the channel."""

from collections.abc import Sequence

from bot.chat.messages import ChoiceField
from storage.channels import Channel

DAYS = tuple((name, str(n)) for n, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")))


WEEKS = (("every week", "1"), ("every second week", "2"), ("every fourth week", "4"))


def where(rooms: Sequence[Channel], label: str) -> ChoiceField:
    options = tuple((f"#{room.name}" + (" (private)" if room.is_private else ""), room.channel) for room in rooms)
    return ChoiceField(label, "channel", options, options[0][1] if len(options) == 1 else "")
