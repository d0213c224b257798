"""What surveys are known by."""

from bot.features import surveys
from bot.features.catalogue import Feature, HelpLine
from bot.features.surveys import notifications
from bot.notifications.kinds import CONVENE, DigestKind, is_awaited

FEATURE = Feature(
    help=(
        HelpLine(260, "A question from the partnership reaches you in private; one click answers it, until it closes"),
    ),
    digest=(
        DigestKind(
            surveys.QUESTION,
            10,
            "Questions and pulses",
            "everybody it concerns is asked",
            notifications.write_question,
        ),
        DigestKind(
            surveys.REMINDER,
            20,
            "Reminders of open questions",
            "you have not answered yet",
            notifications.write_reminder,
        ),
        DigestKind(
            surveys.FOLLOW_UP, 30, "What to do about results", CONVENE, notifications.write_follow_up, is_awaited
        ),
    ),
    posts={
        surveys.POST: "The post of a round",
        surveys.RESULTS: "The results of a round",
        surveys.CLOSED: "The word that a round is closed",
        surveys.PICTURE: "The picture of a round",
    },
)
