"""What the bot sends over HTTP: Web API calls, words to a response URL, files; and who may fetch a file.

Source: https://docs.slack.dev/messaging/working-with-files
"""

import asyncio
import json
import secrets
from email import message_from_bytes
from email.policy import HTTP
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from bot.sandbox.api.web_api import ApiAnswer, web_api
from bot.sandbox.delivery.in_process import arguments, content, content_type
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.files import File
from bot.sandbox.workspace.state import BOT_TOKEN

COOKIE = "sandbox_person"  # who is at the page
HEADERS = {"x-content-type-options": "nosniff", "content-security-policy": "sandbox; default-src 'none'"}


def routes(workspace: Workspace) -> list[BaseRoute]:
    door = FileDoor(workspace)
    return [
        Route("/upload/v1/{key}", door.receive, methods=["POST"]),
        Route("/files-pri/{named}/{name:path}", door.give),
    ]


class FileDoor:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def receive(self, request: Request) -> Response:
        """What is sent, bare or as the one file of a form."""
        content = _content(await request.body(), request.headers.get("content-type", ""))
        with self._workspace.lock:
            is_taken = self._workspace.files.receive(request.path_params["key"], content)
        return PlainTextResponse(f"OK - {len(content)}" if is_taken else "refused", 200 if is_taken else 400)

    async def give(self, request: Request) -> Response:
        """What a file holds; whoever may not see it is sent away to sign in, as Slack does."""
        named, name = request.path_params["named"], request.path_params["name"]
        with self._workspace.lock:
            file = self._workspace.files.find(named.rpartition("-")[2])
            if file is None:
                return PlainTextResponse("There is no such file.", 404)
            if not (self._is_bot(request) or self._sees(request, file)):
                return RedirectResponse("/", 302)
        headers = HEADERS | ({"content-disposition": "attachment"} if name.startswith("download/") else {})
        return Response(file.content or b"", 200, headers, file.mimetype)

    def _is_bot(self, request: Request) -> bool:
        is_its_own = request.headers.get("authorization", "") == f"Bearer {BOT_TOKEN}"
        allowed = "files:read" in self._workspace.manifest.scopes and not self._workspace.tokens.is_revoked
        return is_its_own and allowed

    def _sees(self, request: Request, file: File) -> bool:
        """Whether it is shared where the person at the page can look."""
        person = self._workspace.users.get(request.cookies.get(COOKIE, ""))
        return person is not None and any(self._workspace.sees(person, each) for each in file.channels)


def _content(body: bytes, kind: str) -> bytes:
    if not kind.startswith("multipart/form-data"):
        return body
    form = message_from_bytes(f"content-type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
    parts = [each.get_payload(decode=True) for each in form.iter_parts() if each.get_filename()]
    return parts[0] if parts and isinstance(parts[0], bytes) else b""


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

    def _answer(self, request: Request, body: bytes) -> ApiAnswer:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            given = arguments(str(request.url), body, request.headers.get("content-type", ""))
        except ValueError:
            return ApiAnswer(200, {"ok": False, "error": "invalid_json"})
        return web_api(self._workspace, request.path_params["method"], given, token or None)

    def _response(self, answer: ApiAnswer) -> Response:
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
