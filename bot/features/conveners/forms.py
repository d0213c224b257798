"""The forms of conveners: a round, a weekly question, who convenes, who speaks for whom, a day off, how much."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.chat.messages import (
    ChoiceField,
    DayField,
    Form,
    HourField,
    NumberField,
    PeopleField,
    RadioField,
    SmallPrint,
    TextField,
)
from bot.features.recurrences.forms import DAYS, WEEKS, where
from bot.features.surveys import ALL, CONVENERS, REPRESENTATIVES
from bot.features.surveys.disclosure import FEWEST
from bot.features.surveys.questions import QuestionKind, QuestionSet
from storage.channels import Channel
from storage.partnerships import Partner
from storage.surveys import ANONYMOUS, CONFIDENTIAL, NAMED

OWN = "own"  # a question of one's own instead of a set
KINDS = (
    ("From 1 to 5", str(QuestionKind.SCALE)),
    ("Yes or no", str(QuestionKind.YES_NO)),
    ("One of several", str(QuestionKind.CHOICE)),
    ("Any of several", str(QuestionKind.SEVERAL)),
    ("Put in order", str(QuestionKind.RANKING)),
    ("Share out points", str(QuestionKind.POINTS)),
    ("A line of text", str(QuestionKind.SHORT_TEXT)),
    ("A longer text", str(QuestionKind.LONG_TEXT)),
)


def survey_form(
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
            SmallPrint(("Once it is open nothing of this can be changed; you can still call it off.",)),
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
            SmallPrint(("Anonymous, open for three days, results on the fourth. You can pause it at any time.",)),
        ),
        "Begin",
    )


def conveners_form(people: Sequence[str]) -> Form:
    who = PeopleField("Who convenes?", "people", tuple(people), optional=False)
    return Form("convener_choose_form", "Who convenes", (who, SmallPrint((WHAT_CONVENERS_DO,))), "Save")


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
            SmallPrint((f"Public holidays I know already. Added so far: {', '.join(known) or 'none'}.",)),
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
            SmallPrint(("What is due together is one message. Answers to what people ask me do not count.",)),
        ),
        "Save",
    )
