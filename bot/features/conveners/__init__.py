"""Conveners: said by people, never guessed."""

from bot.features.conveners.rules import begin, check, choose, may_begin, rooms

__all__ = ["begin", "check", "choose", "may_begin", "rooms"]
