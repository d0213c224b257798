"""What the rights over what is remembered are known by."""

from bot.features.catalogue import Feature, HelpLine, HomePart
from bot.features.privacy import messages, notifications, retention
from bot.notifications.kinds import CONVENE, DigestKind, is_awaited

FEATURE = Feature(
    help=(HelpLine(320, "`what do you know about me`, said to me, brings you all of it; `erase me` takes it back"),),
    digest=(
        DigestKind(
            retention.ANNOUNCE, 90, "What will be kept no longer", CONVENE, notifications.write_going, is_awaited
        ),
    ),
    home=(
        HomePart("data", 20, lambda _: messages.doors()),
        HomePart("convening", 130, lambda _: messages.conveners_doors()),
    ),
)
