"""Remembers one request of each shape that the stories bring to each door, as `doors.json` keeps them.

    python -m pytest -p tests.fuzzing.recording tests/test_*.py

Requests without an author's secrets: they are the sandbox's own. A new door is fuzzed without any, only less deeply.
"""

import importlib
import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "doors.json"
UNTOLD = {"message", "user", "team", "token", "api_app_id", "enterprise", "is_enterprise_install"}
UNTOLD |= {"trigger_id", "response_url"}  # made anew for each request

found: dict[str, Any] = {}
wire = importlib.import_module("bot.sandbox.delivery.in_process").Direct
delivered = wire.deliver


def deliver(self: Any, kind: str, payload: dict[str, Any], **how: Any) -> Any:
    for door, shape in doors_in(payload):
        found.setdefault(f"{door} {shape}", {"door": door, "payload": lean(json.loads(json.dumps(payload)))})
    return delivered(self, kind, payload, **how)


def pytest_sessionstart() -> None:
    wire.deliver = deliver


def pytest_sessionfinish() -> None:
    wire.deliver = delivered
    kept = [each for _, each in sorted(found.items())]
    FILE.write_text("[\n" + ",\n".join(json.dumps(each, ensure_ascii=True) for each in kept) + "\n]\n")


def doors_in(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """Which doors a request knocks at, and its shape."""
    kind = payload.get("type")
    if kind == "block_actions":
        place = payload["container"]["type"]
        return [(f"action {each['action_id']}", f"{place} {shape(each.get('value'))}") for each in payload["actions"]]
    if kind == "view_submission":
        view = payload["view"]
        fields = sorted(kind for kind in {each["element"]["type"] for each in view["blocks"] if "element" in each})
        return [(f"view {view['callback_id']}", f"{shape(view['private_metadata'])} {fields}")]
    if payload.get("event"):
        event = payload["event"]
        return [(f"event {event['type']}", f"{event.get('subtype')} {event.get('channel_type')}")]
    return [(f"command {payload['command']}" if "command" in payload else f"shortcut {payload['callback_id']}", "")]


def shape(value: Any) -> str:
    try:
        told = json.loads(value)
    except (TypeError, ValueError):
        return "text" if value else "nothing"
    return ",".join(sorted(told)) if isinstance(told, dict) else type(told).__name__


def lean(payload: dict[str, Any]) -> dict[str, Any]:
    """Without what no handler reads, and of a form only what was asked and answered."""
    untold = () if payload.get("type") == "message_action" else UNTOLD
    kept = {name: value for name, value in payload.items() if name not in untold}
    for action in kept.get("actions", ()):
        for name in ("text", "action_ts", "style"):
            action.pop(name, None)
    if "view" in kept:
        view = kept["view"]
        kept["view"] = {name: view[name] for name in ("type", "callback_id", "private_metadata", "state")}
        kept["view"]["blocks"] = [asked(each) for each in view["blocks"] if each["type"] == "input"]
    return kept


def asked(block: dict[str, Any]) -> dict[str, Any]:
    element = {name: block["element"][name] for name in ("type", "action_id")}
    return {"type": "input", "block_id": block["block_id"], "element": element}
