"""Files that people choose on the page: they go up at once, and wait until a message or form names them."""

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.page.answering import is_ours
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.files import File

LARGEST = 20 << 20  # bytes; Slack takes a gigabyte, a pretend one keeps its files in memory
UNSAFE = re.compile(r"[^\w.() -]+")
TOO_LARGE = f"That file is larger than {LARGEST >> 20} MB."


class Uploading:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def take(self, request: Request) -> Response:
        """A file that somebody chose: its bytes are the body, its name and theirs stand in the address."""
        person = self._workspace.users.get(request.query_params.get("as", ""))
        if person is None or not is_ours(request, sends="application/octet-stream"):
            return JSONResponse({"words": "That did not come from this page."}, 403)
        content = await _within_limits(request)
        if content is None:
            return JSONResponse({"words": TOO_LARGE}, 413)
        kept = self._keep(person.id, safe_name(request.query_params.get("name", "")), content)
        return JSONResponse({"id": kept.id, "name": kept.name})

    def _keep(self, person: str, name: str, content: bytes) -> File:
        place = self._workspace
        with place.lock:
            made = int(place.clock().timestamp())
            file = File(place.new_id("F"), name, len(content), person, made, content=content, is_complete=True)
            return place.files.add(file)


def safe_name(name: str) -> str:
    """A name that can stand in an address and names no folder."""
    return UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(". ")[-100:] or "file"


async def _within_limits(request: Request) -> bytes | None:
    """The body; None as soon as it is too large."""
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > LARGEST:
            return None
    return bytes(content)
