"""Groundhog: what is about to be decided may have been decided before, and then its author should hear it."""

from bot.features.duplicates.rules import answered, is_news, question_in, settled, tell_apart

__all__ = ["answered", "is_news", "question_in", "settled", "tell_apart"]
