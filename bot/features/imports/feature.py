"""What imports are known by."""

from bot.features import imports
from bot.features.catalogue import Feature
from bot.features.imports import notifications
from bot.notifications.kinds import CONVENE, DigestKind

FEATURE = Feature(
    digest=(DigestKind(imports.FOUND, 80, "What an import has found", CONVENE, notifications.write_found),),
)
