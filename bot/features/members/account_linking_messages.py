"""Two accounts of one person: the code, and the question to each of them."""

from bot.chat.messages import Button, Buttons, Message, Paragraph
from bot.chat.words import bold, said

SEES = "Each of the two then sees what either sees, and what I send unasked comes to the first one only."


def code(digits: str) -> Message:
    text = (
        f"Your code is {bold(digits)}, for 15 minutes. Now write to me from your other account:"
        f" `my other account {digits}`\nGive it to nobody: whoever brings it asks to be you."
    )
    return Message(text, (Paragraph(text),))


def whose(pairing: int, name: str, organisation: str) -> Message:
    """To the second account, which learns whose code it brought."""
    text = f"That is the code of {_who(name, organisation)}. Is that you, too? {SEES}"
    return _question(text, "Yes, both are me", "pairing_agree", pairing)


def wait() -> Message:
    return Message("Thank you. Now go back to your first account: I ask there for the last word.")


def who_brought(pairing: int, name: str, organisation: str) -> Message:
    """To the first account, which learns who brought its code."""
    text = f"{_who(name, organisation)} brought your code and says they are you. Is that so? {SEES}"
    return _question(text, "Yes, that is me", "pairing_confirm", pairing)


def joined(name: str) -> Message:
    text = f"Done: you are one person here, under both accounts. {bold(said(name))} is the other one."
    return Message(text, (Paragraph(text), Buttons((Button("Part them again", "pairing_part"),))))


def parted() -> Message:
    return Message("They are two again: each sees what it saw before.")


def declined() -> Message:
    return Message("Good that you looked: nothing is joined, and the code is worth nothing any more.")


def _question(text: str, yes: str, action: str, pairing: int) -> Message:
    no = Button("No, that is somebody else", "pairing_decline", str(pairing), "danger")
    return Message(text, (Paragraph(text), Buttons((Button(yes, action, str(pairing)), no))))


def _who(name: str, organisation: str) -> str:
    return bold(said(name[:80])) + (f" of {said(organisation[:80])}" if organisation else "")
