"""What answers are known by."""

from bot.features.catalogue import Feature, HelpLine, has_commands

FEATURE = Feature(
    help=(
        HelpLine(50, "`/ask-why did we choose the harbour site?` answers from the memory", has_commands),
        HelpLine(200, "Mention me, or write me in private: `why …?` gets an answer that only you see"),
    )
)
