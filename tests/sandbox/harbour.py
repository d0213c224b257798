"""A small workspace, and a small app of Bolt's in it that does a little of everything."""

from datetime import UTC, datetime
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.sandbox import Clock, Workspace, client, direct
from bot.sandbox.workspace.state import SIGNING_SECRET

MONDAY_9 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

EVENTS = ["app_home_opened", "app_mention", "channel_archive", "channel_left", "channel_rename", "group_archive"]
EVENTS += ["member_joined_channel", "member_left_channel", "message.channels", "message.groups", "message.im"]
EVENTS += ["reaction_added", "reaction_removed", "channel_shared", "channel_unshared", "channel_id_changed"]
EVENTS += ["team_join", "user_change", "group_rename"]
SCOPES = ["app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "groups:history"]
SCOPES += ["groups:read", "im:history", "im:read", "im:write", "reactions:read", "reactions:write", "team:read"]
SCOPES += ["users:read", "users:read.email"]


def manifest(*, events: list[str] = EVENTS, scopes: list[str] = SCOPES) -> dict[str, Any]:
    return {
        "display_information": {"name": "Harbour Master"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": "Steward"},
            "slash_commands": [
                {"command": "/tide", "description": "Tell the tide", "should_escape": True},
                {"command": "/berth", "description": "Ask for a berth"},
            ],
            "shortcuts": [{"name": "Note in the log", "type": "message", "callback_id": "note", "description": "Keep"}],
        },
        "oauth_config": {"scopes": {"bot": scopes}},
        "settings": {"interactivity": {"is_enabled": True}, "event_subscriptions": {"bot_events": events}},
    }


def workspace(**given: Any) -> Workspace:
    """Ada and Bo of the workspace, Chi a guest, Dan of another one; the bot is in #general and #steering."""
    place = Workspace(manifest(**given), Clock(MONDAY_9))
    place.add_team("T0HAVEN", "Havenmouth Alliance", "havenmouth-alliance")
    place.add_team("T0NORTH", "Northwind Marine", "northwind-marine")
    place.add_user("U0ADA", name="ada", email="ada@havenmouth.example", tz="Europe/London")
    place.add_user("U0BO", name="bo", email="bo@tidewater-trust.example")
    place.add_user("U0CHI", name="chi", kind="guest")
    place.add_user("U0DAN", name="dan", team="T0NORTH", email="dan@northwind.example", kind="external")
    place.add_channel("C0GENERAL", "general", shared_with=("T0NORTH",), people=["ada", "bo", "chi", "dan", "steward"])
    place.add_channel("C0TIDES", "tides", people=["ada", "bo"])
    place.add_channel("C0STEERING", "steering", private=True, people=["ada", "bo", "steward"])
    place.add_channel("C0SECRET", "secret", private=True, people=["ada"])
    return place


def plain(words: str) -> dict[str, str]:
    return {"type": "plain_text", "text": words}


def section(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}, **more}


def button(label: str, action: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(label), "action_id": action, **more}


def select(action: str, *names: str) -> dict[str, Any]:
    options = [{"text": plain(name), "value": name.lower()} for name in names]
    return {"type": "static_select", "action_id": action, "placeholder": plain("Which?"), "options": options}


def asked(name: str, label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": name, "label": plain(label), "element": {"action_id": name, **element}, **more}


def modal(title: str, *blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    shown = {"type": "modal", "callback_id": "berth", "title": plain(title), "submit": plain("Send")}
    return {**shown, "blocks": list(blocks), **more}


CARD = [
    section("A *berth* for <@U0ADA>"),
    {
        "type": "actions",
        "block_id": "card",
        "elements": [button("Take it", "take", value="7"), button("Ask", "ask"), select("side", "North", "South")],
    },
]
FORM = modal(
    "A berth, please",
    asked("boat", "Boat", {"type": "plain_text_input", "max_length": 20}),
    asked("night", "Night", {"type": "datepicker", "initial_date": "2026-03-05"}, optional=True),
    asked("crew", "Crew", {"type": "multi_users_select"}, optional=True),
    asked("side", "Side", select("side", "North", "South"), optional=True),
)


class Harbour:
    """The app, and all that it heard."""

    def __init__(self, slack: WebClient) -> None:
        self.bolt = App(client=slack, signing_secret=SIGNING_SECRET, process_before_response=True)
        self.client = slack
        self.heard: list[dict[str, Any]] = []
        self.bolt.event("message")(self.hear)
        for name in EVENTS:
            if not name.startswith("message."):
                self.bolt.event(name)(self.hear)
        self.bolt.command("/tide")(self.tell_tide)
        self.bolt.command("/berth")(self.open_form)
        self.bolt.action("ask")(self.open_form)
        self.bolt.action("take")(self.take)
        self.bolt.action("side")(self.note)
        self.bolt.view("berth")(self.settle)
        self.bolt.view_closed("berth")(self.note)
        self.bolt.shortcut("note")(self.note)

    @property
    def events(self) -> list[dict[str, Any]]:
        return [each["event"] for each in self.heard if "event" in each]

    def hear(self, body: dict[str, Any]) -> None:
        self.heard.append(body)
        event = body["event"]
        if event["type"] == "app_mention":
            self.client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="Aye", blocks=CARD)
        elif event["type"] == "message" and event.get("text") == "ahoy" and "user" in event:
            self.client.chat_postMessage(channel=event["channel"], text=f"Ahoy <@{event['user']}>")
        elif event["type"] == "app_home_opened":
            blocks = [section("The harbour"), {"type": "actions", "elements": [button("Ask", "ask")]}]
            self.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    def tell_tide(self, ack: Any, body: dict[str, Any]) -> None:
        self.heard.append(body)
        ack({"response_type": "in_channel", "text": "High"} if body["text"] == "aloud" else f"Low {body['text']}")

    def open_form(self, ack: Any, body: dict[str, Any]) -> None:
        self.heard.append(body)
        ack()
        self.client.views_open(trigger_id=body["trigger_id"], view=FORM)

    def take(self, ack: Any, body: dict[str, Any]) -> None:
        self.heard.append(body)
        ack()
        where = body["container"]
        if not where["is_ephemeral"]:
            self.client.chat_update(channel=where["channel_id"], ts=where["message_ts"], text="Taken", blocks=[])

    def note(self, ack: Any, body: dict[str, Any]) -> None:
        self.heard.append(body)
        ack()

    def settle(self, ack: Any, body: dict[str, Any]) -> None:
        self.heard.append(body)
        boat = body["view"]["state"]["values"]["boat"]["boat"]["value"]
        answers = {
            "leak": {"response_action": "errors", "errors": {"boat": "It leaks"}},
            "nowhere": {"response_action": "errors", "errors": {"mast": "No such field"}},
            "again": {"response_action": "update", "view": {**FORM, "title": plain("Once more")}},
            "deeper": {"response_action": "push", "view": modal("Below deck", *FORM["blocks"][:1])},
            "home": {"response_action": "clear"},
        }
        ack(answers.get(boat, {}))


def in_process() -> tuple[Workspace, Harbour]:
    """The workspace with the app in it, spoken to directly."""
    place = workspace()
    harbour = Harbour(client(place))
    place.wire = direct(harbour.bolt)
    return place, harbour
