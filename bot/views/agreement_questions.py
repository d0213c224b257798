"""Questions before a yes: the forms to ask and to answer, and what both of them read."""

from bot.chat import Aside, Button, Buttons, Form, Message, TextField, Words, mention, quoted, said
from bot.domain.agreements.questions import LONGEST
from bot.views.letters import Section
from storage.agreements import AgreementQuestion, Standing


def ask_form(standing: Standing, *, memo: str) -> Form:
    return Form(
        "agreement_question_form",
        "Your question",
        (
            Words(f"About “{said(standing.version.title)}”"),
            TextField("What would you like to know?", "text", long=True, longest=LONGEST),
            Aside(("It goes to the conveners with your name. I bring you the answer.",)),
        ),
        "Ask",
        memo=memo,
    )


def asked() -> Message:
    return Message("Your question is with the conveners. I bring you the answer; nothing is agreed until you say so.")


def question(row: AgreementQuestion, standing: Standing) -> Section:
    """To a convener: a question before a yes, or what was answered."""
    name = said(standing.version.title)
    text = f"{mention(row.person)} has a question before saying yes to “{name}”."
    words = Words(f"{text}\n{quoted(said(row.text))}")
    if row.answered_at is not None:
        after = Words(f"*{mention(row.answered_by or '')} has answered*\n{quoted(said(row.answer))}")
        return Section(text, (words, after), is_open=False)
    return Section(text, (words, Buttons((Button("Answer it", "agreement_answer", str(row.id), "primary"),))))


def answer_form(row: AgreementQuestion, *, memo: str) -> Form:
    return Form(
        "agreement_answer_form",
        "Your answer",
        (
            Words(f"{mention(row.person)} asks:\n{quoted(said(row.text))}"),
            TextField("Your answer", "text", long=True, longest=LONGEST),
            Aside(("It goes to them with your name.",)),
        ),
        "Send",
        memo=memo,
    )


def answered(row: AgreementQuestion, after: Section | None) -> Section:
    """To whoever asked: the answer, and the agreement as it stands for them now."""
    text = f"{mention(row.answered_by or '')} has answered your question."
    words = Words(f"{text}\n*You asked*\n{quoted(said(row.text))}\n*The answer*\n{quoted(said(row.answer))}")
    below = tuple(part for part in after.parts if isinstance(part, Buttons)) if after else ()
    return Section(text, (words, *below), is_open=bool(after and after.is_open))
