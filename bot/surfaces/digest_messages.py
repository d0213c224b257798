"""Letters: what is due for somebody together, in one message, each part with its exits."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.messages import Button, Buttons, Divider, Message, Paragraph, Part, SmallPrint
from bot.notifications.kinds import DigestSection

OPENING = "A few things for you, together:"


@dataclass(frozen=True)
class DigestEntry:
    """A section, the delivery it came by, and what its kind is called in the settings."""

    delivery: int
    kind: str
    title: str
    section: DigestSection


ON_TOP = "This comes on top of your usual number of messages, because it waits for you."


def letter(entries: Sequence[DigestEntry], *, on_top: bool = False) -> Message:
    """Everything that is due for one person, as one message. `on_top`: their budget for it was spent."""
    text = entries[0].section.text if len(entries) == 1 else "\n".join((OPENING, *_lines(entries)))
    parts: list[Part] = [] if len(entries) == 1 else [Paragraph(OPENING)]
    for number, entry in enumerate(entries):
        parts += [Divider()] if number or len(entries) > 1 else []
        parts += entry.section.parts
        parts += _exits(entry) if entry.section.is_open else ()
    return Message(text, (*parts, SmallPrint((ON_TOP,))) if on_top else tuple(parts))


def _lines(entries: Sequence[DigestEntry]) -> list[str]:
    return [f"• {entry.section.text}" for entry in entries]


def _exits(entry: DigestEntry) -> tuple[Part, ...]:
    later = Button("Later", "letter_later", str(entry.delivery))
    stop = Button("Stop these", "letter_stop", str(entry.delivery))
    return (Buttons((later, stop)),)


def nothing_left() -> Message:
    """A letter whose last part is done with."""
    return Message("Done. Nothing more to do here.")


def put_off(day: str) -> Message:
    return Message(f"Fine. I come back to it on {day}.")


def stopped(title: str, kind: str) -> Message:
    """What somebody sees who stopped a kind of message."""
    text = f"Done: no more “{title}” from me."
    back = Button("Send them again", "letter_allow", kind)
    return Message(text, (Paragraph(text), Buttons((back,)), SmallPrint(("Your other messages go on as before.",))))


def allowed(title: str) -> Message:
    return Message(f"Good: “{title}” will come again.")
