"""The words of agreements: asking for a yes, what has changed, what one has said yes to, the whole text."""

import re
from collections.abc import Callable, Sequence
from datetime import tzinfo

from bot.chat.messages import Button, Buttons, Divider, Form, Message, Paragraph, Part, SmallPrint, Title
from bot.chat.words import bold, day, link, mention, plural, quoted, said, struck
from bot.features.agreements import Bit, Concern, changed_words
from bot.features.agreements.diff import ADDED, KEPT, REMOVED
from bot.notifications.kinds import DigestSection
from storage.agreements import ACCEPTED, AgreementVersion, AgreementWord

SHORT = 900  # characters of a text in a letter; the rest is a click away
LONGEST_PARAGRAPH = 2_900  # escaped characters
MOST_LISTED = 10  # agreements in one message, so that all of it fits
MOST_WORDINGS = 8  # earlier ones, named beneath the whole text
NOTHING_FOR_YOU = "There is no agreement that needs anything from you."


def asking(
    concern: Concern, before: AgreementVersion | None, partner: str, zone: tzinfo, *, word: AgreementWord | None = None
) -> DigestSection:
    """To somebody whose yes is wanted. `before`: the wording to which they, or who spoke before, had said yes."""
    if concern.has_yes:
        return _agreed(concern, partner, zone)
    name = said(concern.standing.version.title)
    if before is None:
        text = f"What we agree to: {name}. Is that all right for you?"
        parts = [Paragraph(f"*What we agree to: {name}*\n{_shown(concern.standing.version)}"), *_for_partner(partner)]
        return DigestSection(
            text, (*parts, SmallPrint(("Take your time: nobody counts the days.",)), _buttons(concern))
        )
    when = f" on {day(word.at, zone)}" if word else ""
    text = f"“{name}” has changed since you said yes{when}. Are you still with us?"
    new = Paragraph(f"*What is new*\n{whats_new(before, concern.standing.version)}")
    return DigestSection(text, (Paragraph(text), new, *_for_partner(partner), _buttons(concern)))


def whats_new(before: AgreementVersion, after: AgreementVersion) -> str:
    """In the words of whoever wrote it; else the words that were taken out and put in."""
    if after.news and after.follows == before.number:
        return quoted(said(after.news))
    changes = compared(changed_words(before.text, after.text))
    linked = f"It is to be read in another place now: {link(after.link, 'open it')}" if _moved(before, after) else ""
    news = quoted(said(after.news)) if after.news else ""
    title = f"Its title was “{said(before.title)}”." if before.title != after.title else ""
    return (
        "\n".join(filter(None, (news, title, quoted(changes) if changes else "", linked))) or "The words are the same."
    )


def compared(bits: Sequence[Bit]) -> str:
    """What was taken out is struck through, what was put in is bold."""
    marks: dict[str, Callable[[str], str]] = {ADDED: bold, REMOVED: struck, KEPT: str}
    return " ".join(marks[bit.what](said(bit.words)) if bit.words else "…" for bit in bits)


def listed(concerns: Sequence[Concern], partners: dict[int, str], zone: tzinfo) -> Message:
    """To whoever asks for the agreements: what waits for them first."""
    if not concerns:
        return Message(NOTHING_FOR_YOU)
    waiting = sum(not each.has_yes for each in concerns)
    text = f"{plural(waiting, 'agreement waits', 'agreements wait')} for your look." if waiting else "You agree to all."
    parts: list[Part] = [Paragraph(text)]
    for each in sorted(concerns, key=lambda one: one.has_yes)[:MOST_LISTED]:
        parts += [Divider(), Paragraph(_line(each, partners, zone)), _buttons(each)]
    if len(concerns) > MOST_LISTED:
        parts.append(SmallPrint((f"… and {len(concerns) - MOST_LISTED} more, once these are settled.",)))
    return Message(text, tuple(parts))


def at_home(concerns: Sequence[Concern], zone: tzinfo, few: int) -> tuple[Part, ...]:
    """On a person's own page: what waits for them, and a door to the rest."""
    if not concerns:
        return (Title("Agreements"), Paragraph(NOTHING_FOR_YOU))
    waiting = [each for each in concerns if not each.has_yes]
    parts: list[Part] = [Title("Agreements")]
    for each in waiting[:few]:
        parts += [Paragraph(_line(each, {each.partner_id or 0: each.partner_name}, zone)), _buttons(each)]
    agreed = len(concerns) - len(waiting)
    parts.append(SmallPrint((f"{len(waiting)} to look at, {agreed} with your yes",)))
    return (*parts, Buttons((Button("All agreements", "agreement_all"),)))


def all_of_them(concerns: Sequence[Concern], partners: dict[int, str], zone: tzinfo) -> Form:
    """A window to look at everything that concerns somebody."""
    parts: list[Part] = []
    for each in concerns:
        parts += [Paragraph(_line(each, partners, zone)), *_paragraphs(each.standing.version), Divider()]
    end = "To take a yes back, write me `agreements`: every one of yours has a button there."
    return Form("agreement_window", "Agreements", (*parts, SmallPrint((end,))), close="Close")


