"""The words of "this may be settled already": the earlier decision beside the new words, and the ways to go on."""

import json
from collections.abc import Sequence
from datetime import tzinfo
from functools import partial

from pydantic import Field

from bot.chat.messages import Button, Buttons, Form, Message, Paragraph, Part, RadioField, SmallPrint, TextField
from bot.chat.words import bold, day, mention, quoted, said
from bot.dispatch.payloads import Filled, Payload
from bot.features.answers.excerpts import passage
from bot.features.answers.messages import LONGEST_CARRIED
from bot.features.commitments.payloads import AboutSuggestion
from bot.features.decisions.messages import gist, headline, linked
from bot.features.suggestions.messages import FORGETS, STOP
from bot.notifications.kinds import DigestSection
from bot.text.reasons import Wording
from storage.decisions import Decision
from storage.search.records import DecisionRecord
from storage.search.tokens import Query


class Earlier(Payload):
    """An earlier decision, and the words it may settle: held for their author, or where they stand, or none."""

    number: int = Field(alias="d", ge=1, lt=10**9)
    holding: int = Field(default=0, alias="h", ge=0, lt=10**18)
    channel: str = Field(default="", alias="c")
    message: str = Field(default="", alias="m")
    offer: int = Field(default=0, alias="n", ge=0, lt=10**18)


class DuplicateChoice(Filled):
    """How somebody wants to go on, when what they decided may be settled."""

    then: str = ""
    changed: str = ""


OPENING = "This may be settled already."
WAITS = "Only you can see this. Your words wait for your answer, a week at most; nothing of them is lost."
KEEP, REPLACE, REOPEN, LOG = "keep", "replace", "reopen", "log"


def question(record: DecisionRecord, wording: Wording, zone: tzinfo, about: Earlier) -> Message:
    """To whoever was about to log it, instead of logging it."""
    text = f"{OPENING} {_when(record, zone)}: {said(record.decision.text)}"
    return Message(text, (*both(record, wording, zone), _choices(record, about), SmallPrint((WAITS,))))


def in_form(record: DecisionRecord, wording: Wording, zone: tzinfo, about: Earlier) -> Form:
    """The same question in the place of the form that was filled in."""
    ways = [(f"{number(record)} stays, nothing new is logged", KEEP), (f"Mine replaces {number(record)}", REPLACE)]
    if record.reopened is None:
        ways.append((f"Reopen {number(record)}: something has changed", REOPEN))
    ways.append(("Log mine as well, it is something else", LOG))
    parts = (
        *both(record, wording, zone),
        RadioField("How shall we go on?", "then", tuple(ways)),
        TextField(
            "What has changed?",
            "changed",
            long=True,
            optional=True,
            hint="For replacing it, or for reopening it. One sentence is enough.",
        ),
        SmallPrint((WAITS,)),
    )
    return Form("settled_form", "Settled already?", parts, "Go on", close="Later", memo=about.packed)


def noticed(record: DecisionRecord, what: str, zone: tzinfo, about: Earlier, mine: AboutSuggestion) -> Message:
    """To whoever said in a channel what sounds like a decision: instead of asking whether to keep it."""
    text = f"{OPENING} {_when(record, zone)}: {said(record.decision.text)}"
    buttons = (*_choices(record, about).buttons[:-1], Button("Log mine as well", "notice_keep", mine.packed), STOP)
    return Message(text, (*both(record, Wording(what), zone), Buttons(buttons), SmallPrint((FORGETS,))))


def answer(record: DecisionRecord, question: str, zone: tzinfo, about: Earlier) -> Message:
    """To whoever asked the others, where we were allowed to listen."""
    text = "I think this was settled:"
    value = json.dumps({"q": question[:LONGEST_CARRIED], "n": [record.key]}, ensure_ascii=False)
    buttons = (
        Button("Share here", "why_share", value),
        *reopen_button(record, Earlier(d=record.decision.number, n=about.offer)),
        Button("Not what I asked", "settled_not_asked", about.packed),
        STOP,
    )
    parts = (Paragraph(f":bulb: {text}"), *gist(record, zone, rank=1, quote=partial(passage, query=Query(question))))
    return Message(f"{text} {headline(record.decision)}", (*parts, Buttons(buttons), SmallPrint((FORGETS,))))


def not_asked() -> Message:
    return Message("Sorry for the noise. I shall not bring it up for that question again.")


def both(record: DecisionRecord, wording: Wording, zone: tzinfo) -> tuple[Part, ...]:
    """One above the other, so that people see for themselves whether they agree."""
    decision, query = record.decision, Query(wording.text)
    lines = [bold(said(passage(decision.text, query)))]
    lines += [f"*Why:* {said(passage(decision.reason, query))}"] if decision.reason else []
    earlier = Paragraph(f":bulb: *{OPENING}* {_when(record, zone)}:\n{quoted(chr(10).join(lines))}")
    yours = Paragraph(f"You wrote:\n{quoted(bold(said(passage(wording.text, Query(decision.text)))))}")
    again = _being_looked_at(record, zone)
    return (earlier, *again, yours)


def kept(decision: Decision) -> str:
    return f"Good: {linked(decision)} stays as it is, and I have logged nothing new."


def logged(decision: Decision) -> str:
    return f":white_check_mark: Logged as {linked(decision)}. I tell nobody again that these two are the same."


def replaced(earlier: int, new: Decision) -> str:
    return f":white_check_mark: {linked(new)} replaces D-{earlier}, which stays findable."


def put_away() -> Message:
    """In the place of a draft that was not saved; it tells nothing of a decision that not everybody there may see."""
    return Message("Put away: nothing new was logged.")


def still_waits(words: str, about: Earlier) -> DigestSection:
    """In a letter, once: the private question may be out of sight, the words are not lost."""
    text = "You were about to log this, and it still waits for your answer:"
    look = Button("Look at both", "settled_show", about.packed, "primary")
    return DigestSection(f"{text} {said(words)}", (Paragraph(f"{text}\n{quoted(bold(said(words)))}"), Buttons((look,))))


def waits_no_more() -> DigestSection:
    return DigestSection.closed("What waited for you here is answered.")


def closing(text: str) -> Form:
    """What came of it, in the place of the question."""
    return Form("settled_done", "Settled already?", (Paragraph(text),), close="Close")


def number(record: DecisionRecord) -> str:
    return f"D-{record.decision.number}"


def _choices(record: DecisionRecord, about: Earlier) -> Buttons:
    value = about.packed
    buttons = [
        Button(f"Keep {number(record)}", "settled_keep", value, "primary"),
        Button(f"It replaces {number(record)}", "settled_replace", value),
        *reopen_button(record, about),
        Button("Log mine as well", "settled_log", value),
    ]
    return Buttons(tuple(buttons))


def reopen_button(record: DecisionRecord, about: Earlier) -> Sequence[Button]:
    """None while it is being looked at already."""
    if record.reopened is not None:
        return ()
    return (Button(f"Reopen {number(record)}", "decision_reopen", about.packed),)


def _when(record: DecisionRecord, zone: tzinfo) -> str:
    """ "D-7, decided by @Ada on 3 March 2026"."""
    decision = record.decision
    return f"{linked(decision)}, decided by {mention(decision.decided_by)} on {day(decision.decided_at, zone)}"


def _being_looked_at(record: DecisionRecord, zone: tzinfo) -> tuple[Part, ...]:
    again = record.reopened
    if again is None:
        return ()
    since = day(again.at, zone)
    return (Paragraph(f"It is being looked at again since {since}: {said(passage(again.what_changed, Query('')))}"),)
