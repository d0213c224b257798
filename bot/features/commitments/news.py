"""What people are told about promises that concern them: asked for, offered, changed, due."""

from collections.abc import Sequence
from datetime import date

from bot.chat.messages import Button, Buttons, Message, Paragraph, Part, SmallPrint
from bot.chat.words import day as plain_day
from bot.chat.words import mention, plural, quoted, said
from bot.dispatch.payloads import DIGEST
from bot.features.commitments.messages import day, ending, headline, line, own_buttons
from bot.features.commitments.payloads import AboutCommitment
from storage.commitments import Commitment

MOST = 8  # promises with buttons in one reminder; the rest are lines


def posted(commitment: Commitment, partner: str = "") -> Message:
    """What the channel sees, once its owner shows it."""
    text = f"{mention(commitment.owner)} promised: {said(commitment.text)}"
    return Message(text, (Paragraph(f":handshake: {line(commitment, partner, owner=True)}{ending(commitment)}"),))


def asked_about(commitment: Commitment) -> tuple[str, tuple[Part, ...]]:
    """To the owner: who asks, and why."""
    who = mention(commitment.asked_by or "")
    until = f", for {day(commitment.due_on)}" if commitment.due_on else ""
    text = f"{who} asks kindly how it stands with C-{commitment.number}: {said(commitment.text)}"
    why = f"Why: you promised it on {plain_day(commitment.made_at)}{until}, and {who} counts on it."
    aside = SmallPrint(("A word to them, or one of these, is enough. I let them ask once in three days at most.",))
    asked = Paragraph(f":speech_balloon: {text}{ending(commitment)}")
    return text, (asked, Paragraph(why), own_buttons(commitment, DIGEST), aside) if commitment.is_open else (asked,)


def offered(commitment: Commitment, partner: str = "", *, has_left: bool) -> Message:
    """To whoever is asked to take it over."""
    owner = mention(commitment.owner)
    left = f"{owner} is no longer here, and you were in it together."
    text = f"{left if has_left else f'{owner} asks'} Could you take over C-{commitment.number}? {said(commitment.text)}"
    value = AboutCommitment(n=commitment.number, p=DIGEST).packed
    take = Button("I take it over", "commitment_accept", value, "primary")
    parts: tuple[Part, ...] = (
        Paragraph(f":handshake: {text.removesuffix(said(commitment.text)).strip()}"),
        Paragraph(quoted(line(commitment, partner))),
        Buttons((take, Button("Not me", "commitment_decline", value))),
        SmallPrint(("Nothing moves unless you take it. Saying no is fine, and needs no reason.",)),
    )
    return Message(text, parts)


def after_offer(commitment: Commitment, *, to: str) -> Message:
    """What came of it, to whoever was asked to take it over."""
    if commitment.owner == to:
        return Message(headline(commitment), (Paragraph(f"{line(commitment)}\nYou have taken it over. Thank you."),))
    text = f"Fine. C-{commitment.number} stays where it is."
    return Message(text, (Paragraph(text),))


def changed(commitment: Commitment, partner: str = "", *, what: str) -> Message:
    """To the others whom it concerns: what has become of it, and through whom."""
    by = mention(commitment.changed_by)
    happened = {
        "accepted": f"{by} found it in what was imported. It is yours: do with it what is right.",
        "kept": f"{by} marked it as kept.",
        "let_go": f"{by} let it go.",
        "renegotiated": f"{by} changed it.",
        "handed_over": f"{mention(commitment.owner)} has taken it over.",
        "declined": "Whoever was asked to take it over has declined, so it stays with you.",
        "left": f"{mention(commitment.owner)} is no longer here, and nobody has taken it over yet.",
    }
    words = happened.get(what, "It has changed.")
    facts = f"{line(commitment, partner, owner=True)}{ending(commitment)}\n{words}"
    return Message(f"{headline(commitment)}. {words}", (Paragraph(facts),))


def reminder(found: Sequence[Commitment], partners: dict[int, str], *, today: date) -> tuple[str, tuple[Part, ...]]:
    """Everything that is theirs and deserves a word today, together: the plain text, and the parts."""
    still = [each for each in found if each.is_open]
    names = "; ".join(said(each.text) for each in still[:3]) or "all done"
    text = f"{plural(len(still), 'promise', 'promises')} of yours that come up: {names}"
    parts: list[Part] = [Paragraph(":handshake: *Promises of yours that come up*")]
    for each in found[:MOST]:
        parts.append(
            Paragraph(line(each, partners.get(each.to_partner_id or 0, "")) + _today(each, today) + ending(each))
        )
        if each.is_open:
            parts.append(own_buttons(each, DIGEST))
    if len(found) > MOST:
        more = "\n".join(f"• {line(each)}" for each in found[MOST : 4 * MOST])
        parts += [Paragraph(more), Buttons((Button("All my promises", "commitment_all"),))]
    return text, tuple(parts)


def _today(commitment: Commitment, today: date) -> str:
    return "  ·  *today*" if commitment.is_open and commitment.due_on == today else ""
