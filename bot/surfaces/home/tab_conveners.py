"""The room of conveners: what needs a hand, who is quiet, what comes back by itself, who is of no partner yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.chat.port import Button, Buttons, Paragraph, Part, SmallPrint, Title, bold, plural, said
from bot.chat.words import and_more, day, weekday
from bot.features import catalogue
from bot.features.conveners.delivery_report import SilentPartner
from bot.features.decisions.review import messages as review_messages
from bot.features.exports.messages import DOOR
from bot.features.members.partners.messages import are_waiting, unplaced_buttons
from bot.features.members.partners.setup_form import SET_UP
from bot.features.spotlights import messages as spotlight_messages
from storage.decisions import Decision
from storage.deliveries import UNSURE, Delivery
from storage.participation import Voices
from storage.partnerships import Partner
from storage.recurrences import Recurrence
from storage.spotlights import Spotlight
from storage.surveys import Running

MOST_LINES = 8  # partners in one small print; a longer one is not read

DOORS = (
    Button("Ask everybody", "round_plan", "", "primary"),
    Button("A weekly question", "pulse_plan"),
    Button("Why we exist", "purpose_state"),
    Button("Ways to say it", "purpose_ways"),
    Button("Bring the purpose back", "purpose_rhythm"),
    Button("Did it stick?", "recall_plan"),
    Button("Spotlights", "spotlight_plan"),
)
CARE = (
    Button("Who convenes", "convener_choose"),
    Button("Who speaks for whom", "partner_choose"),
    Button("A day off", "day_off_add"),
    Button("How many messages", "budget_open"),
    Button("Welcoming newcomers", "welcome_panel"),
    Button("Which doors are open", "doors_open"),
)


@dataclass(frozen=True)
class NextTurn:
    """A rhythm, and the day on which it comes next."""

    recurrence: Recurrence
    next_on: date | None


def doors() -> tuple[Part, ...]:
    return (Title("For conveners"), Buttons(DOORS))


def never_arrived(found: Sequence[tuple[Delivery, str]], number: int) -> tuple[Part, ...]:
    """What got stuck, each with what its kind is called; these few of so many."""
    parts = tuple(part for delivery, title in found for part in _stuck(delivery, title))
    return (*parts, *and_more(number, len(found), "more did not arrive", "; they move up as you settle these"))


def _stuck(delivery: Delivery, title: str) -> tuple[Part, ...]:
    when = day(delivery.settled_at or delivery.not_before)
    what = "may be there or not: I could not look" if delivery.state == UNSURE else "did not arrive"
    buttons = (
        Button("Send again", "delivery_renew", str(delivery.id)),
        Button("Let it go", "delivery_forgo", str(delivery.id)),
    )
    return (Paragraph(f":warning: {title} {what} ({when})."), Buttons(buttons))


def unreviewed(found: Sequence[Decision], few: int) -> tuple[Part, ...]:
    parts = tuple(part for decision in found[:few] for part in review_messages.unanswered(decision))
    return (*parts, *((SmallPrint(("More of them move up as these are looked at.",)),) if len(found) > few else ()))


def silence(
    unreached: Sequence[SilentPartner], heard: Mapping[int | None, Voices], partners: Sequence[Partner]
) -> tuple[Part, ...]:
    """Who hears nothing from us, and of whom we hear nothing: counts, never names."""
    lines = [_unreached(each) for each in unreached]
    quiet = [each for each in partners if heard[each.id].heard == 0]
    lines += [f"None of {said(each.name)} yet: {_people(heard[each.id].people)}." for each in quiet]
    more = f"And {len(lines) - MOST_LINES} more partners." if len(lines) > MOST_LINES else ""
    shown = (*lines[:MOST_LINES], more)
    texts = (_in_all(heard.values()), "\n".join(filter(None, shown)))
    return (Title("Health"), SmallPrint(texts))


def _in_all(heard: Iterable[Voices]) -> str:
    every = list(heard)
    people, took_part = sum(each.people for each in every), sum(each.heard for each in every)
    return (
        f"In six weeks {took_part} of {_people(people)} took part in something: decided, promised, answered or asked."
    )


def _people(number: int) -> str:
    return plural(number, "person", "people")


def _unreached(silence: SilentPartner) -> str:
    name = said(silence.partner.name)
    return f"Nobody of {name} has heard from us " + (f"since {day(silence.since)}." if silence.since else "yet.")


def running_surveys(found: Sequence[Running], number: int) -> tuple[Part, ...]:
    parts = tuple(part for running in found for part in _running(running))
    return (*parts, *and_more(number, len(found), "more rounds"))


def _running(running: Running) -> tuple[Part, ...]:
    survey = running.round
    if survey.opened_at is None:
        state = f"opens on {weekday(survey.opens_on)}"
    else:
        state = f"{running.answered} of {running.asked} have answered; open until {weekday(survey.closes_on)}"
    call_off = Button("Call it off", "round_cancel", str(survey.id))
    return (Paragraph(f"{bold(said(survey.title))}: {state}"), Buttons((call_off,)))


def rhythms(turns: Sequence[NextTurn]) -> tuple[Part, ...]:
    parts = tuple(part for turn in turns for part in _turn(turn))
    return (Title("Rhythms"), *parts) if parts else ()


def _turn(turn: NextTurn) -> tuple[Part, ...]:
    noun = turn.recurrence.noun
    name = catalogue.recurrence_kinds()[noun].title
    if turn.recurrence.paused_at is not None:
        return (Paragraph(f"*{name}* is paused."), Buttons((Button("Resume", "rhythm_resume", noun),)))
    comes = f"next on {weekday(turn.next_on)}, {turn.recurrence.hour:%H:%M}" if turn.next_on else "comes no more"
    buttons = (
        Button("Pause", "rhythm_pause", noun),
        Button("Skip the next one", "rhythm_skip", noun),
        Button("Show me first", "rhythm_try", noun),
    )
    return (Paragraph(f"*{name}*: {comes}"), Buttons(buttons))


def spotlights(found: Sequence[Spotlight], partners: Mapping[int, Partner], few: int) -> tuple[Part, ...]:
    """How far the next ones are."""
    lines = [spotlight_messages.state(row, partners[row.partner_id]) for row in found[:few]]
    return (Paragraph("\n".join(f":bulb: {line}" for line in lines)), *and_more(len(found), few)) if lines else ()


def people(waiting: int, *, is_set_up: bool) -> tuple[Part, ...]:
    """`waiting`: how many are of no partner yet."""
    note = (SmallPrint((are_waiting(waiting),)),) if waiting else ()
    set_up = () if is_set_up else (SET_UP,)
    return (Title("People"), *note, Buttons((*unplaced_buttons(waiting), *set_up, *CARE)))


def exports() -> tuple[Part, ...]:
    what = "The whole memory as a book, a table, or a file for programs. That somebody took it is written down."
    return (Title("Exports"), Paragraph(what), Buttons((DOOR,)))
