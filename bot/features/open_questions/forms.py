"""The forms of whys: asking around, answering, closing, naming somebody else, and asking once more."""

from collections.abc import Sequence

from bot.chat.messages import ChoiceField, DayField, Form, Paragraph, PeopleField, RadioField, SmallPrint, TextField
from bot.chat.words import bold, quoted, said
from bot.features.open_questions import LONGEST_QUESTION, LONGEST_SOURCE, AskPlan
from bot.features.open_questions.messages import terms, whom
from bot.features.open_questions.payloads import ALL, NAMED, UNNAMED
from storage.channels import Channel
from storage.whys import OpenQuestion

MOST_ROOMS = 90  # in one choice of Slack's, which holds 100


def ask(planned: AskPlan, *, memo: str) -> Form:
    """Whom it would go to, in which words, and whether with a name. Nothing goes before it is sent."""
    if planned.joins:
        asked = Paragraph(quoted(bold(said(planned.question))))
        parts = (asked, Paragraph(whom(planned)), SmallPrint((terms(planned),)))
        return Form("why_ask_form", "Ask around", parts, "Tell me too", "No, leave it", memo)
    names = (("With my name", NAMED), ("Without it: “somebody of the partnership”", UNNAMED))
    return Form(
        "why_ask_form",
        "Ask around",
        (
            Paragraph(whom(planned)),
            TextField("In these words", "question", planned.question, long=True, longest=LONGEST_QUESTION),
            RadioField("Who asks?", "name", names, NAMED),
            SmallPrint((terms(planned),)),
        ),
        "Ask them" if planned.knowers else "Keep it open",
        "No, leave it",
        memo,
    )


def done(text: str) -> Form:
    """What came of a form, in its place."""
    return Form("why_done", "Ask around", (Paragraph(f":white_check_mark: {text}"),), close="Close")


def answer(why: OpenQuestion, rooms: Sequence[Channel], *, everybody: bool, memo: str, text: str = "") -> Form:
    """What they know, why, where and when it was decided, and who may see it."""
    options = (*((("Everybody of the partnership", ALL),) if everybody else ()), *_options(rooms))
    chosen = ALL if everybody else next((value for _, value in options), "")
    private = () if everybody else (SmallPrint(("It was asked in a private channel, so the answer stays there.",)),)
    return Form(
        "why_reply_form",
        f"Answer W-{why.number}",
        (
            Paragraph(quoted(bold(said(why.question)))),
            TextField("What do you know about it?", "text", text, long=True),
            TextField("Why is it so?", "reason", optional=True, long=True),
            TextField("Where was it decided?", "source", "", True, hint=HINT_SOURCE, longest=LONGEST_SOURCE),
            DayField("When was it decided?", "settled_on"),
            ChoiceField("Who may see it?", "channel", options, chosen),
            *private,
            SmallPrint(("I bring it to whoever asked and keep it with your name, so that the next one finds it.",)),
        ),
        "Send it",
        memo=memo,
    )


HINT_SOURCE = "A link, a meeting, a paper: as far as you remember."


def close(why: OpenQuestion, *, memo: str) -> Form:
    reason = TextField("Why?", "reason", optional=True, long=True, hint="Whoever asked reads it.")
    asked = Paragraph(quoted(bold(said(why.question))))
    return Form("why_close_form", f"Close W-{why.number}", (asked, reason), "Close it", memo=memo)


def ask_also(why: OpenQuestion, *, memo: str) -> Form:
    who = PeopleField("Who would know?", "people", optional=False, hint="One person. They get the question in private.")
    asked = Paragraph(quoted(bold(said(why.question))))
    return Form("why_put_form", "Ask somebody else", (asked, who), "Ask them", memo=memo)


def again(why: OpenQuestion, wording: str, *, memo: str) -> Form:
    """The answer was not what they meant: the same once more, in better words."""
    return Form(
        "why_again_form",
        "Ask once more",
        (
            Paragraph("What would you like to know instead? I ask whoever answered, and one more who would know."),
            TextField("In these words", "question", wording, long=True, longest=LONGEST_QUESTION),
            SmallPrint(("I can do this once. The first answer stays, as it may help others.",)),
        ),
        "Ask once more",
        memo=memo,
    )


def _options(rooms: Sequence[Channel]) -> tuple[tuple[str, str], ...]:
    return tuple((f"People of #{room.name}", room.channel) for room in rooms[:MOST_ROOMS])
