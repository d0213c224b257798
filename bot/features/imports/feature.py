"""What imports are known by."""

from bot.features import imports
from bot.features.catalogue import Feature, HomePart
from bot.features.imports import messages, notifications
from bot.notifications.kinds import CONVENE, DigestKind
from storage import proposals

FEATURE = Feature(
    digest=(DigestKind(imports.FOUND, 80, "What an import has found", CONVENE, notifications.write_found),),
    home=(HomePart("convening", 60, lambda glance: messages.panel(proposals.waiting_counts(glance.db, glance.me))),),
)
