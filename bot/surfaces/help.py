"""What somebody can do here, in the words of the doors that are open to them."""

from collections.abc import Sequence

from bot.chat.messages import Button, Buttons, Message, Paragraph
from bot.features import catalogue
from bot.features.catalogue import HelpLine
from storage.members import Member

HELLO = (
    "I keep what this partnership decides, and why, and answer when somebody asks."
    " What you promise I remember with you, and for you."
)

NOT_UNDERSTOOD = "I did not understand that. This is what I can do:"

TOGETHER = 15  # lines in one paragraph, each below 200 characters

HOME = HelpLine(
    350, "My Home tab is your own page; `home`, `settings`, `my data` or `my partner`, said to me, shows it here"
)
OWN = (
    HelpLine(250, "Whatever I send you unasked has its exits: _Later_ and _Stop these_"),
    HOME,
    HelpLine(380, "`help`, said to me anywhere, shows this"),
)
"""Of what belongs to no feature alone; the others bring theirs."""


def lines(me: Member, reaction: str, handshake: str, *, at_home: bool = False) -> tuple[str, ...]:
    """Commands are only named to those for whom they exist; the Home tab need not be named to who is there."""
    every = sorted((*catalogue.help_lines(), *OWN), key=lambda line: line.place)
    theirs = [line.words for line in every if line.whom(me) and not (at_home and line is HOME)]
    return tuple(words.format(reaction=reaction, handshake=handshake) for words in theirs)


def message(me: Member, reaction: str, handshake: str, *, understood: bool) -> Message:
    opening = HELLO if understood else NOT_UNDERSTOOD
    text = "\n".join((opening, *(f"• {line}" for line in lines(me, reaction, handshake))))
    doors = Buttons((Button("Log a decision", "decision_open", "", "primary"), Button("Ask why", "why_open")))
    return Message(text, (Paragraph(opening), *paragraphs(lines(me, reaction, handshake)), doors))


def paragraphs(doors: Sequence[str]) -> list[Paragraph]:
    """All of them, in as many paragraphs as a chat takes: one alone would be cut at its end."""
    return [
        Paragraph("\n".join(f"• {door}" for door in doors[at : at + TOGETHER])) for at in range(0, len(doors), TOGETHER)
    ]
