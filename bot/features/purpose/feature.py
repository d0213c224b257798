"""What the purpose is known by."""

from bot.chat.messages import Button
from bot.chat.words import said
from bot.features import purpose, recurrences
from bot.features.catalogue import Feature, HelpLine, RecordWords, RecurrenceKind
from bot.features.purpose import messages, notifications, queries, wordings
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
    records=(
        RecordWords(
            "purpose",
            lambda told: f"Our {told.purpose.kind}: {said(told.purpose.text) or 'none any more'}",
            messages.gist,
            lambda _: (Button("How it came to this", "purpose_history"),),
        ),
    ),
)
