"""The inspector's entries as the page fetches them: short ones in a list, one of them whole."""

import json
from datetime import UTC, datetime, tzinfo
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.sandbox.delivery.trace import Entry
from bot.sandbox.page.answering import told
from bot.sandbox.page.visit import zone
from bot.sandbox.workspace import Workspace

LONGEST_WORDS = 200  # characters that are looked for
UNANSWERED = "nothing within 3 seconds. The person sees that the app did not respond; an event is sent again."


class Tracing:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def entries(self, request: Request) -> Response:
        """Those of a `kind` that contain `words`, oldest first; `after`: from that number on."""
        asked = request.query_params
        after, words = asked.get("after", ""), asked.get("words", "")[:LONGEST_WORDS].casefold()
        first = int(after) if after.isascii() and after.isdigit() else 0
        person = self._workspace.users.get(asked.get("as", ""))
        new = [each for each in self._workspace.trace if each.number > first]
        found = [each for each in new if _is_kind(each, asked.get("kind", "")) and _contains(each, words)]
        here = zone(person) if person else UTC
        shown = [_short(each) | _moment(each, self._workspace.clock(), here) for each in found]
        return told({"entries": shown, "from": _settled(new, first)})

    def entry(self, request: Request) -> Response:
        found = self._workspace.trace.find(request.path_params["number"])
        if found is None:
            return told({}, 404)
        return told({"payload": found.payload, "answer": found.answer, "id": found.id})


def _moment(entry: Entry, now: datetime, here: tzinfo) -> dict[str, str]:
    """The time, and the day when it is another one."""
    when = entry.when.astimezone(here)
    is_today = when.date() == now.astimezone(here).date()
    return {"when": f"{when:%H:%M:%S}", "day": "" if is_today else f"{when.day} {when:%b}"}


def _settled(new: list[Entry], first: int) -> int:
    """The number up to which nothing changes any more."""
    open_ones = [each.number for each in new if not each.is_finished]
    return min(open_ones) - 1 if open_ones else max((each.number for each in new), default=first)


def _short(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "kind": entry.kind,
        "name": entry.name,
        "waited": round(entry.waited, 4),
        "finished": entry.is_finished,
        "status": entry.status,
        "sentence": entry.words or (UNANSWERED if entry.late else ""),
        "address": entry.address,
        "late": entry.late,
        "refused": entry.is_refused,
        "attempt": entry.attempt,
        "is_envelope": entry.is_envelope,
    }


def _is_kind(entry: Entry, kind: str) -> bool:
    if kind == "envelope":
        return entry.is_envelope
    if kind == "refused":
        return entry.is_refused or entry.late
    return not kind or entry.kind == kind


def _contains(entry: Entry, words: str) -> bool:
    if not words:
        return True
    said = (entry.name, entry.status, entry.sentence, entry.id)
    if any(words in each.casefold() for each in said):
        return True
    whole = json.dumps([entry.payload, entry.answer], ensure_ascii=False, default=str)
    return words in whole.casefold()
