"""What conveners are known by."""

from bot.features.catalogue import Feature
from bot.features.conveners import notifications
from bot.features.conveners.delivery_report import PREVIEW
from bot.notifications.kinds import CONVENE, DigestKind, is_awaited

FEATURE = Feature(
    digest=(DigestKind(PREVIEW, 110, "What will be sent next week", CONVENE, notifications.write_preview, is_awaited),),
)
