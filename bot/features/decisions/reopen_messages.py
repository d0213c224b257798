"""The words about decisions that are looked at again."""

from datetime import tzinfo

from bot.chat.messages import Button, Buttons, Form, Message, Paragraph, PeopleField, SmallPrint, TextField
from bot.chat.words import bold, day, mention, quoted, said
from bot.features.decisions.messages import became, linked
from storage.decisions import Decision
from storage.reopenings import Reopening


def form(decision: Decision, *, instead: str, memo: str) -> Form:
    number = f"D-{decision.number}"
    parts = (
        Paragraph(f"*{number}*\n{quoted(bold(said(decision.text)))}"),
        TextField("What has changed?", "changed", long=True, hint="One sentence is enough."),
        TextField("What could apply instead?", "instead", instead, long=True, optional=True),
        PeopleField("Who should look at it?", "people", hint="I name them where it was decided."),
        SmallPrint((f"I ask in the channel of {number}. It holds until somebody replaces or withdraws it.",)),
    )
    return Form("reopening_form", f"Reopen {number}", parts, "Reopen it", memo=memo)


def posted(decision: Decision, row: Reopening, zone: tzinfo) -> Message:
    """To the channel in which it was decided; edited in place when it is settled."""
    opening = f"{mention(row.by)} asks to look at {linked(decision)} again."
    lines = [f"*Decided on {day(decision.decided_at, zone)}:* {said(decision.text)}"]
    lines.append(f"*What has changed:* {said(row.what_changed)}")
    lines += [f"*Instead, perhaps:* {said(row.instead)}"] if row.instead else []
    text = f"{opening} What has changed: {said(row.what_changed)}"
    words = (Paragraph(f":arrows_counterclockwise: {opening}"), *(Paragraph(quoted(line)) for line in lines))
    return Message(text, (*words, *_ending(decision, row, zone)))


def reopened(decision: Decision) -> str:
    return f":white_check_mark: Asked: {linked(decision)} is being looked at again. It holds until it is replaced."


def _ending(decision: Decision, row: Reopening, zone: tzinfo) -> tuple[Paragraph | Buttons | SmallPrint, ...]:
    if row.settled_how:
        return (Paragraph(f"D-{decision.number} was {became(row, zone)}."),)
    people = [person for person in row.people.split("\n") if person]
    asked = (Paragraph(f"{', '.join(map(mention, people))}: would you look at it?"),) if people else ()
    value = str(decision.number)
    buttons = (
        Button(f"Keep D-{decision.number}", "reopening_keep", value, "primary"),
        Button("Replace it", "decision_supersede", value),
        Button("Withdraw it", "decision_withdraw", value),
    )
    return (*asked, Buttons(buttons), SmallPrint((f"D-{decision.number} holds until somebody says otherwise.",)))
