"""Words on the command line."""

import textwrap
from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo

from bot.chat.messages import Paragraph, SmallPrint
from bot.chat.words import day, plural, unsaid
from bot.features import catalogue
from bot.features.answers import Answer
from bot.features.catalogue import RecordContext
from bot.features.members.partners.roster_import import Roster, RosterChanges, facts
from storage.partnerships import Partnership
from storage.search.kinds import Told
from storage.search.records import DecisionRecord
from storage.search.tokens import Query

WIDTH = 100  # characters


def answer(found: Answer, partnership: Partnership, read: Callable[[str], str] = unsaid) -> str:
    """An answer in plain text, for the operator. `read` makes plain text of what carries the chat's marks."""
    if not found.records:
        return f"{partnership.name}: nothing recorded on that."
    opening = "" if found.sure else " nothing recorded on that, as far as I can tell. Closest:"
    blocks = [_record(rank, record, partnership, read) for rank, record in enumerate(found.records, 1)]
    return "\n\n".join([f"{partnership.name}:{opening}", *blocks])


def rehearsal(
    said: Iterable[tuple[datetime, str, str]], unsaid: Iterable[tuple[str, datetime | None, str]], zone: tzinfo
) -> str:
    """What would be sent (when, to whom, what), and what would not reach people (who, until when, why)."""
    lines = [f"{_moment(at, zone)}  to {to}: {_first_line(text)}" for at, to, text in said]
    lines = lines or ["Nothing would be sent."]
    rest = [f"  {who}: {_until(until, zone)}{f' ({why})' if why else ''}" for who, until, why in unsaid]
    return "\n".join([*lines, *(["", "Not by then to:", *rest] if rest else [])])


def _moment(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %H:%M}"


def _until(until: datetime | None, zone: tzinfo) -> str:
    return f"waits until {_moment(until, zone)}" if until else "not at all"


def _first_line(text: str) -> str:
    return textwrap.shorten(text, WIDTH, placeholder=" …")


def finding(ok: bool, words: str) -> str:
    return f"{'ok     ' if ok else 'MISSING'}  {words}"


def _record(rank: int, record: Told, partnership: Partnership, read: Callable[[str], str]) -> str:
    if isinstance(record, DecisionRecord):
        lines = _decision(rank, record, partnership)
    else:
        lines = map(read, _other(rank, record, partnership))
    return "\n".join(textwrap.fill(line, WIDTH, subsequent_indent="   ") for line in lines if line)


def _other(rank: int, record: Told, partnership: Partnership) -> Iterable[str]:
    """As people in the chat see it."""
    words = catalogue.record_words()[record.key[0]]
    for part in words.gist(record, partnership.zone, RecordContext(rank, Query(""))):
        texts = part.texts if isinstance(part, SmallPrint) else (part.text,) if isinstance(part, Paragraph) else ()
        yield from (line for text in texts for line in text.splitlines())


def _decision(rank: int, record: DecisionRecord, partnership: Partnership) -> Iterable[str]:
    decision = record.decision
    ending = ""
    if decision.withdrawn_at:
        ending = f"WITHDRAWN on {day(decision.withdrawn_at, partnership.zone)}: {decision.withdrawn_because}"
    elif record.replacement:
        ending = f"REPLACED by D-{record.replacement.number}: {record.replacement.text}"
    when = day(decision.decided_at, partnership.zone)
    return (
        f"{rank}. D-{decision.number}  {decision.text}",
        ending,
        f"Why: {decision.reason or 'no reason was given'}",
        f"Not taken: {decision.options}" if decision.options else "",
        "  ".join(filter(None, (when, ", ".join(record.partners), decision.post_link))),
    )


Write = Callable[[Roster], str]


def brought(outcome: RosterChanges, source: str, *, is_kept: bool) -> str:
    """What has changed or would change, and what was left out, by the number of its line."""
    done = "Changed" if is_kept else "Would change"
    lines = [f"{done}: {plural(len(outcome.changes), 'thing', 'things')}.", *map(_plain, outcome.changes)]
    if outcome.left_out:
        lines += [f"Left out: {plural(len(outcome.left_out), 'line', 'lines')}.", *map(_plain, outcome.left_out)]
    if not is_kept and outcome.changes:
        lines.append(f"To do it: steward partners import {_plain(source)} --yes")
    return "\n".join(lines) + "\n"


def listed(roster: Roster) -> str:
    return "\n".join(map(_plain, facts(roster))) + "\n" if roster else "No partner is known yet.\n"


def _plain(text: str) -> str:
    """Without signs that would move the cursor of whoever reads it."""
    return "".join(each if each.isprintable() else "?" for each in text)
