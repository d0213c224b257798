"""Whether blocks and views are what Slack accepts; each problem in Slack's own words, with where it is."""

import json
from typing import Any

from bot.sandbox.spec import rules
from bot.sandbox.spec.blocks import BLOCK, MESSAGE, MODAL, MOST_BLOCKS, VIEW
from bot.sandbox.spec.kinds import At, Each, Found

LARGEST_VIEW = 250_000  # characters of JSON
LONGEST_BLOCKS = 13_200  # characters of JSON in a message: https://github.com/slackapi/bolt-js/issues/2509
LISTS = {surface: Each(BLOCK, most) for surface, most in MOST_BLOCKS.items()}


def blocks(given: Any, surface: str = MESSAGE) -> list[str]:
    """What is wrong with the blocks of a message; nothing when Slack would take them."""
    found: Found = []
    LISTS[surface].find(given, ("blocks",), found)
    return told(found or rules.find(given, surface, ("blocks",)))


def view(given: Any) -> list[str]:
    """What is wrong with a modal or a Home page."""
    found: Found = []
    at: At = ("view",)
    VIEW.find(given, at, found)
    if not found:
        found += rules.find(given["blocks"], given["type"], (*at, "blocks"))
        found += _without_submit(given, at)
    return told(found)


def is_larger(given: Any, most: int) -> bool:
    """Whether it takes more than so many characters as JSON."""
    return len(json.dumps(given, ensure_ascii=False)) > most


def _without_submit(given: dict[str, Any], at: At) -> Found:
    asks = any(block["type"] == "input" for block in given["blocks"])
    if given["type"] == MODAL and asks and "submit" not in given:
        return [(at, "missing required field: submit")]
    return []


def told(found: Found) -> list[str]:
    """Problems in Slack's words, each with its place."""
    return [f"{words} [json-pointer:/{'/'.join(map(str, at))}]" for at, words in found]
