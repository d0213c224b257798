"""The plain values that the bot says, whatever the chat: messages, forms and pages, and the parts they are made of.

Texts carry the marks of `bot.chat.words` and no more, which every chat can show.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class SmallPrint:
    """Small print below."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Title:
    text: str


@dataclass(frozen=True)
class Divider:
    """A line between two parts."""


@dataclass(frozen=True)
class Button:
    """`action` says which listener hears the click, `value` about what."""

    label: str
    action: str
    value: str = ""
    style: str = ""  # "primary" or "danger"


@dataclass(frozen=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str
    action: str = "open_link"


@dataclass(frozen=True)
class Buttons:
    buttons: tuple[Button | Link, ...]


@dataclass(frozen=True)
class Choice:
    """One of several, chosen in a message. What was chosen comes back to `action` as (label, value)."""

    label: str
    action: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""


@dataclass(frozen=True)
class TextField:
    """What people write comes back under `name`."""

    label: str
    name: str
    answer: str = ""
    optional: bool = False
    long: bool = False
    hint: str = ""
    longest: int = 2_000


@dataclass(frozen=True)
class DayField:
    label: str
    name: str
    answer: date | None = None
    optional: bool = True
    hint: str = ""


@dataclass(frozen=True)
class PeopleField:
    label: str
    name: str
    answer: tuple[str, ...] = ()
    optional: bool = True
    hint: str = ""


@dataclass(frozen=True)
class _OneOfThese:
    label: str
    name: str
    options: tuple[tuple[str, str], ...]
    answer: str = ""
    optional: bool = False
    hint: str = ""


class ChoiceField(_OneOfThese):
    """One of many, in a list."""


class RadioField(_OneOfThese):
    """One of a few, all in sight."""


@dataclass(frozen=True)
class SeveralField:
    """Any of several; what is ticked comes back as a tuple."""

    label: str
    name: str
    options: tuple[tuple[str, str], ...]
    answer: tuple[str, ...] = ()
    optional: bool = True
    hint: str = ""


@dataclass(frozen=True)
class NumberField:
    """A whole number."""

    label: str
    name: str
    answer: int | None = None
    least: int = 0
    most: int = 100
    optional: bool = True
    hint: str = ""


@dataclass(frozen=True)
class HourField:
    """A time of day; it comes back as "09:30"."""

    label: str
    name: str
    answer: str = ""
    optional: bool = False
    hint: str = ""


Field = TextField | DayField | PeopleField | ChoiceField | RadioField | SeveralField | NumberField | HourField
Part = Paragraph | SmallPrint | Title | Divider | Buttons | Choice | Field


@dataclass(frozen=True)
class Message:
    """What the bot says. `text` alone must make sense: screen readers and notifications use it."""

    text: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Form:
    """Questions in a window. `name` is what the handler of its answers listens for; no `submit`, no question."""

    name: str
    title: str
    parts: tuple[Part, ...]
    submit: str = ""
    close: str = "Cancel"
    memo: str = ""  # comes back unseen with the answers; at most 3,000 characters


@dataclass(frozen=True)
class Page:
    """A person's own page with the bot."""

    parts: tuple[Part, ...]
