"""The words about decisions."""

import json
from collections.abc import Callable, Sequence
from datetime import date, tzinfo

from bot.chat.messages import Button, Buttons, Message, Paragraph, Part, SmallPrint
from bot.chat.words import bold, day, link, mention, quoted, said, struck
from bot.features.decisions.review import record_lines
from bot.features.decisions.review.forms import AboutReview
from storage.decisions import Decision, DecisionVersion
from storage.reopenings import KEPT, REPLACED, WITHDRAWN, Reopening
from storage.search.records import DecisionRecord

BECAME = {KEPT: "kept", REPLACED: "replaced", WITHDRAWN: "withdrawn"}

ONE_PARAGRAPH = 2_500  # characters that read well in one block
MOST_LOOKS = 10  # times it was looked at, in the whole story


def posted(record: DecisionRecord, zone: tzinfo) -> Message:
    """The decision as its channel sees it, edited in place through its life."""
    decision = record.decision
    return Message(headline(decision), (*_body(record, zone), _actions(decision)))


def headline(decision: Decision) -> str:
    """One line that says which, what, and whether it still holds."""
    return f"D-{decision.number}{_state(decision)}: {said(decision.text)}"


def whole(
    record: DecisionRecord, versions: Sequence[DecisionVersion], zone: tzinfo, reopenings: Sequence[Reopening] = ()
) -> Message:
    """Everything about a decision: its earlier wordings too, and every time it was reopened or looked at again."""
    parts = _body(record, zone, most=MOST_LOOKS)
    history = [Paragraph("*Earlier wordings*"), *(_earlier(version, zone) for version in versions)] if versions else []
    again = [Paragraph("*Looked at again*"), *(_looked_at(row, zone) for row in reopenings)] if reopenings else []
    # no channel shows it with its buttons, as of one that was imported: they stand here
    actions = () if record.decision.post else (_actions(record.decision),)
    doors = (*_reopen(record), *actions, *_keeping(record.decision))
    return Message(headline(record.decision), (*parts, *history, *again, *doors))


def gist(
    record: DecisionRecord, zone: tzinfo, *, rank: int, quote: Callable[[str], str] = str, today: date | None = None
) -> tuple[Part, ...]:
    """What an answer quotes: what, why, who and which partners, when, what replaced it, and where to read on.

    `quote` gives what is shown of each text; with `today`, how fresh it is.
    """
    return _body(record, zone, number=f"{rank}.  *{linked(record.decision)}*", quote=quote, today=today)


def saved(decision: Decision) -> Message:
    return Message(f":white_check_mark: Saved as {linked(decision)}: {said(decision.text)}")


def dismissed() -> Message:
    return Message("Fine, not a decision. I have forgotten it.")


def logged_privately(decision: Decision) -> Message:
    """To whoever typed the one-line command."""
    ask = " It has no reason yet, and why is what people will ask for." if not decision.reason else ""
    more = "You can still add options not taken, who took part, or a day to review it."
    text = f":white_check_mark: Logged as {linked(decision)}.{ask} {more}"
    return Message(text, (Paragraph(text), Buttons((Button("Add details", "decision_amend", str(decision.number)),))))


def reason_wanted(record: DecisionRecord) -> Message:
    """To the author of a message that somebody marked as a decision."""
    decision = record.decision
    by = "You" if decision.logged_by == decision.decided_by else mention(decision.logged_by)
    text = f"{by} marked your message as a decision; it is in the memory as {linked(decision)}."
    return Message(
        text,
        (
            Paragraph(f"{text}\n{quoted(said(decision.text))}"),
            Paragraph("Why was it decided? One sentence from you helps whoever asks next year."),
            Buttons((Button("Add the reason", "decision_reason", str(decision.number), "primary"),)),
            SmallPrint(("I ask this once.",)),
        ),
    )


def done(decision: Decision, verb: str) -> Message:
    """To whoever changed it, in private."""
    return Message(f":white_check_mark: {linked(decision)} {verb}.")


def _body(
    record: DecisionRecord,
    zone: tzinfo,
    *,
    number: str = "",
    quote: Callable[[str], str] = str,
    today: date | None = None,
    most: int = record_lines.SHOWN,
) -> tuple[Part, ...]:
    decision = record.decision
    text = said(quote(decision.text))
    what = bold(text) if decision.in_force else struck(text)
    number = number or f"*D-{decision.number}*"
    lines = [f"{number}{_state(decision)}  ·  {what}", *_ending(record, zone)]
    lines.append(f"*Why:* {said(quote(decision.reason))}" if decision.reason else "*Why:* _no reason was given_")
    if decision.options:
        lines.append(f"*Not taken:* {said(quote(decision.options))}")
    lines += record_lines.lines(record, zone, quote=quote, most=most)
    together = len("\n".join(lines)) <= ONE_PARAGRAPH
    words = [Paragraph("\n".join(lines))] if together else [Paragraph(line) for line in lines]
    return (*words, SmallPrint((_who(record), _when(record, zone, today))))


