"""One stream to each open page, which says no more than: look again."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import StreamingResponse

from bot.sandbox.delivery.wire import Change
from bot.sandbox.workspace import Workspace

BREATH = 0.03  # seconds; what changes within it is told at once
HEARTBEAT = 15  # seconds after which a silent connection is felt, so that one that is gone is noticed
LOOK, TRACED = "data: look\n\n", "event: trace\ndata: look\n\n"


@dataclass(eq=False)
class OpenPage:
    """One page that listens. Changes come from any thread."""

    user: str
    loop: asyncio.AbstractEventLoop
    inspects: bool = False  # it shows what goes to and fro, too
    heard: set[str] = field(default_factory=set)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, change: Change) -> None:
        if self.loop.is_closed():
            return
        if change.trace is not None:
            if self.inspects:
                self.loop.call_soon_threadsafe(self._wake, TRACED)
        elif {change.to, change.modal, change.home} <= {None, self.user}:
            self.loop.call_soon_threadsafe(self._wake, LOOK)

    def take(self) -> str:
        """All that was heard since."""
        heard, self.heard = sorted(self.heard), set()
        self.woken.clear()
        return "".join(heard)

    def _wake(self, message: str) -> None:
        self.heard.add(message)
        self.woken.set()


class Live:
    """All pages that listen."""

    def __init__(self, workspace: Workspace) -> None:
        self._ears: set[OpenPage] = set()
        workspace.listeners.append(self._tell)

    async def stream(self, request: Request) -> StreamingResponse:
        asked = request.query_params
        ear = OpenPage(asked.get("as", ""), asyncio.get_running_loop(), bool(asked.get("trace")))
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self._listen(ear, request), media_type="text/event-stream", headers=headers)

    async def _listen(self, ear: OpenPage, request: Request) -> AsyncIterator[str]:
        self._ears.add(ear)
        try:
            yield "retry: 1000\n\n"
            while not await request.is_disconnected():
                yield await self._next(ear)
        finally:
            self._ears.discard(ear)

    async def _next(self, ear: OpenPage) -> str:
        try:
            await asyncio.wait_for(ear.woken.wait(), HEARTBEAT)
        except TimeoutError:
            return ": still here\n\n"
        await asyncio.sleep(BREATH)
        return ear.take()

    def _tell(self, change: Change) -> None:
        for ear in list(self._ears):
            ear.hear(change)
