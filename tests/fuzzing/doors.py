"""The doors of the bot, read from the tables of its handlers, and requests that knock at them as Slack would.

A door that is new tomorrow is knocked at without being named here; `doors.json` only makes it go deeper.
"""

import copy
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import strategies as st

from bot.slack.events import EVENTS
from handlers import router
from tests.fuzzing.recording import FILE
from tests.fuzzing.words import hostile, wrong

Payload = dict[str, Any]
Draw = Callable[..., Any]

CHANNELS = ("C0GENERAL", "C0TIDES", "C0STEERING", "C0NOWHERE")
PEOPLE = ("U0ADA", "U0BO", "U0CHI", "U0DAN", "U0OLD", "U0ROBOT", "U0NOBODY")
DAYS = (None, "2026-03-02", "2026-03-06", "2026-02-28", "9999-12-31", "0001-01-01")
HOURS = (None, "00:00", "09:30", "23:59")
NUMBERS = ("0", "1", "3", "-1", "999999999999", "1.5", "")
SMALL = st.integers(0, 4) | st.sampled_from([-1, 10**6, 2**31, 2**63, 10**30])


@dataclass(frozen=True)
class Door:
    """`kind`: action, view, shortcut, command or event; `name` is an id or a pattern of ids."""

    kind: str
    name: str
    is_pattern: bool = False

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    def hears(self, name: str) -> bool:
        return bool(re.fullmatch(self.name, name)) if self.is_pattern else name == self.name


KINDS = {"commands": "command", "clicks": "action", "forms": "view", "messages": "shortcut"}


@cache
def doors() -> tuple[Door, ...]:
    """Whatever is listened to, and a button that is only a link."""
    named = [door_of(KINDS[kind], name) for kind, table in router().named.items() for name in table]
    events = [Door("event", name) for name in EVENTS]
    return tuple(dict.fromkeys((*named, Door("action", "open_link"), *events)))


def door_of(kind: str, name: str) -> Door:
    """A command that has a word of its own is the same door; a name that ends in `*` stands for many."""
    if kind == "command":
        return Door(kind, f"/{name.split()[0]}")
    if name.endswith("*"):
        return Door(kind, rf"{re.escape(name[:-1])}\w+", is_pattern=True)
    return Door(kind, name)


@cache
def recorded() -> dict[str, list[Payload]]:
    """The stories' own requests, by door."""
    kept: dict[str, list[Payload]] = {}
    for each in json.loads(FILE.read_text()):
        kept.setdefault(each["door"], []).append(each["payload"])
    return kept


@cache
def known(door: Door) -> list[Payload]:
    return [
        payload
        for name, payloads in recorded().items()
        for payload in payloads
        if name.partition(" ")[0] == door.kind and door.hears(name.partition(" ")[2])
    ]


@cache
def values() -> list[str]:
    """Whatever any button or form of ours carries."""
    every = [each for payloads in recorded().values() for each in payloads]
    carried = {action.get("value") for each in every for action in each.get("actions", ())}
    return sorted({*filter(None, carried), *(each["view"]["private_metadata"] for each in every if "view" in each)})


@cache
def fields() -> list[Payload]:
    """Whatever any form of ours asks."""
    forms = [each["view"]["blocks"] for payloads in recorded().values() for each in payloads if "view" in each]
    return list({block["block_id"]: block for blocks in forms for block in blocks}.values())


@st.composite
def requests(draw: Draw, door: Door, *, is_forged: bool) -> Payload:
    """What somebody sends to this door: possible for people; or, forged, as no Slack would send it."""
    stories = known(door)
    if stories and draw(st.integers(0, 9)):
        payload = copy.deepcopy(draw(st.sampled_from(stories)))
    else:
        payload = made_up(draw, door)
    MUTATE[door.kind](draw, payload)
    if is_forged:
        break_in(draw, payload)
    return payload


