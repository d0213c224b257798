"""Questions before a yes: the forms to ask and to answer, and what both of them read."""

from bot.chat.messages import Button, Buttons, Form, Message, Paragraph, SmallPrint, TextField
from bot.chat.words import mention, quoted, said
from bot.features.agreements.questions import LONGEST
from bot.notifications.kinds import DigestSection
from storage.agreements import AgreementQuestion, CurrentAgreement


def ask_form(standing: CurrentAgreement, *, memo: str) -> Form:
    return Form(
        "agreement_question_form",
        "Your question",
        (
            Paragraph(f"About “{said(standing.version.title)}”"),
            TextField("What would you like to know?", "text", long=True, longest=LONGEST),
            SmallPrint(("It goes to the conveners with your name. I bring you the answer.",)),
        ),
        "Ask",
        memo=memo,
    )


def asked() -> Message:
    return Message("Your question is with the conveners. I bring you the answer; nothing is agreed until you say so.")


def question(row: AgreementQuestion, standing: CurrentAgreement) -> DigestSection:
    """To a convener: a question before a yes, or what was answered."""
    name = said(standing.version.title)
    text = f"{mention(row.person)} has a question before saying yes to “{name}”."
    words = Paragraph(f"{text}\n{quoted(said(row.text))}")
    if row.answered_at is not None:
        after = Paragraph(f"*{mention(row.answered_by or '')} has answered*\n{quoted(said(row.answer))}")
        return DigestSection(text, (words, after), is_open=False)
    return DigestSection(text, (words, Buttons((Button("Answer it", "agreement_answer", str(row.id), "primary"),))))


def answer_form(row: AgreementQuestion, *, memo: str) -> Form:
    return Form(
        "agreement_answer_form",
        "Your answer",
        (
            Paragraph(f"{mention(row.person)} asks:\n{quoted(said(row.text))}"),
            TextField("Your answer", "text", long=True, longest=LONGEST),
            SmallPrint(("It goes to them with your name.",)),
        ),
        "Send",
        memo=memo,
    )


def answered(row: AgreementQuestion, after: DigestSection | None) -> DigestSection:
    """To whoever asked: the answer, and the agreement as it stands for them now."""
    text = f"{mention(row.answered_by or '')} has answered your question."
    words = Paragraph(f"{text}\n*You asked*\n{quoted(said(row.text))}\n*The answer*\n{quoted(said(row.answer))}")
    below = tuple(part for part in after.parts if isinstance(part, Buttons)) if after else ()
    return DigestSection(text, (words, *below), is_open=bool(after and after.is_open))
