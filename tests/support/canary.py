"""The canary: whatever people type in any story must stand in no line that Steward logs while the story is told.

It listens on every test. Logs are written as `steward run` writes them, at its usual level and, for Steward's own
modules, at every level.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.runtime import logging as runtime_logging
from bot.sandbox.people import acts, finding, presses

SHORTEST = 12  # characters; what is shorter may stand in a log by chance
LONGEST = 400  # of what was typed: its beginning is as telling, and quicker to look for
OURS = ("bot", "handlers", "schedules", "storage", "steward")
AT_USUAL_LEVEL = ("slack_bolt", "slack_sdk", "waitress", "sqlalchemy.exc")
NOT_STEWARD = "bot.sandbox"  # the pretend Slack, which tells developers what it was sent


class Canary(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(runtime_logging.Plain(runtime_logging.PLAIN))
        self.typed: set[str] = set()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith(NOT_STEWARD):
            self.lines.append(self.format(record))

    def hear(self, words: Any) -> None:
        if isinstance(words, str) and len(words.strip()) >= SHORTEST:
            self.typed.add(words.strip()[:LONGEST])

    @contextmanager
    def listening(self) -> Iterator["Canary"]:
        """For one test."""
        self.typed.clear()
        self.lines.clear()
        logging.getLogger().addHandler(self)
        try:
            yield self
        finally:
            logging.getLogger().removeHandler(self)

    def leaks(self) -> list[tuple[str, str]]:
        """What somebody typed, with the line of the log that it stands in."""
        return [(words, line) for line in self.lines for words in self.typed if words in line]


def hatch() -> Canary:
    """Once for all tests: hear what the people of the stories say, type and fill in."""
    bird = Canary()
    for name in OURS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    for name in AT_USUAL_LEVEL:
        logging.getLogger(name).setLevel(logging.INFO)
    logging.getLogger(NOT_STEWARD).setLevel(logging.WARNING)
    _overhear(acts, "say", bird)
    _overhear(acts, "edit", bird)
    _overhear(presses, "command", bird)
    _overhear(finding, "raw_value", bird)
    return bird


def _overhear(module: Any, name: str, bird: Canary) -> None:
    """The words come last: (workspace, who, where, words) or (workspace, element, words)."""
    told = getattr(module, name)

    def overheard(*given: Any, **more: Any) -> Any:
        is_typed = name != "raw_value" or given[1]["type"] == "plain_text_input"
        for words in given[-1:] if is_typed else ():
            bird.hear(words.partition(" ")[2] if name == "command" else words)
        return told(*given, **more)

    setattr(module, name, overheard)
