"""What spotlights are known by."""

from bot.features import recurrences, spotlights
from bot.features.catalogue import Feature, HomePart, RecurrenceKind
from bot.features.spotlights import home, notifications, queries, rotation
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
    recurrences=(
        RecurrenceKind(
            recurrences.SPOTLIGHT,
            "Spotlight",
            lambda db, now, is_off: rotation.bring(db, now=now, is_off=is_off),
            queries.coming,
        ),
    ),
    home=(
        HomePart("mine", 50, home.asked),
        HomePart("partner", 70, home.last_of_ours),
        HomePart("convening", 90, home.under_way),
    ),
)
