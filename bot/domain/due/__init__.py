"""Due days: the day to come that a sentence of chat promises something for, read by a small grammar."""

from bot.domain.due.reading import Due, all_in, find

__all__ = ["Due", "all_in", "find"]
