"""A small workspace with a small app in it, served on this machine: what the tests of the page walk through."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from http.client import HTTPConnection
from typing import Any, TypeVar
from urllib.parse import urlsplit

from slack_bolt import App, BoltResponse
from slack_sdk import WebClient

from bot.sandbox import Clock, Workspace, client, direct
from bot.sandbox.server import Server
from tests.sandbox import voyage

T = TypeVar("T")

MONDAY_9 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

SCOPES = ["app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "groups:history"]
SCOPES += ["groups:read", "im:history", "im:read", "im:write", "reactions:read", "reactions:write", "users:read"]

MANIFEST = {
    "display_information": {"name": "Harbour Master"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Harbour Master"},
        "slash_commands": [
            {"command": "/berth", "description": "Ask for a berth", "usage_hint": "[boat]"},
            {"command": "/tide", "description": "Tell the tide"},
        ],
        "shortcuts": [
            {"name": "Note in the log", "type": "message", "callback_id": "note", "description": "Keep it"},
            *voyage.SHORTCUTS,
        ],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["app_home_opened", "app_mention", "message.im"]},
    },
}


def plain(words: str) -> dict[str, str]:
    return {"type": "plain_text", "text": words}


def field(name: str, label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": name, "label": plain(label), "element": {"action_id": name, **element}, **more}


BERTHS = [{"text": plain(name), "value": name.lower()} for name in ("North", "South")]

FORM = {
    "type": "modal",
    "callback_id": "berth",
    "title": plain("A berth, please"),
    "submit": plain("Ask"),
    "blocks": [
        field("boat", "Which boat?", {"type": "plain_text_input"}),
        field("pier", "Which pier?", {"type": "static_select", "options": BERTHS}),
        field("crew", "Who is aboard?", {"type": "multi_users_select"}, optional=True),
        field("day", "When?", {"type": "datepicker"}, optional=True),
    ],
}

TIDE = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "High water at *9:40*"}},
    {
        "type": "actions",
        "block_id": "tide",
        "elements": [
            {"type": "button", "action_id": "thanks", "text": plain("Thank you"), "style": "primary"},
            {"type": "button", "action_id": "broken", "text": plain("Ring the bell")},
            {"type": "static_select", "action_id": "pier", "placeholder": plain("Pier"), "options": BERTHS},
        ],
    },
]

HOME = [
    {"type": "actions", "block_id": "ask", "elements": [{"type": "button", "action_id": "ask", "text": plain("Ask")}]}
]


@dataclass(frozen=True)
class Seen:
    status: int
    headers: Message
    text: str

    @property
    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.text)
        return told


@dataclass(frozen=True)
class Town:
    workspace: Workspace
    url: str
    heard: list[dict[str, Any]]  # what the app was told by clicks

    def get(self, path: str, **headers: str) -> Seen:
        """One answer; redirects are not followed."""
        return self.ask("GET", path, None, headers)

    def follow(self, path: str) -> str:
        """The page that a path leads to in the end."""
        seen = self.get(path)
        while seen.status == 303:
            seen = self.get(seen.headers["location"])
        return seen.text

    def act(self, verb: str, person: str, **facts: Any) -> dict[str, Any]:
        body = json.dumps({"as": person, **facts})
        return self.ask("POST", f"/act/{verb}", body, {"content-type": "application/json"}).told

    def ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Seen:
        with closing(HTTPConnection(urlsplit(self.url).netloc, timeout=10)) as connection:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return Seen(answer.status, answer.headers, answer.read().decode())

    def client(self) -> WebClient:
        """The app's own way to call Slack."""
        return WebClient("xoxb-sandbox", base_url=f"{self.url}/api/")

    def until(self, seen: Callable[[], T]) -> T:
        """What is there once the app has done its part, which it does in the background."""
        changed = threading.Event()
        self.workspace.listeners.append(lambda change: changed.set())
        found = seen()
        while not found and changed.wait(10):
            changed.clear()
            found = seen()
        assert found, "nothing came"
        return found


