"""A partnership with something of everything in it, and a judge who looks at what each request does there."""

import json
import logging
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot.cli.sandbox import begin_rhythms
from bot.runtime.app import FAULT, Steward
from bot.runtime.logging import Plain
from bot.sandbox import Clock, Workspace, client, direct
from bot.sandbox.delivery.wire import Reply
from bot.settings import Settings
from storage import open_store
from storage.search.tables import is_index
from tests.conftest import MANIFEST, MONDAY_9, people_of_the_stories
from tests.fuzzing.words import CANARY, FORGED, PINGS

Payload = dict[str, Any]

SECRET = "sluicegate"  # in what is kept in a private channel
OUTSIDERS = ("U0OLD", "U0ROBOT", "U0NOBODY")  # who can do nothing here
NOT_THERE = ("U0CHI", "U0DAN", *OUTSIDERS)  # of the private channel
TEAMS = {"U0DAN": "T0NORTH"}
FORGED_MARKS = (*PINGS, "<!channel", "<!here", "<!everyone", "<!subteam", "<https://evil", "<@U0EVIL")

HOSTILE_NAMES = {
    "U0ADA": "*Ada* <!here>",
    "U0BO": f"{FORGED} `Bo`",
    "U0CHI": "@channel\u202e <!channel> &lt;!here&gt;",
    "U0DAN": "<@U0EVIL> ~Dan~ _so_ ```",
}

KNOWLEDGE = {
    "processed_events",
    "seen_events",
    "members",
    "channels",
    "channel_people",
    "partner_identifiers",
    "alembic_version",
}
"""What is learned by asking Slack who somebody is, whoever acts."""

CONVENERS_OWN = ("partners", "surveys", "recurrences", "days_off", "working_groups")
"""Tables that only a convener changes by a click or a form."""


