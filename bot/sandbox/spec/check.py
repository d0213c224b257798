"""Whether blocks and views are what Slack accepts; each problem in Slack's own words, with where it is."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.spec.blocks import BLOCK, MESSAGE, MODAL, MOST_BLOCKS, SURFACES, VIEW
from bot.sandbox.spec.kinds import At, Each, Found

Part = dict[str, Any]
MOST_MARKDOWN = 12_000  # characters, all markdown blocks together


def find(blocks: list[Part], surface: str, at: At) -> Found:
    """Problems of blocks that are each well formed."""
    found: Found = []
    for number, block in enumerate(blocks):
        here = (*at, number)
        if surface not in SURFACES[block["type"]]:
            found.append(((*here, "type"), f"unsupported type: {block['type']} on a {surface}"))
        parts = list(_parts(block))
        found += [(here, words) for rule in EACH_BLOCK for words in rule(parts, surface)]
    return found + [(at, words) for rule in ALL_BLOCKS for words in rule(blocks)]


def _action_ids_once(parts: list[Part], surface: str) -> Iterator[str]:
    seen = Counter(part["action_id"] for part in parts if "action_id" in part)
    yield from (f'`action_id` "{id}" already exists for another element' for id, times in seen.items() if times > 1)


def _choices_are_offered(parts: list[Part], surface: str) -> Iterator[str]:
    for part in parts:
        offered = [
            *part.get("options", ()),
            *(one for group in part.get("option_groups", ()) for one in group["options"]),
        ]
        if "options" in part and "option_groups" in part:
            yield "only one of options and option_groups is allowed"
        chosen = [*([part["initial_option"]] if "initial_option" in part else ()), *part.get("initial_options", ())]
        if offered and any(each not in offered for each in chosen):
            yield "initial option must exactly match one of the options"


def _numbers_in_order(parts: list[Part], surface: str) -> Iterator[str]:
    for part in parts:
        least, most = part.get("min_value"), part.get("max_value")
        if least is not None and most is not None and _number(least) > _number(most):
            yield "min_value must not be above max_value"


def _only_in_modals(parts: list[Part], surface: str) -> Iterator[str]:
    if surface != MODAL:
        yield from ("response_url_enabled works only in modals" for part in parts if part.get("response_url_enabled"))
        yield from ("file_input works only in modals" for part in parts if part.get("type") == "file_input")


def _block_ids_once(blocks: list[Part]) -> Iterator[str]:
    seen = Counter(block["block_id"] for block in blocks if block.get("block_id"))
    yield from (f'`block_id` "{id}" already exists for another block' for id, times in seen.items() if times > 1)


def _one_focus(blocks: list[Part]) -> Iterator[str]:
    if sum(bool(part.get("focus_on_load")) for block in blocks for part in _parts(block)) > 1:
        yield "only one element may have focus_on_load"


def _few_of_a_kind(blocks: list[Part]) -> Iterator[str]:
    count = Counter(block["type"] for block in blocks)
    if count["table"] > 1:
        yield "only one table is allowed"
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MOST_MARKDOWN:
        yield f"markdown blocks must have less than {MOST_MARKDOWN + 1} characters together"


EACH_BLOCK: tuple[Callable[[list[Part], str], Iterator[str]], ...] = (
    _action_ids_once,
    _choices_are_offered,
    _numbers_in_order,
    _only_in_modals,
)
ALL_BLOCKS: tuple[Callable[[list[Part]], Iterator[str]], ...] = (_block_ids_once, _one_focus, _few_of_a_kind)


def _parts(part: Any) -> Iterator[Part]:
    """Everything in a block that has a type, the block included."""
    if isinstance(part, dict) and "type" in part:
        yield part
    for each in part.values() if isinstance(part, dict) else part:
        if isinstance(each, dict | list):
            yield from _parts(each)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


LARGEST_VIEW = 250_000  # characters of JSON
LONGEST_BLOCKS = 13_200  # characters of JSON in a message: https://github.com/slackapi/bolt-js/issues/2509
LISTS = {surface: Each(BLOCK, most) for surface, most in MOST_BLOCKS.items()}


def blocks(given: Any, surface: str = MESSAGE) -> list[str]:
    """What is wrong with the blocks of a message; nothing when Slack would take them."""
    found: Found = []
    LISTS[surface].find(given, ("blocks",), found)
    return told(found or find(given, surface, ("blocks",)))


def view(given: Any) -> list[str]:
    """What is wrong with a modal or a Home page."""
    found: Found = []
    at: At = ("view",)
    VIEW.find(given, at, found)
    if not found:
        found += find(given["blocks"], given["type"], (*at, "blocks"))
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
