"""What spotlights are known by."""

from bot.features import spotlights
from bot.features.catalogue import Feature
from bot.features.spotlights import notifications
from bot.notifications.kinds import CONVENE, DigestKind

FEATURE = Feature(
    digest=(
        DigestKind(
            spotlights.ASK,
            40,
            "Questions for spotlights",
            "you speak for your partner",
            notifications.spotlight_ask,
        ),
        DigestKind(
            spotlights.DRAFT,
            50,
            "Words about you, to look through",
            "you are named in it, or speak for your partner",
            notifications.spotlight_draft,
            notifications.is_near,
        ),
        DigestKind(spotlights.CARE, 60, "Spotlights that need a convener", CONVENE, notifications.spotlight_care),
    ),
    posts={spotlights.POST: "A spotlight, on its day"},
)
