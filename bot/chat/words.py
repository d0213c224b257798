"""Words as sentences have them: people's own, people and channels, bold and links, days and lists.

People's own words go through `said`; every chat can show the rest of the marks.
"""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from bot.chat.messages import Paragraph, Part, SmallPrint
from storage.members import SAID

LONGEST_LINE = 160  # characters of somebody's words in a list

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def said(text: str) -> str:
    """A person's own words, escaped so that they cannot ping a channel or forge a link.

    Source: https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unsaid(text: str) -> str:
    """What a person typed, from the escaped form in which the chat hands it over."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mention(person: str) -> str:
    """A person, as the chat shows them; somebody known only from an imported record by what it calls them."""
    if person.startswith(SAID):
        return said(person.removeprefix(SAID))
    return f"<@{person}>"


def room(channel: str) -> str:
    return f"<#{channel}>"


def link(url: str, label: str) -> str:
    return f"<{url}|{said(label).replace('|', '/')}>"


def bold(text: str) -> str:
    """Already escaped words in bold, line by line, because no chat carries bold over a line's end."""
    return "\n".join(f"*{line.strip()}*" if line.strip() else line for line in text.split("\n"))


def struck(text: str) -> str:
    """Already escaped words struck through: they no longer hold."""
    return "\n".join(f"~{line.strip()}~" if line.strip() else line for line in text.split("\n"))


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def plural(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


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


def short(text: str) -> str:
    """Somebody's words on one line of a list."""
    line = " ".join(text[: LONGEST_LINE * 4].split())
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1].rsplit(" ", 1)[0] + "…"


LONGEST_BLOCK = 2_800  # characters of lines in one paragraph


def paragraphs(lines: Iterable[str]) -> tuple[Paragraph, ...]:
    """Lines, so many to a paragraph that none is cut."""
    found: list[str] = []
    for line in lines:
        if found and len(found[-1]) + len(line) < LONGEST_BLOCK:
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return tuple(map(Paragraph, found))
