"""Two workspaces that have installed the same bot, in one process, behind its HTTP door; nothing leaves the process."""

import io
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from cryptography.fernet import Fernet
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.runtime import http
from bot.runtime.app import Steward
from bot.runtime.health import Health
from bot.runtime.shutdown import Gate
from bot.sandbox import Clock, Workspace
from bot.sandbox.delivery.in_process import InProcessClient
from bot.sandbox.delivery.wire import Kind, Payload, Reply
from bot.sandbox.transport.signed_http import SignedHttp, _body, answer_body
from bot.sandbox.workspace.state import BOT_TOKEN, SIGNING_SECRET
from bot.settings import Settings
from storage import Memory
from storage.db.encryption import give_keys
from tests.conftest import MANIFEST

KEY = Fernet.generate_key().decode()
FOR_MANY = Settings(
    _env_file=None,
    slack_client_id="1.2",
    slack_client_secret="hush",
    slack_signing_secret=SIGNING_SECRET,
    steward_keys=KEY,
    steward_address="https://steward.example",
)


class Door:
    """The WSGI app, asked as a browser or as Slack would."""

    def __init__(self, app: http.WsgiApp) -> None:
        self._app = app

    def ask(
        self, method: str, address: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, str, dict[str, str]]:
        where = urlsplit(address)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": where.path,
            "QUERY_STRING": where.query,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        for name, value in (headers or {}).items():
            key = name.upper().replace("-", "_")
            environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
        told: list[Any] = []
        content = b"".join(self._app(environ, lambda status, given: told.extend([status, dict(given)])))
        return int(told[0].split()[0]), content.decode(), told[1]


class ThroughTheDoor(SignedHttp):
    """A wire by signed HTTP whose network is a function call."""

    def __init__(self, door: Door) -> None:
        super().__init__("http://steward.example/slack/events")
        self._door = door

    def deliver(self, kind: Kind, payload: Payload, *, retry: int = 0, reason: str = "") -> Reply:
        body = _body(kind, payload)
        json_ = kind == "events_api"
        kind_ = {"Content-Type": "application/json" if json_ else "application/x-www-form-urlencoded"}
        status, told, _ = self._door.ask("POST", http.EVENTS, body.encode(), {**kind_, **self._signature(body)})
        return Reply(acked=status == 200, body=answer_body(told), reason="" if status == 200 else "http_error")


class Neighbours:
    """`havenmouth` and `riverside`: each with an Ada of its own, and the same bot."""

    def __init__(self, memory: Memory, clock: Clock) -> None:
        give_keys(memory.engine, [KEY])
        self.clock, self.memory = clock, memory
        self.places = {"havenmouth": _place("HAVEN", clock), "riverside": _place("RIVER", clock)}
        self.tokens = {f"xoxb-{name}": place for name, place in self.places.items()}
        self.codes: dict[str, str] = {name: f"xoxb-{name}" for name in self.places}
        self.told: dict[str, Any] = {}  # more that Slack says when it hands over a token
        self.steward = self.another_replica()
        self.door = Door(http.app_of(self.steward, Gate(), Health(memory, {})))
        for place in self.places.values():
            place.wire = ThroughTheDoor(self.door)

    def another_replica(self) -> Steward:
        made = Steward(WebClient(), self.memory, settings=FOR_MANY, clock=self.clock, connect=self.connect)
        return made

    def connect(self, token: str) -> WebClient:
        return Slack(self, token)

    def install(self, name: str) -> tuple[int, str]:
        """Somebody presses the button, says yes at Slack's, and comes back: the status and the page."""
        state, cookie = self.begin()
        return self.comes_back(f"code={name}&state={state}", cookie)

    def begin(self) -> tuple[str, str]:
        """The state in the address of Slack's page, and the cookie."""
        status, _, headers = self.door.ask("GET", "/slack/install")
        assert status == 302
        return dict(parse_qsl(urlsplit(headers["Location"]).query))["state"], headers["Set-Cookie"].split(";")[0]

    def comes_back(self, query: str, cookie: str) -> tuple[int, str]:
        status, page, _ = self.door.ask("GET", f"/slack/oauth_redirect?{query}", headers={"Cookie": cookie})
        return status, page

    def partnership_of(self, name: str) -> Any:
        return next(each for each in self.memory.partnerships() if each.workspace == self.places[name].home.id)


class Slack(InProcessClient):
    """Slack as one token sees it: its own workspace; and the exchange of a code for a token."""

    def __init__(self, neighbours: Neighbours, token: str) -> None:
        place = neighbours.tokens.get(token)
        super().__init__(place or next(iter(neighbours.places.values())), BOT_TOKEN if place else token)
        self._neighbours, self._own = neighbours, token

    def oauth_v2_access(self, **given: Any) -> Any:
        neighbours = self._neighbours
        token = neighbours.codes.pop(given.get("code") or given.get("refresh_token"), None)
        if token is None or given["client_secret"] != "hush":
            raise SlackApiError("no", {"ok": False, "error": "invalid_code"})
        home = neighbours.tokens[token].home
        told = {
            "app_id": "A0STEWARD",
            "access_token": token,
            "bot_user_id": "U0STEWARD",
            "scope": "chat:write",
            "team": {"id": home.id, "name": home.name},
            "enterprise": None,
            "authed_user": {"id": "U0ADA", "access_token": "xoxp-not-wanted"},
        }
        return {**told, **neighbours.told}


def _place(name: str, clock: Clock) -> Workspace:
    place = Workspace(MANIFEST, clock)
    place.add_team(f"T0{name}", f"{name.title()} <Alliance>", name.lower())
    place.add_user("U0ADA", name="ada", real_name="Ada", email=f"ada@{name.lower()}.example")
    place.add_channel("C0GENERAL", "general", people=["ada", "steward"])
    return place
