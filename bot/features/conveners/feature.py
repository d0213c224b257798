"""What conveners are known by."""

from bot.features.catalogue import Feature, HomePart
from bot.features.conveners import home, notifications
from bot.features.conveners.delivery_report import PREVIEW
from bot.notifications.kinds import CONVENE, DigestKind, is_awaited

FEATURE = Feature(
    digest=(DigestKind(PREVIEW, 110, "What will be sent next week", CONVENE, notifications.write_preview, is_awaited),),
    home=(
        HomePart("mine", 120, home.who_convenes_or_could),
        HomePart("convening", 20, home.silence),
        HomePart("convening", 30, home.never_arrived),
        HomePart("convening", 110, home.who_convenes),
    ),
)
