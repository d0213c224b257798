"""The glossary: what the words of this partnership mean; conveners write it down, anyone asks."""

from bot.features.glossary.rules import LONGEST_MEANING, LONGEST_WORD, explain, word_asked

__all__ = ["LONGEST_MEANING", "LONGEST_WORD", "explain", "word_asked"]
