"""The pretend Slack as a server on this machine alone: Web API, Socket Mode or signed HTTP, response URLs, the page."""

import json
import logging
import secrets
import socket
import threading
from urllib.parse import parse_qs

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from bot.sandbox.client import arguments, content
from bot.sandbox.clock import Clock
from bot.sandbox.directory import APP_ID
from bot.sandbox.transport import ACK_WITHIN
from bot.sandbox.transport.background import Background
from bot.sandbox.transport.signed_http import SignedHttp
from bot.sandbox.transport.socket_mode import SocketMode
from bot.sandbox.webapi import Answer, web_api
from bot.sandbox.wire import Payload, Wire
from bot.sandbox.workspace import Workspace

HOST = "127.0.0.1"
GOODBYE = 1  # second that open pages get to leave

log = logging.getLogger(__name__)


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
            Starlette(routes=self._routes()),
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
        self.workspace.open_link = self._link
        self._background.start()
        if isinstance(self.workspace.clock, Clock):
            self.workspace.clock.moved.append(self._background.wake)
        self._thread.start()
        self._uvicorn.is_up.wait()
        return self

    def stop(self) -> None:
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
            Route("/api/{method}", _Api(self.workspace)),
            WebSocketRoute("/link", self.sockets.accept),
            *hooks,
            *_page(self.workspace),
        ]

    def _link(self) -> str:
        return f"{self.url.replace('http', 'ws', 1)}/link?ticket={self.sockets.ticket()}&app_id={APP_ID}"

    async def _hook(self, request: Request) -> Response:
        status, text = self.workspace.answer(str(request.url), _hook_body(await request.body()))
        return PlainTextResponse(text, status)


class _Api:
    """One Web API call over HTTP."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        given = arguments(str(request.url), await request.body(), request.headers.get("content-type", ""))
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        answer = web_api(self._workspace, request.path_params["method"], given, token or None)
        if answer.is_dropped:
            # a response that is begun and never finished makes the server close the connection
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"99")]})
        else:
            await _response(answer)(scope, receive, send)


class _Uvicorn(uvicorn.Server):
    """Says when it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()


def _response(answer: Answer) -> Response:
    headers = {**answer.headers, "x-slack-req-id": secrets.token_hex(8)}
    return Response(content(answer), answer.status, headers, "application/json; charset=utf-8")


def _hook_body(body: bytes) -> Payload:
    """JSON, or JSON in a form field called payload."""
    text = body.decode()
    told = json.loads(text if text.startswith("{") else parse_qs(text).get("payload", ["{}"])[0])
    return told if isinstance(told, dict) else {}


def _page(workspace: Workspace) -> list[BaseRoute]:
    from bot.sandbox.page import routes

    return routes(workspace)


def _bound(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((HOST, port))
    return made
