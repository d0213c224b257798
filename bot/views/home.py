"""A person's own page: the latest decisions, and every door without a command."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from bot.chat import Aside, Button, Buttons, Line, Page, Part, Title, Words, bold, link, mention, plural, said
from bot.domain.home import Home, OfPartner
from bot.views import reviews as review_views
from bot.views.commitments import HOME, line, own_buttons
from bot.views.decisions import day
from bot.views.exports import DOOR
from bot.views.setting_up import SET_UP
from storage.promises import Totals
from storage.records import Record

GREETING = "I keep what you decide together, and why, and answer when somebody asks. Only what you save is kept."

DOORS = (
    Button("Log a decision", "decision_open", "", "primary"),
    Button("Ask why", "why_open"),
    Button("Make a promise", "commitment_open"),
)

FEW = 3  # promises, and decisions to look at, on the page; the others are one click away
MOST_COMING = 6  # lines; the rest will say so itself

NOTHING_YET = "Nothing decided yet that you can see. The first one is a click away."


@dataclass(frozen=True)
class Coming:
    """Something on its way to them: what it is called, when it will come, and why it waits."""

    title: str
    at: datetime
    why: str


@dataclass(frozen=True)
class Mine:
    """What one person's page shows. `conveners` are people's ids; `may_begin`: nobody convenes yet, and they could."""

    home: Home
    zone: tzinfo
    coming: tuple[Coming, ...] = ()
    snoozed_until: date | None = None
    away_until: date | None = None
    stopped: tuple[str, ...] = ()
    conveners: tuple[str, ...] = ()
    may_begin: bool = False
    questions: tuple[Part, ...] = ()  # of theirs, without an answer so far
    may_export: bool = False


def page(mine: Mine, help_lines: Sequence[str], panel: tuple[Part, ...] = ()) -> Page:
    return Page(
        (
            Title("Your partnership's memory"),
            Words(GREETING),
            Buttons(DOORS),
            *_promises(mine.home),
            *mine.questions,
            *_to_review(mine.home),
            *_of_partner(mine.home.speaks_for),
            Line(),
            *panel,
            Title("Latest decisions"),
            *_latest(mine.home.latest, mine.home.zone),
            Buttons((Button("Decision log of a channel", "log_choose"), *((DOOR,) if mine.may_export else ()))),
            Line(),
            Title("What reaches you"),
            *_reaches(mine),
            Line(),
            Title("How to reach me"),
            Words("\n".join(f"• {line}" for line in help_lines)),
            *_convening(mine),
        )
    )


def _promises(home: Home) -> tuple[Part, ...]:
    """The nearest few of one's own, and the partnership's totals. Nothing while there is nothing."""
    if not home.promises and not home.promised_to_me and home.totals is None:
        return ()
    parts: list[Part] = [Line(), Title("Your promises")]
    for each in home.promises[:FEW]:
        parts += [Words(line(each, home.partners.get(each.to_partner_id or 0, ""))), own_buttons(each, HOME)]
    if home.promises or home.promised_to_me:
        count = f"{plural(len(home.promises), 'open promise', 'open promises')} of yours, {home.promised_to_me} for you"
        parts += [Aside((count,)), Buttons((Button("All my promises", "commitment_all"),))]
    if home.totals is not None:
        parts.append(Aside((_totals(home.totals),)))
    return tuple(parts)


def _to_review(home: Home) -> tuple[Part, ...]:
    if not home.to_review:
        return ()
    return (Line(), Title("Decisions to look at again"), *review_views.at_home(home.to_review, FEW))


def _of_partner(partner: OfPartner | None) -> tuple[Part, ...]:
    """For whoever speaks for a partner: what it was promised, and its people's promises as numbers, never names."""
    if partner is None:
        return ()
    promised = "\n".join(f"• {line(each, partner.name, owner=True)}" for each in partner.promised[:MOST_COMING])
    parts: list[Part] = [Line(), Title(f"{partner.name}, for whom you speak")]
    parts.append(Words(f"*Promised to us, and open*\n{promised}" if promised else "Nothing open is promised to us."))
    if partner.totals is not None:
        parts.append(Aside((_totals(partner.totals, "Our people have made"),)))
    return tuple(parts)


def _totals(totals: Totals, who: str = "Together we have made") -> str:
    made = f"{who} {plural(totals.made, 'promise', 'promises')}"
    return f"{made}: {totals.kept} kept, {totals.renegotiated} renegotiated, {totals.let_go} let go."


def _reaches(mine: Mine) -> tuple[Part, ...]:
    lines = [f"• {each.title}, {_when(each, mine.zone)}" for each in mine.coming[:MOST_COMING]]
    lines = lines or ["Nothing is on its way to you this week."]
    if mine.away_until:
        lines.append(f"You are away until {day(mine.away_until)}.")
    if mine.snoozed_until:
        lines.append(f"I am quiet until {day(mine.snoozed_until)}.")
    if mine.stopped:
        lines.append("You have stopped: " + ", ".join(mine.stopped) + ".")
    return (Words("\n".join(lines)), Buttons((Button("What I get, and when", "attention_open"),)))


def _when(coming: Coming, zone: tzinfo) -> str:
    local = coming.at.astimezone(zone)
    return f"{local:%A} {local.day} {local:%B}, {local:%H:%M}"


def _convening(mine: Mine) -> tuple[Part, ...]:
    if mine.conveners:
        return (Aside((f"Conveners: {', '.join(map(mention, mine.conveners))}",)),)
    if not mine.may_begin:
        return ()
    ask = "Nobody convenes here yet: somebody who sets questions and rhythms, and looks after what gets stuck."
    return (Words(ask), Buttons((SET_UP, Button("I convene", "convener_begin"))))


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
