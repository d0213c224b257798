"""The bot in this very process: the SDK's own client asks the workspace, and the workspace calls the Bolt app.

Everything is encoded and read as over HTTP and Socket Mode, but nothing is sent.
"""

import copy
import json
import time
from email.message import Message as Headers
from http.client import RemoteDisconnected
from io import BytesIO
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlsplit
from urllib.request import Request

from slack_bolt import App, BoltContext, BoltRequest
from slack_sdk import WebClient
from slack_sdk.web.file_upload_v2_result import FileUploadV2Result

from bot.sandbox.api.web_api import ApiAnswer, web_api
from bot.sandbox.delivery.wire import Kind, Payload, Reply, answer_body
from bot.sandbox.spec.methods import METHODS
from bot.sandbox.workspace.state import BOT_TOKEN, State


def client(workspace: State, token: str = BOT_TOKEN) -> WebClient:
    """A WebClient that repeats nothing by itself and asks this workspace."""
    return InProcessClient(workspace, token)


class InProcessClient(WebClient):
    def __init__(self, workspace: State, token: str) -> None:
        super().__init__(token=token, base_url="https://sandbox.invalid/api/", retry_handlers=[])
        self.workspace = workspace

    def __deepcopy__(self, memo: Any) -> "InProcessClient":
        return InProcessClient(self.workspace, str(self.token))

    def _upload_file(self, *, url: str, data: bytes, **how: Any) -> FileUploadV2Result:
        is_taken = self.workspace.files.receive(url.rpartition("/")[2], data)
        return FileUploadV2Result(status=200 if is_taken else 400, body=f"OK - {len(data)}" if is_taken else "")

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        body = req.data if isinstance(req.data, bytes) else b""
        given = arguments(url, body, req.get_header("Content-type") or "")
        token = (req.get_header("Authorization") or "").removeprefix("Bearer ")
        answer = web_api(self.workspace, method_of(url), given, token or None)
        time.sleep(answer.held_for)
        if answer.is_dropped:
            raise RemoteDisconnected("Remote end closed connection without response")
        if answer.status >= 400:
            raise HTTPError(url, answer.status, "refused", _headers(answer), BytesIO(content(answer)))
        return {"status": answer.status, "headers": _headers(answer), "body": content(answer).decode()}


def arguments(url: str, body: bytes, content_type: str) -> dict[str, Any]:
    """What a call over HTTP says, wherever it says it: in the address, as a form, or as JSON."""
    given: dict[str, Any] = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    rules = METHODS.get(method_of(url))
    if rules is not None and not rules.takes_json and content_type.startswith("application/json"):
        return given  # Slack does not look into it
    if content_type.startswith("application/json"):
        told = json.loads(body or b"{}")
        return {**given, **told} if isinstance(told, dict) else given
    return given | dict(parse_qsl(body.decode(), keep_blank_values=True))


def method_of(url: str) -> str:
    return urlsplit(url).path.rsplit("/", 1)[-1]


def content(answer: ApiAnswer) -> bytes:
    if answer.page:
        return answer.page.encode()
    return json.dumps(answer.body).encode() if answer.body else b""


def content_type(answer: ApiAnswer) -> str:
    return f"{'text/html' if answer.page else 'application/json'}; charset=utf-8"


def _headers(answer: ApiAnswer) -> Headers:
    headers = Headers()
    headers["Content-Type"] = content_type(answer)
    for name, value in answer.headers.items():
        headers[name] = value
    return headers


def direct(app: App) -> "Direct":
    """The shortest wire."""
    return Direct(app)


class Direct:
    """Calls a Bolt app as Socket Mode would."""

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
        return Reply(acked=True, body=answer_body(response.body))


class _Context(BoltContext):
    """Bolt makes a new client for each request; here it is one that stays in this process."""

    def __init__(self, client: InProcessClient, context: BoltContext) -> None:
        super().__init__(context)
        self._in_process = client

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, copy.copy(self._in_process) if key == "client" else value)
