"""What the parts of an app's manifest must be, as far as the pretend Slack goes by them.

Source: https://docs.slack.dev/reference/app-manifest
"""

from bot.sandbox.spec.kinds import Each, Flag, OneOf, Text
from bot.sandbox.spec.shapes import Part

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
