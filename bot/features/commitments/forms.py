"""The words before a promise is one: how to make it, and the draft that waits for its owner's click."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.chat.messages import (
    Button,
    Buttons,
    ChoiceField,
    DayField,
    Form,
    Message,
    Paragraph,
    PeopleField,
    SmallPrint,
    TextField,
)
from bot.chat.words import bold, link, mention, quoted, said
from bot.features.commitments import LONGEST_PROMISE, CommitmentText
from bot.features.commitments.messages import day, for_whom
from bot.features.commitments.payloads import PARTNER_PREFIX, AboutDraft, packed
from storage.commitments import ALL, NOBODY, PERSON, Commitment

USAGE = """*`/commit`* keeps what you promise, for you and for whom you promise it to:
• `/commit I'll send the tide data to Bo by Friday` remembers it at once
• `/commit` alone opens a form
• `/commit list` shows your promises and those made to you; `/commit C-7` shows one
Without commands: mention me, or write me in private, with `I'll …`, `done with …` or `my promises`"""

NOTHING_KEPT = "Nothing is kept unless you save it. Only you can see this."


def usage(*, unclear: str = "") -> Message:
    kept = f"I could not make a promise of “{said(unclear)}”: it needs a few words.\n\n" if unclear else ""
    return Message(kept + USAGE, (Paragraph(kept + USAGE), doors()))


def doors() -> Buttons:
    make = Button("Make a promise", "commitment_open", "", "primary")
    return Buttons((make, Button("My promises", "commitment_list")))


def draft(
    offered: AboutDraft,
    partner: str = "",
    *,
    opening: str = "",
    others: Sequence[date] = (),
    save: str = "Save",
    edit: str = "Edit first",
    more: tuple[Button, ...] = (),
) -> Message:
    """Somebody's words back to them, with the way to keep them. Nothing is kept before."""
    text = opening or "Shall I remember this with you?"
    until = f"by {day(offered.due_on)}" if offered.due_on else "no day"
    facts = "  ·  ".join(filter(None, (bold(said(offered.text)), for_whom(offered.promise.to, partner).strip(), until)))
    origin = [link(offered.link, "where it was said")] if offered.link else []
    rather = [
        Button(f"{save}, but by {day(other)}", f"commitment_save_{rank}", offered.on(other).packed)
        for rank, other in enumerate(others[:3], 1)
    ]
    choices = (
        Button(save, "commitment_save", offered.packed, "primary"),
        *rather,
        Button(edit, "commitment_edit", offered.packed),
        Button("Not a promise", "commitment_dismiss", offered.packed),
        *more,
    )
    parts = (
        Paragraph(f":handshake: {text}"),
        Paragraph(quoted(facts)),
        Buttons(choices),
        SmallPrint((*origin, NOTHING_KEPT)),
    )
    return Message(f"{text} {said(offered.text)}", parts)


def marked_by(person: str) -> str:
    """Opens the draft for whoever wrote a message that somebody else marked as a promise."""
    return f"{mention(person)} reads this message of yours as a promise. Shall I remember it with you?"


def asked_owner() -> Message:
    """To whoever marked somebody else's message as a promise."""
    return Message("I ask them privately whether they want me to remember it. Nothing is kept without them.")


def dismissed() -> Message:
    return Message("Fine, not a promise. I have kept nothing of it.")


MOST_PARTNERS = 90  # in one choice of Slack's, which holds 100


def new(promise: CommitmentText, *, partners: Mapping[int, str], memo: str) -> Form:
    """To promise something; `partners` are those it can be made to."""
    to = packed(promise.to) if promise.to.kind != PERSON else ""
    options = (
        ("Nobody in particular", NOBODY),
        ("Everybody", ALL),
        *((name, f"{PARTNER_PREFIX}{id_}") for id_, name in list(partners.items())[:MOST_PARTNERS]),
    )
    person = (promise.to.person,) if promise.to.person else ()
    decision = f"D-{promise.decision}" if promise.decision else ""
    return Form(
        "commitment_form",
        "A promise",
        (
            TextField("What will you do?", "text", promise.text, long=True, longest=LONGEST_PROMISE),
            DayField("By when?", "due_on", promise.due_on),
            PeopleField("For whom?", "people", person, hint="One person, or choose below."),
            ChoiceField("Or for a whole partner", "to", options, to, optional=True),
            TextField("Which decision does it follow from?", "decision", decision, optional=True, hint="Such as D-12."),
            SmallPrint(("Only you and those you make it to can see it, unless you show it.",)),
        ),
        "Remember it",
        memo=memo,
    )


def new_day(commitment: Commitment, *, memo: str) -> Form:
    now = f"until now {day(commitment.due_on)}" if commitment.due_on else "no day until now"
    return Form(
        "commitment_day_form",
        f"New day for C-{commitment.number}",
        (
            DayField("By when?", "due_on", commitment.due_on, hint=f"{now[0].upper()}{now[1:]}."),
            TextField("What will be done?", "text", commitment.text, long=True, longest=LONGEST_PROMISE),
            SmallPrint(("What it was before stays in its history, for those who can see it.",)),
        ),
        "Change it",
        memo=memo,
    )


def hand_over(commitment: Commitment, *, memo: str) -> Form:
    kept = SmallPrint(("It stays yours until they accept.",))
    who = PeopleField("Who could take it?", "people", optional=False)
    return Form(
        "commitment_hand_form", f"Hand over C-{commitment.number}", (_old(commitment), who, kept), "Ask them", memo=memo
    )


def done(commitment: Commitment, *, memo: str) -> Form:
    return Form("commitment_done_form", f"C-{commitment.number} is done?", (_old(commitment),), "It is done", memo=memo)


def let_go(commitment: Commitment, *, memo: str) -> Form:
    why = TextField("Why, if you like to say", "reason", optional=True, long=True, longest=LONGEST_PROMISE)
    kept = SmallPrint(("Letting go is an honourable end. Those it was made to are told, kindly.",))
    return Form(
        "commitment_let_go_form", f"Let go of C-{commitment.number}", (_old(commitment), why, kept), "Let go", memo=memo
    )


def _old(commitment: Commitment) -> Paragraph:
    return Paragraph(quoted(bold(said(commitment.text))))
