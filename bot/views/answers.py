"""The words of an answer: numbered records with their reasons, or an honest "I have nothing on that"."""

import json
from collections.abc import Sequence
from datetime import tzinfo
from functools import partial

from bot.chat import Aside, Button, Buttons, Form, Line, Message, Part, TextField, Words, mention, plural, said
from bot.domain.answers import LONGEST_QUESTION, Answer
from bot.domain.passages import passage
from bot.domain.wording import number_in
from bot.views import whys as why_views
from bot.views.decisions import gist, headline
from bot.whying import Wondering
from storage.records import Record

LONGEST_CARRIED = 900  # characters of a question in a button, whose value holds 2,000 with every quote escaped

USAGE = """*`/ask-why`* answers from what the partnership has decided:
• `/ask-why did we choose the harbour site?`
• `/ask-why D-12` tells the whole story of one decision
Without commands: mention me with `why …?`, or write me in private. Only you see the answer, until you share it."""


def usage() -> Message:
    return Message(USAGE, (Words(USAGE), Buttons((Button("Ask why", "why_open", "", "primary"),))))


def answer(found: Answer, zone: tzinfo, *, place: str = "") -> Message:
    """Only for the asker. `place` is where the answer can be shared; none when it was asked in private."""
    if not found.records and not found.whys:
        return _silence(found, place)
    words = _opening(found)
    told = [headline(record.decision) for record in found.records]
    explained = [why_views.headline(each) for each in found.whys]
    text = f"{words} {'; '.join(explained + told if found.whys_first else told + explained)}"
    return Message(text, (Words(words), *_shown(found, zone), *_actions(found, place)))


def shared(question: str, records: Sequence[Record], *, by: str, zone: tzinfo) -> Message:
    """For everybody in the channel."""
    words = f"{mention(by)} asked: _{said(question)}_"
    text = f"{words} {'; '.join(headline(record.decision) for record in records)}"
    return Message(text, (Words(words), *_numbered(records, 1, zone, question)))


def shared_privately(left_out: int) -> Message:
    """To whoever shared it: what the channel was not shown."""
    if not left_out:
        return Message("Shared.")
    kept = plural(left_out, "record stays", "records stay")
    return Message(f"Shared. {kept} between us, because not everybody here may see what was said there.")


def form() -> Form:
    question = TextField("What would you like to know?", "question", long=True, longest=LONGEST_QUESTION)
    hint = Aside(("For example: _Why did we choose the harbour site?_ Only you see the answer.",))
    return Form("why_form", "Ask why", (question, hint), "Ask")


def in_form(found: Answer, zone: tzinfo) -> Form:
    """The answer in the place of the question."""
    message = answer(found, zone)
    parts = tuple(part for part in message.parts if not isinstance(part, Buttons))
    asked = Aside((f"You asked: {said(found.question)}",))
    memo = Wondering(q=" ".join(found.question.split())[:LONGEST_CARRIED]).packed
    around = "" if found.sure else "Ask who would know"
    return Form("why_answer", "Ask why", (asked, *(parts or (Words(message.text),))), around, "Close", memo)


def _opening(found: Answer) -> str:
    if found.first > 1:
        return "Here is what else I have:"
    if found.sure:
        return "Here is what I have:" if found.whys or len(found.records) > 1 else "Here is what was decided:"
    return "I have nothing recorded on that, as far as I can tell. The closest I have:"


def _silence(found: Answer, place: str) -> Message:
    if found.first > 1:
        text = "That is all I have on this. If you find out, log it, and the next one who asks will know."
        return Message(text, (Words(text), Buttons((why_views.door(found.question, place),))))
    text = "I have nothing recorded on that, at least nothing that you can see."
    hint = "If somebody here knows, log it with its reason, and the next one who asks will find it."
    log = Buttons((why_views.door(found.question, place), Button("Log a decision", "decision_open")))
    return Message(f"{text} {hint}", (Words(f"{text}\n{hint}"), log))


def _shown(found: Answer, zone: tzinfo) -> tuple[Part, ...]:
    """What was decided and what people have explained, with what fits best first."""
    quote = partial(passage, question=found.question)
    decided = _numbered(found.records, found.first, zone, found.question)
    explained = tuple(part for each in found.whys for part in (Line(), *why_views.gist(each, zone, quote=quote)))
    return (*explained, *decided) if found.whys_first else (*decided, *explained)


def _numbered(records: Sequence[Record], first: int, zone: tzinfo, question: str) -> tuple[Part, ...]:
    """Each with the sentences that answer the question; whole when the question is nothing but its number."""
    quote = str if number_in(question) else partial(passage, question=question)
    parts: list[Part] = []
    for rank, record in enumerate(records, first):
        parts += [Line()] if len(records) > 1 else []
        parts += gist(record, zone, rank=rank, quote=quote)
    return tuple(parts)


def _actions(found: Answer, place: str) -> tuple[Part, ...]:
    numbers = [record.decision.number for record in found.records]
    seen = found.first - 1 + len(numbers)
    asked = found.question[:LONGEST_CARRIED]
    can_share = place and found.sure and numbers
    share = [Button("Share here", "why_share", _value(q=asked, n=numbers))] if can_share else []
    more = Button("Not what I meant", "why_more", _value(q=asked, skip=seen, at=place))
    around = [] if found.sure and found.first == 1 else [why_views.door(found.question, place)]
    return (Buttons((*share, more, *around)), Aside(("Only you can see this.",)))


def _value(**facts: object) -> str:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
