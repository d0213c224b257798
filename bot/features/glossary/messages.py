"""What the glossary says, and its form."""

from collections.abc import Sequence
from datetime import tzinfo

from bot.chat.messages import Button, Buttons, Form, Message, Paragraph, Part, SmallPrint, TextField
from bot.chat.words import day, mention, plural, quoted, said
from bot.dispatch.payloads import Filled, Payload
from bot.features.catalogue import RecordContext
from bot.features.glossary import LONGEST_MEANING, LONGEST_WORD
from storage.glossary import GlossaryEntry
from storage.search.record_kind import FoundRow


class AboutWord(Payload):
    """The word, and the wording that its reader was looking at; 0 for none."""

    word: str = ""
    seen: int = 0


class GlossaryForm(Filled):
    word: str = ""
    meaning: str = ""


MOST_WORDS, MOST_VERSIONS = 40, 12  # in one message; more is an archive


def explained(versions: Sequence[GlossaryEntry], word: str, zone: tzinfo, *, may_write: bool) -> Message:
    """What one word means, to whoever asks."""
    about = AboutWord(word=word[:LONGEST_WORD], seen=versions[0].id if versions else 0)
    write = [Button("Edit" if versions else "Explain it", "glossary_write", about.packed)] if may_write else []
    if not versions:
        missing = f"“{said(word[:LONGEST_WORD])}” isn't in our glossary yet."
        return Message(
            missing, (Paragraph(missing if may_write else f"{missing} A convener can add it."), *_row(write))
        )
    newest = versions[0]
    history = [Button("History", "glossary_history", about.packed)] if len(versions) > 1 else []
    return Message(f"{said(newest.word)}: {said(newest.meaning)}", (*_entry(newest, zone), *_row([*write, *history])))


def everything(entries: Sequence[GlossaryEntry], *, may_write: bool) -> Message:
    """All words at a glance."""
    write = _row([Button("Add a word", "glossary_write", AboutWord().packed)] if may_write else [])
    if not entries:
        return Message("Our glossary is empty so far.", (Paragraph("Our glossary is empty so far."), *write))
    words = ", ".join(said(each.word) for each in entries[:MOST_WORDS])
    more = f" … and {len(entries) - MOST_WORDS} more." if len(entries) > MOST_WORDS else ""
    text = f"*Our glossary* has {plural(len(entries), 'word', 'words')}: {words}{more}"
    ask = SmallPrint(("Say `glossary` and a word, and I'll tell you what it means here.",))
    return Message(text.replace("*", ""), (Paragraph(text), ask, *write))


def history(versions: Sequence[GlossaryEntry], zone: tzinfo) -> Message:
    """Every wording, newest first."""
    parts = [part for each in versions[:MOST_VERSIONS] for part in _entry(each, zone)]
    return Message(f"What {said(versions[0].word)} has meant here", tuple(parts))


def form(newest: GlossaryEntry | None, about: AboutWord) -> Form:
    word, meaning = (newest.word, newest.meaning) if newest else (about.word, "")
    return Form(
        "glossary_form",
        "Glossary",
        (
            TextField("Word", "word", word, longest=LONGEST_WORD),
            TextField("What it means here", "meaning", meaning, long=True, longest=LONGEST_MEANING),
        ),
        "Save",
        memo=about.packed,
    )


def gist(found: FoundRow, zone: tzinfo, shown: RecordContext) -> tuple[Part, ...]:
    """As an answer shows it."""
    row: GlossaryEntry = found.row
    text = f"{shown.rank}.  *{said(row.word)}*\n{quoted(said(shown.quote(row.meaning)))}"
    return Paragraph(text), _by(row, zone)


def _entry(row: GlossaryEntry, zone: tzinfo) -> tuple[Part, ...]:
    return Paragraph(f"*{said(row.word)}*\n{quoted(said(row.meaning))}"), _by(row, zone)


def _by(row: GlossaryEntry, zone: tzinfo) -> Part:
    return SmallPrint((f"Explained by {mention(row.written_by)}", day(row.written_at, zone)))


def _row(buttons: Sequence[Button]) -> tuple[Part, ...]:
    return (Buttons(tuple(buttons)),) if buttons else ()
