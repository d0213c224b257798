"""The first room of somebody's own page: their promises, their questions, what will come, the latest decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from bot.chat.port import Button, Buttons, Paragraph, Part, SmallPrint, Title, bold, link, mention, plural, said
from bot.chat.words import and_more, day, weekday
from bot.dispatch.payloads import HOME
from bot.features.commitments.messages import line, own_buttons
from bot.features.exports.messages import DOOR
from bot.features.members.partners.setup_form import SET_UP
from bot.notifications import local_moment
from storage.commitment_lists import Totals
from storage.commitments import Commitment
from storage.decisions import Decision
from storage.spotlights import Spotlight
from storage.surveys import Survey

GREETING = "I keep what you decide together, and why, and answer when somebody asks. Only what you save is kept."

DOORS = (
    Button("Log a decision", "decision_open", "", "primary"),
    Button("Ask why", "why_open"),
    Button("Make a promise", "commitment_open"),
)
ALL_PROMISES = Button("All my promises", "commitment_all")
GETS = Button("What I get, and when", "attention_open")

MOST_COMING = 6  # lines; the rest will say so itself
LONGEST = 160  # characters of somebody's words in a list
PULSE, CALENDAR = "The weekly question", "it is on the partnership's calendar"

NOTHING_YET = "Nothing decided yet that you can see. The first one is a click away."
NOTHING_COMING = "Nothing is on its way to you this week."


@dataclass(frozen=True)
class UpcomingDigest:
    """Something on its way to them: what it is called, why they get it, and when it will come."""

    title: str
    because: str
    at: datetime


def doors() -> tuple[Part, ...]:
    return (Title("Your partnership's memory"), Paragraph(GREETING), Buttons(DOORS))


def promises(found: Sequence[tuple[Commitment, str]], number: int) -> tuple[Part, ...]:
    """The nearest few of so many of one's own, each with the name of the partner it was made to."""
    if not found:
        return ()
    parts: list[Part] = [Title("Your promises")]
    for each, partner in found:
        parts += [Paragraph(line(each, partner)), own_buttons(each, HOME)]
    count = f"{plural(number, 'open promise', 'open promises')} of yours"
    return (*parts, SmallPrint((count,)), Buttons((ALL_PROMISES,)))


def promised_to_me(found: Sequence[Commitment], number: int) -> tuple[Part, ...]:
    if not found:
        return ()
    lines = "\n".join(f"• {line(each, owner=True)}" for each in found)
    rest = and_more(number, len(found), way="; _All my promises_ shows them, and asks kindly")
    return (Title("Promised to you"), Paragraph(lines), *rest, Buttons((ALL_PROMISES,)))


def surveys_open(found: Sequence[Survey], few: int) -> tuple[Part, ...]:
    """Questions to everybody that they have neither answered nor left out."""
    if not found:
        return ()
    parts: list[Part] = [Title("Questions for you")]
    for each in found[:few]:
        parts.append(Paragraph(f"{bold(said(short(each.title)))}\nopen until {weekday(each.closes_on)}"))
        parts.append(Buttons((_answer(each), Button("Leave it out", "round_skip", str(each.id)))))
    return (*parts, *and_more(len(found), few))


def _answer(each: Survey) -> Button:
    return Button("Answer", "round_open_form", str(each.id), "primary")


def spotlights_asked(found: Sequence[Spotlight], few: int) -> tuple[Part, ...]:
    parts: list[Part] = []
    for each in found[:few]:
        asks = "You speak for your partner: what shall be said of it?"
        words = f"*A few words for the spotlight on {weekday(each.due_on)}*\n{asks}"
        decline = Button("Not this time", "spotlight_decline", str(each.id))
        parts += [Paragraph(words), Buttons((Button("Write it", "spotlight_write", str(each.id), "primary"), decline))]
    return tuple(parts)


def on_calendar(title: str, on: date, hour: time, zone: ZoneInfo) -> UpcomingDigest:
    return UpcomingDigest(title, CALENDAR, local_moment(on, hour, zone))


def coming(found: Sequence[UpcomingDigest], zone: tzinfo) -> tuple[Part, ...]:
    """With day and hour of theirs, and why they get it."""
    lines = [
        f"• {bold(said(short(each.title)))}, {_when(each.at, zone)}: {each.because}" for each in found[:MOST_COMING]
    ]
    words = Paragraph("\n".join(lines or [NOTHING_COMING]))
    return (Title("What comes to you this week"), words, *and_more(len(found), MOST_COMING), Buttons((GETS,)))


def _when(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{local:%A} {local.day} {local:%B}, {local:%H:%M}"


def latest(found: Sequence[tuple[Decision, tuple[str, ...]]], zone: tzinfo, *, may_carry: bool) -> tuple[Part, ...]:
    entries = [part for decision, partners in found for part in _entry(decision, partners, zone)]
    doors = (Button("Decision log of a channel", "log_choose"), *((DOOR,) if may_carry else ()))
    return (Title("Latest decisions"), *(entries or [Paragraph(NOTHING_YET)]), Buttons(doors))


def _entry(decision: Decision, partners: Sequence[str], zone: tzinfo) -> tuple[Part, ...]:
    number = link(decision.post_link, f"D-{decision.number}") if decision.post_link else f"D-{decision.number}"
    state = "" if decision.in_force else "  :no_entry_sign: _withdrawn_" if decision.withdrawn_at else "  _replaced_"
    why = f"\n*Why:* {said(short(decision.reason))}" if decision.reason else "\n*Why:* _no reason was given_"
    when = f"{day(decision.decided_at, zone)}  ·  {', '.join(map(said, partners)) or 'partner not known'}"
    return (Paragraph(f"*{number}*  ·  {bold(said(short(decision.text)))}{state}{why}"), SmallPrint((when,)))


def together(totals: Totals | None) -> tuple[Part, ...]:
    return (SmallPrint((in_numbers(totals),)),) if totals else ()


def in_numbers(totals: Totals, who: str = "Together we have made") -> str:
    made = f"{who} {plural(totals.made, 'promise', 'promises')}"
    return f"{made}: {totals.kept} kept, {totals.renegotiated} renegotiated, {totals.let_go} let go."


def who_convenes(people: Sequence[str], *, may_begin: bool) -> tuple[Part, ...]:
    """`may_begin`: nobody convenes yet, and they could."""
    if people:
        return (SmallPrint((f"Conveners: {', '.join(map(mention, people[:20]))}",)),)
    if not may_begin:
        return ()
    ask = "Nobody convenes here yet: somebody who sets questions and rhythms, and looks after what gets stuck."
    return (Paragraph(ask), Buttons((SET_UP, Button("I convene", "convener_begin"))))


def short(text: str) -> str:
    """Somebody's words on one line of a list."""
    line = " ".join(text[: LONGEST * 4].split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
