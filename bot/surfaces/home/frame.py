"""The frame of somebody's own page: the row of doors between its rooms, and how much of a room fits."""

from collections.abc import Callable, Sequence

from bot.chat.messages import Button, Buttons, Divider, Message, Page, Paragraph, Part, Title

OF_NO_PARTNER = "I do not know yet which partner you are of. A convener can tell me: my Home tab names them."
FOR_CONVENERS = "This room is for conveners. My Home tab names them, and so does `home`, said to me; ask one of them."
MORE = "Show more"
Sections = Sequence[tuple[Part, ...]]
Fits = Callable[[Sequence[Part]], bool]


def page(here: str, doors: Sequence[tuple[str, str]], sections: Sections, note: str = "") -> Page:
    """`doors` are the open rooms: name and label."""
    shown = [part for section in sections for part in _parted(section)]
    return Page((tabs(here, doors), *_noted(note), *shown))


def message(
    here: str, doors: Sequence[tuple[str, str]], sections: Sections, fits: Fits, *, since: int = 0, note: str = ""
) -> Message:
    """The same as a message, which holds less: as many sections as fit, from that one on, and a way to the others."""
    label = dict((name, label) for name, label in doors)[here]
    head = (tabs(here, doors), *_noted(note))
    parts: tuple[Part, ...] = head
    for number, section in enumerate(sections[since:], since):
        way_on = _ways(here, since, number, len(sections))
        if number > since and not fits((*parts, *section, *way_on)):
            return Message(f"Your page: {label}", (*parts, *way_on))
        parts += section
    return Message(f"Your page: {label}", (*parts, *_ways(here, since, len(sections), len(sections))))


def tabs(here: str, doors: Sequence[tuple[str, str]]) -> Buttons:
    """The row on top: where somebody is stands out."""
    return Buttons(
        tuple(Button(label, f"room_{name}", name, "primary" if name == here else "") for name, label in doors)
    )


def _ways(here: str, since: int, until: int, all_: int) -> tuple[Part, ...]:
    on = (Button(MORE, "room_more", f"{here}:{until}"),) if until < all_ else ()
    back = (Button("Back to the top", "room_top", here),) if since else ()
    return (Buttons((*on, *back)),) if on or back else ()


def _noted(note: str) -> tuple[Part, ...]:
    return (Paragraph(f":white_check_mark: {note}"),) if note else ()


def _parted(section: tuple[Part, ...]) -> tuple[Part, ...]:
    """A line above each section with a title."""
    return (Divider(), *section) if section and isinstance(section[0], Title) else section
