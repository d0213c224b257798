"""The interactive parts of blocks: finding them, and the ids that Slack fills in where the app left them out."""

from collections.abc import Callable, Iterable, Iterator

from bot.sandbox.delivery.wire import Payload

PLACES, LISTS = ("accessory", "element"), ("elements", "actions")
QUIET = {"image", "mrkdwn", "plain_text"}  # elements that nobody can press
HOLDERS = {"section", "actions", "input", "context_actions", "card"}


def elements_of(block: Payload) -> Iterator[Payload]:
    """What can be pressed or filled in within one block."""
    if block.get("type") in HOLDERS:
        yield from (each for each in _parts(block) if each.get("type") not in QUIET)


def find(blocks: Iterable[Payload], block_id: str, action_id: str) -> tuple[Payload, Payload] | None:
    """The block and its element."""
    for block in blocks:
        if block.get("block_id") == block_id:
            for element in elements_of(block):
                if element.get("action_id") == action_id:
                    return block, element
    return None


def with_ids(blocks: Iterable[Payload], new_id: Callable[[], str]) -> list[Payload]:
    """The blocks with every block_id and action_id in place; what was handed in stays as it is."""
    return [_with_ids(block, new_id) for block in blocks]


def _with_ids(block: Payload, new_id: Callable[[], str]) -> Payload:
    filled = {**block, "block_id": block.get("block_id") or new_id()}
    if block.get("type") not in HOLDERS:
        return filled
    for name in {*PLACES, *LISTS} & block.keys():
        given = block[name]
        filled[name] = _named(given, new_id) if name in PLACES else [_named(each, new_id) for each in given]
    return filled


def _named(element: Payload, new_id: Callable[[], str]) -> Payload:
    if element.get("type") in QUIET or element.get("action_id"):
        return element
    return {**element, "action_id": new_id()}


def _parts(block: Payload) -> Iterator[Payload]:
    yield from (block[name] for name in PLACES if isinstance(block.get(name), dict))
    for name in LISTS:
        yield from block.get(name) or ()
