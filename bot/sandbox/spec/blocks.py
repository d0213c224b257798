"""Every block: its fields, their limits, and on which surfaces it may stand; and the views that hold them.

Source: https://docs.slack.dev/reference/block-kit/blocks, each block's own page; read in August 2026.
"""

from bot.sandbox.spec.elements import (
    BESIDE_SECTION,
    BUTTON,
    ID,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    RICH_TEXT,
    SLACK_FILE,
    URL,
    marked,
    plain,
    words,
)
from bot.sandbox.spec.kinds import Anything, ByType, Each, Either, Flag, Kind, Null, Number, OneOf, Shape, Text

NAMED: dict[str, Kind] = {"block_id": ID}
RICH = ByType({"rich_text": RICH_TEXT})
CELL = ByType(
    {
        "raw_text": Shape({"text": Text(least=1)}),
        "raw_number": Shape({"value": Number(), "text": Text(least=1)}),
        "rich_text": RICH_TEXT,
    }
)
COLUMN = Shape(optional={"align": OneOf(("left", "center", "right")), "is_wrapped": Flag()})
TABLE = Shape(
    {"rows": Each(Each(CELL, most=20), most=100)}, {**NAMED, "column_settings": Each(Either((COLUMN, Null())), most=20)}
)

VIDEO = Shape(
    {"alt_text": Text(), "title": plain(199), "video_url": Text(), "thumbnail_url": Text()},
    {
        **NAMED,
        "author_name": Text(49),
        "description": plain(),
        "provider_icon_url": Text(),
        "provider_name": Text(),
        "title_url": Text(),
    },
)
SOURCE = ByType({"url": Shape({"url": Text(), "text": Text()})})
TASK_CARD = Shape(
    {"task_id": Text(), "title": Text(), "status": OneOf(("pending", "in_progress", "complete", "error"))},
    {**NAMED, "details": RICH, "output": RICH, "sources": Each(SOURCE)},
)
PLAN = Shape({"title": Text()}, {**NAMED, "tasks": Each(Anything())})
CALL = Shape({"call_id": Text()}, {**NAMED, "api_decoration_available": Flag(), "call": Anything()})

MESSAGE, MODAL, HOME = "message", "modal", "home"
MOST_BLOCKS = {MESSAGE: 50, MODAL: 100, HOME: 100}
PICTURE = ByType({"image": IMAGE})
TITLED: dict[str, Kind] = {**NAMED, "title": plain(2_000)}
CARD = Shape(
    optional={
        **NAMED,
        "title": marked(150),
        "subtitle": marked(150),
        "body": marked(200),
        "hero_image": PICTURE,
        "icon": PICTURE,
        "actions": Each(ByType({"button": BUTTON}), least=1),
    },
    any_of=("hero_image", "title", "actions", "body"),
)

BLOCKS: dict[str, Kind] = {
    "actions": Shape({"elements": Each(IN_ACTIONS, most=25, least=1)}, NAMED),
    "context": Shape({"elements": Each(ByType({**words().shapes, "image": IMAGE}), most=10, least=1)}, NAMED),
    "divider": Shape(optional=NAMED),
    "file": Shape({"external_id": Text(), "source": Text()}, NAMED),
    "header": Shape({"text": plain(150)}, {**NAMED, "level": Number(1, 4, is_whole=True)}),
    "image": Either(
        (
            Shape({"alt_text": Text(2_000), "image_url": URL}, TITLED),
            Shape({"alt_text": Text(2_000), "slack_file": SLACK_FILE}, TITLED),
        )
    ),
    "input": Shape(
        {"label": plain(2_000), "element": IN_INPUT},
        {**NAMED, "hint": plain(2_000), "optional": Flag(), "dispatch_action": Flag()},
    ),
    "rich_text": RICH_TEXT,
    "section": Shape(
        optional={
            **NAMED,
            "text": words(3_000),
            "fields": Each(words(2_000), most=10),
            "accessory": BESIDE_SECTION,
            "expand": Flag(),
        },
        any_of=("text", "fields"),
    ),
    "table": TABLE,
    "video": VIDEO,
    "alert": Shape({"text": words()}, {**NAMED, "level": OneOf(("default", "info", "warning", "error", "success"))}),
    "call": CALL,
    "card": CARD,
    "carousel": Shape({"elements": Each(ByType({"card": CARD}), most=10, least=1)}, NAMED),
    "context_actions": Shape({"elements": Each(IN_CONTEXT_ACTIONS, most=5, least=1)}, NAMED),
    "markdown": Shape({"text": Text(12_000)}, NAMED),
    "plan": PLAN,
    "task_card": TASK_CARD,
}
BLOCK = ByType(BLOCKS)

SURFACES = {
    **dict.fromkeys(BLOCKS, frozenset({MESSAGE, MODAL, HOME})),
    **dict.fromkeys(("context_actions", "file", "markdown", "plan", "task_card"), frozenset({MESSAGE})),
    **dict.fromkeys(("carousel", "table"), frozenset({MESSAGE, HOME})),
    "alert": frozenset({MODAL}),
}

BODY: dict[str, Kind] = {
    "callback_id": Text(255),
    "external_id": Text(255),
    "private_metadata": Text(3_000),
}  # source: https://docs.slack.dev/reference/views
VIEW = ByType(
    {
        "modal": Shape(
            {"title": plain(24), "blocks": Each(BLOCK, most=MOST_BLOCKS[MODAL])},
            {**BODY, "submit": plain(24), "close": plain(24), "clear_on_close": Flag(), "notify_on_close": Flag()},
        ),
        "home": Shape({"blocks": Each(BLOCK, most=MOST_BLOCKS[HOME])}, BODY),
    }
)