def made_up(draw: Draw, door: Door) -> Payload:
    name = draw(st.from_regex(f"(?:{door.name})", fullmatch=True)) if door.is_pattern else door.name
    if door.kind == "event":
        return {"event": {"type": name, **EVENT, **({"user": SOMEBODY} if name in WHOLE_PEOPLE else {})}}
    if door.kind == "command":
        return {"command": name, "text": "", "channel_id": "C0GENERAL", "channel_name": "general"}
    channel = {"id": "C0GENERAL", "name": "general"}
    if door.kind == "shortcut":
        return {"type": "message_action", "callback_id": name, "channel": channel, "message": {}, "message_ts": "1.1"}
    if door.kind == "view":
        asked = draw(st.lists(st.sampled_from(fields()), max_size=6))
        return {"type": "view_submission", "view": {"id": "V1", "type": "modal", "callback_id": name, "blocks": asked}}
    at = {"type": "message", "channel_id": "C0GENERAL", "message_ts": "1772442000.000100"}
    action = {"type": "button", "action_id": name, "block_id": "b", "value": ""}
    return {"type": "block_actions", "channel": channel, "container": at, "message": {}, "actions": [action]}


SOMEBODY = {"id": "U0CHI", "team_id": "T0HAVEN", "name": "chi", "profile": {"real_name": "*Chi* <!here>"}}
WHOLE_PEOPLE = ("team_join", "user_change")
EVENT = {
    "user": "U0ADA",
    "channel": "C0GENERAL",
    "ts": "1772442000.000100",
    "text": "",
    "old_channel_id": "C0GENERAL",
    "new_channel_id": "C0NOWHERE",
    "subteam_id": "S0CREW",
    "item": {"type": "message", "channel": "C0GENERAL", "ts": "1772442000.000100"},
    "tokens": {"oauth": ["U0ADA"]},
}


def act(draw: Draw, payload: Payload) -> None:
    for action in payload["actions"]:
        if "value" in action:
            action["value"] = carried(draw, action["value"])
        if "selected_option" in action:
            action["selected_option"] = chosen(draw, action["selected_option"])
    payload.get("state", {}).pop("values", None)
    if "channel" in payload:
        payload["channel"] = where(draw)
        payload["container"]["channel_id"] = payload["channel"]["id"]
        payload.setdefault("message", {"ts": payload["container"]["message_ts"], "text": draw(hostile)})


def fill(draw: Draw, payload: Payload) -> None:
    view = payload["view"]
    view["private_metadata"] = carried(draw, view.get("private_metadata", ""))
    view["id"] = f"V{draw(st.integers(0, 10**9))}"
    told = view.get("state", {}).get("values", {})
    view["state"] = {"values": {each["block_id"]: answered(draw, each, told) for each in view["blocks"]}}


def answered(draw: Draw, block: Payload, told: Payload) -> Payload:
    element = block["element"]
    name, kind = element["action_id"], element["type"]
    before = (told.get(block["block_id"]) or {}).get(name) or {"type": kind}
    if draw(st.booleans()):
        return {name: {"type": kind, **before}}
    return {name: {"type": kind, **draw(ANSWERS.get(kind, st.fixed_dictionaries({"value": hostile})))}}


def option(values: Any) -> Any:
    return st.fixed_dictionaries({"value": values, "text": st.just({"type": "plain_text", "text": "x"})})


CARRIED = st.sampled_from(["1", "2", "p1", "person", "everybody", *CHANNELS, *PEOPLE]) | hostile.filter(bool)
ANSWERS = {
    "plain_text_input": st.fixed_dictionaries({"value": st.none() | hostile}),
    "number_input": st.fixed_dictionaries({"value": st.none() | st.sampled_from(NUMBERS)}),
    "datepicker": st.fixed_dictionaries({"selected_date": st.sampled_from(DAYS)}),
    "timepicker": st.fixed_dictionaries({"selected_time": st.sampled_from(HOURS)}),
    "multi_users_select": st.fixed_dictionaries({"selected_users": st.lists(st.sampled_from(PEOPLE), max_size=3)}),
    "static_select": st.fixed_dictionaries({"selected_option": st.none() | option(CARRIED)}),
    "radio_buttons": st.fixed_dictionaries({"selected_option": st.none() | option(CARRIED)}),
    "checkboxes": st.fixed_dictionaries({"selected_options": st.lists(option(CARRIED), max_size=3)}),
    "multi_static_select": st.fixed_dictionaries({"selected_options": st.lists(option(CARRIED), max_size=3)}),
}


