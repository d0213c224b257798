"""Partners: the organisations of a partnership, who speaks for each, and by what their people are known."""

from bot.features.members.partners.rules import (
    MOST,
    PartnerSpeakers,
    Speaker,
    add,
    end,
    rename,
    speak,
    tidy_name,
    voices,
)

__all__ = ["MOST", "PartnerSpeakers", "Speaker", "add", "end", "rename", "speak", "tidy_name", "voices"]
