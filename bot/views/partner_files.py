"""What the command line says of files that tell who the partners are."""

from collections.abc import Callable

from bot.chat import plural
from bot.domain.members.rosters import Brought, Roster, facts

Write = Callable[[Roster], str]


def brought(outcome: Brought, source: str, *, is_kept: bool) -> str:
    """What has changed or would change, and what was left out, by the number of its line."""
    done = "Changed" if is_kept else "Would change"
    lines = [f"{done}: {plural(len(outcome.changes), 'thing', 'things')}.", *map(_plain, outcome.changes)]
    if outcome.left_out:
        lines += [f"Left out: {plural(len(outcome.left_out), 'line', 'lines')}.", *map(_plain, outcome.left_out)]
    if not is_kept and outcome.changes:
        lines.append(f"To do it: steward partners import {_plain(source)} --yes")
    return "\n".join(lines) + "\n"


def listed(roster: Roster) -> str:
    return "\n".join(map(_plain, facts(roster))) + "\n" if roster else "No partner is known yet.\n"


def _plain(text: str) -> str:
    """Without signs that would move the cursor of whoever reads it."""
    return "".join(each if each.isprintable() else "?" for each in text)
