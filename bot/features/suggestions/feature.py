"""What suggestions are known by."""

from bot.features.catalogue import Feature, HelpLine

FEATURE = Feature(
    help=(
        HelpLine(
            370,
            "I look out for promises and decisions only where somebody says `@Steward notice on`; `notice off` ends it",
        ),
    ),
)
