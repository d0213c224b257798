"""What people are told about whys: a question that they may know the answer to, an answer, that none has come."""

from collections.abc import Sequence
from datetime import tzinfo

from bot.chat import Aside, Button, Buttons, Message, Part, Words, bold, mention, quoted, said
from bot.domain.whys import CHOSEN, CONVENES, CONVENES_THERE, OWNS, TOLD, Knower
from bot.views.whys import gist, who
from bot.whying import LETTER, AboutWhy
from storage.why_people import PASSED, WhyAsked, WhyAsker
from storage.whys import ANSWERED, Why


def question(why: Why, row: WhyAsked, askers: Sequence[WhyAsker]) -> tuple[str, tuple[Part, ...]]:
    """To somebody who would know: the question, by whom, and why it comes to them."""
    asks = who(askers)
    text = f"{asks} would like to know: {said(why.question)}"
    value = AboutWhy(n=why.number, p=LETTER).packed
    buttons = (Button("Answer", "why_reply", value, "primary"), Button("I do not know", "why_pass", value))
    how = "A reply in the thread of this message does it too; I show it to you before anything is kept."
    parts = (
        Words(f":question: {asks} would like to know (W-{why.number}):"),
        Words(quoted(bold(said(why.question)))),
        Words(f"I found no answer in the memory. {_why_you(Knower(row.person, row.because, row.record))}"),
        Buttons(buttons),
        Aside((f"{how} Not knowing is fine: then I ask somebody else.",)),
    )
    return text, parts


def after_question(why: Why, row: WhyAsked | None) -> str:
    """To somebody who was asked, when nothing is left for them to do."""
    number = f"W-{why.number}"
    if why.state == ANSWERED and row is not None and why.ended_by == row.person:
        return thanks(why)
    if row is not None and row.state == PASSED:
        return f"Thank you for telling me. {number} goes on without you."
    if why.is_open:
        return f"{number} no longer waits for you."
    return f"{number} is settled. Thank you all the same."


def answered(why: Why, wording: str, zone: tzinfo, *, judged: bool | None) -> tuple[str, tuple[Part, ...]]:
    """To somebody who asked: the answer, with the way to say that it was not what they meant."""
    text = f"You asked: {said(wording)} {mention(why.ended_by or '')} answers: {said(why.answer)}"
    asked = "An answer to your question:" if wording == why.question else f"You asked: _{said(wording)}_"
    parts: list[Part] = [Words(f":bulb: {asked}"), *gist(why, zone)]
    value = AboutWhy(n=why.number, p=LETTER).packed
    if judged is None:
        meant = () if why.follows is not None else (Button("Not what I meant", "why_again", value),)
        parts.append(Buttons((Button("That helped", "why_helped", value, "primary"), *meant)))
    else:
        parts.append(Aside(("You said: that helped. Thank you.",) if judged else ("I ask once more.",)))
    return text, tuple(parts)


def closed(why: Why, wording: str) -> tuple[str, tuple[Part, ...]]:
    because = f"\n{quoted(said(why.ended_because))}" if why.ended_because else ""
    by = mention(why.ended_by or "")
    text = f"Nobody could answer your question W-{why.number}, and {by} has closed it: {said(wording)}"
    return text, (Words(f"{text}{because}"), Aside(("If you find out, log it, and the next one who asks will know.",)))


def late(why: Why, wording: str) -> tuple[str, tuple[Part, ...]]:
    """The honest word after a week."""
    text = f"Nobody has answered your question W-{why.number} yet: {said(wording)}"
    rest = "I asked it a week ago. It stays open, and whoever convenes sees it among the open questions."
    value = AboutWhy(n=why.number, p=LETTER).packed
    return text, (Words(f"{text}\n{rest}"), Buttons((Button("Take it back", "why_withdraw", value),)))


def draft(why: Why, words: str) -> Message:
    """Somebody's reply, shown to them before it counts."""
    text = f"Shall I keep this as your answer to W-{why.number}?"
    value = AboutWhy(n=why.number).packed
    buttons = (
        Button("Send it", "why_draft_send", value, "primary"),
        Button("Edit first", "why_draft_edit", value),
        Button("Not an answer", "why_draft_dismiss", value),
    )
    parts = (
        Words(f":speech_balloon: {text}"),
        Aside((said(why.question),)),
        Words(quoted(said(words))),
        Buttons(buttons),
        Aside(("Nothing is kept or sent unless you say so. _Edit first_ also asks who may see it.",)),
    )
    return Message(f"{text} {said(words)}", parts)


def thanks(why: Why) -> str:
    return f"Thank you. I bring your answer to W-{why.number} to whoever asked, and keep it for the next one."


def sent(why: Why) -> Message:
    return Message(f":white_check_mark: {thanks(why)}")


def dismissed(why: Why) -> Message:
    return Message(f"Fine, not an answer. I have forgotten it. W-{why.number} still waits for one.")


def several() -> Message:
    return Message("Several questions wait for you. Press _Answer_ under the one you mean, so that I mix up nothing.")


def _why_you(knower: Knower) -> str:
    reason = {
        OWNS: f"you decided {knower.record}, which lies near",
        TOLD: f"you answered {knower.record}, which lies near",
        CONVENES_THERE: "you convene where it was asked",
        CONVENES: "you convene this partnership",
        CHOSEN: "a convener thinks that you would know",
    }.get(knower.because, f"you took part in {knower.record}, which lies near")
    return f"Why you: {reason}."
