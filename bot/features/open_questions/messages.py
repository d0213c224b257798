"""The words about whys: one that was answered, and what becomes of one that is asked around."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import tzinfo

from bot.chat.messages import Button, Buttons, Message, Paragraph, Part, SmallPrint
from bot.chat.words import bold, day, link, mention, quoted, room, said
from bot.features.open_questions import (
    CHOSEN,
    CONVENES,
    CONVENES_THERE,
    LONGEST_QUESTION,
    OWNS,
    TOLD,
    AskOutcome,
    AskPlan,
    Expert,
)
from storage.open_questions import QuestionAsker
from storage.visibility import EVERYBODY
from storage.whys import OpenQuestion

ADDRESS = re.compile(r"https?://[^\s<>|]{1,380}")

USAGE = "Which question do you mean? Write it with it: `ask around: why do we meet on Tuesdays?`"


def headline(why: OpenQuestion) -> str:
    """One line that says which, and what was answered."""
    return f"W-{why.number}: {said(why.question)} {said(why.answer)}".strip()


def line(why: OpenQuestion, zone: tzinfo) -> str:
    """ "W-3 · answered by Ana on 3 March 2026"."""
    when = f" on {day(why.ended_at, zone)}" if why.ended_at else ""
    return f"*W-{why.number}*  ·  answered by {mention(why.ended_by or '')}{when}"


def gist(
    why: OpenQuestion, zone: tzinfo, *, rank: int | None = None, quote: Callable[[str], str] = str
) -> tuple[Part, ...]:
    """An answered one as an answer quotes it: who said so and when, the question, what they said, and why."""
    place = f"{rank}.  " if rank is not None else ""
    lines = [f"{place}{line(why, zone)}", bold(said(why.question))]
    words = [Paragraph("\n".join(lines)), Paragraph(said(quote(why.answer)))]
    if why.reason:
        words.append(Paragraph(f"*Why:* {said(quote(why.reason))}"))
    where = [why.settled_on and f"from {day(why.settled_on)}", _source(why.source), _audience(why.channel)]
    return (*words, SmallPrint(("  ·  ".join(each for each in where if each),)))


def door(question: str, place: str) -> Button:
    """Under an answer that is not sure."""
    value = {"q": " ".join(question.split())[:LONGEST_QUESTION], "at": place}
    return Button("Ask those who would know", "why_ask", json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def preview(planned: AskPlan) -> Message:
    """What would be sent, and to whom, before anything is."""
    value = json.dumps(
        {"q": planned.question, "at": planned.place, "p": [each.person for each in planned.knowers]},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    yes = "Tell me too" if planned.joins else "Ask them" if planned.knowers else "Keep it open"
    buttons = (
        Button(yes, "why_ask_now", value, "primary"),
        Button("Other words, or without my name", "why_ask", value),
        Button("No, leave it", "why_leave"),
    )
    shown = buttons if not planned.joins else (buttons[0], buttons[2])
    parts = (
        Paragraph(quoted(bold(said(planned.question)))),
        Paragraph(whom(planned)),
        Buttons(shown),
        SmallPrint((terms(planned),)),
    )
    return Message(f"{said(planned.question)} {whom(planned)}", parts)


def whom(planned: AskPlan) -> str:
    """Who would be asked, and why them."""
    if planned.joins:
        return "This is being asked already. I can tell you too, together with whoever asked, when the answer comes."
    if not planned.knowers:
        return (
            "I know of nobody whom I could ask about this."
            " I can keep it open: whoever convenes sees it, and may know somebody."
        )
    lines = "\n".join(f"• {mention(each.person)}, who {because(each, planned.place)}" for each in planned.knowers)
    return f"I would ask:\n{lines}"


def terms(planned: AskPlan) -> str:
    """Whom the words reach, said before they go."""
    if planned.joins:
        return "Your name is passed on to nobody."
    if planned.is_private:
        return (
            f"Nothing is sent before your click. You asked in {room(planned.place)}, which is private: only its people"
            " are asked, and only they may see the question and its answer."
        )
    others = " If they do not know, I ask two more at the most." if planned.knowers else ""
    return (
        f"Nothing is sent before your click. Your words go to them in private, and conveners see them among the open"
        f" questions.{others} Once answered, they are kept with the answer for whoever may see it."
    )


def because(knower: Expert, place: str = "") -> str:
    """Why this person would know: "took part in D-3"."""
    where = room(place) if place else "here"
    return {
        OWNS: f"decided {knower.record}",
        TOLD: f"answered {knower.record}",
        CONVENES_THERE: f"convenes in {where}",
        CONVENES: "convenes this partnership",
        CHOSEN: "was named by a convener",
    }.get(knower.because, f"took part in {knower.record}")


def result(outcome: AskOutcome) -> str:
    """To the asker, once they have said yes."""
    number = f"W-{outcome.why.number}"
    if outcome.known:
        return f"You have asked this already. It is {number}, and I bring you the answer when it comes."
    if outcome.joined:
        return f"Good: I tell you together with the others when the answer comes. It is {number}."
    if not outcome.knowers:
        return f"I keep it open as {number}. Whoever convenes sees it, and I bring you the answer when it comes."
    names = " and ".join(mention(each.person) for each in outcome.knowers)
    return f"I ask {names}, and bring you the answer when it comes. It is {number}, also on my Home tab."


def asked(outcome: AskOutcome) -> Message:
    return Message(f":white_check_mark: {result(outcome)}")


def left() -> Message:
    return Message("Fine. I have asked nobody.")


def who(askers: Sequence[QuestionAsker]) -> str:
    """Those who ask, by name as far as they want it."""
    named = [mention(each.person) for each in askers if each.is_named]
    others = len(askers) - len(named)
    if not named:
        return "Somebody of the partnership" if others <= 1 else f"{others} people of the partnership"
    more = [] if not others else ["one more" if others == 1 else f"{others} more"]
    names = [*named, *more]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _source(source: str) -> str:
    return link(source, "where it was decided") if ADDRESS.fullmatch(source) else said(source)


def _audience(channel: str) -> str:
    return "for everybody of the partnership" if channel == EVERYBODY else f"for {room(channel)}"
