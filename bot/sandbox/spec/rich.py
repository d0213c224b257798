"""Rich text: sections, lists, quotes and code, and what stands in them.

Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from bot.sandbox.spec.kinds import Each, Flag, Kind, Number, OneOf, Text
from bot.sandbox.spec.shapes import ByType, Shape
from bot.sandbox.spec.texts import ID

STYLES = ("bold", "code", "italic", "strike", "underline", "highlight", "client_highlight", "unlink")
STYLE: dict[str, Kind] = {"style": Shape(optional={name: Flag() for name in STYLES})}
BORDER: dict[str, Kind] = {"border": OneOf((0, 1))}

LINK = Shape({"url": Text()}, {**STYLE, "text": Text(), "unsafe": Flag()})
WORDS = Shape({"text": Text()}, STYLE)
INLINE = ByType(
    {
        "text": WORDS,
        "link": LINK,
        "broadcast": Shape({"range": OneOf(("here", "channel", "everyone"))}, STYLE),
        "channel": Shape({"channel_id": Text()}, STYLE),
        "color": Shape({"value": Text()}, STYLE),
        "date": Shape({"timestamp": Number(), "format": Text()}, {**STYLE, "fallback": Text(), "url": Text()}),
        "emoji": Shape(
            {"name": Text()}, {**STYLE, "unicode": Text(), "url": Text(), "skin_tone": Number(1, 6, is_whole=True)}
        ),
        "team": Shape({"team_id": Text()}, STYLE),
        "user": Shape({"user_id": Text()}, STYLE),
        "usergroup": Shape({"usergroup_id": Text()}, STYLE),
    }
)
SECTION = Shape({"elements": Each(INLINE)})
LIST = Shape(
    {"elements": Each(ByType({"rich_text_section": SECTION})), "style": OneOf(("bullet", "ordered"))},
    {**BORDER, "indent": Number(0, 8), "offset": Number(0, is_whole=True)},
)
PARTS = ByType(
    {
        "rich_text_section": SECTION,
        "rich_text_list": LIST,
        "rich_text_quote": Shape({"elements": Each(INLINE)}, BORDER),
        "rich_text_preformatted": Shape(
            {"elements": Each(ByType({"text": WORDS, "link": LINK}))}, {**BORDER, "language": Text()}
        ),
    }
)
RICH_TEXT = Shape({"elements": Each(PARTS)}, {"block_id": ID})
