"""Hearing: a Bolt app that counts, times and logs what it is told: ids and outcomes, never words."""

import logging
import time
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse

from bot import metrics

DOORS = {
    "block_actions": "click",
    "block_suggestion": "options",
    "view_submission": "form",
    "view_closed": "form",
    "message_action": "shortcut",
    "shortcut": "shortcut",
    "event_callback": "event",
}
OUTCOMES = {200: "ok", 401: "forged", 404: "unknown", 503: "again"}
REFUSED, FAILED, REPEATED = "refused", "failed", "repeated"

log = logging.getLogger("steward.heard")


class MeasuredApp(App):
    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """The ack leaves when this returns, so this is how long Slack waits."""
        begun = time.perf_counter()
        try:
            response = super().dispatch(req)
        finally:
            if "request" in req.context:
                req.context["request"].end_look()
        took = time.perf_counter() - begun
        door = door_of(req.body)
        outcome = str(req.context.get("outcome") or OUTCOMES.get(response.status, FAILED))
        metrics.REQUESTS.labels(door, outcome).inc()
        metrics.ACKS.observe(took)
        ids = {"door": door, "outcome": outcome, "ms": round(took * 1_000, 1), **_ids(req)}
        log.info("heard %s", " ".join(f"{name}={value}" for name, value in ids.items()), extra={"ids": ids})
        return response


def door_of(body: dict[str, Any]) -> str:
    if body.get("command"):
        return "command"
    return DOORS.get(str(body.get("type")), "event" if body.get("event") else "other")


def _ids(req: BoltRequest) -> dict[str, str]:
    """Whose, and which: what an operator needs to follow one request."""
    found = {"team": req.context.team_id, "event": req.body.get("event_id"), "kind": _kind(req.body)}
    return {name: str(value) for name, value in found.items() if value}


def _kind(body: dict[str, Any]) -> str:
    """The event's type: Slack's word, not a person's."""
    event = body.get("event")
    return str(event.get("type", "")) if isinstance(event, dict) else ""
