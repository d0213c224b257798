"""Noticing: whether a line of chat is a decision of the people there, or a commitment of the one who wrote it.

Pure and forgetful: it looks at the words it is given and keeps none. `judge` cuts a line into `sentences`, on which
rules speak for (`decision_rules`, `commitment_rules`) and against (`counter_rules`); `adjusted` knows what a channel
refused before, `may_offer` keeps the pace.
"""

from bot.text.detection.classifier import THRESHOLDS, Notice, judge, score_all
from bot.text.detection.feedback import adjusted, counted, may_offer

__all__ = ["THRESHOLDS", "Notice", "adjusted", "counted", "judge", "may_offer", "score_all"]
