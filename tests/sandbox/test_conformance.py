"""The tables against Slack's own schemas: what those accept passes here, what they refuse is refused here."""

import random
from collections.abc import Callable
from typing import Any

from bot.sandbox.spec import check
from tests.conformance import conform, corpus, needs_conformance, problems
from tests.sandbox.mutations import broken

pytestmark = needs_conformance

SAMPLE = 300  # broken payloads out of some 35,000; their check takes 6 ms each
SHARE = 0.98  # of what the schemas refuse

Judge = Callable[[str, Any], list[Any]]


def schemas(kind: str, payload: Any) -> list[Any]:
    found = conform().check_view(payload) if kind == "view" else conform().check_blocks(payload, "message")
    return problems(found)


def tables(kind: str, payload: Any) -> list[Any]:
    return check.view(payload) if kind == "view" else check.blocks(payload)


def payloads() -> list[tuple[str, str, Any]]:
    """Kind, id and payload of everything recorded that has blocks."""
    found = [(kind, line["id"], line["payload"]) for kind in ("message_blocks", "view") for line in corpus(kind)]
    return found + [("block", line["id"], [line["payload"]]) for line in corpus("block")]


def test_everything_valid_is_taken_and_everything_invalid_refused():
    told = [(name, schemas(kind, payload), tables(kind, payload)) for kind, name, payload in payloads()]
    differences = [each for each in told if bool(each[1]) != bool(each[2])]

    print(f"\n{len(told)} recorded payloads, {sum(not theirs for _, theirs, _ in told)} of them valid")
    assert differences == []


def test_nearly_everything_broken_is_refused():
    valid = [(kind, payload) for kind, _, payload in payloads() if not schemas(kind, payload)]
    variants = [(kind, name, each) for kind, payload in valid for name, each in broken(payload)]
    random.Random(0).shuffle(variants)
    told = [(kind, name, schemas(kind, each), tables(kind, each)) for kind, name, each in variants[:SAMPLE]]

    refused = [each for each in told if each[2]]
    missed = [each for each in refused if not each[3]]
    stricter = [each for each in told if each[3] and not each[2]]
    caught = len(refused) - len(missed)
    print(f"\n{len(variants)} broken payloads, {len(told)} tried, {len(refused)} refused by the schemas, {caught} here")
    for kind, name, theirs, ours in (*missed, *stricter):
        print(f"{kind} {name}: schemas {theirs[:1]}, tables {ours[:1]}")
    assert len(refused) > SAMPLE / 2
    assert len(missed) <= len(refused) * (1 - SHARE)
