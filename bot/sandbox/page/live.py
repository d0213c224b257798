"""One stream to each open page, which says no more than: look again."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import StreamingResponse

from bot.sandbox.changes import Change
from bot.sandbox.workspace import Workspace

BREATH = 0.03  # seconds; what changes within it is told at once
HEARTBEAT = 15  # seconds after which a silent connection is felt, so that one that is gone is noticed


@dataclass(eq=False)
class Ear:
    """One page that listens. Changes come from any thread."""

    user: str
    loop: asyncio.AbstractEventLoop
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, change: Change) -> None:
        if {change.to, change.modal, change.home} <= {None, self.user} and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.woken.set)


class Live:
    """All pages that listen."""

    def __init__(self, workspace: Workspace) -> None:
        self._ears: set[Ear] = set()
        workspace.listeners.append(self._tell)

    async def stream(self, request: Request) -> StreamingResponse:
        ear = Ear(request.query_params.get("as", ""), asyncio.get_running_loop())
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self._listen(ear, request), media_type="text/event-stream", headers=headers)

    async def _listen(self, ear: Ear, request: Request) -> AsyncIterator[str]:
        self._ears.add(ear)
        try:
            yield "retry: 1000\n\n"
            while not await request.is_disconnected():
                yield await self._next(ear)
        finally:
            self._ears.discard(ear)

    async def _next(self, ear: Ear) -> str:
        try:
            await asyncio.wait_for(ear.woken.wait(), HEARTBEAT)
        except TimeoutError:
            return ": still here\n\n"
        await asyncio.sleep(BREATH)
        ear.woken.clear()
        return "data: look\n\n"

    def _tell(self, change: Change) -> None:
        for ear in list(self._ears):
            ear.hear(change)
