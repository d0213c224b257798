"""The words of a round: the question in private, what has been answered, and who will see what."""

from bot.chat.messages import Button, Buttons, Form, Message, Paragraph, Part, SmallPrint
from bot.chat.words import bold, plural, said, weekday
from bot.features.surveys.answer_values import SKIPPED as LEFT_OUT
from bot.features.surveys.answer_values import in_words, is_given
from bot.features.surveys.answering import AnswerSheet
from bot.features.surveys.forms import NOT_MINE, fields_for
from bot.features.surveys.questions import HIGHEST, LOWEST, Question, QuestionKind
from bot.notifications.kinds import DigestSection
from storage.surveys import ANONYMOUS, ANSWERED, CONFIDENTIAL, SKIPPED, Survey

MOST_BUTTONS = 5  # choices that fit in one row on a phone


def question(sheet: AnswerSheet) -> DigestSection:
    """The round as one person sees it now, in a letter."""
    if not sheet.round.is_open:
        text = f"{said(sheet.round.title)}: this round is over. Thank you."
        return DigestSection(text, (Paragraph(text),), is_open=False)
    if sheet.state == SKIPPED:
        text = f"{said(sheet.round.title)}: you left it out, and I do not ask again."
        return DigestSection(
            text, (Paragraph(text), Buttons((_form_button(sheet, "Answer after all"),))), is_open=False
        )
    if sheet.state == ANSWERED:
        return _answered(sheet)
    return _asking(sheet)


def reminder(sheet: AnswerSheet) -> DigestSection:
    """For those who have said nothing yet."""
    section = _asking(sheet)
    text = f"Still open until {weekday(sheet.round.closes_on)}: {said(sheet.round.title)}"
    return DigestSection(text, (Paragraph(f"_{text}. Leaving it out is fine too._"), *section.parts[1:]))


def privacy(survey: Survey) -> str:
    """What is kept and who sees what, in plain words."""
    if survey.privacy == ANONYMOUS:
        return (
            "Anonymous. Until it closes I keep your answer under a code, so that you can change it; then the code is"
            f" destroyed, and nobody can tell whose it was. Sums are shown from {survey.fewest} answers on."
        )
    if survey.privacy == CONFIDENTIAL:
        return (
            "Confidential. Conveners can see who answered what; everybody else sees sums only,"
            f" from {survey.fewest} answers on."
        )
    return "With names. The channel sees who answered what."


def form(sheet: AnswerSheet, *, memo: str) -> Form:
    """All questions of a round, with what was answered before."""
    fields = [part for each in sheet.questions for part in fields_for(each, sheet.replies.get(each.key))]
    ask = Paragraph(f"{bold(said(sheet.round.title))}\nWhat you leave empty is left out.")
    return Form("round_form", "Your answers", (ask, *fields, SmallPrint((privacy(sheet.round),))), "Send", memo=memo)


def thanks(sheet: AnswerSheet) -> Message:
    return Message(f"Thank you. You can change your answers until {weekday(sheet.round.closes_on)}.")


def _asking(sheet: AnswerSheet) -> DigestSection:
    one = sheet.questions[0] if len(sheet.questions) == 1 else None
    if one is None:
        text = f"{said(sheet.round.title)}: {plural(len(sheet.questions), 'question', 'questions')}"
        ask = Paragraph(f"{bold(said(sheet.round.title))}\n{plural(len(sheet.questions), 'question', 'questions')}.")
        doors: tuple[Part, ...] = (Buttons((_form_button(sheet, "Answer", primary=True), _skip(sheet))),)
    else:
        text = said(one.text)
        ask = Paragraph(f"{bold(said(one.text))}{_ends(one)}")
        doors = _one_click(sheet, one)
    until = SmallPrint((f"{privacy(sheet.round)} Open until {weekday(sheet.round.closes_on)}.",))
    return DigestSection(text, (ask, *doors, until))


def _answered(sheet: AnswerSheet) -> DigestSection:
    one = sheet.questions[0] if len(sheet.questions) == 1 else None
    if one is None:
        given = sum(is_given(reply) for reply in sheet.replies.values())
        text = f"{said(sheet.round.title)}: you answered {given} of {len(sheet.questions)}."
    elif sheet.round.privacy == ANONYMOUS:
        text = f"{said(one.text)} You have answered."  # the chat keeps its messages: the answer must not stand in one
    else:
        text = f"{said(one.text)} You answered: {said(in_words(sheet.replies.get(one.key, LEFT_OUT)))}."
    until = f"You can change it until {weekday(sheet.round.closes_on)}. {privacy(sheet.round)}"
    parts = (Paragraph(f":white_check_mark: {text}"), Buttons((_form_button(sheet, "Change"),)), SmallPrint((until,)))
    return DigestSection(text, parts, is_open=False)


def _ends(question: Question) -> str:
    low, high = said(question.low_label), said(question.high_label)
    return f"\n{LOWEST} is _{low}_, {HIGHEST} is _{high}_." if low and high else ""


def _one_click(sheet: AnswerSheet, question: Question) -> tuple[Part, ...]:
    options = {
        QuestionKind.SCALE: tuple(str(score) for score in range(LOWEST, HIGHEST + 1)),
        QuestionKind.YES_NO: ("yes", "no"),
        QuestionKind.CHOICE: question.choices,
    }.get(question.kind, ())
    if not 0 < len(options) <= MOST_BUTTONS:
        return (Buttons((_form_button(sheet, "Answer", primary=True), _skip(sheet))),)
    buttons = [Button(each.capitalize(), f"round_reply_{n}", _packed(sheet, each)) for n, each in enumerate(options)]
    aside = [Button("Does not apply to me", "round_reply_none", _packed(sheet, NOT_MINE)), _skip(sheet)]
    return (Buttons(tuple(buttons)), Buttons(tuple(aside)))


def _packed(sheet: AnswerSheet, reply: str) -> str:
    return f"{sheet.round.id}:{reply}"


def _form_button(sheet: AnswerSheet, label: str, *, primary: bool = False) -> Button:
    return Button(label, "round_open_form", str(sheet.round.id), "primary" if primary else "")


def _skip(sheet: AnswerSheet) -> Button:
    return Button("Leave it out", "round_skip", str(sheet.round.id))
