"""Carrying the memory away: what somebody may take, in which form, and what the file holds and what not."""

from collections.abc import Sequence

from bot.chat.messages import Button, ChoiceField, Form, Message, Paragraph, RadioField, SmallPrint
from bot.chat.words import plural
from bot.features import exports
from storage.partnerships import Partner

DOOR = Button("Carry the memory away", "export_open")
FORMS = (
    ("A book to read: Markdown, with an index", exports.MARKDOWN),
    ("A table for a spreadsheet: CSV", exports.CSV),
    ("Everything a program needs: JSON", exports.JSON),
)
NAMED = {exports.MARKDOWN: "a book in Markdown", exports.CSV: "a table", exports.JSON: "a JSON file"}
WHAT_IT_HOLDS = (
    "The file holds what you may see, no more: decisions of private channels that you are not in stay out, and so do"
    " anonymous answers. Whoever runs me can take everything, with `steward export`."
)


def form(scopes: Sequence[tuple[str, Partner | str]]) -> Form:
    choices = tuple((_called(scope, what), scope) for scope, what in scopes)
    return Form(
        "export_form",
        "Carry it away",
        (
            RadioField("In which form?", "form", FORMS, exports.MARKDOWN),
            ChoiceField("What of it?", "scope", choices, choices[0][1]),
            SmallPrint(
                (WHAT_IT_HOLDS, "It comes to you in private, in a minute or two. That you took it is written down.")
            ),
        ),
        "Send it to me",
    )


def on_its_way() -> Message:
    return Message("I am writing it down. The file comes to you here in a minute or two.")


def here_it_is(count: int, form: str) -> Message:
    file = f"{plural(count, 'decision', 'decisions')}, as {NAMED[form]}"
    text = f"Here is what you asked for: {file}. You find it in the reply beneath."
    also = " With them what you may see of promises, purpose, rounds and spotlights." if form == exports.JSON else ""
    return Message(text, (Paragraph(text + also), SmallPrint((WHAT_IT_HOLDS,))))


def too_large(count: int) -> Message:
    text = (
        f"That is more than a chat should carry: {plural(count, 'decision', 'decisions')}. Take one channel or one"
        " partner at a time, or ask whoever runs me for `steward export`: it has no such limit."
    )
    return Message(text)


def not_any_more(words: str) -> Message:
    return Message(f"I did not send the file that you asked for. {words}")


def _called(scope: str, what: Partner | str) -> str:
    if isinstance(what, Partner):
        return f"The part of {what.name}"
    return what or "Everything that I may see"
