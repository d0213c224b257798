"""What the bot sends over HTTP: Web API calls, and words to a response URL."""

import asyncio
import json
import secrets
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.api.door import web_api
from bot.sandbox.delivery.client import arguments, content, content_type
from bot.sandbox.delivery.replies import Answer
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.workspace import Workspace


class WebApi:
    """One Web API call over HTTP."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        answer = self._answer(request, await request.body())
        if answer.held_for:
            await asyncio.sleep(answer.held_for)
        if answer.is_dropped:
            # a response that is begun and never finished makes the server close the connection
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"99")]})
        else:
            await self._response(answer)(scope, receive, send)

    def _answer(self, request: Request, body: bytes) -> Answer:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            given = arguments(str(request.url), body, request.headers.get("content-type", ""))
        except ValueError:
            return Answer(200, {"ok": False, "error": "invalid_json"})
        return web_api(self._workspace, request.path_params["method"], given, token or None)

    def _response(self, answer: Answer) -> Response:
        granted = ",".join(sorted(self._workspace.manifest.scopes))
        headers = {**answer.headers, "x-slack-req-id": secrets.token_hex(8), "x-oauth-scopes": granted}
        return Response(content(answer), answer.status, headers, content_type(answer))


def hook_body(body: bytes) -> Payload | None:
    """JSON, or JSON in a form field called payload; None when it is neither."""
    text = body.decode()
    try:
        told = json.loads(text if text.startswith("{") else parse_qs(text).get("payload", [""])[0])
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
