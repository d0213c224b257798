"""What the purpose is known by."""

from bot.features import purpose, recurrences
from bot.features.catalogue import Feature, HelpLine, RecurrenceKind
from bot.features.purpose import notifications, queries, wordings
from bot.notifications.kinds import CONVENE, DigestKind

FEATURE = Feature(
    help=(HelpLine(270, "`purpose`, said to me anywhere, shows why we are here, and how that came to be"),),
    digest=(DigestKind(wordings.FEW, 70, "How often the purpose comes back", CONVENE, notifications.few_ways),),
    posts={wordings.POST: "The purpose, on its day", purpose.CHANGED: "That the purpose has changed"},
    recurrences=(
        RecurrenceKind(
            recurrences.PURPOSE,
            "Purpose",
            lambda db, now, is_off: wordings.bring_due(db, now=now, is_off=is_off),
            queries.coming,
        ),
    ),
)
