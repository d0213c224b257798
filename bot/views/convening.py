"""What conveners see and set: rhythms, rounds, what got stuck, who hears nothing, who speaks for whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo

from bot.chat import (
    Aside,
    Button,
    Buttons,
    ChoiceField,
    DayField,
    Form,
    HourField,
    Line,
    NumberField,
    Part,
    PeopleField,
    RadioField,
    TextField,
    Title,
    Words,
    bold,
    said,
)
from bot.domain.disclosure import FEWEST
from bot.domain.questions import Kind, QuestionSet
from bot.domain.reach import Silence
from bot.domain.rounds import ALL, CONVENERS, REPRESENTATIVES
from bot.views import proposals
from bot.views import reviews as review_views
from bot.views.decisions import day
from bot.views.partners import are_waiting, unplaced_buttons
from bot.views.rounds import weekday
from bot.views.setting_up import SET_UP
from storage.channels import Channel
from storage.decisions import Decision
from storage.deliveries import UNSURE, Delivery
from storage.partnerships import Partner
from storage.rhythms import Rhythm
from storage.rounds import ANONYMOUS, CONFIDENTIAL, NAMED, Round

OWN = "own"  # a question of one's own instead of a set
CALLED = {"pulse": "Pulse", "purpose": "Purpose", "spotlight": "Spotlight", "recall": "Did the purpose stick?"}
KINDS = (
    ("From 1 to 5", str(Kind.SCALE)),
    ("Yes or no", str(Kind.YES_NO)),
    ("One of several", str(Kind.CHOICE)),
    ("Any of several", str(Kind.SEVERAL)),
    ("Put in order", str(Kind.RANKING)),
    ("Share out points", str(Kind.POINTS)),
    ("A line of text", str(Kind.SHORT_TEXT)),
    ("A longer text", str(Kind.LONG_TEXT)),
)
DAYS = tuple((name, str(n)) for n, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")))
WEEKS = (("every week", "1"), ("every second week", "2"), ("every fourth week", "4"))


@dataclass(frozen=True)
class Turn:
    rhythm: Rhythm
    next_on: date | None
    note: str = ""  # already escaped


@dataclass(frozen=True)
class Running:
    round: Round
    answered: int
    asked: int


@dataclass(frozen=True)
class Panel:
    """`stuck`: deliveries with what their kind is called; `lonely`: how many people are of no partner."""

    turns: tuple[Turn, ...]
    running: tuple[Running, ...]
    stuck: tuple[tuple[Delivery, str], ...]
    silences: tuple[Silence, ...]
    partners: tuple[Partner, ...]
    zone: tzinfo
    lonely: int = 0
    questions: tuple[Part, ...] = ()  # without an answer, as far as this convener may see them
    unreviewed: tuple[Decision, ...] = ()  # whose review nobody has answered for long
    found: Mapping[str, int] = field(default_factory=dict)  # what an import has found and nobody has settled, by kind
    is_set_up: bool = True


def panel(shown: Panel) -> tuple[Part, ...]:
    doors = (
        Button("Ask everybody", "round_plan", "", "primary"),
        Button("A weekly question", "pulse_plan"),
        Button("Who convenes", "convener_choose"),
        Button("Who speaks for whom", "partner_choose"),
        Button("A day off", "day_off_add"),
        Button("How many messages", "budget_open"),
    )
    light = (
        Button("Why we exist", "purpose_state"),
        Button("Ways to say it", "purpose_ways"),
        Button("Bring the purpose back", "purpose_rhythm"),
        Button("Did it stick?", "recall_plan"),
        Button("Spotlights", "spotlight_plan"),
    )
    parts: list[Part] = [Title("For conveners"), Buttons(doors), Buttons(light), *proposals.panel(shown.found)]
    for turn in shown.turns:
        parts += _turn(turn)
    for running in shown.running:
        parts += _running(running)
    for delivery, title in shown.stuck:
        parts += _stuck(delivery, title)
    parts += shown.questions
    for decision in shown.unreviewed:
        parts += review_views.unanswered(decision)
    parts += _heads_up(shown)
    if shown.lonely or not shown.is_set_up:
        parts.append(Buttons((*unplaced_buttons(shown.lonely), *(() if shown.is_set_up else (SET_UP,)))))
    return (*parts, Line())


def _turn(turn: Turn) -> list[Part]:
    rhythm, noun = turn.rhythm, turn.rhythm.noun
    name = CALLED.get(noun, noun)
    if rhythm.paused_at is not None:
        return [Words(f"*{name}* is paused."), Buttons((Button("Resume", "rhythm_resume", noun),))]
    comes = f"next on {weekday(turn.next_on)}, {rhythm.hour:%H:%M}" if turn.next_on else "comes no more"
    buttons = (
        Button("Pause", "rhythm_pause", noun),
        Button("Skip the next one", "rhythm_skip", noun),
        Button("Show me first", "rhythm_try", noun),
    )
    note = f"\n{turn.note}" if turn.note else ""
    return [Words(f"*{name}*: {comes}{note}"), Buttons(buttons)]


def _running(running: Running) -> list[Part]:
    round_ = running.round
    if round_.opened_at is None:
        state = f"opens on {weekday(round_.opens_on)}"
    else:
        state = f"{running.answered} of {running.asked} have answered; open until {weekday(round_.closes_on)}"
    return [
        Words(f"{bold(said(round_.title))}: {state}"),
        Buttons((Button("Call it off", "round_cancel", str(round_.id)),)),
    ]


def _stuck(delivery: Delivery, title: str) -> list[Part]:
    when = day(delivery.settled_at or delivery.not_before)
    what = "may be there or not: I could not look" if delivery.state == UNSURE else "did not arrive"
    buttons = (
        Button("Send again", "delivery_renew", str(delivery.id)),
        Button("Let it go", "delivery_forgo", str(delivery.id)),
    )
    return [Words(f":warning: {title} {what} ({when})."), Buttons(buttons)]


def _heads_up(shown: Panel) -> list[Part]:
    lines = [_silence(each) for each in shown.silences]
    if shown.lonely:
        lines.append(are_waiting(shown.lonely))
    return [Aside(tuple(lines[:10]))] if lines else []


def _silence(silence: Silence) -> str:
    name = said(silence.partner.name)
    return f"Nobody of {name} has heard from us " + (f"since {day(silence.since)}." if silence.since else "yet.")


def round_form(
    sets: Iterable[QuestionSet], rooms: Sequence[Channel], partners: Iterable[Partner], *, today: date, closes_on: date
) -> Form:
    """To put a round on the calendar: a set that is there, or a question of one's own."""
    ready = tuple((each.title, each.key) for each in sets)
    whom = (
        ("Everybody", ALL),
        ("Conveners", CONVENERS),
        ("Whoever speaks for a partner", REPRESENTATIVES),
        *((f"People of {partner.name}", f"partner:{partner.id}") for partner in partners),
        *((f"People in #{room.name}", f"channel:{room.channel}") for room in rooms),
    )
    return Form(
        "round_plan_form",
        "Ask many people",
        (
            ChoiceField("Which questions?", "set_key", (("My own question, below", OWN), *ready), OWN),
            TextField("Your own question", "text", optional=True, longest=150),
            ChoiceField("How is it answered?", "kind", KINDS, "scale", True),
            TextField("Choices, one on each line", "choices", optional=True, long=True, hint=HINT_CHOICES),
            ChoiceField("Whom do you ask?", "audience", whom, ALL),
            RadioField("Who learns who said what?", "privacy", PRIVACY, ANONYMOUS),
            NumberField("Fewest answers to show", "fewest", FEWEST, 3, 50, optional=False, hint=HINT_FEWEST),
            DayField("Asked on", "opens_on", today, optional=False),
            DayField("Can be changed until", "closes_on", closes_on, optional=False),
            where(rooms, "Where do the results go?"),
            Aside(("Once it is open nothing of this can be changed; you can still call it off.",)),
        ),
        "Put it on",
    )


