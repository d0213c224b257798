"""What duplicates are known by."""

from bot.features.catalogue import Feature, HelpLine
from bot.features.duplicates import notifications, pending
from bot.notifications.kinds import DigestKind

FEATURE = Feature(
    help=(
        HelpLine(100, "When something is decided that may be settled already, I show you the earlier decision first"),
    ),
    digest=(
        DigestKind(
            pending.STILL_WAITS,
            330,
            "Decisions that wait for your answer",
            "you were about to log it",
            notifications.write_held,
        ),
    ),
)
