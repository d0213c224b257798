"""What Slack's schemas say of payloads and calls, and what the pretend Slack says: where the two differ."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.spec import check
from bot.sandbox.spec.methods import METHODS
from tests.sandbox.calls import ARGUMENTS, CALLS, Call, answered
from tests.sandbox.mutations import broken
from tests.support.conformance import FOLDER, conform, corpus, problems


@dataclass
class Tally:
    """`refused`: by the schemas. `missed`: of these, what was taken here. `stricter`: refused here alone."""

    tried: int = 0
    refused: int = 0
    missed: list[str] = field(default_factory=list)
    stricter: list[str] = field(default_factory=list)

    def count(self, name: str, theirs: Sequence[Any], ours: Sequence[Any]) -> None:
        self.tried += 1
        self.refused += bool(theirs)
        if theirs and not ours:
            self.missed.append(f"{name}: {theirs[0]}")
        if ours and not theirs:
            self.stricter.append(f"{name}: {ours[0]}")

    @property
    def share(self) -> float:
        """Of what the schemas refuse, how much is refused here."""
        return round(1 - len(self.missed) / self.refused, 4) if self.refused else 1.0


def recorded() -> list[tuple[str, str, Any]]:
    """Kind, id and payload of everything recorded that has blocks."""
    found = [(kind, line["id"], line["payload"]) for kind in ("message_blocks", "view") for line in corpus(kind)]
    return found + [("block", line["id"], [line["payload"]]) for line in corpus("block")]


def schemas(kind: str, payload: Any) -> list[Any]:
    found = conform().check_view(payload) if kind == "view" else conform().check_blocks(payload, "message")
    return problems(found)


def tables(kind: str, payload: Any) -> list[Any]:
    return check.view(payload) if kind == "view" else check.blocks(payload)


def whole_payloads() -> Tally:
    """Everything recorded, as it is."""
    tally = Tally()
    for kind, name, payload in recorded():
        tally.count(f"{kind} {name}", schemas(kind, payload), tables(kind, payload))
    return tally


def broken_payloads(sample: int) -> Tally:
    """Valid payloads, each broken in one place; so many of them, always the same."""
    valid = [(kind, payload) for kind, _, payload in recorded() if not schemas(kind, payload)]
    tally = Tally()
    for kind, name, each in _some([(kind, *one) for kind, payload in valid for one in broken(payload)], sample):
        tally.count(f"{kind} {name}", schemas(kind, each), tables(kind, each))
    return tally


def whole_calls() -> Tally:
    """Our own valid calls, of which all must be granted, and recorded ones, which the workspace may know nothing of."""
    tally = Tally()
    for method, args in CALLS:
        tally.count(method, _against(method, args), refusal(method, args))
    for method, args in recorded_calls():
        theirs, ours = _against(method, args), refusal(method, args)
        tally.count(f"recorded {method}", theirs, ours if theirs else [code for code in ours if code in ARGUMENTS])
    return tally


def broken_calls(sample: int) -> Tally:
    """Valid calls, each with one argument wrong, missing, unknown, too long."""
    tally = Tally()
    variants = [(method, *one) for method, args in CALLS for one in broken_call(args)]
    for method, name, each in _some(variants, sample):
        tally.count(f"{method} {name}", _against(method, each), refusal(method, each))
    return tally


def broken_call(args: dict[str, Any]) -> list[tuple[str, Any]]:
    return [*broken(args), ("unknown argument", {**args, "surprise": "!"})]


def recorded_calls() -> list[Call]:
    with open(f"{FOLDER}/corpus/api_calls.jsonl") as lines:
        calls = [json.loads(line) for line in lines]
    return [(method, args) for method, args, _ in calls if method in METHODS]


def _against(method: str, args: dict[str, Any]) -> list[Any]:
    return problems(conform().check_call(method, args))


def refusal(method: str, args: dict[str, Any]) -> list[str]:
    """The code with which a call is refused; empty when it is granted."""
    answer = answered(method, args)
    return [] if answer.body.get("ok") else [str(answer.body.get("error"))]


def _some(variants: list[Any], sample: int) -> list[Any]:
    random.Random(0).shuffle(variants)
    return variants[:sample]
