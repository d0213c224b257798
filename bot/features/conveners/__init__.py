"""Conveners: said by people, never guessed."""

from bot.features.conveners.rules import begin, choose, may_begin, rooms

__all__ = ["begin", "choose", "may_begin", "rooms"]
