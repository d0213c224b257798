"""Files over HTTP: sent to the address that was given out for them, and fetched by whoever may see them.

Source: https://docs.slack.dev/messaging/working-with-files
"""

from email import message_from_bytes
from email.policy import HTTP

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

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
