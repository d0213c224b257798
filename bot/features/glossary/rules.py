"""What may be written down in the glossary, and how people ask for it."""

import re
import unicodedata
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.catalogue import check_convener
from bot.text.clean import clean
from storage import events, glossary
from storage.glossary import GlossaryEntry
from storage.members import Member
from storage.search import index as search_index

LONGEST_WORD, LONGEST_MEANING = 60, 500  # characters: a word, and what fits into an answer

ASKED = re.compile(r"glossary(?:[\s:]+(?P<word>.+?))?[\s?!.]*", re.IGNORECASE | re.DOTALL)


def word_asked(text: str) -> str | None:
    """The word after "glossary"; empty for all of them, None where they say something else."""
    found = ASKED.fullmatch(text) if len(text) <= 2 * LONGEST_WORD else None
    return " ".join((found["word"] or "").split()) if found else None


def explain(db: Session, word: str, meaning: str, *, seen: int, by: Member, at: datetime) -> GlossaryEntry:
    """Write down what a word means from now on; earlier wordings stay in its history.

    `seen` is the wording that `by` was looking at, 0 for none. Raises Refusal when `by` is no convener, when the word
    or its meaning is missing or too long, or when someone else was quicker.
    """
    check_convener(by)
    word, meaning = " ".join(clean(word).split()), clean(meaning)
    _check(word, LONGEST_WORD, "word")
    _check(meaning, LONGEST_MEANING, "meaning")
    before = glossary.history(db, word)
    if before and not seen:
        raise Refusal(f"That word is in our glossary already. Say `glossary {word}` and edit it there.", field="word")
    if (before[0].id if before else 0) != seen:
        raise Refusal("Someone has just explained this word. Copy your text, close this and open it again.")
    if before and (before[0].word, before[0].meaning) == (word, meaning):
        return before[0]
    entry = GlossaryEntry(folded=glossary.folded(word), word=word, meaning=meaning, written_by=by.person, written_at=at)
    db.add(entry)
    db.flush()
    search_index.forget_all(db, glossary.RECORD.name, [row.id for row in before])
    search_index.index(db, glossary.RECORD.name, entry.id, title=word, body=meaning)
    events.note(db, "word.written", subject_id=entry.id, by=by.person, at=at)
    return entry


def _check(text: str, longest: int, field: str) -> None:
    if all(unicodedata.category(sign)[0] in "CZ" for sign in text):  # nothing that anyone could see
        raise Refusal("Please fill this in.", field=field)
    if len(text) > longest:
        raise Refusal(f"That's too long: keep it under {longest:,} characters.", field=field)
