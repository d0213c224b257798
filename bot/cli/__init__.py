"""The command line."""

from bot.cli.parser import main

__all__ = ["main"]
