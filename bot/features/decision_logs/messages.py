"""The decision log of a channel: a line for each decision, in the order of their numbers, within what a chat takes."""

from collections.abc import Sequence
from datetime import tzinfo

from bot.chat.messages import Button, Buttons, Form, Message, Paragraph, Part, SmallPrint, Title
from bot.chat.words import day, link, paragraphs, plural, said, struck
from bot.features.decision_logs import Listing
from storage.channels import Channel
from storage.decisions import Decision

LONGEST_LINE = 180  # characters of a decision; the link leads to the rest
LONGEST_LOG = 8_000  # characters of all lines; with their marks they stay below what Slack takes
MOST_ROOMS = 20  # buttons


def post(found: Listing, zone: tzinfo, *, is_kept: bool) -> Message:
    """What the channel keeps."""
    lines = _fitting(found.decisions, zone)
    text = f"Decision log: {plural(found.count, 'decision', 'decisions')}"
    kept = "I keep this up to date. Pin it, and everybody finds it." if is_kept else "This stays as it is now."
    buttons = [Button("Earlier ones", "log_earlier", _value(found, lines))] if len(lines) < found.count else []
    buttons += [Button("Stop keeping it", "log_stop", found.channel)] if is_kept else []
    return Message(text, (Title(text), *paragraphs(lines), Buttons(tuple(buttons)), SmallPrint((kept,))))


def preview(found: Listing, zone: tzinfo) -> Message:
    """The same in private, before anybody else sees it."""
    lines = _fitting(found.decisions, zone)
    text = f"This is the decision log of this channel: {plural(found.count, 'decision', 'decisions')}. Only you see it."
    keep = Button("Keep it here", "log_keep", found.channel, "primary")
    aside = "Kept here, everybody in the channel sees it, and it follows what you decide."
    return Message(text, (Paragraph(text), *paragraphs(lines), Buttons((keep,)), SmallPrint((aside,))))


def nothing_yet() -> Message:
    return Message(
        "Nothing was decided in this channel yet. `@Steward we decided …`, said here, writes the first line."
    )


def which(rooms: Sequence[Channel]) -> Message:
    """Asked for in private: of which channel?"""
    if not rooms:
        return Message("I know of no channel where we both are. Mention me in one, and Slack offers to add me.")
    text = "The decision log of which channel?"
    buttons = tuple(Button(f"#{room.name}", f"log_show_{n}", room.channel) for n, room in enumerate(rooms[:MOST_ROOMS]))
    return Message(text, (Paragraph(text), Buttons(buttons)))


def earlier(found: Listing, zone: tzinfo) -> Form:
    lines = _fitting(found.decisions, zone)
    parts: tuple[Part, ...] = paragraphs(lines) or (Paragraph("Nothing earlier."),)
    told = "What is earlier still: ask me why, or let a convener carry the memory away as a file."
    return Form("log_earlier_form", "Earlier decisions", (*parts, SmallPrint((told,))), close="Close")


def kept() -> Message:
    return Message("Done: the log stands in the channel, and follows what you decide.")


def _value(found: Listing, lines: Sequence[str]) -> str:
    return f"{found.channel}:{_first(found, lines)}"


def _first(found: Listing, lines: Sequence[str]) -> int:
    """The lowest number that is shown."""
    return found.decisions[len(found.decisions) - len(lines)].number if lines else 0


def _fitting(rows: Sequence[Decision], zone: tzinfo) -> list[str]:
    """The newest that fit, in the order of their numbers."""
    lines: list[str] = []
    for row in reversed(rows):
        line = _line(row, zone)
        if sum(map(len, lines)) + len(line) > LONGEST_LOG:
            break
        lines.append(line)
    return lines[::-1]


def _line(row: Decision, zone: tzinfo) -> str:
    flat = " ".join(row.text.split())
    text = said(flat if len(flat) <= LONGEST_LINE else f"{flat[: LONGEST_LINE - 1]}…")
    url = row.post_link or row.source_link
    number = link(url, f"D-{row.number}") if url else f"D-{row.number}"
    if row.withdrawn_at:
        return f"{number}  {day(row.decided_at, zone)}  {struck(text)}  _withdrawn_"
    if row.superseded_by:
        return f"{number}  {day(row.decided_at, zone)}  {struck(text)}  _replaced by D-{row.superseded_by}_"
    return f"{number}  {day(row.decided_at, zone)}  {text}"
