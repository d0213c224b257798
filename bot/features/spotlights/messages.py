"""The words of a spotlight: the questions, the draft with its two agreements, the post, and what conveners hear."""

from collections.abc import Callable
from datetime import tzinfo

from bot.chat.messages import Button, Buttons, Message, Paragraph, Part, SmallPrint
from bot.chat.words import bold, day, mention, quoted, room, said, weekday
from bot.features.catalogue import RecordContext
from bot.features.spotlights import mark_of, words_of
from bot.features.spotlights.approval import has_agreed
from bot.notifications.kinds import DigestSection
from storage.partnerships import Partner
from storage.search.records import FoundSpotlight
from storage.spotlights import APPROVED, ASKED, MOVED_ON, POSTED, Spotlight

PROUD, THANKS, NEEDS = "What are you proud of?", "Whom should we thank, or get to know?", "One thing you need"
PASSED_ON = "This spotlight is in other hands now. Thank you."


def asking(row: Spotlight, partner: Partner, *, again: bool = False) -> DigestSection:
    """To whoever speaks for a partner."""
    opening = "Still open: " if again else ""
    text = f"{opening}{said(partner.name)} is in the light on {weekday(row.due_on)}."
    ask = f"I would say a few words about you in {room(row.channel)}. What shall they be?"
    questions = f"• {PROUD}\n• {THANKS}\n• {NEEDS}"
    doors = Buttons(
        (
            Button("Write it", "spotlight_write", str(row.id), "primary"),
            Button("Not this time", "spotlight_decline", str(row.id)),
        )
    )
    calm = SmallPrint(("One line is enough. Nothing is posted before you have agreed to it.",))
    return DigestSection(text, (Paragraph(f"{bold(text)}\n{ask}"), Paragraph(questions), doors, calm))


def as_it_stands(row: Spotlight, partner: Partner, reader: str) -> DigestSection:
    """What somebody sees of it now who was asked for words, or for a yes to them."""
    if row.state == MOVED_ON:
        text = f"The spotlight of {said(partner.name)} moves on this time; your turn comes again. Thank you."
        return DigestSection(text, (Paragraph(text),), is_open=False)
    if reader not in (row.person, row.representative):
        return DigestSection(PASSED_ON, (Paragraph(PASSED_ON),), is_open=False)
    if row.state == POSTED:
        text = f"The spotlight of {said(partner.name)} stands in {room(row.channel)}. Thank you."
        return DigestSection(text, (Paragraph(f":white_check_mark: {text}"),), is_open=False)
    return asking(row, partner) if row.state == ASKED else _draft(row, partner, reader)


def post(row: Spotlight, partner: Partner) -> Message:
    """In the channel, on its day."""
    text = f"In the light: {said(partner.name)}"
    return Message(text, (Paragraph(f":bulb: {bold(text)}"), *body(row), SmallPrint((_small_print(row),))))


def care(row: Spotlight, partner: Partner) -> DigestSection:
    """To conveners: somebody is missing, or nothing was posted."""
    name = said(partner.name)
    if row.state == MOVED_ON:
        text = f"The spotlight of {name} on {weekday(row.due_on)} is not posted. {row.why}"
        return DigestSection(text, (Paragraph(f"{text} Its turn comes again."),))
    if row.representative:
        text = f"Somebody speaks for {name} now, and has been asked."
        return DigestSection(text, (Paragraph(f":white_check_mark: {text}"),), is_open=False)
    text = f"Nobody speaks for {name}, and its spotlight is on {weekday(row.due_on)}."
    ask = "Say who does, and I ask them for a few words. Otherwise it moves on, and the turn comes again."
    return DigestSection(
        text, (Paragraph(f"{bold(text)}\n{ask}"), Buttons((Button("Who speaks for whom", "partner_choose"),)))
    )


def state(row: Spotlight, partner: Partner) -> str:
    """One line for conveners."""
    name = said(partner.name)
    if row.state == APPROVED:
        return f"{name} has agreed to its words."
    if not row.representative:
        return f"{name}: nobody speaks for it yet."
    if row.state == ASKED:
        return f"{name}: {mention(row.representative)} has been asked for words."
    silent = [each for each in dict.fromkeys((row.person, row.representative)) if not has_agreed(row, each)]
    return f"{name}: a draft waits for {' and '.join(map(mention, silent))}."


def plain_words(row: Spotlight) -> str:
    """The draft in one line, not escaped."""
    words = words_of(row)
    return " · ".join(" ".join(each.split()) for each in (words.proud, words.thanks, words.needs) if each)


def words_changed() -> Message:
    return Message("The words have changed since you saw them. Please look again, above.")


def _draft(row: Spotlight, partner: Partner, reader: str) -> DigestSection:
    text = f"This is what I would say of {said(partner.name)} on {weekday(row.due_on)}, in {room(row.channel)}."
    agreed = has_agreed(row, reader)
    yes = Button("Looks right", "spotlight_agree", f"{row.id}:{mark_of(row)}", "primary")
    no = Button("Take my yes back" if agreed else "Not this time", "spotlight_decline", str(row.id))
    change = Button("Change it", "spotlight_write", str(row.id))
    doors = Buttons((change, no) if agreed else (yes, change, no))
    return DigestSection(
        text, (Paragraph(text), *body(row), doors, SmallPrint((_waits(row, reader),))), is_open=not agreed
    )


def _waits(row: Spotlight, reader: str) -> str:
    alone = row.person == row.representative
    if row.state == APPROVED:
        return "Agreed by everybody in it. Until it is posted you can still take your yes back."
    if has_agreed(row, reader):
        return f"You have agreed. It still waits for {mention(_other(row, reader))}."
    if alone:
        return "You are in it and speak for your partner: one yes from you counts for both."
    return f"It is posted when you and {mention(_other(row, reader))} have both agreed, not before."


def _other(row: Spotlight, reader: str) -> str:
    return row.person if reader == row.representative else row.representative


def body(row: Spotlight, quote: Callable[[str], str] = str) -> tuple[Part, ...]:
    """What is said of the partner; `quote` gives what is shown of each text."""
    words = words_of(row)
    named = f" {mention(row.person)}" if row.person != row.representative else ""
    proud = "What they helped decide" if row.is_from_memory else "What they are proud of"
    shown = (
        (proud, words.proud),
        (f"Thank you, or get to know:{named}", words.thanks or named.strip()),
        ("One thing they need", words.needs),
    )
    return tuple(Paragraph(f"*{title}*\n{quoted(said(quote(text)))}") for title, text in shown if text)


def _small_print(row: Spotlight) -> str:
    if row.is_from_memory:
        return f"From the partnership's memory, with the agreement of {mention(row.representative)}."
    return f"In their own words; {mention(row.representative)} speaks for them."


def gist(told: FoundSpotlight, zone: tzinfo, shown: RecordContext) -> tuple[Part, ...]:
    """As an answer shows it."""
    row = told.spotlight
    on = f"{day(row.posted_on)}, in {room(row.channel)}" if row.posted_on else room(row.channel)
    return (
        Paragraph(f"{shown.rank}.  *In the light: {said(told.partner)}*"),
        *body(row, shown.quote),
        SmallPrint((on,)),
    )
