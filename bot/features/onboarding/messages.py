"""What a newcomer reads: each step with its one ask, the lines in between, and the last words."""

from bot.chat.messages import Button, Buttons, Message, Paragraph, SmallPrint
from bot.chat.words import bold, mention, quoted, said
from bot.features.onboarding.placeholders import Fields, filled, paragraphs
from bot.features.onboarding.texts import OnboardingScript
from bot.notifications.kinds import DigestSection
from storage.onboarding import PASSED, RUNNING, Onboarding, OnboardingTouch

ONE_SECTION = 2_900  # characters of one paragraph of a message


def step(script: OnboardingScript, fields: Fields, welcome: Onboarding, touch: OnboardingTouch) -> DigestSection:
    """A step as it stands now: with its ask while that is open, else with what came of it."""
    words = body(script, fields)
    ask = filled(script.ask, fields)
    if touch.done_at is not None:
        return _closed(words, _thanks(welcome, touch))
    if welcome.state != RUNNING or touch.turn != welcome.turn:
        return _closed(words, OVER)
    doing = Buttons((*_doing(script, touch), *_hours(script, touch)))
    return DigestSection(f"{_first(words)}\n{ask}", (*words, Paragraph(bold(ask)), doing))


THANKS = "Thank you."
GOING_ON = "The next message comes on your next working day."
OVER = "I write no more of these. Say `welcome me` whenever you would like to hear it."


def stalled(
    line: OnboardingScript, script: OnboardingScript, fields: Fields, welcome: Onboarding, touch: OnboardingTouch
) -> DigestSection:
    """One kind line, with the ask once more."""
    words = body(line, fields)
    if touch.done_at is not None or welcome.state != RUNNING:
        return _closed(words, _thanks(welcome, touch))
    ask = filled(script.ask, fields)
    on = Button("Go on without it", "welcome_pass", str(touch.id))
    return DigestSection(_first(words), (*words, Paragraph(quoted(ask)), Buttons((*_doing(script, touch), on))))


def quiet(line: OnboardingScript, fields: Fields, welcome: Onboarding, touch: OnboardingTouch) -> DigestSection:
    """Asked once: shall I stop?"""
    words = body(line, fields)
    if touch.done_at is not None or welcome.state != RUNNING:
        return _closed(words, _thanks(welcome, touch))
    on = Button("Please go on", "welcome_pass", str(touch.id), "primary")
    buttons = Buttons((on, Button("Stop, please", "welcome_end", str(touch.id))))
    return DigestSection(_first(words), (*words, buttons))


def settled(line: OnboardingScript, fields: Fields, touch: OnboardingTouch) -> Message:
    """The last words, said at once."""
    words = body(line, fields)
    doors = (Button("Ask why", "why_open"), Button("Tell us one thing you would like", "welcome_wish", str(touch.id)))
    return Message(_first(words), (*words, Buttons(doors)))


def as_message(section: DigestSection) -> Message:
    """A section on its own, where somebody has asked for it."""
    return Message(section.text, section.parts)


def stopped() -> Message:
    text = "Done: I stop telling you about us. Say `welcome me` whenever you would like to hear the rest."
    return Message(text, (Paragraph(text),))


def wished(*, has_human: bool) -> Message:
    text = "Thank you. A convener reads it." if has_human else "Thank you. I keep it for whoever convenes here one day."
    return Message(text, (Paragraph(text),))


def care(person: str, partner: str) -> DigestSection:
    """To a human: they stay silent, and a person does more than a program."""
    of = f" of {said(partner)}" if partner else ""
    text = f"{mention(person)}{of} is new here and has not answered me. Would you say hello?"
    more = (
        "I asked for one small thing, reminded once, and asked whether to stop. Now I am quiet: you can do more here."
    )
    return DigestSection(text, (Paragraph(text), SmallPrint((more,))))


def wish(person: str, partner: str, text: str) -> DigestSection:
    """To a human: what somebody new would like from us, in their words."""
    of = f" of {said(partner)}" if partner else ""
    opening = f"{mention(person)}{of} is new here, and would like one thing from this partnership:"
    return DigestSection(
        f"{opening} {said(text)}", (Paragraph(f"{opening}\n{quoted(said(text))}"), SmallPrint((ANSWER_THEM,)))
    )


ANSWER_THEM = "They know that a convener reads this. A word back makes all the difference."


def body(script: OnboardingScript, fields: Fields) -> tuple[Paragraph, ...]:
    """Its paragraphs, as few sections as hold them."""
    sections: list[str] = []
    for paragraph in paragraphs(script.text, fields):
        if sections and len(sections[-1]) + len(paragraph) < ONE_SECTION:
            sections[-1] += f"\n\n{paragraph}"
        else:
            sections.append(paragraph)
    return tuple(Paragraph(each) for each in sections)


def _doing(script: OnboardingScript, touch: OnboardingTouch) -> tuple[Button, ...]:
    return (Button(script.button, "welcome_do", str(touch.id), "primary"),)


def _hours(script: OnboardingScript, touch: OnboardingTouch) -> tuple[Button, ...]:
    return (Button("Change it", "welcome_hours", str(touch.id)),) if script.deed == "confirm" else ()


def _first(words: tuple[Paragraph, ...]) -> str:
    return words[0].text.split("\n\n")[0] if words else ""


def _thanks(welcome: Onboarding, touch: OnboardingTouch) -> str:
    """What is said beneath a step that is done with, or over before that."""
    if touch.done_at is None:
        return OVER
    first = "Fine, without it." if touch.how == PASSED else THANKS
    return f"{first} {GOING_ON}" if welcome.state == RUNNING else first


def _closed(words: tuple[Paragraph, ...], end: str) -> DigestSection:
    return DigestSection(end, (*words, SmallPrint((end,))), is_open=False)
