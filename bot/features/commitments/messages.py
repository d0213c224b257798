"""The words about one promise: its record, and the buttons under it."""

from collections.abc import Sequence
from datetime import date, tzinfo

from bot.chat.messages import Button, Buttons, Message, Paragraph, Part, SmallPrint
from bot.chat.words import bold, link, mention, quoted, said
from bot.chat.words import day as plain_day
from bot.features.catalogue import RecordContext
from bot.features.commitments import Recipient
from bot.features.commitments.payloads import AboutCommitment
from storage.commitments import ALL, KEPT, LET_GO, PARTNER, PERSON, Commitment, CommitmentVersion
from storage.search.records import FoundCommitment

RECORD = "record"  # the place of a button under the whole record
"""Where a button stands, and so what is shown in its place afterwards."""


def made(commitment: Commitment, partner: str = "", *, heard: str = "", others: Sequence[date] = ()) -> Message:
    """To its owner, at once: what was understood, and how to correct it. `others`: days it could also have meant."""
    text = f"I remember it with you as C-{commitment.number}: {said(commitment.text)}"
    understood = _understood(commitment, heard)
    return Message(
        f"{text}{for_whom(to_of(commitment), partner)}. {understood}",
        (
            Paragraph(f":handshake: {line(commitment, partner)}\n{understood}"),
            *_other_days(commitment, others),
            own_buttons(commitment, RECORD),
            SmallPrint((who_sees(commitment, partner),)),
        ),
    )


def record(
    commitment: Commitment, versions: Sequence[CommitmentVersion], partner: str = "", *, actions: Buttons
) -> Message:
    """Everything about a promise, to somebody who may see it."""
    history = [Paragraph("*Before*"), *(_earlier(each) for each in versions)] if versions else []
    facts = Paragraph(line(commitment, partner, owner=True) + ending(commitment))
    origin = [link(commitment.source_link, "where it was said")] if commitment.source_link else []
    aside = SmallPrint((*origin, who_sees(commitment, partner)))
    return Message(headline(commitment), (facts, *history, actions, aside))


def headline(commitment: Commitment) -> str:
    state = "" if commitment.is_open else f" ({commitment.state})"
    return f"C-{commitment.number}{state}: {said(commitment.text)}"


def line(commitment: Commitment, partner: str = "", *, owner: bool = False) -> str:
    """One line: which, what, whose, for whom, until when."""
    number = link(commitment.post_link, f"C-{commitment.number}") if commitment.post_link else f"C-{commitment.number}"
    facts = [f"*{number}*", bold(said(commitment.text))]
    facts += [mention(commitment.owner)] if owner else []
    facts += [for_whom(to_of(commitment), partner).strip()]
    facts += [f"by {day(commitment.due_on)}" if commitment.due_on else "no day"]
    facts += [f"from D-{commitment.decision}"] if commitment.decision else []
    return "  ·  ".join(filter(None, facts))


def to_of(commitment: Commitment) -> Recipient:
    return Recipient(commitment.made_to, commitment.to_person, commitment.to_partner_id)


def who_sees(commitment: Commitment, partner: str = "") -> str:
    if commitment.is_shown:
        return "Its channel can see it."
    if commitment.made_to == ALL:
        return "Everybody it was made to can see it, in their own list."
    to = for_whom(to_of(commitment), partner).removeprefix(" for ")
    return f"Only {mention(commitment.owner)}{f' and {to}' if to else ''} can see it."


def own_buttons(commitment: Commitment, place: str) -> Buttons:
    """What its owner can do."""
    if not commitment.is_open:
        return Buttons(())
    value = AboutCommitment(n=commitment.number, p=place).packed
    actions = [
        Button("Done", "commitment_done", value, "primary"),
        Button("New day", "commitment_day", value),
        Button("Hand over", "commitment_hand", value),
        Button("Let go", "commitment_let_go", value),
    ]
    if place == RECORD and commitment.channel:
        show = "Show it no longer" if commitment.is_shown else "Show in channel"
        actions.append(Button(show, "commitment_show", value))
    return Buttons(tuple(actions))


def their_buttons(commitment: Commitment, place: str, *, may_ask: bool = True, may_change: bool = True) -> Buttons:
    """What others can do: ask, if it was made to them; and change it, if they may."""
    if not commitment.is_open:
        return Buttons(())
    value = AboutCommitment(n=commitment.number, p=place).packed
    ask = (Button("Ask kindly", "commitment_ask", value),) if may_ask else ()
    change = (
        Button("It is done", "commitment_done", value),
        Button("New day", "commitment_day", value),
        Button("Let go", "commitment_let_go", value),
    )
    return Buttons((*ask, *(change if may_change else ())))


def asked(commitment: Commitment) -> Message:
    """To whoever asked kindly."""
    return Message(f"I have asked {mention(commitment.owner)} kindly about C-{commitment.number}, in your name.")


def day(when: date) -> str:
    """A day to come, in words: Friday 6 March 2026."""
    return f"{when:%A} {plain_day(when)}"


def ending(commitment: Commitment) -> str:
    """What has become of it; empty while it is open and nobody else is asked to take it."""
    if commitment.state == KEPT:
        return "\n:white_check_mark: *Kept.* Thank you."
    if commitment.state == LET_GO:
        return "\n:leaves: *Let go*" + (f": {said(commitment.ended_because)}" if commitment.ended_because else ".")
    if commitment.offered_to:
        return f"\nOffered to {mention(commitment.offered_to)}; it stays with its owner until they accept."
    return ""


def for_whom(to: Recipient, partner: str) -> str:
    """ " for @Bo"; empty when it was said to nobody in particular."""
    if to.kind == PERSON and to.person:
        return f" for {mention(to.person)}"
    if to.kind == PARTNER:
        return f" for {said(partner) or 'a partner'}"
    return " for everybody" if to.kind == ALL else ""


def _understood(commitment: Commitment, heard: str) -> str:
    if commitment.due_on is None and heard:
        return f"I do not know which day “{said(heard)}” is. _New day_ sets it."
    if commitment.due_on is None:
        return "I understood no day. _New day_ sets one."
    words = f" from “{said(heard)}”" if heard else ""
    return f"I understood {day(commitment.due_on)}{words}. _New day_ corrects it."


def _other_days(commitment: Commitment, others: Sequence[date]) -> list[Buttons]:
    """For a day that can be read in more than one way."""
    buttons = [
        Button(
            f"I meant {day(other)}",
            f"commitment_on_{rank}",
            AboutCommitment(n=commitment.number, p=RECORD, v=commitment.version, d=other).packed,
        )
        for rank, other in enumerate(others[:3], 1)
    ]
    return [Buttons(tuple(buttons))] if buttons else []


def _earlier(version: CommitmentVersion) -> Paragraph:
    until = f"by {day(version.due_on)}" if version.due_on else "no day"
    changed = f"{version.what} by {mention(version.replaced_by)} on {plain_day(version.replaced_at)}"
    return Paragraph(f"{quoted(said(version.text))}\n{mention(version.owner)}, {until}; {changed}")


def gist(told: FoundCommitment, zone: tzinfo, shown: RecordContext) -> tuple[Part, ...]:
    """As an answer shows it."""
    row = told.commitment
    owners = f" ({said(told.owners)})" if told.owners else ""
    who = f"Promised by {mention(row.owner)}{owners}"
    standing = ending(row) or "\n_Still open._"
    when = [plain_day(row.made_at, zone), *([link(row.source_link, "where it was said")] if row.source_link else [])]
    return (Paragraph(f"{shown.rank}.  {line(row, told.partner)}{standing}"), SmallPrint((who, "  ·  ".join(when))))
