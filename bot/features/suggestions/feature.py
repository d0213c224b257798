"""What suggestions are known by."""

from bot.features.catalogue import Feature, HelpLine, RetentionRule
from storage.suggestions import Suggestion

FEATURE = Feature(
    help=(
        HelpLine(
            370,
            "I look out for promises and decisions only where somebody says `@Steward notice on`; `notice off` ends it",
        ),
    ),
    retention=(
        RetentionRule(
            "offers", 50, "what I offered to keep", 365, 30, ((Suggestion, lambda before: Suggestion.at < before),)
        ),
    ),
)
