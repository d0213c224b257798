"""What the welcome of newcomers is known by."""

from bot.features import onboarding
from bot.features.catalogue import Feature, HelpLine
from bot.features.onboarding import catch_up, notifications
from bot.notifications.kinds import CONVENE, DigestKind

FEATURE = Feature(
    help=(
        HelpLine(
            300, "`welcome me`, said to me, tells you over three working days why we are here, who is who, and how"
        ),
    ),
    digest=(
        DigestKind(
            onboarding.KIND, 290, "Your first days here", "you are new here, or asked for it", notifications.write_step
        ),
        DigestKind(
            onboarding.CARE,
            300,
            "Newcomers who need a human",
            "you convene, or are their buddy",
            notifications.write_care,
        ),
        DigestKind(onboarding.WISH, 310, "What newcomers would like", CONVENE, notifications.write_wish),
        DigestKind(
            catch_up.KIND, 320, "What you missed while away", "you were away for a while", notifications.write_catch_up
        ),
    ),
)
