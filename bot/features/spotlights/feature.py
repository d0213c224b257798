"""What spotlights are known by."""

from bot.chat.words import said
from bot.features import recurrences, spotlights
from bot.features.catalogue import Feature, HomePart, RecordWords, RecurrenceKind
from bot.features.spotlights import home, messages, notifications, queries, rotation
from bot.notifications.kinds import CONVENE, DigestKind
from storage.spotlights import any_under_way

FEATURE = Feature(
    digest=(
        DigestKind(
            spotlights.ASK, 40, "Questions for spotlights", "you speak for your partner", notifications.spotlight_ask
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
            ahead=rotation.ASKED_AHEAD,
            also=any_under_way,
        ),
    ),
    home=(
        HomePart("mine", 50, home.asked),
        HomePart("partner", 70, home.last_of_ours),
        HomePart("convening", 90, home.under_way),
    ),
    records=(RecordWords("spotlight", lambda told: f"In the light: {said(told.partner)}", messages.gist),),
)