def whole(
    concern: Concern | None, version: AgreementVersion, earlier: Sequence[AgreementVersion], zone: tzinfo
) -> Form:
    """All of it, and how it came to be what it is. `earlier` is newest first."""
    parts: list[Part] = [Paragraph(bold(said(version.title))), *_paragraphs(version), _made(version, zone)]
    mine = concern.word if concern else None
    if mine is not None:
        parts.append(SmallPrint((_word(mine, zone),)))
        agreed_to = next((each for each in earlier if each.id == mine.version_id and each.id != version.id), None)
        if agreed_to is not None:
            parts += [Divider(), Paragraph("*What you said yes to*"), *_paragraphs(agreed_to)]
    older = [each for each in earlier if each.id != version.id][:MOST_WORDINGS]
    if older:
        parts += [Divider(), Paragraph("*Earlier wordings*"), *(_made(each, zone) for each in older)]
    return Form("agreement_window", "Agreement", tuple(parts), close="Close")


def has_changed() -> Message:
    """To somebody who said yes to a wording that is no longer the one that counts."""
    return Message("It has changed since this was sent. I have put the new words here: please look, then say yes.")


def withdrawn(title: str) -> Message:
    text = f"Your yes to “{said(title)}” is taken back. You can say it again at any time."
    return Message(text)


def no_yes() -> Message:
    return Message("There is no yes of yours to take back here.")


def retired(version: AgreementVersion) -> DigestSection:
    return DigestSection.closed(f"“{said(version.title)}” is retired: nothing to do here any more.")


def _agreed(concern: Concern, partner: str, zone: tzinfo) -> DigestSection:
    on = f" on {day(concern.word.at, zone)}" if concern.word else ""
    text = f"“{said(concern.standing.version.title)}” has the yes of {said(partner) if partner else 'yours'}{on}."
    if not partner:
        text = f"You said yes to “{said(concern.standing.version.title)}”{on}. Thank you."
    return DigestSection(text, (Paragraph(text), _buttons(concern)), is_open=False)


def _line(concern: Concern, partners: dict[int, str], zone: tzinfo) -> str:
    name = bold(said(concern.standing.version.title))
    whom = f"  ·  for {said(partners[concern.partner_id])}" if concern.partner_id in partners else ""
    if concern.has_yes and concern.word is not None:
        return f":white_check_mark: {name}{whom}  ·  {_word(concern.word, zone)}"
    if concern.word is None:
        return f"{name}{whom}  ·  new to you"
    since = "changed since your yes" if concern.word.said == ACCEPTED else "you took your yes back"
    return f"{name}{whom}  ·  {since}"


def _word(word: AgreementWord, zone: tzinfo) -> str:
    verb = "yes" if word.said == ACCEPTED else "taken back"
    return f"{verb} by {mention(word.person)} on {day(word.at, zone)}, version {word.number}"


def _buttons(concern: Concern) -> Buttons:
    id, version = str(concern.standing.id), concern.standing.version.id
    read = Button("Read it all", "agreement_read", id)
    question = Button("I have a question", "agreement_question", id)
    if concern.has_yes:
        return Buttons((read, question, Button("Withdraw my yes", "agreement_withdraw", id)))
    return Buttons((Button("I accept", "agreement_accept", f"{id}:{version}", "primary"), question, read))


def _shown(version: AgreementVersion) -> str:
    text = version.text if len(version.text) <= SHORT else version.text[: SHORT - 1].rsplit(" ", 1)[0] + " …"
    where = _where(version)
    return "\n".join(filter(None, (quoted(said(text)) if text else "", where)))


def _where(version: AgreementVersion) -> str:
    return link(version.link, "Open where it stands") if version.link else ""


def _paragraphs(version: AgreementVersion) -> list[Paragraph]:
    """The whole text, in as many paragraphs as it needs: escaped signs take up to five places."""
    found = [""]
    for word in re.split(r"(?<=\s)", said(version.text)):
        if len(found[-1]) + len(word) > LONGEST_PARAGRAPH:
            found.append("")
        found[-1] += word
    return [Paragraph(each) for each in (*found, _where(version)) if each.strip()]


def _for_partner(partner: str) -> tuple[Part, ...]:
    return (SmallPrint((f"You speak for {said(partner)}: your yes is its yes.",)),) if partner else ()


def _made(version: AgreementVersion, zone: tzinfo) -> SmallPrint:
    when = f", {day(version.published_at, zone)}" if version.published_at else ""
    news = f": {said(version.news)}" if version.news else ""
    small = " (a small correction)" if version.is_small else ""
    return SmallPrint(
        (f"Version {version.number or 'not shown yet'}{small}, {mention(version.written_by)}{when}{news}",)
    )


def _moved(before: AgreementVersion, after: AgreementVersion) -> bool:
    return bool(after.link) and before.link != after.link
