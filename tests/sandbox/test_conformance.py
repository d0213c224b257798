"""The tables against Slack's own schemas: what those accept passes here, what they refuse is refused here."""

import pytest

from bot.sandbox.spec import events
from bot.sandbox.spec.methods import ANYWHERE, METHODS, SPECIAL
from tests.sandbox import judges
from tests.sandbox.calls import CALLS, answered
from tests.sandbox.judges import broken_call, refusal
from tests.support.conformance import conform, needs_conformance

SAMPLE = 300  # broken ones out of some 35,000; their check takes 6 to 14 ms each
SHARE = 0.98  # of what the schemas refuse
ARCHIVING = {"channel_archive", "channel_unarchive", "group_archive", "group_unarchive"}  # this copy lacks them
ANYWHERE_REFUSED = {"invalid_arguments", "missing_scope"}
UNDOCUMENTED = {
    ("chat.postEphemeral", "thread_not_found"),
    ("chat.postMessage", "thread_not_found"),
    ("conversations.history", "invalid_limit"),
    ("conversations.replies", "invalid_limit"),
    ("users.conversations", "user_not_found"),
    ("users.list", "invalid_limit"),
}  # the pages of these methods do not name them; those of their kin do


@pytest.mark.parametrize(("method", "args"), CALLS, ids=[f"{number} {each[0]}" for number, each in enumerate(CALLS)])
def test_a_valid_call_is_granted(method, args):
    assert answered(method, args).body.get("error") is None


def test_there_is_a_valid_call_of_every_method():
    assert {method for method, _ in CALLS} == METHODS.keys()


@needs_conformance
@pytest.mark.parametrize("name", METHODS)
def test_scopes_tier_and_arguments_are_those_of_the_documentation(name):
    rules, documented = METHODS[name], conform().DOCS[name]
    typed = set(conform().flat(name)[0])  # Slack's own types know some arguments more, and some less
    tier, scopes = documented["tier"][0], documented["scope"].get("bot", [])

    assert rules.tier == (int(tier) if tier.isdigit() else SPECIAL)
    assert set(rules.scopes) == (set(scopes) if rules.caller == "bot" else set())
    assert rules.arguments <= typed | set(documented["args"]) | set(ANYWHERE)
    assert typed & set(documented["args"]) <= rules.arguments
    assert rules.takes_json == bool(documented["json"])


@needs_conformance
def test_scopes_of_events_are_those_of_the_documentation():
    documented = {
        name: {
            scope.replace(".read", ":read") if scope.startswith("app_m") else scope for scope in told["scopes"] or ()
        }
        for name, told in conform().EVENTS.items()
    }

    ours = {name: set(scopes) for name, scopes in events.SCOPES.items() if name in documented}
    assert ours == {name: documented[name] for name in ours}
    assert events.SCOPES.keys() - ours.keys() == ARCHIVING


@needs_conformance
def test_every_refusal_is_one_that_is_documented_for_its_method():
    found = {
        (method, code) for method, args in CALLS for _, each in broken_call(args) for code in refusal(method, each)
    }
    known = {(method, code) for method, told in conform().DOCS.items() for code in told["errors"]}

    print(f"\n{len(found)} refusals of {len(METHODS)} methods")
    assert len(found) > 2 * len(METHODS)
    assert {each for each in found - known if each[1] not in ANYWHERE_REFUSED} == UNDOCUMENTED


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
    assert told.tried > 2 * len(METHODS)


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
