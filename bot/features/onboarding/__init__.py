"""Welcomes: whoever is new is told over three working days why we are here, and asked for one small thing each time."""

from bot.features.onboarding.rules import CARE, KIND, WISH
from bot.features.onboarding.starting import ask_for, greet, start, stop
from bot.features.onboarding.steps import LONGEST_WISH, StepProgress, answer, conveners, deed_of, is_first, wish

__all__ = [
    "CARE",
    "KIND",
    "LONGEST_WISH",
    "WISH",
    "StepProgress",
    "answer",
    "ask_for",
    "conveners",
    "deed_of",
    "greet",
    "is_first",
    "start",
    "stop",
    "wish",
]
