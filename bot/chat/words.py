"""Days and lists of people's words, as sentences have them."""

from datetime import date, datetime, tzinfo

from bot.chat.port import Part, SmallPrint


def and_more(number: int, shown: int, what: str = "more", way: str = "") -> tuple[Part, ...]:
    """What a short list leaves out."""
    return (SmallPrint((f"And {number - shown} {what}{way}.",)),) if number > shown else ()


def day(moment: date | datetime, zone: tzinfo | None = None) -> str:
    """A day in words: 2 March 2026."""
    local = moment.astimezone(zone) if isinstance(moment, datetime) and zone else moment
    return f"{local.day} {local:%B %Y}"


def weekday(day: date) -> str:
    """Thursday 5 March."""
    return f"{day:%A} {day.day} {day:%B}"


LONGEST_LINE = 160  # characters of somebody's words in a list


def short(text: str) -> str:
    """Somebody's words on one line of a list."""
    line = " ".join(text[: LONGEST_LINE * 4].split())
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1].rsplit(" ", 1)[0] + "…"


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
