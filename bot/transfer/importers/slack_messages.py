"""Listening to one channel of a Slack export: who says what, after what, and whether it is a decision."""

import re
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.chat.marks import plain
from bot.slack.payloads import Json, is_machine, moment
from bot.text import detection, reasons
from bot.text.reasons import fitting
from bot.transfer.importers.fields import address
from bot.transfer.importers.found import (
    COMMITMENT,
    DECISION,
    ImportRecord,
    Item,
    Skipped,
    Someone,
    SourceChannel,
    tidy,
    worded,
)

LABELLED = re.compile(
    r"^[\s>*_~`•-]{0,20}(?:#(?P<tag>agreed|decision|decided|resolved|action|todo)\b:?"
    r"|(?P<word>decisions?|decided|resolutions?|resolved|agreed|agreement|action(?: item)?|todo)[*_]{0,3}\s{0,3}:)"
    r"[*_]{0,3}\s*(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
REACTION = "scroll"


@dataclass(frozen=True)
class Judged:
    """What somebody seems to have decided, or promised."""

    kind: str
    text: str
    reason: str = ""
    options: str = ""


Judge = Callable[[str, Sequence[str]], Judged | None]
"""Takes what was said, and what was said before it (the beginning of its thread first); tells what it decides."""


def explicit(text: str, _context: Sequence[str]) -> Judged | None:
    """Only what somebody labelled: "Decision: we meet on Tuesdays because the ferry does"."""
    found = LABELLED.match(text[:20_000])
    if found is None or not reasons.is_sentence(found["what"]):
        return None
    is_action = (found["tag"] or found["word"]).casefold().startswith(("action", "todo"))
    return judged(COMMITMENT if is_action else DECISION, found["what"])


def judged(kind: str, said: str) -> Judged:
    parts = reasons.split(said)
    return Judged(kind, parts.text[:1].upper() + parts.text[1:], parts.reason)


SPOKEN = (None, "thread_broadcast", "file_share", "me_message")  # kinds of messages in which a person says something
BEFORE = 4  # messages before a find that help to judge it
THREADS = 5_000  # whose beginnings are remembered at a time
LONGEST_SAID = 40_000  # characters; Slack's own limit


@dataclass(frozen=True)
class ExportReading:
    """How an export is read: who judges talk, which emoji marks a decision, where the workspace is."""

    judge: Judge = explicit
    reaction: str = REACTION
    workspace_url: str = ""  # "https://havenmouth.slack.com", for links to the messages


EXPLICIT = ExportReading()
"""Nobody judges but those who marked it themselves."""


@dataclass
class ChannelListener:
    """Whoever listens to one channel."""

    place: SourceChannel
    people: Mapping[str, Json]
    names: Mapping[str, str]
    reading: ExportReading
    source: str

    def __post_init__(self) -> None:
        self.before: deque[str] = deque(maxlen=BEFORE)
        self.threads: OrderedDict[str, str] = OrderedDict()

    def hear(self, message: Json) -> ImportRecord | None:
        """A proposal, if this message holds one; and remember it as what was said before the next."""
        text = tidy(plain(str(message.get("text") or "")[:LONGEST_SAID], self.names))
        ts, thread = str(message["ts"]), str(message.get("thread_ts") or message["ts"])
        context = [*filter(None, (self.threads.get(thread),)), *self.before]
        self.before.append(text)
        if thread == ts and message.get("reply_count"):
            self.threads[ts] = text
            if len(self.threads) > THREADS:
                self.threads.popitem(last=False)
        found = self._judged(message, text, context)
        return self._found(message, ts, found, context) if found else None

    def _judged(self, message: Json, text: str, context: list[str]) -> Judged | None:
        found = self.reading.judge(text, context)
        marked = any(each.get("name") == self.reading.reaction for each in message.get("reactions") or ())
        return found or (judged("decision", text) if marked and reasons.is_sentence(text) else None)

    def _found(self, message: Json, ts: str, what: Judged, context: list[str]) -> ImportRecord:
        key = f"{self.place.channel}:{ts}"
        return ImportRecord(
            where=f"{self.source}, #{self.place.name}",
            identity=f"message\x1f{key}",
            kind=what.kind,
            people=(self._someone(message),),
            decided=moment(ts),
            place=self.place,
            said=key,
            link=self._link(ts),
            is_proposal=True,
            context="\n".join(each[:500] for each in context),
            **worded(what.text, what.reason, what.options),
        )

    def _someone(self, message: Json) -> Someone:
        id_ = str(message.get("user") or "")
        profile = self.people.get(id_, {}).get("profile") or message.get("user_profile") or {}
        name = self.names.get(id_) or str(profile.get("real_name") or message.get("username") or "")
        return Someone(name=tidy(name)[:200], mail=str(profile.get("email") or ""), chat_id=id_)

    def _link(self, ts: str) -> str:
        home = self.reading.workspace_url.rstrip("/")
        return address(f"{home}/archives/{self.place.channel}/p{ts.replace('.', '')}") if home else ""


def heard(message: Any, where: str, listener: ChannelListener) -> Item | None:
    """What a message holds, if anything."""
    if not isinstance(message, dict) or not _is_moment(message.get("ts")):
        return Skipped(where, "it is no message with a time")
    return listener.hear(message) if _is_spoken(message, listener.people) else None


def _is_moment(ts: object) -> bool:
    try:
        return moment(str(ts)).year >= 2000
    except (ValueError, OverflowError, OSError):
        return False


def _is_spoken(message: Json, people: Mapping[str, Json]) -> bool:
    """Whether a person says something: not a program, a join, a deletion."""
    by_machine = message.get("bot_id") or is_machine(people.get(str(message.get("user")), {}))
    return message.get("subtype") in SPOKEN and not by_machine


def judge(text: str, context: Sequence[str]) -> Judged | None:
    """A mark counts first; what is noticed without one must be sure enough to be offered in the chat, too."""
    marked = explicit(text, context)
    if marked is not None:
        return marked
    notice = detection.judge(text, context=context[-1:])
    if notice is None or not reasons.is_sentence(notice.what):
        return None
    found = judged(notice.kind, fitting(notice.what))
    return Judged(found.kind, found.text, found.reason or fitting(notice.why))
