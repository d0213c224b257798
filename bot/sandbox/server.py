"""The pretend Slack as a server on this machine alone: Web API, Socket Mode or signed HTTP, response URLs, the page."""

import socket
import threading

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bot.sandbox import page
from bot.sandbox.delivery.wire import Wire
from bot.sandbox.transport import ACK_WITHIN, over_http
from bot.sandbox.transport.background import Background
from bot.sandbox.transport.over_http import WebApi, hook_body
from bot.sandbox.transport.signed_http import SignedHttp
from bot.sandbox.transport.socket_mode import SocketMode
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.clock import Clock
from bot.sandbox.workspace.directory import APP_ID

HOST = "127.0.0.1"
LOCAL_ONLY = Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])  # no page elsewhere can reach in
GOODBYE = 1  # second that open pages get to leave


class Server:
    """Serves one workspace from `start` to `stop`, in a thread of its own.

    `request_url`: events go there by signed HTTP instead of over the bot's own Socket Mode connection.
    """

    def __init__(
        self, workspace: Workspace, port: int = 0, request_url: str | None = None, *, ack_within: float = ACK_WITHIN
    ) -> None:
        self.workspace = workspace
        self.sockets = SocketMode(ack_within=ack_within)
        self.wire: Wire = SignedHttp(request_url, ack_within=ack_within) if request_url else self.sockets
        self._socket = _bound(port)
        self.url = f"http://{HOST}:{self._socket.getsockname()[1]}"
        self._background = Background(workspace.outbox)
        config = uvicorn.Config(
            Starlette(routes=self._routes(), middleware=[LOCAL_ONLY]),
            ws="websockets-sansio",
            lifespan="off",
            log_level="critical",
            timeout_graceful_shutdown=GOODBYE,
        )
        self._uvicorn = _Uvicorn(config)
        self._thread = threading.Thread(target=self._serve, name="sandbox-server", daemon=True)

    def start(self) -> "Server":
        """Gives itself when the page can be asked for."""
        self.workspace.base_url, self.workspace.wire = self.url, self.wire
        self.workspace.open_link, self.workspace.drop_links = self._link, self.sockets.drop
        self.workspace.limits.say()
        self._background.start()
        if isinstance(self.workspace.clock, Clock):
            self.workspace.clock.moved.append(self._background.wake)
        self._thread.start()
        self._uvicorn.is_up.wait()
        if not self._uvicorn.started:
            raise RuntimeError(f"the sandbox could not be served at {self.url}")
        return self

    def settle(self, seconds: float = 10) -> bool:
        """Wait until the bot has acked all events that are on their way; False when it takes longer."""
        return self._background.settle(seconds)

    def stop(self) -> None:
        if isinstance(self.workspace.clock, Clock):
            self.workspace.clock.moved.remove(self._background.wake)
        self._background.stop()
        self._uvicorn.should_exit = True
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        try:
            self._uvicorn.run(sockets=[self._socket])
        finally:
            self._uvicorn.is_up.set()

    def _routes(self) -> list[BaseRoute]:
        hooks = [
            Route(f"/{kind}/{{token:path}}", self._hook, methods=["POST"]) for kind in ("actions", "commands", "app")
        ]
        return [
            Route("/api/{method}", WebApi(self.workspace)),
            WebSocketRoute("/link", self.sockets.accept),
            *hooks,
            *over_http.routes(self.workspace),
            *page.routes(self.workspace),
        ]

    def _link(self) -> str:
        return f"{self.url.replace('http', 'ws', 1)}/link?ticket={self.sockets.ticket()}&app_id={APP_ID}"

    async def _hook(self, request: Request) -> Response:
        told = hook_body(await request.body())
        if told is None:
            return PlainTextResponse("invalid_payload", 400)
        status, text = self.workspace.answer(str(request.url), told)
        return PlainTextResponse(text, status)


class _Uvicorn(uvicorn.Server):
    """Says when it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()


def _bound(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
    except OSError:
        made.close()
        raise
    return made
