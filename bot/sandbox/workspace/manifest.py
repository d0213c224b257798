"""What the app's own manifest.json allows it: commands, shortcuts, events, scopes.

Source: https://docs.slack.dev/reference/app-manifest
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.delivery.wire import Payload
from bot.sandbox.spec.kinds import Each, Flag, OneOf, Part, Text


@dataclass(frozen=True)
class Manifest:
    name: str
    commands: Mapping[str, Payload]
    shortcuts: tuple[Payload, ...]
    events: frozenset[str]
    scopes: frozenset[str]
    has_home: bool
    has_messages: bool
    raw: Payload = field(repr=False, default_factory=dict)

    @classmethod
    def of(cls, manifest: Mapping[str, Any]) -> "Manifest":
        features, settings = manifest.get("features") or {}, manifest.get("settings") or {}
        home = features.get("app_home") or {}
        scopes = ((manifest.get("oauth_config") or {}).get("scopes") or {}).get("bot") or ()
        named = (manifest.get("display_information") or {}).get("name") or "App"

        def offered(what: str) -> list[Payload]:
            """Commands and shortcuts exist only with the scope `commands`."""
            return list(features.get(what) or ()) if "commands" in scopes else []

        return cls(
            name=(features.get("bot_user") or {}).get("display_name") or named,
            commands={each["command"]: each for each in offered("slash_commands")},
            shortcuts=tuple(offered("shortcuts")),
            events=frozenset((settings.get("event_subscriptions") or {}).get("bot_events") or ()),
            scopes=frozenset(scopes),
            has_home=bool(home.get("home_tab_enabled")),
            has_messages=bool(home.get("messages_tab_enabled", True)),
            raw=dict(manifest),
        )

    def shortcut(self, name: str, kind: str = "message") -> Payload | None:
        """A shortcut by the name that people see, or by its callback_id."""
        mine = (each for each in self.shortcuts if each["type"] == kind)
        return next((each for each in mine if name in (each["name"], each["callback_id"])), None)


NAME, CALLBACK = Text(least=1), Text(least=1, most=255)
COMMAND = Part(
    {"command": Text(most=32, pattern=r"/[^\s/]+"), "description": Text(least=1, most=2_000)},
    {"usage_hint": Text(most=1_000), "should_escape": Flag()},
)
SHORTCUT = Part({"name": Text(least=1, most=24), "callback_id": CALLBACK, "type": OneOf(("message", "global"))})
FEATURES = Part(
    optional={"slash_commands": Each(COMMAND, most=50), "shortcuts": Each(SHORTCUT, most=10), "bot_user": Part()}
)
SCOPES = Part(optional={"bot": Each(Text(pattern=r"[\w.:]+"))})
MANIFEST = Part(
    {"display_information": Part({"name": Text(least=1, most=35)})},
    {
        "features": FEATURES,
        "oauth_config": Part(optional={"scopes": SCOPES}),
        "settings": Part(
            optional={
                "event_subscriptions": Part(optional={"bot_events": Each(Text(pattern=r"[\w.]+"), most=100)}),
                "interactivity": Part(optional={"is_enabled": Flag()}),
            }
        ),
    },
)
