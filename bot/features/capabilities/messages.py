"""Which doors are open to whom, as a table for the terminal and as lines for the chat."""

from collections.abc import Sequence

from bot.chat.messages import Message, Paragraph, SmallPrint, Title
from bot.chat.words import plural
from bot.features.capabilities import CONVENER, FOR_SOME, MISSING, NO, NOT_HERE, PERHAPS_SO, SINGLE, YES, CapabilityRow
from storage.capabilities import EVERY, EXTERNAL, FULL, GUEST

CALLED = {
    FULL: "members of this workspace",
    CONVENER: "conveners",
    GUEST: "guests",
    SINGLE: "single-channel guests",
    EXTERNAL: "people of other workspaces",
}
IN_WORDS = {YES: "yes", NO: "no", PERHAPS_SO: "perhaps", NOT_HERE: "not yet", MISSING: "MISSING", FOR_SOME: "for some"}


def text_table(rows: Sequence[CapabilityRow]) -> str:
    """In plain letters: one door a line, one kind of people a column."""
    head = ["door", *(f"{CALLED[row.kind]} ({row.people})" for row in rows)]
    lines = [head, *([door, *(IN_WORDS[row.doors[door]] for row in rows)] for door in EVERY)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(each.ljust(width) for each, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def message(rows: Sequence[CapabilityRow], advice: Sequence[str]) -> Message:
    """For a convener: each kind of people, with what works for them and what does not."""
    lines = [_line(row) for row in rows if row.people]
    text = "Which doors are open here, and to whom."
    parts = (Title("Doors"), Paragraph("\n".join(lines)), *((SmallPrint(tuple(advice)),) if advice else ()))
    return Message(text, parts)


def _line(row: CapabilityRow) -> str:
    works = ", ".join(door for door in EVERY if row.doors[door] == YES) or "nothing yet"
    other = [f"{door} {IN_WORDS[row.doors[door]]}" for door in EVERY if row.doors[door] not in (YES, NO)]
    rest = f" · _{', '.join(other)}_" if other else ""
    return f"*{CALLED[row.kind].capitalize()}* ({plural(row.people, 'person', 'people')}): {works}{rest}"
