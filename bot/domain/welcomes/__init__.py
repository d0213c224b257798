"""Welcomes: whoever is new is told over three working days why we are here, and asked for one small thing each time."""

from bot.domain.welcomes.answering import LONGEST_WISH, Progress, answer, wish
from bot.domain.welcomes.beginning import ask_for, greet, start, stop
from bot.domain.welcomes.kinds import CARE, KIND, WISH
from bot.domain.welcomes.steps import conveners, deed_of, is_first

__all__ = [
    "CARE",
    "KIND",
    "LONGEST_WISH",
    "WISH",
    "Progress",
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
