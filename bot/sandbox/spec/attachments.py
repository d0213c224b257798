"""Attachments, the older way to add to a message.

Source: https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments
"""

from bot.sandbox.spec.blocks import BLOCK
from bot.sandbox.spec.kinds import Anything, Each, Flag, Kind, Number, OneOf, Text
from bot.sandbox.spec.shapes import Either, Shape

TEXTS = "app_id app_unfurl_url author_icon author_link author_name author_subname bot_id callback_id color fallback"
TEXTS += " footer_icon image_url pretext text thumb_url title title_link"
FIELD = Shape({"title": Text(), "value": Text()}, {"short": Flag()})
ACTION = Shape(
    {"type": OneOf(("button", "select")), "text": Text()},
    {
        "id": Text(),
        "name": Text(),
        "value": Text(),
        "style": OneOf(("default", "primary", "danger")),
        "url": Text(),
        "confirm": Anything(),
        "data_source": OneOf(("static", "channels", "conversations", "users", "external")),
        "min_query_length": Number(),
        "options": Each(Anything()),
        "option_groups": Each(Anything()),
        "selected_options": Each(Anything()),
    },
)
FIELDS: dict[str, Kind] = {
    **dict.fromkeys(TEXTS.split(), Text()),
    "actions": Each(ACTION),
    "blocks": Each(BLOCK),
    "fields": Each(FIELD),
    "footer": Text(most=300),
    "mrkdwn_in": Each(OneOf(("pretext", "text", "fields"))),
    "is_app_unfurl": Flag(),
    "preview": Anything(),
    "ts": Either((Text(), Number())),
}
ATTACHMENT = Shape(optional=FIELDS)
