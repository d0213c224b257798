"""The forms of whys: asking around, answering, closing, naming somebody else, and asking once more."""

from collections.abc import Sequence

from bot.chat import (
    Aside,
    ChoiceField,
    DayField,
    Form,
    PeopleField,
    RadioField,
    TextField,
    Words,
    bold,
    quoted,
    said,
)
from bot.domain.whys import LONGEST_QUESTION, LONGEST_SOURCE, Plan
from bot.views.whys import terms, whom
from bot.whying import ALL, NAMED, UNNAMED
from storage.channels import Channel
from storage.whys import Why

MOST_ROOMS = 90  # in one choice of Slack's, which holds 100


def ask(planned: Plan, *, memo: str) -> Form:
    """Whom it would go to, in which words, and whether with a name. Nothing goes before it is sent."""
    if planned.joins:
        asked = Words(quoted(bold(said(planned.question))))
        parts = (asked, Words(whom(planned)), Aside((terms(planned),)))
        return Form("why_ask_form", "Ask around", parts, "Tell me too", "No, leave it", memo)
    names = (("With my name", NAMED), ("Without it: “somebody of the partnership”", UNNAMED))
    return Form(
        "why_ask_form",
        "Ask around",
        (
            Words(whom(planned)),
            TextField("In these words", "question", planned.question, long=True, longest=LONGEST_QUESTION),
            RadioField("Who asks?", "name", names, NAMED),
            Aside((terms(planned),)),
        ),
        "Ask them" if planned.knowers else "Keep it open",
        "No, leave it",
        memo,
    )


def done(text: str) -> Form:
    """What came of a form, in its place."""
    return Form("why_done", "Ask around", (Words(f":white_check_mark: {text}"),), close="Close")


def answer(why: Why, rooms: Sequence[Channel], *, everybody: bool, memo: str, text: str = "") -> Form:
    """What they know, why, where and when it was decided, and who may see it."""
    options = (*((("Everybody of the partnership", ALL),) if everybody else ()), *_options(rooms))
    chosen = ALL if everybody else next((value for _, value in options), "")
    private = () if everybody else (Aside(("It was asked in a private channel, so the answer stays there.",)),)
    return Form(
        "why_reply_form",
        f"Answer W-{why.number}",
        (
            Words(quoted(bold(said(why.question)))),
            TextField("What do you know about it?", "text", text, long=True),
            TextField("Why is it so?", "reason", optional=True, long=True),
            TextField("Where was it decided?", "source", "", True, hint=HINT_SOURCE, longest=LONGEST_SOURCE),
            DayField("When was it decided?", "settled_on"),
            ChoiceField("Who may see it?", "channel", options, chosen),
            *private,
            Aside(("I bring it to whoever asked and keep it with your name, so that the next one finds it.",)),
        ),
        "Send it",
        memo=memo,
    )


HINT_SOURCE = "A link, a meeting, a paper: as far as you remember."


def close(why: Why, *, memo: str) -> Form:
    reason = TextField("Why?", "reason", optional=True, long=True, hint="Whoever asked reads it.")
    asked = Words(quoted(bold(said(why.question))))
    return Form("why_close_form", f"Close W-{why.number}", (asked, reason), "Close it", memo=memo)


def ask_also(why: Why, *, memo: str) -> Form:
    who = PeopleField("Who would know?", "people", optional=False, hint="One person. They get the question in private.")
    asked = Words(quoted(bold(said(why.question))))
    return Form("why_put_form", "Ask somebody else", (asked, who), "Ask them", memo=memo)


def again(why: Why, wording: str, *, memo: str) -> Form:
    """The answer was not what they meant: the same once more, in better words."""
    return Form(
        "why_again_form",
        "Ask once more",
        (
            Words("What would you like to know instead? I ask whoever answered, and one more who would know."),
            TextField("In these words", "question", wording, long=True, longest=LONGEST_QUESTION),
            Aside(("I can do this once. The first answer stays, as it may help others.",)),
        ),
        "Ask once more",
        memo=memo,
    )


def _options(rooms: Sequence[Channel]) -> tuple[tuple[str, str], ...]:
    return tuple((f"People of #{room.name}", room.channel) for room in rooms[:MOST_ROOMS])