def carried(draw: Draw, value: str) -> str:
    """The same shape with other numbers; now and then another button's, or anything."""
    luck = draw(st.integers(0, 9))
    if luck < 3:
        return value
    if luck < 7:
        return reshaped(draw, value)
    return draw(st.sampled_from(values())) if luck < 9 else draw(hostile)


def reshaped(draw: Draw, value: str) -> str:
    try:
        told = json.loads(value)
    except ValueError:
        return draw(hostile)
    if not isinstance(told, dict):
        return str(draw(SMALL))
    for name in told:
        if draw(st.booleans()):
            told[name] = draw(SMALL if isinstance(told[name], int) else hostile)
    return json.dumps(told)


def chosen(draw: Draw, before: Payload | None) -> Payload | None:
    return draw(st.just(before) | option(CARRIED) | st.none())


def where(draw: Draw) -> Payload:
    return draw(
        st.sampled_from(
            [{"id": each, "name": each[2:].lower()} for each in CHANNELS] + [{"id": "D0", "name": "directmessage"}]
        )
    )


def say(draw: Draw, payload: Payload) -> None:
    payload["text"] = draw(hostile | st.sampled_from(["list", "log", "help", "by Friday", "We meet because we do"]))
    payload["channel_id"] = draw(st.sampled_from(CHANNELS))


def happen(draw: Draw, payload: Payload) -> None:
    event = payload["event"]
    for name in ("channel", "text", "thread_ts", "item_user", "reaction"):
        if isinstance(event.get(name), str) and draw(st.booleans()):
            event[name] = draw(st.sampled_from(CHANNELS) if name == "channel" else hostile)
    if "text" in event and draw(st.booleans()):
        event["text"] = draw(st.sampled_from(PREFIXES)) + draw(hostile)
    if draw(st.booleans()):
        event.pop(draw(st.sampled_from(["channel_type", "subtype", "blocks", "team", "event_ts", "thread_ts"])), None)


PREFIXES = ("<@U0STEWARD> ", "<@U0STEWARD> why ", "<@U0STEWARD> we decided ", "I'll ", "<@U0STEWARD> review D-", "why ")


def take(draw: Draw, payload: Payload) -> None:
    payload["channel"] = where(draw)
    said = {"type": "message", "user": draw(st.sampled_from(PEOPLE)), "text": draw(hostile), "ts": "1772442000.000100"}
    payload["message"], payload["message_ts"] = said, said["ts"]


MUTATE: dict[str, Callable[[Draw, Payload], None]] = {
    "action": act,
    "view": fill,
    "command": say,
    "event": happen,
    "shortcut": take,
}


def break_in(draw: Draw, payload: Payload) -> None:
    """Something missing, or of another kind, anywhere but where Bolt itself finds the listener."""
    for _ in range(draw(st.integers(1, 3))):
        places = [each for each in nodes(payload) if each[-1] not in ("type", "action_id", "callback_id", "command")]
        path = draw(st.sampled_from(places or [("surprise",)]))
        holder = payload
        for name in path[:-1]:
            holder = holder[name]
        if isinstance(holder, dict) and path[-1] in holder and draw(st.booleans()):
            del holder[path[-1]]
        else:
            holder[path[-1]] = draw(wrong)


def nodes(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [each for name, child in inner for each in ((*path, name), *nodes(child, (*path, name)))]
