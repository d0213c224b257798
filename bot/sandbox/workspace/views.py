"""Windows (modals, up to three on top of one another) and Home pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.delivery.wire import Payload
from bot.sandbox.workspace import elements, words
from bot.sandbox.workspace.elements import elements_of

Chosen = dict[str, dict[str, Payload]]  # what was chosen, by block and action, as Slack's state.values


@dataclass
class View:
    """`body` is what the app said, with the ids that it left out filled in."""

    id: str
    user: str
    body: Payload
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    state: Chosen = field(default_factory=dict)
    suggested: dict[str, list[Payload]] = field(default_factory=dict)  # options that the bot offered, by action
    errors: dict[str, str] = field(default_factory=dict)  # what stands in red, by block; "" is the window itself
    names: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def type(self) -> str:
        return str(self.body["type"])

    @property
    def blocks(self) -> list[Payload]:
        blocks: list[Payload] = self.body["blocks"]
        return blocks

    @property
    def title(self) -> str:
        return _text(self.body.get("title"))

    @property
    def submit(self) -> str:
        return _text(self.body.get("submit"))

    @property
    def close(self) -> str:
        return _text(self.body.get("close")) or "Cancel"

    @property
    def callback_id(self) -> str:
        return str(self.body.get("callback_id") or "")

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons between its top and bottom line."""
        return words.labels(self.blocks)

    @property
    def reads(self) -> str:
        """Everything that people read in it."""
        return "\n".join(filter(None, (self.title, words.reads(self.blocks, self.names), self.submit)))

    @property
    def values(self) -> dict[str, Any]:
        """What stands in each field now, by block, in plain values: words, a day, an option's value, ids of people."""
        return {
            block["block_id"]: elements.plain(self.state.get(block["block_id"], {}).get(element["action_id"], {}))
            for block in self.blocks
            for element in elements_of(block)
            if elements.holds_value(element)
        }

    def starting_state(self) -> Chosen:
        """What the app filled in before anybody touched it."""
        return elements.starting(self.blocks)


class Views:
    """What is open for whom: a stack of windows, and a Home page."""

    def __init__(self) -> None:
        self.by_id: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}

    def top(self, user: str) -> View | None:
        stack = self.stacks.get(user)
        return stack[-1] if stack else None

    def open(self, view: View) -> None:
        for old in self.stacks.pop(view.user, []):
            self.by_id.pop(old.id, None)
        self.push(view)

    def push(self, view: View) -> None:
        self.by_id[view.id] = view
        self.stacks.setdefault(view.user, []).append(view)

    def publish(self, view: View) -> None:
        old = self.homes.get(view.user)
        if old is not None:
            self.by_id.pop(old.id, None)
        self.by_id[view.id] = self.homes[view.user] = view

    def close(self, view: View) -> None:
        stack = self.stacks.get(view.user, [])
        if view in stack:
            stack.remove(view)
        self.by_id.pop(view.id, None)

    def clear(self, user: str) -> list[View]:
        """Close all windows of a person; gives those that were open, the top one first."""
        closed = self.stacks.pop(user, [])[::-1]
        for view in closed:
            self.by_id.pop(view.id, None)
        return closed

    def with_external_id(self, external_id: str) -> View | None:
        return next((view for view in self if view.body.get("external_id") == external_id), None)

    def __iter__(self) -> Iterator[View]:
        return iter(self.by_id.values())


def _text(part: Any) -> str:
    return str(part["text"]) if isinstance(part, dict) else ""
