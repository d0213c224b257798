"""An app that plans a voyage: its form has one of everything that can be chosen, typed or uploaded."""

from typing import Any

from slack_bolt import App

HARBOURS = {
    "North": ["Ardglass", "Arbroath", "Berwick"],
    "South": ["Brixham", "Dartmouth", "Arundel"],
}

SHORTCUTS = [
    {"name": "Plan a voyage", "type": "global", "callback_id": "voyage", "description": "Where to, and with whom"}
]


def plain(words: str) -> dict[str, str]:
    return {"type": "plain_text", "text": words}


def options(*names: str) -> list[dict[str, Any]]:
    return [{"text": plain(name), "value": name.lower()} for name in names]


def asked(name: str, label: str, kind: str, **element: Any) -> dict[str, Any]:
    inside = {"type": kind, "action_id": name, **element}
    return {"type": "input", "block_id": name, "label": plain(label), "element": inside, "optional": True}


FORM = {
    "type": "modal",
    "callback_id": "voyage",
    "title": plain("A voyage"),
    "submit": plain("Set sail"),
    "blocks": [
        asked("harbour", "Which harbour?", "external_select", min_query_length=1),
        asked("stops", "Stops on the way", "multi_external_select", min_query_length=2, max_selected_items=2),
        asked("boats", "Which boats?", "multi_static_select", options=options("Petrel", "Heron", "Tern")),
        asked("where", "Where do we meet?", "channels_select"),
        asked("rooms", "Who is told?", "multi_conversations_select"),
        asked("captain", "Who steers?", "users_select"),
        asked("wind", "How much wind?", "radio_buttons", options=options("A breeze", "A storm")),
        asked("aboard", "Aboard", "checkboxes", options=options("Charts", "Tea")),
        asked("leaves", "When does she leave?", "datetimepicker"),
        asked("tide", "High water", "timepicker"),
        asked("people", "How many?", "number_input", is_decimal_allowed=False),
        asked("chart", "Address of the chart", "url_text_input"),
        asked("mail", "Whom to write to", "email_text_input"),
        asked("plan", "The plan", "rich_text_input"),
        asked("papers", "Papers", "file_input", filetypes=["png", "txt"], max_files=2),
    ],
}

LIST = {
    "type": "table",
    "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    "rows": [
        [{"type": "raw_text", "text": "Berth"}, {"type": "raw_text", "text": "Metres"}],
        [{"type": "raw_text", "text": "North pier"}, {"type": "raw_text", "text": "12"}],
    ],
}
SURE = {"title": plain("Another day?"), "text": plain("Ask the crew."), "confirm": plain("Yes"), "deny": plain("No")}
MORE = {
    "type": "actions",
    "block_id": "more",
    "elements": [
        {"type": "external_select", "action_id": "stops", "placeholder": plain("Another stop"), "min_query_length": 1},
        {"type": "overflow", "action_id": "more", "options": options("Turn back", "Drop anchor")},
        {"type": "datepicker", "action_id": "day", "placeholder": plain("Another day"), "confirm": SURE},
    ],
}


def join(bolt: App, heard: list[dict[str, Any]]) -> None:
    def plan(ack: Any, body: dict[str, Any], client: Any) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    def suggest(ack: Any, payload: dict[str, Any]) -> None:
        """Harbours by their shore for the first field, in one list for the others."""
        words = payload["value"].lower()
        found = {shore: [name for name in names if words in name.lower()] for shore, names in HARBOURS.items()}
        if payload["action_id"] == "harbour":
            ack(option_groups=[{"label": plain(shore), "options": options(*names)} for shore, names in found.items()])
        else:
            ack(options=options(*(name for names in found.values() for name in names)))

    def hear(ack: Any, body: dict[str, Any]) -> None:
        heard.append(body)
        ack()

    def sail(ack: Any, body: dict[str, Any], client: Any) -> None:
        heard.append(body)
        ack()
        client.chat_postMessage(channel="C0GENERAL", text="She is under way", blocks=[LIST, MORE])

    bolt.shortcut("voyage")(plan)
    bolt.options("harbour")(suggest)
    bolt.options("stops")(suggest)
    bolt.action("stops")(hear)
    bolt.action("more")(hear)
    bolt.action("day")(hear)
    bolt.view("voyage")(sail)
