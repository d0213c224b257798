"""Blocks that few apps use: tables, charts, videos, task cards, calls.

Sources: https://docs.slack.dev/reference/block-kit/blocks/table-block, …/data-table-block,
…/data-visualization-block, …/video-block, …/task-card-block
"""

from bot.sandbox.spec.kinds import Anything, Each, Flag, Null, Number, OneOf, Text
from bot.sandbox.spec.rich import RICH_TEXT
from bot.sandbox.spec.shapes import ByType, Either, Shape
from bot.sandbox.spec.texts import ID, plain

NAMED = {"block_id": ID}
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
    {"rows": Each(Each(CELL, most=20), most=100)},
    {**NAMED, "column_settings": Each(Either((COLUMN, Null())), most=20)},
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
