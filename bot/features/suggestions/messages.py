"""The words about noticing: what a channel is told when it is switched on, and the private offers that follow."""

from bot.chat.messages import Button, Buttons, Message, Paragraph, SmallPrint
from bot.chat.words import mention, quoted, said
from bot.features.commitments.forms import draft
from bot.features.commitments.payloads import AboutDraft, AboutSuggestion

STOP = Button("Never ask me", "notice_stop")

FORGETS = "I have kept nothing of your message. Only you can see this."


def switched_on(by: str) -> Message:
    """To everybody in the channel, once."""
    text = (
        f":eyes: {mention(by)} has asked me to look out for promises and decisions in this channel."
        " When a message sounds like one, I ask whoever wrote it, privately, whether to remember it."
        " I keep nothing of what I read here unless they say so, and ask nobody more than three times a day."
        " `@Steward notice off` ends it, whoever says it."
    )
    return Message(text)


def switched_off(by: str) -> Message:
    return Message(f":see_no_evil: {mention(by)} has switched noticing off. I no longer look at what is said here.")


def is_so_already(*, on: bool) -> Message:
    return Message("I am looking out here already." if on else "I am not looking at what is said here.")


def needs_a_channel() -> Message:
    return Message("Say that in the channel you mean: noticing is switched on and off where everybody can see it.")


def commitment(offered: AboutDraft, partner: str) -> Message:
    """The private offer to remember what sounds like a promise."""
    return draft(offered, partner, opening="Remember this for you?", save="Remember it", edit="Change", more=(STOP,))


def decision(noticed: AboutSuggestion, what: str) -> Message:
    """The private question whether that was a decision."""
    text = "Was that a decision?"
    value = noticed.packed
    keep = Button("Keep it", "notice_keep", value, "primary")
    buttons = Buttons((keep, Button("Not a decision", "notice_dismiss", value), STOP))
    return Message(
        f"{text} {said(what)}",
        (Paragraph(f":scroll: {text}"), Paragraph(quoted(said(what))), buttons, SmallPrint((FORGETS,))),
    )


def opened() -> Message:
    return Message("The form has your words. It is kept when you log it.")


def dismissed() -> Message:
    return Message("Fine, not a decision. I have kept nothing of it.")


def stopped() -> Message:
    text = "Fine, I ask you no more. What you say to me yourself, I still remember."
    return Message(text, (Paragraph(text), Buttons((Button("Ask me again", "notice_allow"),))))


def allowed() -> Message:
    return Message("Good: I ask you again when something of yours sounds like a promise or a decision.")
