"""The words of an answer: numbered records with their reasons, or an honest "I have nothing on that"."""

import json
from collections.abc import Sequence
from datetime import date, tzinfo
from functools import partial

from pydantic import Field

from bot.chat.messages import Button, Buttons, Divider, Form, Message, Paragraph, Part, SmallPrint, TextField
from bot.chat.words import mention, plural, said
from bot.dispatch.payloads import Payload
from bot.features import catalogue
from bot.features.answers import LONGEST_QUESTION, Answer
from bot.features.answers.excerpts import passage
from bot.features.catalogue import RecordContext, RecordWords
from bot.features.decisions.review import messages as review_messages
from bot.features.open_questions import messages as open_question_messages
from bot.features.open_questions.payloads import AskAround
from bot.text.reasons import label_in
from storage.search.kinds import Told
from storage.search.records import DecisionRecord
from storage.search.tokens import Query

LONGEST_CARRIED = 900  # characters of a question in a button, whose value holds 2,000 with every quote escaped

USAGE = """*`/ask-why`* answers from what the partnership has decided, promised, asked itself and said of itself:
• `/ask-why did we choose the harbour site?`
• `/ask-why what did Tidewater Trust promise?`
• `/ask-why D-12` shows one decision, `/ask-why C-7` one promise
Without commands: mention me with `why …?`, or write me in private. Only you see the answer, until you share it."""


def usage() -> Message:
    return Message(USAGE, (Paragraph(USAGE), Buttons((Button("Ask why", "why_open", "", "primary"),))))


def answer(found: Answer, zone: tzinfo, *, place: str = "") -> Message:
    """Only for the asker. `place` is where the answer can be shared; none when it was asked in private."""
    if not found.records:
        return _silence(found, place)
    words = _opening(found)
    alone = len(found.records) == 1  # then all its buttons stand in one row
    numbered = _numbered(found, zone, None if alone else place)
    buttons = (*(_own_buttons(found.records[0], found, zone, place) if alone else ()), *_actions(found, place))
    text = f"{words} {'; '.join(_words(record).headline(record) for record in found.records)}"
    return Message(text, (Paragraph(words), *numbered, Buttons(buttons), SmallPrint(("Only you can see this.",))))


def thanked(question: str, record: Told, zone: tzinfo, *, place: str = "", today: date | None = None) -> Message:
    """To whoever said that this was it: the record alone, which can still be shared."""
    words = "Good to know. Whoever asks this again, and may see it, gets it first."
    share = [Button("Share here", "why_share", _value(q=question[:LONGEST_CARRIED], n=[record.key]))] if place else []
    buttons = Buttons((*share, *_words(record).doors(record)))
    parts = (Paragraph(f":white_check_mark: {words}"), *_listed([record], Query(question), zone, today))
    return Message(f"{words} {_words(record).headline(record)}", (*parts, *([buttons] if buttons.buttons else [])))


def shared(question: str, records: Sequence[Told], *, by: str, zone: tzinfo, today: date | None = None) -> Message:
    """For everybody in the channel."""
    words = f"{mention(by)} asked: _{said(question)}_"
    text = f"{words} {'; '.join(_words(record).headline(record) for record in records)}"
    return Message(text, (Paragraph(words), *_listed(records, Query(question), zone, today)))


def shared_privately(left_out: int) -> Message:
    """To whoever shared it: what the channel was not shown."""
    if not left_out:
        return Message("Shared.")
    kept = plural(left_out, "record stays", "records stay")
    return Message(f"Shared. {kept} between us, because not everybody here may see what was said there.")


def form() -> Form:
    question = TextField("What would you like to know?", "question", long=True, longest=LONGEST_QUESTION)
    hint = SmallPrint(("For example: _Why did we choose the harbour site?_ Only you see the answer.",))
    return Form("why_form", "Ask why", (question, hint), "Ask")


