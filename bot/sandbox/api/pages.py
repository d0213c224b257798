"""Long lists, a page at a time, as Slack's cursors do.

Source: https://docs.slack.dev/apis/web-api/pagination
"""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from bot.sandbox.api.call import Call
from bot.sandbox.errors import SlackError

MOST = 1_000
Item = TypeVar("Item")


def page(call: Call, items: Sequence[Item], *, default: int = 100) -> tuple[list[Item], str]:
    """The page that is asked for, and the cursor of the next one, empty at the end."""
    start = _start(call.text("cursor"))
    size = call.number("limit", default) or default
    if not 0 < size <= MOST:
        raise SlackError("invalid_limit")
    end = start + size
    following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return list(items[start:end]), following


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        name, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        return int(number) if name == "next" else int("no cursor of ours")
    except (binascii.Error, ValueError):
        raise SlackError("invalid_cursor") from None
