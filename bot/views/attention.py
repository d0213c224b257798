"""The form in which somebody says what they get unasked, and when."""

from bot.chat import Aside, Button, Buttons, DayField, Form, HourField, Message, SeveralField, TextField, Words
from bot.domain.attention import Attention
from storage.attention import Preference

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def offer() -> Message:
    text = "Here you say what I may send you unasked, and when. You can also make me quiet for a while."
    return Message(text, (Words(text), Buttons((Button("What I get, and when", "attention_open", "", "primary"),))))


def form(mine: Attention, wish: Preference | None, kinds: tuple[tuple[str, str], ...]) -> Form:
    """`kinds` are all there are, with what they are called."""
    wanted = tuple(kind for _, kind in kinds if kind not in mine.stopped)
    zone, country = (wish.zone_name or "", wish.country or "") if wish else ("", "")
    days = tuple((name, str(number)) for number, name in enumerate(DAYS))
    return Form(
        "attention_form",
        "What I get, and when",
        (
            SeveralField("Send me", "kinds", kinds, wanted),
            HourField("From", "since", f"{mine.since:%H:%M}"),
            HourField("Until", "until", f"{mine.until:%H:%M}"),
            SeveralField("On", "work_days", days, tuple(map(str, sorted(mine.work_days)))),
            DayField("I am away until", "away_until", mine.away_until, hint="The first day you are back."),
            DayField("Be quiet until", "snoozed_until", mine.snoozed_until, hint="On that day I come back by myself."),
            TextField("My time zone", "zone_name", zone, True, hint=f"Now: {mine.zone.key}"),
            TextField("My country, for holidays", "country", country, True, hint=COUNTRY, longest=2),
            Aside(("What you ask me for yourself always comes at once.",)),
        ),
        "Save",
    )


COUNTRY = "Two letters, such as GB. Empty: as your partner has it."
