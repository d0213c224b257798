"""The sample partnership: four organisations that restore a salt marsh, and a month of their conversation.

What they say and press is data, in `alliance/`. The bot hears it as it happens, and records by itself.
"""

import json
import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.people.person import Person
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.clock import Clock
from bot.sandbox.workspace.messages import SlackMessage

FOLDER = Path(__file__).parents[1] / "alliance"
SATURDAY = 5
HAVENMOUTH = ZoneInfo("Europe/London")

Act = dict[str, Any]

log = logging.getLogger(__name__)


def play(workspace: Workspace, *, until: datetime) -> None:
    """Everything that was said and done, workday by workday up to the last one before `until`; then it is `until`.

    What comes later in the day than `until` has not happened yet, and is left out.
    """
    clock = workspace.clock
    if not isinstance(clock, Clock):
        raise TypeError("the past is played by moving the workspace's own clock")
    said: dict[str, SlackMessage] = {}
    for act in talk():
        moment = moment_of(act, until)
        if moment < until:
            clock.now = moment
            _perform(act, workspace, said)
    for message in [each for each in workspace.messages if each.ephemeral_to]:
        workspace.forget(message)  # what only one person saw is gone when they open Slack again
    clock.now = until


def talk() -> list[Act]:
    """Each act: `at` (workdays before today, and the time in Havenmouth), `who`, and what they do."""
    acts: list[Act] = json.loads((FOLDER / "talk.json").read_text())
    return acts


def moment_of(act: Act, until: datetime) -> datetime:
    back, time = act["at"].split()
    hour, minute = map(int, time.split(":"))
    day = _workday(until.astimezone(HAVENMOUTH), -int(back))
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def _workday(day: datetime, back: int) -> datetime:
    while back:
        day -= timedelta(days=1)
        back -= day.weekday() < SATURDAY
    return day


def _perform(act: Act, workspace: Workspace, said: dict[str, SlackMessage]) -> None:
    person = workspace.person(act["who"])
    done = next(deed for word, deed in DEEDS.items() if word in act)
    try:
        message = done(person, act, said)
    except LookupError as error:  # another bot, with other buttons: the conversation goes on without
        log.info("left out, %s at %s: %s", act["who"], act["at"], error)
        return
    if message is not None and "as" in act:
        said[act["as"]] = message


def _says(person: Person, act: Act, said: dict[str, SlackMessage]) -> SlackMessage:
    return person.says(act["says"], channel=act["in"])


def _replies(person: Person, act: Act, said: dict[str, SlackMessage]) -> SlackMessage:
    root = said[act["replies"]]
    return person.says(act["says"], channel=root.channel, thread=root)


def _reacts(person: Person, act: Act, said: dict[str, SlackMessage]) -> None:
    person.reacts(act["reacts"], said[act["to"]])


def _types(person: Person, act: Act, said: dict[str, SlackMessage]) -> None:
    person.types(act["types"], channel=act["in"])


def _clicks(person: Person, act: Act, said: dict[str, SlackMessage]) -> None:
    place = person.dms if act["in"] == "dm" else person.sees(act["in"])
    person.clicks(act["clicks"], next(_with_button(place, act["clicks"], act.get("on", ""))))


def _fills(person: Person, act: Act, said: dict[str, SlackMessage]) -> None:
    if person.form is None:
        raise LookupError("no form is open")
    person.submits(**act["fills"])


def _with_button(place: list[SlackMessage], label: str, words: str) -> Iterator[SlackMessage]:
    """From the latest on."""
    yield from (
        message
        for message in reversed(place)
        if label in message.labels and words.casefold() in message.reads.casefold()
    )
    raise LookupError(f"no button {label!r}")


DEEDS: dict[str, Callable[[Person, Act, dict[str, SlackMessage]], SlackMessage | None]] = {
    "replies": _replies,
    "says": _says,
    "reacts": _reacts,
    "types": _types,
    "clicks": _clicks,
    "fills": _fills,
}
