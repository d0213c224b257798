"""The shortest wire: a Bolt app in this very process, called as Socket Mode would."""

import copy
import json
from typing import Any

from slack_bolt import App, BoltContext, BoltRequest

from bot.sandbox.delivery.client import InProcessClient
from bot.sandbox.delivery.wire import Kind, Payload, Reply


def direct(app: App) -> "Direct":
    return Direct(app)


class Direct:
    def __init__(self, app: App) -> None:
        self._app = app

    def deliver(self, kind: Kind, payload: Payload, *, retry: int = 0, reason: str = "") -> Reply:
        headers: dict[str, Any] = {}
        if retry:
            headers = {"x-slack-retry-num": [str(retry)], "x-slack-retry-reason": [reason]}
        # the bot gets its own copy, as over a wire: what it writes into it does not change the workspace
        request = BoltRequest(body=json.loads(json.dumps(payload)), headers=headers, mode="socket_mode")
        if isinstance(self._app.client, InProcessClient):
            request.context = _Context(self._app.client, request.context)
        response = self._app.dispatch(request)
        if response.status != 200:
            return Reply(acked=False, reason="http_error")
        return Reply(acked=True, body=_body(response.body))


class _Context(BoltContext):
    """Bolt makes a new client for each request; here it is one that stays in this process."""

    def __init__(self, client: InProcessClient, context: BoltContext) -> None:
        super().__init__(context)
        self._in_process = client

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, copy.copy(self._in_process) if key == "client" else value)


def _body(body: str) -> Payload | None:
    if not body:
        return None
    if body.startswith("{"):
        told: Payload = json.loads(body)
        return told
    return {"text": body}
