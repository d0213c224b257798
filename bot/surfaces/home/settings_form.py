"""Somebody's settings: what they get unasked, when, and whether they are here; as a room and as a form."""

from collections.abc import Collection, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from bot.chat.messages import (
    Button,
    Buttons,
    DayField,
    Form,
    HourField,
    Paragraph,
    Part,
    SeveralField,
    SmallPrint,
    TextField,
    Title,
)
from bot.chat.words import DAYS, day, plural
from bot.features import catalogue
from bot.notifications import Attention
from bot.notifications.preferences import Hours
from bot.surfaces import help
from storage.members import Member
from storage.notification_settings import Preference

MOST_BOXES = 10  # Slack shows as many at once
OPEN = Button("What I get, and when", "attention_open", "", "primary")
Kinds = tuple[tuple[str, str], ...]
"""What each kind of message is called, and its name."""


def offered(me: Member) -> Kinds:
    """The kinds that somebody can get at all."""
    every = catalogue.digest_kinds().values()
    return tuple((kind.title, kind.name) for kind in every if me.is_convener or not kind.is_for_conveners)


def kinds(offered: Kinds, stopped: Collection[str], budget: tuple[int, int]) -> tuple[Part, ...]:
    """What they get and what not, and why some things cannot be stopped."""
    gets = [f"• {title}" for title, kind in offered if kind not in stopped]
    lines = ["*You get*", *gets] if gets else ["*You get nothing unasked.*"]
    without = ", ".join(title for title, kind in offered if kind in stopped)
    lines += [f"You have stopped: {without}."] if without else []
    again = (Button("Send me all of them", "attention_all"),) if without else ()
    small = f"{_at_most(*budget)} {ALWAYS}"
    return (Title("What I send you"), Paragraph("\n".join(lines)), Buttons((OPEN, *again)), SmallPrint((small,)))


ALWAYS = (
    "What you ask me for yourself always comes, and at once: it is an answer, so there is no switch for it."
    " What stands in a channel is for everybody there, so it has none either."
)


def _at_most(a_day: int, a_week: int) -> str:
    return f"At most {plural(a_day, 'message', 'messages')} a day and {a_week} a week, unless the day itself matters."


CHOSEN, TOLD, OF_PARTNER = "as you have chosen", "as Slack says", "as your partner has it"
OURS = "as the partnership has it; Slack does not tell me yours"


def hours(hours: Hours, zone: ZoneInfo, country: str | None, *, because: str) -> tuple[Part, ...]:
    """`because`: whence we know the zone."""
    when = f"{days(hours.work_days)}, {hours.since:%H:%M} to {hours.until:%H:%M}"
    lines = [f"*Your hours:* {when}", f"*Your zone:* {zone.key}, {because}"]
    lines += [f"*Holidays:* those of {country}"] if country else []
    lines += ["*Language:* I speak English so far. You can write to me in yours; I keep your words as they are."]
    as_slack_says = (Buttons((Button("Zone as Slack says", "attention_zone"),)),) if hours.zone_name else ()
    return (Title("Your hours"), Paragraph("\n".join(lines)), *as_slack_says)


def days(numbers: Sequence[int]) -> str:
    """ "Monday to Friday", or each of them by name."""
    names = [DAYS[number] for number in numbers]
    if len(names) > 2 and list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"{names[0]} to {names[-1]}"
    return ", ".join(names)


def quiet(wish: Preference, today: date) -> tuple[Part, ...]:
    """Whether they are here, and a click for each way to be left alone."""
    lines = [f"You are away until {day(wish.away_until)}."] if wish.away_until and wish.away_until > today else []
    if wish.snoozed_until and wish.snoozed_until > today:
        lines.append(f"I am quiet until {day(wish.snoozed_until)}.")
    buttons = (Button("I am here again", "attention_here", "", "primary"),) if lines else QUIET
    return (Title("Quiet"), Paragraph(" ".join(lines) or "I write to you in your hours."), Buttons(buttons))


QUIET = (
    Button("Quiet until tomorrow", "attention_quiet_day", "1"),
    Button("Quiet for a week", "attention_quiet_week", "7"),
    Button("I am away …", "attention_open"),
)


def saved(hours: Hours) -> str:
    """What stands on the page after saving."""
    return f"Saved. I write to you {days(hours.work_days)}, {hours.since:%H:%M} to {hours.until:%H:%M}."


def how_to_reach_me(lines: Sequence[str]) -> tuple[Part, ...]:
    return (Title("How to reach me"), *help.paragraphs(lines))


def form(mine: Attention, wish: Preference | None, kinds: Kinds) -> Form:
    """`kinds` are all that they can get."""
    wanted = tuple(kind for _, kind in kinds if kind not in mine.stopped)
    zone, country = (wish.zone_name or "", wish.country or "") if wish else ("", "")
    named = tuple((name, str(number)) for number, name in enumerate(DAYS))
    chunks = [kinds[start : start + MOST_BOXES] for start in range(0, len(kinds), MOST_BOXES)]
    boxes = [SeveralField("And" if n else "Send me", f"kinds__{n}", some, wanted) for n, some in enumerate(chunks)]
    return Form(
        "attention_form",
        "What I get, and when",
        (
            *boxes,
            HourField("From", "since", f"{mine.since:%H:%M}"),
            HourField("Until", "until", f"{mine.until:%H:%M}"),
            SeveralField("On", "work_days", named, tuple(map(str, sorted(mine.work_days)))),
            DayField("I am away until", "away_until", mine.away_until, hint="The first day you are back."),
            DayField("Be quiet until", "snoozed_until", mine.snoozed_until, hint="On that day I come back by myself."),
            TextField("My time zone", "zone_name", zone, True, hint=f"{ZONE} Now: {mine.zone.key}"),
            TextField("My country, for holidays", "country", country, True, hint=COUNTRY, longest=2),
            SmallPrint((ALWAYS,)),
        ),
        "Save",
    )


ZONE = "Such as Europe/London. Empty: as Slack says, or as your partner has it."
COUNTRY = "Two letters, such as GB. Empty: as your partner has it."
