"""Open questions: one's own, with the way to take them back; and for conveners all that they may see."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from bot.chat.messages import Button, Buttons, Message, Paragraph, Part, SmallPrint, Title
from bot.chat.words import and_more, bold, day, plural, said
from bot.dispatch.payloads import HOME, LIST
from bot.features.open_questions.messages import who
from bot.features.open_questions.payloads import AboutOpenQuestion
from storage.open_questions import Open
from storage.whys import OpenQuestion

MOST_OWN = 5  # as many as one person may have open
ALL = Button("All open questions", "why_list_open")
MOST_LISTED = 8  # with buttons; a longer list is for another day


def own_part(
    mine: Sequence[OpenQuestion], wordings: Mapping[int, str], zone: tzinfo, *, place: str
) -> tuple[Part, ...]:
    """A person's own, each with its way out."""
    parts: list[Part] = []
    for why in mine[:MOST_OWN]:
        words = said(_short(wordings.get(why.id, why.question)))
        value = AboutOpenQuestion(n=why.number, p=place).packed
        parts.append(Paragraph(f"*W-{why.number}*  ·  {bold(words)}\nasked on {day(why.asked_at, zone)}, still open"))
        parts.append(Buttons((Button("Take it back", "why_withdraw", value),)))
    return tuple(parts)


def awaited_part(awaited: Sequence[OpenQuestion], *, place: str) -> tuple[Part, ...]:
    """What somebody was asked and has not answered, in case the message is far up by now."""
    parts: list[Part] = []
    for why in awaited[:MOST_OWN]:
        value = AboutOpenQuestion(n=why.number, p=place).packed
        parts.append(Paragraph(f"*W-{why.number}*  ·  {bold(said(_short(why.question)))}"))
        parts.append(Buttons((Button("Answer", "why_reply", value), Button("I do not know", "why_pass", value))))
    return tuple(parts)


def awaited_at_home(awaited: Sequence[OpenQuestion], few: int) -> tuple[Part, ...]:
    """On somebody's own page; nothing while there is nothing."""
    asked = awaited_part(awaited[:few], place=HOME)
    title = Title("Questions you may know the answer to")
    return (title, *asked, *_rest(len(awaited), few)) if asked else ()


def own_at_home(mine: Sequence[tuple[OpenQuestion, str]], zone: tzinfo, few: int) -> tuple[Part, ...]:
    wordings = {why.id: words for why, words in mine}
    own = own_part([why for why, _ in mine[:few]], wordings, zone, place=HOME)
    return (Title("Questions of yours, still open"), *own, *_rest(len(mine), few)) if own else ()


def _rest(number: int, shown: int) -> tuple[Part, ...]:
    return (*and_more(number, shown), Buttons((ALL,))) if number > shown else ()


def care(found: Sequence[Open], zone: tzinfo, *, place: str, most: int = MOST_LISTED) -> tuple[Part, ...]:
    """For a convener: what nobody has answered yet, and what can be done about it."""
    parts: list[Part] = []
    for each in found[:most]:
        value = AboutOpenQuestion(n=each.why.number, p=place).packed
        parts.append(Paragraph(_line(each, zone)))
        parts.append(
            Buttons(
                (
                    Button("Answer", "why_reply", value),
                    Button("Ask somebody else", "why_put", value),
                    Button("Close it", "why_close", value),
                )
            )
        )
    if len(found) > most:
        more = plural(len(found) - most, "more open question", "more open questions")
        parts.append(SmallPrint((f"And {more}. `open questions`, said to me, shows them.",)))
    return tuple(parts)


def in_panel(found: Sequence[Open], number: int, zone: tzinfo) -> tuple[Part, ...]:
    """For conveners, on their own page: these few of so many."""
    shown = care(found, zone, place=HOME, most=len(found))
    return (Paragraph("*Questions without an answer*"), *shown, *_rest(number, len(found))) if found else ()


def listed(
    mine: Sequence[OpenQuestion],
    wordings: Mapping[int, str],
    awaited: Sequence[OpenQuestion],
    found: Sequence[Open],
    zone: tzinfo,
    *,
    convenes: bool,
) -> Message:
    """What "open questions" answers: one's own, what one was asked, and for conveners what they look after."""
    asked = awaited_part(awaited, place=LIST)
    own, cared = own_part(mine, wordings, zone, place=LIST), care(found, zone, place=LIST)
    text = f"{plural(len(mine), 'open question', 'open questions')} of yours"
    text += f", {len(found)} altogether that you can see." if convenes else "."
    heading = (Paragraph("*Yours*"), *own) if own else ()
    known = (Paragraph("*You may know*"), *asked) if asked else ()
    rest = (Paragraph("*Without an answer*"), *cared) if cared else ()
    return Message(text, (Paragraph(text), *known, *heading, *rest))


def _line(each: Open, zone: tzinfo) -> str:
    waits = f"waits for {plural(each.waits_for, 'person', 'people')}" if each.waits_for else "nobody is asked any more"
    asks = f"{who(each.askers)}, on {day(each.why.asked_at, zone)}"
    return f"*W-{each.why.number}*  ·  {bold(said(_short(each.why.question)))}\n{asks}; {waits}"


def _short(text: str) -> str:
    return text if len(text) <= 240 else text[:239].rsplit(" ", 1)[0] + "…"
