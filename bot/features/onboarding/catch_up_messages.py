"""What somebody missed who comes back after long: a handful, and the whole of it behind a button."""

from collections.abc import Sequence

from bot.chat.messages import Button, Buttons, Message, Paragraph, Part, SmallPrint
from bot.chat.words import day, mention, plural, said
from bot.features.onboarding.catch_up import HANDFUL, CatchUpFacts
from bot.features.onboarding.messages import body
from bot.features.onboarding.placeholders import SHORT, Fields, listed
from bot.features.onboarding.texts import OnboardingScript
from bot.notifications.kinds import DigestSection
from storage.commitments import Commitment
from storage.whys import OpenQuestion

MOST = 60  # things in the whole: more fills no message


def short(line: OnboardingScript, fields: Fields, missed: CatchUpFacts, number: int) -> DigestSection:
    """A handful: what waits for them first, then what was promised to them, then what was decided."""
    parts = (*body(line, fields), *_lists(missed, HANDFUL))
    more = len(missed) - HANDFUL
    if more > 0:
        parts = (
            *parts,
            Buttons((Button("Show me all", "catch_up_all", str(number)),)),
            SmallPrint((f"And {more} more.",)),
        )
    text = f"Since you were last here: {plural(len(missed), 'thing', 'things')} that concern you."
    return DigestSection(text, parts)


def whole(missed: CatchUpFacts) -> Message:
    if not missed:
        text = "Nothing of it is open any more."
        return Message(text, (Paragraph(text),))
    return Message("Everything since you were last here:", tuple(_lists(missed, MOST)))


def _lists(missed: CatchUpFacts, room: int) -> list[Part]:
    parts: list[Part] = []
    asked, offered = list(missed.asked)[:room], list(missed.offered)
    offered = offered[: room - len(asked)]
    promised = list(missed.promised)[: room - len(asked) - len(offered)]
    decided = list(missed.decided)[: room - len(asked) - len(offered) - len(promised)]
    parts += _section("You were asked", [*map(_why, asked), *map(_offer, offered)])
    parts += _section("Promised to you", list(map(_promise, promised)))
    parts += [Paragraph(f"*Decided*\n{listed(decided)}")] if decided else []
    return parts


def _section(title: str, lines: Sequence[str]) -> list[Part]:
    return [Paragraph(f"*{title}*\n" + "\n".join(f"• {line}" for line in lines))] if lines else []


def _why(why: OpenQuestion) -> str:
    return f"W-{why.number} {said(why.question[:SHORT])}"


def _offer(promise: Commitment) -> str:
    return f"C-{promise.number} {said(promise.text[:SHORT])}: {mention(promise.owner)} asks whether you take it over"


def _promise(promise: Commitment) -> str:
    when = f", by {day(promise.due_on)}" if promise.due_on else ""
    return f"C-{promise.number} {mention(promise.owner)}: {said(promise.text[:SHORT])}{when}"