PRIVACY = (
    ("Nobody, not even conveners", ANONYMOUS),
    ("Conveners only", CONFIDENTIAL),
    ("Everybody in the channel", NAMED),
)
HINT_CHOICES = "Where there are choices. To share out points, people get five."
HINT_FEWEST = "Below this nothing is shown, nor what would give one person away. Three at the least."


def pulse_form(sets: Iterable[QuestionSet], rooms: Sequence[Channel]) -> Form:
    ready = tuple((each.title, each.key) for each in sets)
    return Form(
        "pulse_plan_form",
        "A weekly question",
        (
            ChoiceField("Which questions?", "set_key", ready, ready[0][1]),
            ChoiceField("On which day?", "weekday", DAYS, "0"),
            HourField("At what hour of theirs?", "hour", "10:00"),
            ChoiceField("How often?", "every_weeks", WEEKS, "1"),
            where(rooms, "Where do the results go?"),
            Aside(("Anonymous, open for three days, results on the fourth. You can pause it at any time.",)),
        ),
        "Begin",
    )


def conveners_form(people: Sequence[str]) -> Form:
    who = PeopleField("Who convenes?", "people", tuple(people), optional=False)
    return Form("convener_choose_form", "Who convenes", (who, Aside((WHAT_CONVENERS_DO,))), "Save")


WHAT_CONVENERS_DO = (
    "They set questions and rhythms, and look after what gets stuck. They cannot read anonymous answers."
)


def day_off_form(partners: Iterable[Partner], coming: Iterable[str]) -> Form:
    whose = (("Everybody", "0"), *((partner.name, str(partner.id)) for partner in partners))
    known = tuple(coming)
    return Form(
        "day_off_form",
        "A day off",
        (
            DayField("Which day?", "on", optional=False),
            TextField("What is it?", "name", longest=80, hint="Founders' day, the regatta …"),
            ChoiceField("Whose?", "partner", whose, "0"),
            Aside((f"Public holidays I know already. Added so far: {', '.join(known) or 'none'}.",)),
        ),
        "Add",
    )


def budget_form(a_day: int, a_week: int) -> Form:
    return Form(
        "budget_form",
        "How many messages",
        (
            NumberField("To one person, a day at most", "a_day", a_day, 1, 5, optional=False),
            NumberField("And a week at most", "a_week", a_week, 1, 20, optional=False),
            Aside(("What is due together is one message. Answers to what people ask me do not count.",)),
        ),
        "Save",
    )


def where(rooms: Sequence[Channel], label: str) -> ChoiceField:
    options = tuple((f"#{room.name}" + (" (private)" if room.is_private else ""), room.channel) for room in rooms)
    return ChoiceField(label, "channel", options, options[0][1] if len(options) == 1 else "")
