"""The words before a promise is one: how to make it, and the draft that waits for its owner's click."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.chat import Aside, Button, Buttons, Message, Words, bold, link, mention, quoted, said
from bot.promising import Offered
from bot.views.commitments import day, for_whom

USAGE = """*`/commit`* keeps what you promise, for you and for whom you promise it to:
• `/commit I'll send the tide data to Bo by Friday` remembers it at once
• `/commit` alone opens a form
• `/commit list` shows your promises and those made to you; `/commit C-7` shows one
Without commands: mention me, or write me in private, with `I'll …`, `done with …` or `my promises`"""

NOTHING_KEPT = "Nothing is kept unless you save it. Only you can see this."


def usage(*, unclear: str = "") -> Message:
    kept = f"I could not make a promise of “{said(unclear)}”: it needs a few words.\n\n" if unclear else ""
    return Message(kept + USAGE, (Words(kept + USAGE), doors()))


def doors() -> Buttons:
    make = Button("Make a promise", "commitment_open", "", "primary")
    return Buttons((make, Button("My promises", "commitment_list")))


@dataclass(frozen=True)
class Labels:
    """What the buttons under a draft are called."""

    save: str = "Save"
    edit: str = "Edit first"


NOTICED = Labels(save="Remember it", edit="Change")


def draft(
    offered: Offered,
    partner: str = "",
    *,
    opening: str = "",
    others: Sequence[date] = (),
    labels: Labels = Labels(),
    more: tuple[Button, ...] = (),
) -> Message:
    """Somebody's words back to them, with the way to keep them. Nothing is kept before."""
    text = opening or "Shall I remember this with you?"
    until = f"by {day(offered.due_on)}" if offered.due_on else "no day"
    facts = "  ·  ".join(filter(None, (bold(said(offered.text)), for_whom(offered.promise.to, partner).strip(), until)))
    origin = [link(offered.link, "where it was said")] if offered.link else []
    rather = [
        Button(f"{labels.save}, but by {day(other)}", f"commitment_save_{rank}", offered.on(other).packed)
        for rank, other in enumerate(others[:3], 1)
    ]
    choices = (
        Button(labels.save, "commitment_save", offered.packed, "primary"),
        *rather,
        Button(labels.edit, "commitment_edit", offered.packed),
        Button("Not a promise", "commitment_dismiss", offered.packed),
        *more,
    )
    parts = (Words(f":handshake: {text}"), Words(quoted(facts)), Buttons(choices), Aside((*origin, NOTHING_KEPT)))
    return Message(f"{text} {said(offered.text)}", parts)


def marked_by(person: str) -> str:
    """Opens the draft for whoever wrote a message that somebody else marked as a promise."""
    return f"{mention(person)} reads this message of yours as a promise. Shall I remember it with you?"


def asked_owner() -> Message:
    """To whoever marked somebody else's message as a promise."""
    return Message("I ask them privately whether they want me to remember it. Nothing is kept without them.")


def dismissed() -> Message:
    return Message("Fine, not a promise. I have kept nothing of it.")
