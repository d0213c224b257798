"""The drafts and forms in which decisions are written, amended, withdrawn and replaced."""

from collections.abc import Sequence

from bot.chat.messages import (
    Button,
    Buttons,
    Choice,
    ChoiceField,
    DayField,
    Form,
    Message,
    Paragraph,
    Part,
    PeopleField,
    SmallPrint,
    TextField,
)
from bot.chat.words import bold, quoted, said
from bot.features.decisions.review.forms import expected
from bot.text.reasons import Wording
from storage.channels import Channel
from storage.decision_drafts import DecisionDraft
from storage.decisions import Decision
from storage.members import SAID

NO_ROOMS = (
    "I am in none of your channels yet."
    " Mention me in a channel where you decide things: Slack offers to add me. Then come back here."
)

USAGE = """*`/decision`* keeps what you decided, and why:
• `/decision We meet on Tuesdays because the ferry does` logs it at once
• `/decision` alone opens a form
• `/decision D-12` shows a decision you know the number of
Without commands: mention me with `we decided …`, write me in private, or react to a message with :{reaction}:"""


def usage(reaction: str, *, unclear: str = "") -> Message:
    """What the command does; with the words that it could make nothing of."""
    kept = f"I could not make a decision of “{said(unclear)}”: it needs a sentence, and best a reason.\n\n"
    text = (kept if unclear else "") + USAGE.format(reaction=reaction)
    return Message(text, (Paragraph(text), _doors()))


def _doors() -> Buttons:
    return Buttons((Button("Log a decision", "decision_open", "", "primary"), Button("Ask why", "why_open")))


def draft(draft: DecisionDraft, *, rooms: Sequence[Channel] = ()) -> Message:
    """The words back to whoever said them, with the way to keep them. `rooms` asks which channel sees it."""
    why = f"*Why:* {said(draft.reason)}" if draft.reason else "*Why:* _not said yet; Edit first to add it_"
    text = "I can keep this as a decision. Save it?"
    value = str(draft.id)
    choices = tuple((f"#{room.name}", room.channel) for room in rooms)
    where = [Choice("Which channel sees it?", "draft_channel", choices, rooms[0].channel if len(rooms) == 1 else "")]
    return Message(
        f"{text} {said(draft.text)}",
        (
            Paragraph(f":scroll: {text}"),
            Paragraph(quoted(f"{bold(said(draft.text))}\n{why}")),
            *(where if rooms else ()),
            Buttons(
                (
                    Button("Save", "draft_save", value, "primary"),
                    Button("Edit first", "draft_edit", value),
                    Button("Not a decision", "draft_dismiss", value),
                )
            ),
            SmallPrint(("Nothing is kept in the memory unless somebody saves it.",)),
        ),
    )


def new(rooms: Sequence[Channel], *, channel: str, wording: Wording, memo: str) -> Form:
    """To log a decision; `rooms` are the channels it can be told to, `channel` the one proposed."""
    if not rooms:
        return Form("nowhere", "Log a decision", (Paragraph(NO_ROOMS),), close="Close")
    owner = PeopleField("Who looks after it?", "owner", hint="Whoever decided, if you leave it empty.")
    fields = (*_fields(wording), owner, _where(rooms, channel))
    return Form("decision_form", "Log a decision", fields, "Log it", memo=memo)


def amend(decision: Decision, *, people: Sequence[str], memo: str) -> Form:
    own = (decision.text, decision.reason, decision.options)
    wording = Wording(*own, tuple(people), decision.review_on, decision.expected)
    kept = SmallPrint(("The earlier wording stays in the history, and the post in the channel is edited in place.",))
    return Form("decision_amend_form", f"Amend D-{decision.number}", (*_fields(wording), kept), "Amend", memo=memo)


def supersede(decision: Decision, wording: Wording, *, name: str = "decision_supersede_form", memo: str) -> Form:
    """`wording`: what takes its place, as far as it was written already."""
    number = f"D-{decision.number}"
    old = Paragraph(f"*Until now ({number})*\n{quoted(said(decision.text))}")
    kept = SmallPrint(
        (f"{number} stays findable, and points to the new decision, which is posted in the same channel.",)
    )
    fields = _fields(wording, what="What applies instead?", why="What has changed? Why this now?", needs_reason=True)
    return Form(name, f"Replace {number}", (old, *fields, kept), "Replace it", memo=memo)


def withdraw(decision: Decision, *, memo: str) -> Form:
    old = Paragraph(quoted(bold(said(decision.text))))
    why = TextField("Why is it withdrawn?", "reason", long=True)
    kept = SmallPrint(("It stays findable, marked as withdrawn, with this reason.",))
    return Form("decision_withdraw_form", f"Withdraw D-{decision.number}", (old, why, kept), "Withdraw", memo=memo)


def reason(decision: Decision, *, memo: str) -> Form:
    old = Paragraph(quoted(bold(said(decision.text))))
    why = TextField("Why was it decided?", "reason", long=True)
    return Form("decision_reason_form", f"Why D-{decision.number}?", (old, why), "Add", memo=memo)


def _fields(
    wording: Wording, *, what: str = "What did you decide?", why: str = "Why?", needs_reason: bool = False
) -> tuple[Part, ...]:
    hint = "The part people ask for a year later."
    return (
        TextField(what, "text", wording.text, long=True),
        TextField(why, "reason", wording.reason, long=True, optional=not needs_reason, hint=hint),
        TextField("Options not taken", "options", wording.options, long=True, optional=True),
        expected(wording.expected or ""),
        PeopleField("Who took part?", "people", tuple(each for each in wording.people if not each.startswith(SAID))),
        DayField("Review on", "review_on", wording.review_on),
    )


def _where(rooms: Sequence[Channel], channel: str) -> ChoiceField:
    options = tuple((f"#{room.name}" + (" (private)" if room.is_private else ""), room.channel) for room in rooms)
    hint = "It is posted there, and whoever is there can find it."
    return ChoiceField("Which channel sees it?", "channel", options, channel, hint=hint)
