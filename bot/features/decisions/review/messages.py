"""The words of a review: is it still right? The question, its forms, and what came of it."""

from collections.abc import Sequence
from datetime import date, tzinfo

from bot.chat.messages import Button, Buttons, Message, Paragraph, Part, SmallPrint, Title
from bot.chat.words import bold, day, link, mention, plural, said
from bot.dispatch.payloads import DIGEST, HOME
from bot.features.decisions import review
from bot.features.decisions.review.forms import AboutReview
from bot.notifications.kinds import DigestSection
from storage.decisions import Decision
from storage.members import Member
from storage.reviews import CHANGED, KEPT, LATER, WITHDRAWN, Review

SHORT = 300  # characters of a reason in a question; the whole story is a click away


def question(found: Sequence[tuple[Review, Decision]], delivery: int, *, again: bool) -> DigestSection:
    """To whoever looks after them: everything that comes up, together, each with its buttons and one way to stop."""
    still = [decision for row, decision in found if is_open(row, decision)]
    text = _opening(still, again=again)
    parts: list[Part] = [Paragraph(f":mag: {bold(text)}")] if still else []
    for row, decision in found:
        parts += card(decision, DIGEST) if is_open(row, decision) else (Paragraph(now(row, decision)),)
    if still:
        parts.append(Buttons((Button("Stop these", "letter_stop", str(delivery)),)))
        parts.append(SmallPrint((ASIDE_AGAIN if again else ASIDE,)))
    names = "; ".join(f"D-{each.number} {_short(said(each.text))}" for each in still)
    return DigestSection(f"{text} {names}" if still else "Looked at. Thank you.", tuple(parts), is_open=False)


ASIDE = "A click and a date are enough. What happened, and what was learned, helps whoever decides the like next."
ASIDE_AGAIN = "I remind you this once, and not again."


def is_open(row: Review, decision: Decision) -> bool:
    return not row.outcome and decision.in_force and decision.review_on == row.due_on


def card(decision: Decision, place: str) -> tuple[Part, ...]:
    """One decision as it is asked about, with everything that can be done."""
    lines = [f"*{_linked(decision)}*  ·  {bold(said(decision.text))}"]
    why = said(_short(decision.reason))
    lines.append(f"*Why:* {why}" if why else "*Why:* _no reason was given_")
    if decision.expected:
        lines.append(f"*What we expected:* {said(decision.expected)}")
    since = f"Decided on {day(decision.decided_at)} by {mention(decision.decided_by)}"
    return (Paragraph("\n".join(lines)), SmallPrint((since,)), _buttons(decision, place))


def asked_for(decision: Decision) -> Message:
    """To whoever has asked to look at one again."""
    text = f"Is D-{decision.number} still right? {said(decision.text)}"
    return Message(text, (Paragraph(":mag: *Is this still right?*"), *card(decision, "")))


def doors(decision: Decision, me: Member | None, today: date | None, zone: tzinfo) -> tuple[Button, ...]:
    """Under an answer, for those who may say: whether what is due or long unconfirmed is still right."""
    if me is None or today is None or not review.may_answer(me, decision):
        return ()
    if not (review.is_soon(decision, today) or review.is_unconfirmed(decision, today, zone)):
        return ()
    return (Button("Still right?", "review_look", AboutReview(n=decision.number).packed),)


def now(row: Review | None, decision: Decision) -> str:
    """What came of it, in a line for whoever said so."""
    name = f"{_linked(decision)}: {_short(said(decision.text))}"
    if row is not None and row.outcome in OUTCOMES:
        return f":white_check_mark: {name}\n{OUTCOMES[row.outcome]} {_next(decision)}".rstrip()
    if decision.withdrawn_at is not None:
        return f"{name}\nIt was withdrawn in the meantime."
    if decision.superseded_by is not None:
        return f"{name}\nIt was replaced in the meantime, by D-{decision.superseded_by}."
    return f"{name}\n{_next(decision)}"


OUTCOMES = {
    KEPT: "Still right. Thank you.",
    CHANGED: "Changed. Thank you.",
    WITHDRAWN: "Withdrawn; it stays findable, with what was learned.",
    LATER: "Fine.",
}


def done(row: Review | None, decision: Decision) -> Message:
    """The same as a message, with the way to say more."""
    text = now(row, decision)
    more = Button("Say what happened, or another day", "review_keep", AboutReview(n=decision.number).packed)
    is_kept = row is not None and row.outcome == KEPT and decision.in_force
    return Message(text, (Paragraph(text), Buttons((more,))) if is_kept else (Paragraph(text),))