@contextmanager
def town() -> Iterator[Town]:
    workspace = people(Workspace(MANIFEST, Clock(MONDAY_9)))
    heard: list[dict[str, Any]] = []
    server = Server(workspace).start()
    workspace.wire = direct(app(workspace, heard))
    try:
        yield Town(workspace, server.url, heard)
    finally:
        server.stop()


def people(place: Workspace) -> Workspace:
    """Ada and Bo of the workspace, Chi a guest, Dan of another one."""
    place.add_team("T0HAVEN", "Havenmouth Alliance", "havenmouth-alliance")
    place.add_team("T0NORTH", "Northwind Marine", "northwind-marine")
    place.add_user("U0ADA", "ada", "Ada Lindqvist", "T0HAVEN", "ada@havenmouth.example", "Europe/London")
    place.add_user("U0BO", "bo", "Bo Castellanos", "T0HAVEN", "bo@tidewater-trust.example")
    place.add_user("U0CHI", "chi", "Chi Okonkwo", "T0HAVEN", "chi@saltmarsh-society.example", kind="guest")
    place.add_user("U0DAN", "dan", "Dan Reuter", "T0NORTH", None, None, "external")
    everybody = ["ada", "bo", "chi", "dan", place.bot.name]
    place.add_channel("C0GENERAL", "general", shared_with=("T0NORTH",), people=everybody, topic="For everybody")
    place.add_channel("C0STEERING", "steering", private=True, people=["ada", "bo"])
    place.add_channel("C0TIDES", "tides", people=["bo", place.bot.name])
    return place


def app(workspace: Workspace, heard: list[dict[str, Any]]) -> App:
    """An app that tells the tide, asks for a berth, and cannot ring its bell."""
    bolt = App(client=client(workspace), signing_secret="sandbox-signing-secret", process_before_response=True)

    def hear(ack: Any, body: dict[str, Any], client: Any) -> None:
        heard.append(body)
        answer_click(ack, body, client)

    bolt.command("/tide")(tell_the_tide)
    bolt.command("/berth")(ask_for_a_berth)
    bolt.view("berth")(give_a_berth)
    bolt.action("broken")(break_down)
    bolt.action(re.compile("ask|pier|thanks"))(hear)
    bolt.shortcut("note")(note)
    bolt.event("app_mention")(answer)
    bolt.event("message")(listen)
    bolt.event("app_home_opened")(show_home)
    bolt.error(fail)
    voyage.join(bolt, heard)
    return bolt


def tell_the_tide(ack: Any, say: Any) -> None:
    ack()
    say(text="High water at 9:40", blocks=TIDE)


def ask_for_a_berth(ack: Any, body: dict[str, Any], client: Any) -> None:
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=FORM)


def give_a_berth(ack: Any, view: dict[str, Any], client: Any) -> None:
    values = view["state"]["values"]
    boat = values["boat"]["boat"]["value"]
    if boat == "Titanic":
        return ack(response_action="errors", errors={"boat": "Not that one."})
    ack()
    pier = values["pier"]["pier"]["selected_option"]["text"]["text"]
    crew = " ".join(f"<@{user}>" for user in values["crew"]["crew"]["selected_users"])
    client.chat_postMessage(channel="C0GENERAL", text=f"The {boat} lies at the {pier} pier. {crew}")


def break_down() -> None:
    raise RuntimeError("the bell is cracked")


def answer_click(ack: Any, body: dict[str, Any], client: Any) -> None:
    ack()
    if body["actions"][0]["action_id"] == "ask":
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
    if body["actions"][0]["action_id"] == "thanks":
        client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text="You are welcome.")


def note(ack: Any, body: dict[str, Any], respond: Any) -> None:
    ack()
    respond(text=f"Noted: {body['message']['text']}")


def answer(event: dict[str, Any], client: Any) -> None:
    client.chat_postEphemeral(channel=event["channel"], user=event["user"], text="Between us: *fair winds*.")


def listen() -> None:
    """What is written in private needs no answer."""


def show_home(event: dict[str, Any], client: Any) -> None:
    client.views_publish(user_id=event["user"], view={"type": "home", "blocks": HOME})


def fail(error: Exception) -> BoltResponse:
    return BoltResponse(status=500)
