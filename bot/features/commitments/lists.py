"""The words about many promises: one's own list, what is open between people, and which one was meant."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.chat.messages import Button, Buttons, ChoiceField, Divider, Form, Message, Paragraph, Part, Title
from bot.chat.words import bold, mention, paragraphs, plural, said
from bot.dispatch.payloads import LIST
from bot.features.commitments.forms import doors
from bot.features.commitments.messages import line, own_buttons, their_buttons
from bot.features.commitments.payloads import AboutCommitment
from storage.commitments import Commitment

MOST = 10  # promises with buttons in one message, of each kind; Slack takes 50 blocks
NOTHING = "You have promised nothing that is open, and nobody has promised you anything."
SOON = timedelta(days=7)
THEN = (("It is done", "done"), ("New day or new words", "day"), ("Hand over", "hand"), ("Let go", "let_go"))


@dataclass(frozen=True)
class Lists:
    """One person's open promises, those made to them, and what the partners are called."""

    mine: Sequence[Commitment]
    to_me: Sequence[Commitment]
    partners: Mapping[int, str]
    today: date

    def partner(self, commitment: Commitment) -> str:
        return self.partners.get(commitment.to_partner_id or 0, "")


Row = Callable[[Commitment], tuple[Part, ...]]


def mine(lists: Lists) -> Message:
    """`my promises`: grouped by when they are due, with what can be done about each."""
    if not lists.mine and not lists.to_me:
        return Message(NOTHING, (Paragraph(NOTHING), doors()))
    text = f"{plural(len(lists.mine), 'promise', 'promises')} of yours, {len(lists.to_me)} made to you."

    def own(each: Commitment) -> tuple[Part, ...]:
        return (Paragraph(line(each, lists.partner(each))), own_buttons(each, LIST))

    def theirs(each: Commitment) -> tuple[Part, ...]:
        return (Paragraph(line(each, lists.partner(each), owner=True)), their_buttons(each, LIST))

    parts = (*_part("Your promises", lists.mine, lists.today, own), *_part("For you", lists.to_me, lists.today, theirs))
    return Message(text, parts)


def between(found: Sequence[Commitment], people: Sequence[str], partners: Mapping[int, str]) -> Message:
    """For an agenda: what is open between these people, as far as the asker may see it."""
    names = " and ".join(map(mention, people))
    if not found:
        return Message(f"I know of nothing open between {names} that you can see.")
    shown = found[: 3 * MOST]
    rows = [f"• {line(each, partners.get(each.to_partner_id or 0, ''), owner=True)}" for each in shown]
    more = [f"_and {len(found) - len(rows)} more_"] if len(found) > len(rows) else []
    opening = f"Open between {names}:"
    return Message(
        f"{opening} {plural(len(found), 'promise', 'promises')}", (Paragraph(opening), *paragraphs([*rows, *more]))
    )


def which(perhaps: Sequence[Commitment], what: str) -> Message:
    """Nothing is closed by guessing: which one was meant?"""
    if not perhaps:
        return Message("You have no open promise with me, so there is nothing to close.")
    text = f"Which one is done? “{said(what)}” fits no single promise of yours." if what else "Which one is done?"
    rows = tuple(
        part
        for each in perhaps[:5]
        for part in (
            Paragraph(f"*C-{each.number}*  ·  {bold(said(each.text))}"),
            Buttons(
                (
                    Button(
                        f"C-{each.number} is done", "commitment_done", AboutCommitment(n=each.number, p="record").packed
                    ),
                )
            ),
        )
    )
    return Message(text, (Paragraph(text), *rows, Buttons((Button("All my promises", "commitment_list"),))))


def window(lists: Lists, *, memo: str) -> Form:
    """The whole list in a window, with what can be done about one of them."""
    if not lists.mine and not lists.to_me:
        return Form("commitment_none", "Your promises", (Paragraph(NOTHING),), close="Close")
    own = [f"• {line(each, lists.partner(each))}" for each in lists.mine]
    theirs = [f"• {line(each, lists.partner(each), owner=True)}" for each in lists.to_me]
    parts: list[Part] = [Title("Your promises"), *paragraphs(own)] if own else []
    parts += [Title("For you"), *paragraphs(theirs)] if theirs else []
    numbers = tuple((f"C-{each.number}  {each.text}", str(each.number)) for each in (*lists.mine, *lists.to_me))
    pick = ChoiceField("Which one?", "number", numbers[:100], numbers[0][1] if len(numbers) == 1 else "")
    then = ChoiceField("What about it?", "then", THEN, THEN[0][1])
    return Form("commitment_all_form", "Your promises", (*parts, Divider(), pick, then), "Go on", "Close", memo)


def grouped(found: Sequence[Commitment], today: date) -> list[tuple[str, list[Commitment]]]:
    """By when they are due. None is called late: a day that has passed stands with today's."""
    groups: dict[str, list[Commitment]] = {}
    for each in found:
        groups.setdefault(_when(each, today), []).append(each)
    return list(groups.items())


def _when(commitment: Commitment, today: date) -> str:
    if commitment.due_on is None:
        return "Without a day"
    if commitment.due_on <= today:
        return "Up to today"
    return "In the next seven days" if commitment.due_on <= today + SOON else "Later"


def _part(title: str, found: Sequence[Commitment], today: date, row: Row) -> list[Part]:
    if not found:
        return []
    parts: list[Part] = [Title(title)]
    for when, some in grouped(found[:MOST], today):
        parts += [Paragraph(f"*{when}*"), *(part for each in some for part in row(each))]
    if len(found) > MOST:
        more = f"… and {len(found) - MOST} more."
        parts += [Paragraph(more), Buttons((Button("All my promises", "commitment_all"),))]
    return parts