def offered(decision: Decision) -> Message:
    """To whoever is asked to look after a decision."""
    text = f"{mention(decision.looked_after_by)} asks: would you look after D-{decision.number}? {said(decision.text)}"
    value = AboutReview(n=decision.number, p=DIGEST).packed
    buttons = (Button("I look after it", "review_accept", value, "primary"), Button("Not me", "review_decline", value))
    what = "I would ask you, on its review date, whether it is still right. Nothing moves unless you say yes."
    return Message(text, (Paragraph(f":seedling: {text}"), Buttons(buttons), SmallPrint((what,))))


def asked_to_look_after(decision: Decision) -> Message:
    """To whoever has asked somebody else."""
    name = f"D-{decision.number}"
    if decision.offered_to is None:
        return Message(f"{mention(decision.looked_after_by)} looks after {name} from now on.")
    keeper = mention(decision.looked_after_by)
    return Message(f"I ask {mention(decision.offered_to)}. Until they say yes, {keeper} looks after {name}.")


def after_offer(decision: Decision, *, to: str) -> Message:
    if decision.looked_after_by == to:
        return Message(f"You look after D-{decision.number} now. Thank you. {_next(decision)}".rstrip())
    return Message(f"Fine. D-{decision.number} stays where it is.")


def news(decision: Decision, *, to: str) -> Message:
    """To whoever looked after it: that it moved, or that it stays."""
    name = f"{_linked(decision)}: {_short(said(decision.text))}"
    if decision.looked_after_by == to:
        return Message(f"Whoever was asked to look after {name} would rather not, so it stays with you.")
    return Message(f"{mention(decision.looked_after_by)} looks after {name} from now on.")


def section_at_home(found: Sequence[Decision], most: int) -> tuple[Part, ...]:
    """One's own that wait to be looked at, on their own page."""
    if not found:
        return ()
    cards = (part for decision in found[:most] for part in card(decision, HOME))
    parts = (Title("Decisions to look at again"), *cards)
    rest = len(found) - most
    more = f"{plural(rest, 'more waits', 'more wait')}; they come up as you answer these."
    return (*parts, SmallPrint((more,))) if rest > 0 else parts


def unanswered(decision: Decision) -> tuple[Part, ...]:
    """For conveners: one that nobody has looked at for long. Who did not answer is not said."""
    due = f", due on {day(decision.review_on)}" if decision.review_on else ""
    text = f"{_linked(decision)} waits to be looked at again{due}: {_short(said(decision.text))}"
    value = AboutReview(n=decision.number, p=HOME).packed
    hand = Button("Somebody else looks after it", "review_hand", value)
    return (Paragraph(f":mag: {text}"), Buttons((Button("Still right?", "review_keep", value), hand)))


def coming(found: Sequence[Decision], most: int = 10) -> str:
    """For the preview of a week: whose review comes, and on which day."""
    lines = ["*Decisions to look at again*"]
    for each in found[:most]:
        on = f", {day(each.review_on)}" if each.review_on else ""
        lines.append(f"• {_linked(each)}{on}: {_short(said(each.text))}")
    return "\n".join((*lines, f"and {len(found) - most} more") if len(found) > most else lines)


def _opening(still: Sequence[Decision], *, again: bool) -> str:
    if len(still) == 1:
        return "Once more: is this decision still right?" if again else "Is this decision still right?"
    return f"{'Once more: are' if again else 'Are'} these {len(still)} decisions still right?"


def _buttons(decision: Decision, place: str) -> Buttons:
    value = AboutReview(n=decision.number, p=place).packed
    return Buttons(
        (
            Button("Still right", "review_keep", value, "primary"),
            Button("Change it", "review_change", value),
            Button("Withdraw", "review_withdraw", value),
            Button("Later", "review_later", value),
            Button("Somebody else looks after it", "review_hand", value),
        )
    )


def _next(decision: Decision) -> str:
    if not decision.in_force:
        return ""
    return f"Next look on {day(decision.review_on)}." if decision.review_on else "I shall not ask again by myself."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1].rsplit(" ", 1)[0] + "…"


def _linked(decision: Decision) -> str:
    return link(decision.post_link, f"D-{decision.number}") if decision.post_link else f"D-{decision.number}"
