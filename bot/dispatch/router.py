"""Who listens to what: each feature's table, and one menu of them all.

A handler says by the types of its parameters what it is given. It gives back the form that is to be opened, or nothing.

    Request       who acts, when, their partnership's memory, and the chat
    Click, Said … what was done
    a Payload     what the button or the form carries, read back and checked
    a Filled      the answers in the form, read and checked; Answers, where the form's fields vary
    int, str      the number or the word that a button carries, or the words that were said
"""

import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.chat.messages import Form
from bot.dispatch.interactions import Click, Interaction, Overheard, Said
from bot.dispatch.payloads import Answers, Filled, Payload, PlacedPayload, number_on, read_back
from bot.dispatch.requests import Request

Handler = Callable[..., Form | None]
Meant = Callable[..., bool]
"""Whether it is for this handler what somebody has said; asked by its parameters as handlers are."""


@dataclass(frozen=True)
class Routes:
    """What a feature listens to, by the names that its buttons and forms carry.

    A name that ends in `*` stands for all that begin so. A command with a word after it has its own line.
    """

    said: tuple[tuple[Meant, Handler], ...] = ()
    otherwise: tuple[tuple[Meant, Handler], ...] = ()  # tried when nobody has understood
    commands: Mapping[str, Handler] = field(default_factory=dict)
    clicks: Mapping[str, Handler] = field(default_factory=dict)
    forms: Mapping[str, Handler] = field(default_factory=dict)
    messages: Mapping[str, Handler] = field(default_factory=dict)
    events: Mapping[str, Handler] = field(default_factory=dict)


KINDS = ("commands", "clicks", "forms", "messages")


class Router:
    """All tables as one, in the order in which what was said is understood."""

    def __init__(self, tables: Iterable[Routes]) -> None:
        tables = tuple(tables)
        pairs = [
            *(pair for each in tables for pair in each.said),
            *(pair for each in tables for pair in each.otherwise),
        ]
        self.said = [(bound(meant), bound(handler)) for meant, handler in pairs]
        self.named: dict[str, dict[str, Call]] = {kind: {} for kind in KINDS}
        self.events: dict[str, list[Call]] = {}
        for each in tables:
            for kind in KINDS:
                self._add(self.named[kind], getattr(each, kind))
            for name, handler in each.events.items():
                self.events.setdefault(name, []).append(bound(handler))

    def find(self, kind: str, name: str) -> "Call | None":
        """Who listens to this button, form, command or message action."""
        table = self.named[kind]
        return table.get(name) or next(
            (call for start, call in table.items() if start.endswith("*") and name.startswith(start[:-1])), None
        )

    def answer(self, request: Request, said: Said) -> None:
        """Let the first who understands it answer."""
        for is_meant, answer in self.said:
            if is_meant(request, said):
                answer(request, said)
                return

    def tell(self, name: str, request: Request, event: Interaction) -> None:
        """Let everybody hear who listens to such an event."""
        for call in self.events.get(name, ()):
            call(request, event)

    def _add(self, table: "dict[str, Call]", handlers: Mapping[str, Handler]) -> None:
        for name, handler in handlers.items():
            if name in table:
                raise ValueError(f"two listen to {name}")
            table[name] = bound(handler)


Call = Callable[[Request, Interaction], Any]


def bound(handler: Callable[..., Any]) -> Call:
    """The same, called with what its parameters ask for. Raises TypeError where one asks for what there is not."""
    hints = typing.get_type_hints(handler)
    hints.pop("return", None)
    readers = {name: _reader(kind) for name, kind in hints.items()}

    def call(request: Request, done: Interaction) -> Any:
        return handler(**{name: read(request, done) for name, read in readers.items()})

    return call


def _reader(kind: Any) -> Call:
    for known, read in READERS.items():
        if isinstance(kind, type) and issubclass(kind, known):
            return lambda request, done: read(request, done, kind)
    raise TypeError(f"no handler can be given {kind}")


def _words(_request: Request, done: Interaction, _kind: type) -> str:
    return done.text if isinstance(done, (Said, Overheard)) else done.payload


def _payload(_request: Request, done: Interaction, kind: type[Payload]) -> Payload:
    payload = read_back(kind, done.payload)
    return done.placed(payload) if isinstance(done, Click) and isinstance(payload, PlacedPayload) else payload


READERS: dict[type, Callable[[Request, Any, Any], Any]] = {
    Request: lambda request, _done, _kind: request,
    Interaction: lambda _request, done, _kind: done,
    Payload: _payload,
    Filled: lambda _request, done, kind: done.answers.fitting(kind),
    Answers: lambda _request, done, _kind: done.answers,
    int: lambda _request, done, _kind: number_on(done.payload),
    str: _words,
}
