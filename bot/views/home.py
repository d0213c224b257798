"""A person's own page: the latest decisions, and every door without a command."""

from collections.abc import Sequence
from datetime import tzinfo

from bot.chat import Aside, Button, Buttons, Line, Page, Part, Title, Words, bold, link, said
from bot.domain.home import Home
from bot.views.decisions import day
from storage.records import Record

GREETING = "I keep what you decide together, and why, and answer when somebody asks. Only what you save is kept."

NOTHING_YET = "Nothing decided yet that you can see. The first one is a click away."


def page(home: Home, help_lines: Sequence[str]) -> Page:
    return Page(
        (
            Title("Your partnership's memory"),
            Words(GREETING),
            Buttons((Button("Log a decision", "decision_open", "", "primary"), Button("Ask why", "why_open"))),
            Line(),
            Title("Latest decisions"),
            *_latest(home.latest, home.zone),
            Line(),
            Title("How to reach me"),
            Words("\n".join(f"• {line}" for line in help_lines)),
        )
    )


def _latest(records: Sequence[Record], zone: tzinfo) -> tuple[Part, ...]:
    if not records:
        return (Words(NOTHING_YET),)
    return tuple(part for record in records for part in _entry(record, zone))


def _entry(record: Record, zone: tzinfo) -> tuple[Part, ...]:
    decision = record.decision
    number = link(decision.post_link, f"D-{decision.number}") if decision.post_link else f"D-{decision.number}"
    state = "" if decision.in_force else "  :no_entry_sign: _withdrawn_" if decision.withdrawn_at else "  _replaced_"
    why = f"\n*Why:* {said(_short(decision.reason))}" if decision.reason else "\n*Why:* _no reason was given_"
    when = f"{day(decision.decided_at, zone)}  ·  {', '.join(map(said, record.partners)) or 'partner not known'}"
    return (Words(f"*{number}*  ·  {bold(said(_short(decision.text)))}{state}{why}"), Aside((when,)))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else line[:159].rsplit(" ", 1)[0] + "…"