def in_form(found: Answer, zone: tzinfo) -> Form:
    """The answer in the place of the question."""
    message = answer(found, zone)
    parts = tuple(part for part in message.parts if not isinstance(part, Buttons))
    asked = SmallPrint((f"You asked: {said(found.question)}",))
    memo = AskAround(q=" ".join(found.question.split())[:LONGEST_CARRIED]).packed
    around = "" if found.sure else "Ask who would know"
    return Form("why_answer", "Ask why", (asked, *(parts or (Paragraph(message.text),))), around, "Close", memo)


def _opening(found: Answer) -> str:
    if found.first > 1:
        return "Here is what else I have:"
    if found.sure:
        one = found.records[0].key[0] == "decision" and len(found.records) == 1
        return "Here is what was decided:" if one else "Here is what I have:"
    return "I have nothing recorded on that, as far as I can tell. The closest I have:"


def _silence(found: Answer, place: str) -> Message:
    if found.first > 1:
        text = "That is all I have on this. If you find out, log it, and the next one who asks will know."
        return Message(text, (Paragraph(text), Buttons((open_question_messages.door(found.question, place),))))
    text = "I have nothing recorded on that, at least nothing that you can see."
    hint = "If somebody here knows, log it with its reason, and the next one who asks will find it."
    log = Buttons((open_question_messages.door(found.question, place), Button("Log a decision", "decision_open")))
    return Message(f"{text} {hint}", (Paragraph(f"{text}\n{hint}"), log))


def _numbered(found: Answer, zone: tzinfo, place: str | None) -> tuple[Part, ...]:
    """With a `place`, empty in private, each has its buttons."""
    parts: list[Part] = []
    for rank, record in enumerate(found.records, found.first):
        parts += [Divider()] if len(found.records) > 1 else []
        parts += _one(record, found.query, zone, found.today, rank)
        parts += [] if place is None else [Buttons(_own_buttons(record, found, zone, place))]
    return tuple(parts)


def _listed(records: Sequence[Told], query: Query, zone: tzinfo, today: date | None) -> tuple[Part, ...]:
    """For others to see: without buttons."""
    parts: list[Part] = []
    for rank, record in enumerate(records, 1):
        parts += [Divider()] if len(records) > 1 else []
        parts += _one(record, query, zone, today, rank)
    return tuple(parts)


def _one(record: Told, query: Query, zone: tzinfo, today: date | None, rank: int) -> tuple[Part, ...]:
    """With the sentences that answer the question; whole when the question is nothing but its number."""
    quote = str if label_in(query.text) else partial(passage, query=query)
    return _words(record).gist(record, zone, RecordContext(rank, query, quote, today))


def _own_buttons(record: Told, found: Answer, zone: tzinfo, place: str) -> tuple[Button, ...]:
    look = (
        review_messages.doors(record.decision, found.to, found.today, zone)
        if isinstance(record, DecisionRecord)
        else ()
    )
    if label_in(found.question):
        return (*_words(record).doors(record), *look)
    asked = found.question[:LONGEST_CARRIED]
    return (
        Button("That was it", "why_was_it", _value(q=asked, n=[record.key], at=place)),
        *_words(record).doors(record),
        *look,
    )


def _actions(found: Answer, place: str) -> tuple[Button, ...]:
    seen = found.first - 1 + len(found.records)
    asked = found.question[:LONGEST_CARRIED]
    keys = [record.key for record in found.records]
    share = [Button("Share here", "why_share", _value(q=asked, n=keys))] if place and found.sure else []
    more = Button("Not what I meant", "why_more", _value(q=asked, skip=seen, at=place))
    around = [] if found.sure and found.first == 1 else [open_question_messages.door(found.question, place)]
    return (*share, more, *around)


def _value(**facts: object) -> str:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def _words(record: Told) -> RecordWords:
    return catalogue.record_words()[record.key[0]]


class AnswerShown(Payload):
    """What the buttons under an answer carry: the question, the records that are meant, and where to go on."""

    question: str = Field(alias="q", max_length=1_000)
    records: tuple[tuple[str, int], ...] = Field(default=(), alias="n", max_length=10)  # kind and row
    skip: int = Field(default=0, ge=0, le=100)
    place: str = Field(default="", alias="at")