@dataclass
class World:
    workspace: Workspace
    steward: Steward
    engine: Engine
    said: list[Payload] = field(default_factory=list)  # through response URLs
    sent: int = 0
    rows: dict[str, Any] = field(default_factory=dict)
    version: Any = None

    def __post_init__(self) -> None:
        self.since = self.workspace.clock.now
        self.beside = sqlite3.connect(str(self.engine.url.database), check_same_thread=False)
        self.whole = sqlite3.connect(":memory:", check_same_thread=False)
        self._copy(str(self.engine.url.database), self.whole)

    def begin_again(self) -> None:
        """Whatever was written since is forgotten: what is found at one door does not hang on another's."""
        self._copy(self.whole, str(self.engine.url.database))
        self.workspace.views.by_id.clear()
        self.workspace.clock.now = self.since
        self.changed()

    def _copy(self, source: sqlite3.Connection | str, target: sqlite3.Connection | str) -> None:
        here = sqlite3.connect(source) if isinstance(source, str) else source
        there = sqlite3.connect(target) if isinstance(target, str) else target
        here.backup(there)
        for each, name in ((here, source), (there, target)):
            if isinstance(name, str):
                each.close()

    def send(self, payload: Payload, who: str) -> list[str]:
        """Let somebody send this; gives what is wrong about what happened then."""
        asked = self.addressed(payload, who)
        calls = len(self.workspace.calls)
        self.said.clear()
        with listening() as heard:
            try:
                reply = direct(self.steward.bolt).deliver("interactive", asked)
            except Exception as error:
                return [f"escaped: {type(error).__name__}: {error}"]
        told = [*(args for _, args in self.workspace.calls[calls:]), *self.said, reply.body or {}]
        changed = self.changed()
        return [*judged(reply, told, heard), *self.trespass(who, asked, changed, told)]

    def send_forged(self, payload: Payload, who: str) -> list[str]:
        """The same for what no Slack would send: a fault is calm enough, a leak is not."""
        calm = ("escaped", "a fault", "logged", "not acked")
        return [each for each in self.send(payload, who) if not each.startswith(calm)]

    def addressed(self, payload: Payload, who: str) -> Payload:
        """As Slack sends it: whose it is, for which workspace, with a trigger and an address for the answer."""
        self.sent += 1
        self.workspace.clock.forward(seconds=7)
        user = {"id": who, "team_id": TEAMS.get(who, "T0HAVEN"), "username": "x", "name": "x"}
        trigger = self.workspace.new_trigger(who)
        if "event" in payload:
            event = payload["event"]
            if isinstance(event, dict) and isinstance(event.get("user"), str):
                event["user"] = who
                if who == "U0ROBOT":
                    event["bot_id"] = "B0ROBOT"
            return {**payload, "type": "event_callback", "team_id": "T0HAVEN", "event_id": f"Ev{self.sent}"}
        address = self.workspace.new_hook("C0GENERAL", who)
        envelope = {"trigger_id": trigger, "response_url": address, "api_app_id": "A0STEWARD"}
        if "command" in payload:
            return {**payload, "user_id": who, "team_id": user["team_id"], **envelope}
        return {**payload, "user": user, "team": {"id": user["team_id"]}, **envelope}

    def changed(self) -> list[str]:
        """The tables in which something is otherwise than when this was asked last."""
        version = self.beside.execute("PRAGMA data_version").fetchone()
        if version == self.version:
            return []
        before, self.rows, self.version = self.rows, self.remembered(), version
        return [name for name, rows in self.rows.items() if rows != before.get(name)]

    def remembered(self) -> dict[str, Any]:
        """Every table as it is, but for what is derived from others."""
        names = [name for (name,) in self.beside.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [
            each for each in names if each not in KNOWLEDGE and not each.startswith("sqlite") and not is_index(each)
        ]
        return {name: self.beside.execute(f'SELECT * FROM "{name}"').fetchall() for name in kept}

    def trespass(self, who: str, asked: Payload, changed: list[str], told: list[Payload]) -> Iterator[str]:
        if "event" in asked and (who == "U0OLD" or not is_said(asked["event"])):
            return  # it tells of somebody, and is nothing that they ask for; whoever has left says nothing
        if who in OUTSIDERS and changed:
            yield f"written for {who}: {changed}"
        if who in NOT_THERE and SECRET in json.dumps(told):
            yield f"a secret was told to {who}"
        if who != "U0ADA" and set(changed) & set(CONVENERS_OWN):
            yield f"a convener's own was changed by {who}: {changed}"


def is_said(event: Any) -> bool:
    return isinstance(event, dict) and event.get("type") in ("message", "app_mention")


def judged(reply: Reply, told: list[Payload], heard: list[logging.LogRecord]) -> Iterator[str]:
    if not reply.acked:
        yield f"not acked: {reply.reason}"
    if FAULT in json.dumps(told):
        yield "a fault"
    for each in heard:
        yield from overheard(each)
    for where, marked in marked_up(told):
        yield from (f"{mark} said in {where}" for mark in FORGED_MARKS if mark in marked)


def overheard(line: logging.LogRecord) -> Iterator[str]:
    """Errors, and people's words, in a log."""
    written = Plain().format(line)
    if line.levelno >= logging.ERROR:
        yield f"logged {written:.60}: {line.exc_info[1] if line.exc_info else None!r:.300}"
    if CANARY in written:
        yield f"people's words in a log: {written:.200}"


def marked_up(told: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Whatever Slack reads marks in: mrkdwn, and the text of a message."""
    if isinstance(told, str) and where in (".blocks", ".view") and told:
        told = json.loads(told)  # as the client sends them
    if isinstance(told, Mapping) and isinstance(told.get("text"), str) and told.get("type") != "plain_text":
        yield where, told["text"]
    inner = told.items() if isinstance(told, Mapping) else enumerate(told) if isinstance(told, (list, tuple)) else ()
    for name, each in inner:
        yield from marked_up(each, f"{where}.{name}")


class listening(logging.Handler):  # noqa: N801 - read as a verb
    """Hears every log line of the bot while it is entered."""

    def __enter__(self) -> list[logging.LogRecord]:
        self.heard: list[logging.LogRecord] = []
        logging.getLogger().addHandler(self)
        return self.heard

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


def world(folder: Path, empty_database: bytes) -> World:
    path = folder / "fuzzed.db"
    path.write_bytes(empty_database)
    memory = open_store(f"sqlite:///{path}")
    place = people_of_the_stories(Workspace(MANIFEST, Clock(MONDAY_9)))
    place.add_user("U0OLD", name="old", real_name="<!here> *Old*").is_deleted = True
    place.add_bot("B0ROBOT", "robot")
    for who, name in HOSTILE_NAMES.items():
        place.users[who].real_name = name
    place.teams["T0NORTH"].name = "<!channel> `North` " + FORGED
    place.channels["C0GENERAL"].topic = "<!here>"
    said: list[Payload] = []

    def answer(url: str, body: Payload) -> bool:
        said.append(body)
        return place.answer(url, body)[0] == 200

    settings = Settings(slack_bot_token="xoxb-sandbox", _env_file=None)
    bot = Steward(client(place), memory, settings=settings, clock=place.clock, answer=answer)
    place.wire = direct(bot.bolt)
    bot.get_acquainted()
    live(place, bot)
    return World(place, bot, memory.engine, said)


def live(place: Workspace, bot: Steward) -> None:
    """A week in which everything begins: recorded, promised, asked, planned."""
    ada, bo, chi, dan = map(place.person, ("ada", "bo", "chi", "dan"))
    begin_rhythms(place)
    ada.types("/decision We meet on Tuesdays because the ferry does")
    ada.types(f"/decision We close the {SECRET} at night because it leaks", channel="steering")
    bo.types("/decision Volunteers wear the blue jackets because the sponsors paid", channel="tides")
    ada.types("/commit I'll send the tide data to Bo by Friday")
    bo.types(f"/commit I'll oil the {SECRET} by Friday", channel="steering")
    for person in (chi, dan):
        person.dm("I'll paint the gauge by Friday")
        person.clicks("Save", person.dms[-1])
    dan.dm("ask around: why do we use the harbour site?")
    dan.clicks(dan.dms[-1].labels[0], dan.dms[-1])
    for hours in (1, 3, 21, 3, 48, 3):
        place.clock.forward(hours=hours)
        bot.tick()
    bot.get_acquainted()  # so that nobody has to be asked about anew, each time that this is begun again
