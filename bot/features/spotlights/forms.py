"""The forms of a spotlight: its words, and when spotlights come."""

from collections.abc import Sequence

from bot.chat.messages import ChoiceField, Form, HourField, PeopleField, SmallPrint, TextField
from bot.features.recurrences.forms import DAYS, WEEKS, where
from bot.features.spotlights import LONGEST, words_of
from bot.features.spotlights.messages import NEEDS, PROUD, THANKS
from storage.channels import Channel
from storage.spotlights import Spotlight


def write(row: Spotlight, *, memo: str) -> Form:
    words = words_of(row)
    named = (row.person,) if row.person != row.representative else ()
    here = "One person. I ask them first, and post nothing without their yes."
    return Form(
        "spotlight_form",
        "In the light",
        (
            TextField(PROUD, "proud", words.proud, True, True, longest=LONGEST),
            TextField(THANKS, "thanks", words.thanks, True, True, longest=LONGEST),
            PeopleField("Is it somebody here?", "named", named, hint=here),
            TextField(NEEDS, "needs", words.needs, True, True, longest=LONGEST),
            SmallPrint(("What you leave empty is left out. You see it once more before anybody else does.",)),
        ),
        "Show me",
        memo=memo,
    )


def recurrence(rooms: Sequence[Channel]) -> Form:
    return Form(
        "spotlight_plan_form",
        "Spotlights",
        (
            ChoiceField("On which day?", "weekday", DAYS, "1"),
            ChoiceField("How often?", "every_weeks", WEEKS, "2"),
            HourField("At what hour?", "hour", "10:00"),
            where(rooms, "In which channel?"),
            SmallPrint(("One partner after the other, whoever was longest not in the light first.",)),
        ),
        "Begin",
    )