def _ending(record: DecisionRecord, zone: tzinfo) -> list[str]:
    decision = record.decision
    if decision.withdrawn_at and decision.withdrawn_by:
        when = day(decision.withdrawn_at, zone)
        because = said(decision.withdrawn_because)
        return [f":no_entry_sign: *Withdrawn* by {mention(decision.withdrawn_by)} on {when}: {because}"]
    if record.replacement:
        new = record.replacement
        return [f":arrows_counterclockwise: *Replaced* by {linked(new)}: {said(new.text)}"]
    return [_reopened(record.reopened, zone)] if record.reopened else []


def _reopened(row: Reopening, zone: tzinfo) -> str:
    """It holds, but somebody asks whether it should."""
    return f":arrows_counterclockwise: *Reopened* by {mention(row.by)} on {day(row.at, zone)}: {said(row.what_changed)}"


def _looked_at(row: Reopening, zone: tzinfo) -> Paragraph:
    instead = f"\n*Instead, perhaps:* {said(row.instead)}" if row.instead else ""
    return Paragraph(
        f"{quoted(said(row.what_changed) + instead)}\nasked by {mention(row.by)} on {day(row.at, zone)}"
        f"  ·  {became(row, zone)}"
    )


def became(row: Reopening, zone: tzinfo) -> str:
    """What came of looking at it again."""
    if not (row.settled_how and row.settled_by and row.settled_at):
        return "still open"
    return f"{BECAME[row.settled_how]} by {mention(row.settled_by)} on {day(row.settled_at, zone)}"


def _reopen(record: DecisionRecord) -> tuple[Part, ...]:
    """Something has changed: the way to say so, unless somebody has."""
    if not record.decision.in_force or record.reopened:
        return ()
    return (Buttons((Button("Reopen", "decision_reopen", json.dumps({"d": record.decision.number})),)),)


def _who(record: DecisionRecord) -> str:
    """ "Decided by Ada (Tidewater Trust) with Bo (Havenmouth)"."""
    names = [mention(each.person) + (f" ({said(each.partner)})" if each.partner else "") for each in record.people]
    return f"Decided by {names[0]}" + (f" with {', '.join(names[1:])}" if names[1:] else "")


def _when(record: DecisionRecord, zone: tzinfo, today: date | None) -> str:
    decision = record.decision
    parts = [day(decision.decided_at, zone)]
    if decision.version > 1:
        parts.append("amended")
    if record.predecessor:
        parts.append(f"replaces {linked(record.predecessor)}")
    parts += record_lines.freshness(decision, today, zone)
    if decision.source_link:
        parts.append(link(decision.source_link, "where it was said"))
    if decision.imported_from:
        parts.append(f"imported from {said(decision.imported_from)}")
    return "  ·  ".join(parts)


def _actions(decision: Decision) -> Buttons:
    value = str(decision.number)
    why = Button("Why?", "decision_why", value)
    if not decision.in_force:
        return Buttons((why,))
    review = (
        (Button("Still right?", "review_look", AboutReview(n=decision.number).packed),) if decision.review_on else ()
    )
    return Buttons(
        (
            why,
            Button("Amend", "decision_amend", value),
            Button("Supersede", "decision_supersede", value),
            Button("Withdraw", "decision_withdraw", value),
            *review,
        )
    )


def _keeping(decision: Decision) -> tuple[Part, ...]:
    """Beneath the whole story: say that it is still right, or who looks after it."""
    if not decision.in_force:
        return ()
    value = AboutReview(n=decision.number).packed
    hand = Button("Somebody else looks after it", "review_hand", value)
    return (Buttons((Button("Still right?", "review_look", value), hand)),)


def _earlier(version: DecisionVersion, zone: tzinfo) -> Paragraph:
    why = f"\n*Why:* {said(version.reason)}" if version.reason else ""
    until = f"until {day(version.replaced_at, zone)}, changed by {mention(version.replaced_by)}"
    return Paragraph(f"{quoted(said(version.text) + why)}\n{until}")


def _state(decision: Decision) -> str:
    if decision.withdrawn_at:
        return " (withdrawn)"
    return f" (replaced by D-{decision.superseded_by})" if decision.superseded_by else ""


def linked(decision: Decision) -> str:
    name = f"D-{decision.number}"
    return link(decision.post_link, name) if decision.post_link else name
