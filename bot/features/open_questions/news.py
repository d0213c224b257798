"""What people are told about whys: a question that they may know the answer to, an answer, that none has come."""

from collections.abc import Sequence
from datetime import tzinfo

from bot.chat.messages import Button, Buttons, Message, Paragraph, Part, SmallPrint
from bot.chat.words import bold, mention, quoted, said
from bot.dispatch.payloads import DIGEST
from bot.features.open_questions import CHOSEN, CONVENES, CONVENES_THERE, OWNS, TOLD, Expert
from bot.features.open_questions.messages import gist, who
from bot.features.open_questions.payloads import AboutOpenQuestion
from storage.open_questions import PASSED, QuestionAsker, QuestionExpert
from storage.whys import ANSWERED, OpenQuestion


def question(why: OpenQuestion, row: QuestionExpert, askers: Sequence[QuestionAsker]) -> tuple[str, tuple[Part, ...]]:
    """To somebody who would know: the question, by whom, and why it comes to them."""
    asks = who(askers)
    text = f"{asks} would like to know: {said(why.question)}"
    value = AboutOpenQuestion(n=why.number, p=DIGEST).packed
    buttons = (Button("Answer", "why_reply", value, "primary"), Button("I do not know", "why_pass", value))
    how = "A reply in the thread of this message does it too; I show it to you before anything is kept."
    parts = (
        Paragraph(f":question: {asks} would like to know (W-{why.number}):"),
        Paragraph(quoted(bold(said(why.question)))),
        Paragraph(f"I found no answer in the memory. {_why_you(Expert(row.person, row.because, row.record))}"),
        Buttons(buttons),
        SmallPrint((f"{how} Not knowing is fine: then I ask somebody else.",)),
    )
    return text, parts


def after_question(why: OpenQuestion, row: QuestionExpert | None) -> str:
    """To somebody who was asked, when nothing is left for them to do."""
    number = f"W-{why.number}"
    if why.state == ANSWERED and row is not None and why.ended_by == row.person:
        return thanks(why)
    if row is not None and row.state == PASSED:
        return f"Thank you for telling me. {number} goes on without you."
    if why.is_open:
        return f"{number} no longer waits for you."
    return f"{number} is settled. Thank you all the same."


def answered(why: OpenQuestion, wording: str, zone: tzinfo, *, judged: bool | None) -> tuple[str, tuple[Part, ...]]:
    """To somebody who asked: the answer, with the way to say that it was not what they meant."""
    text = f"You asked: {said(wording)} {mention(why.ended_by or '')} answers: {said(why.answer)}"
    asked = "An answer to your question:" if wording == why.question else f"You asked: _{said(wording)}_"
    parts: list[Part] = [Paragraph(f":bulb: {asked}"), *gist(why, zone)]
    value = AboutOpenQuestion(n=why.number, p=DIGEST).packed
    if judged is None:
        meant = () if why.follows is not None else (Button("Not what I meant", "why_again", value),)
        parts.append(Buttons((Button("That helped", "why_helped", value, "primary"), *meant)))
    else:
        parts.append(SmallPrint(("You said: that helped. Thank you.",) if judged else ("I ask once more.",)))
    return text, tuple(parts)


def closed(why: OpenQuestion, wording: str) -> tuple[str, tuple[Part, ...]]:
    because = f"\n{quoted(said(why.ended_because))}" if why.ended_because else ""
    by = mention(why.ended_by or "")
    text = f"Nobody could answer your question W-{why.number}, and {by} has closed it: {said(wording)}"
    return text, (
        Paragraph(f"{text}{because}"),
        SmallPrint(("If you find out, log it, and the next one who asks will know.",)),
    )


def late(why: OpenQuestion, wording: str) -> tuple[str, tuple[Part, ...]]:
    """The honest word after a week."""
    text = f"Nobody has answered your question W-{why.number} yet: {said(wording)}"
    rest = "I asked it a week ago. It stays open, and whoever convenes sees it among the open questions."
    value = AboutOpenQuestion(n=why.number, p=DIGEST).packed
    return text, (Paragraph(f"{text}\n{rest}"), Buttons((Button("Take it back", "why_withdraw", value),)))


def draft(why: OpenQuestion, words: str) -> Message:
    """Somebody's reply, shown to them before it counts."""
    text = f"Shall I keep this as your answer to W-{why.number}?"
    value = AboutOpenQuestion(n=why.number).packed
    buttons = (
        Button("Send it", "why_draft_send", value, "primary"),
        Button("Edit first", "why_draft_edit", value),
        Button("Not an answer", "why_draft_dismiss", value),
    )
    parts = (
        Paragraph(f":speech_balloon: {text}"),
        SmallPrint((said(why.question),)),
        Paragraph(quoted(said(words))),
        Buttons(buttons),
        SmallPrint(("Nothing is kept or sent unless you say so. _Edit first_ also asks who may see it.",)),
    )
    return Message(f"{text} {said(words)}", parts)


def thanks(why: OpenQuestion) -> str:
    return f"Thank you. I bring your answer to W-{why.number} to whoever asked, and keep it for the next one."


def sent(why: OpenQuestion) -> Message:
    return Message(f":white_check_mark: {thanks(why)}")


def dismissed(why: OpenQuestion) -> Message:
    return Message(f"Fine, not an answer. I have forgotten it. W-{why.number} still waits for one.")


def several() -> Message:
    return Message("Several questions wait for you. Press _Answer_ under the one you mean, so that I mix up nothing.")


def _why_you(knower: Expert) -> str:
    reason = {
        OWNS: f"you decided {knower.record}, which lies near",
        TOLD: f"you answered {knower.record}, which lies near",
        CONVENES_THERE: "you convene where it was asked",
        CONVENES: "you convene this partnership",
        CHOSEN: "a convener thinks that you would know",
    }.get(knower.because, f"you took part in {knower.record}, which lies near")
    return f"Why you: {reason}."
