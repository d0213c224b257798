"""The tables against Slack's own schemas: what those accept passes here, what they refuse is refused here."""

import pytest

from bot.sandbox.spec.methods import METHODS
from tests.conformance import needs_conformance
from tests.sandbox import judges
from tests.sandbox.calls import CALLS, answered

SAMPLE = 300  # broken ones out of some 35,000; their check takes 6 to 14 ms each
SHARE = 0.98  # of what the schemas refuse


@pytest.mark.parametrize(("method", "args"), CALLS, ids=[f"{number} {each[0]}" for number, each in enumerate(CALLS)])
def test_a_valid_call_is_granted(method, args):
    assert answered(method, args).body.get("error") is None


def test_there_is_a_valid_call_of_every_method():
    assert {method for method, _ in CALLS} == {name for name, rules in METHODS.items() if rules.caller != "user"}


@needs_conformance
def test_everything_valid_is_taken_and_everything_invalid_refused():
    told = judges.whole_payloads()

    print(f"\n{told.tried} recorded payloads, {told.tried - told.refused} of them valid")
    assert (told.missed, told.stricter) == ([], [])
    assert told.tried > 200


@needs_conformance
def test_every_valid_call_is_taken():
    told = judges.whole_calls()

    print(f"\n{told.tried} calls, {told.tried - told.refused} of them valid")
    assert told.stricter == []
    assert told.tried > 100


@needs_conformance
@pytest.mark.parametrize("judge", [judges.broken_payloads, judges.broken_calls])
def test_nearly_everything_broken_is_refused(judge):
    told = judge(SAMPLE)

    caught = told.refused - len(told.missed)
    print(f"\n{told.tried} broken ones tried, {told.refused} refused by the schemas, {caught} here")
    for difference in (*told.missed, *told.stricter):
        print(difference)
    assert told.refused > SAMPLE / 2
    assert told.share >= SHARE
