"""What people can say to the bot, and do. Each module has a table of its own: what it listens to."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from bot.dispatch.router import Router, Routes

UNDERSTOOD = (
    "open_questions.answering",  # before all: in the thread of a question, what people write is for it
    "open_questions.asking",
    "open_questions.lists",
    "agreements.consent",  # before commitments: `I'd be a buddy` is no promise
    "buddies",
    "decision_logs",
    "decisions.drafts",
    "commitments.commands",
    "decisions.review",
    "purpose",  # before answers: "why are we here?" has its own
    "glossary",
    "answers",
    "onboarding.steps",
    "imports",
    "exports",
    "privacy",
    "members.setup",
    "members.people",
    "capabilities",
    "members.accounts",
    "home",
    "suggestions",
    "fallback",
)
"""The order in which what was said is understood: the first who understands it answers."""


@cache
def router() -> Router:
    """Who listens to what, in all features; made once in a process."""
    tables = dict(_tables())
    said = {name for name, table in tables.items() if table.said or table.otherwise}
    if said != set(UNDERSTOOD):
        raise ValueError(f"in which order are these understood: {said.symmetric_difference(UNDERSTOOD)}")
    ordered = [*UNDERSTOOD, *sorted(set(tables) - said)]
    return Router(tables[name] for name in ordered)


def _tables() -> Iterator[tuple[str, Routes]]:
    for found in walk_packages(__path__, prefix=f"{__name__}."):
        routes = getattr(import_module(found.name), "ROUTES", None)
        if isinstance(routes, Routes):
            yield found.name.removeprefix(f"{__name__}."), routes
