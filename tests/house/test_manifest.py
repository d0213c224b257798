"""The manifest asks for what is used, and for nothing else."""

import pytest

from bot.sandbox.spec.methods import METHODS
from tests.conftest import MANIFEST
from tests.fuzzing.doors import doors
from tests.support import acquainted
from tests.support.walk import walk

SCOPES = set(MANIFEST["oauth_config"]["scopes"]["bot"])
EVENTS = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])

WHAT_FOR = {
    "app_mentions:read": {"app_mention"},
    "channels:history": {"conversations.history", "conversations.replies"},
    "channels:read": {"conversations.info", "conversations.members", "users.conversations"},
    "chat:write": {"chat.postMessage", "chat.postEphemeral", "chat.update", "chat.delete"},
    "commands": {"/decision", "/ask-why", "/commit", "log_as_decision", "remember_as_promise"},
    "files:write": {"files.getUploadURLExternal", "files.completeUploadExternal"},
    "groups:history": {"conversations.history", "conversations.replies"},
    "groups:read": {"conversations.info", "conversations.members", "users.conversations"},
    "im:history": {"message.im"},
    "im:write": {"conversations.open"},  # to look whether a private message arrived
    "reactions:read": {"reaction_added", "reaction_removed"},
    "team:read": {"team.info"},
    "usergroups:read": {"usergroups.list", "subteam_members_changed"},
    "users:read": {"users.info", "users.list"},
    "users:read.email": {"users.info", "users.list"},  # the e-mail in their answer tells the partner
}


@pytest.fixture
def strangers(monkeypatch):
    """The bot has met nobody yet: how it asks who is there counts too."""
    monkeypatch.setattr(acquainted, "_remembered", {})


@pytest.mark.usefixtures("strangers")
def test_every_method_that_is_called_has_its_scope(workspace, steward):
    walk(workspace)
    called = {method for method, _ in workspace.calls}

    assert {method for method in called if METHODS[method].scopes and not SCOPES & set(METHODS[method].scopes)} == set()
    assert len(called) > 10


@pytest.mark.usefixtures("strangers")
def test_every_scope_is_there_for_something_that_is_used(workspace, steward):
    walk(workspace)
    ada = workspace.person("ada")
    said = ada.says("So we wait for the spring tide", channel="general")
    ada.reacts("scroll", said)
    ada.unreacts("scroll", said)
    steward.chat.show("C0GENERAL", b"PNG", name="round-1-1.png", title="Results", alt="Four of five", thread=said.ts)
    steward.chat.find_private(ada.id, "letter:1", since=steward.clock())
    used = {method for method, _ in workspace.calls} | EVENTS | set(handled())

    assert set(WHAT_FOR) == SCOPES
    assert {scope: needed for scope, needed in WHAT_FOR.items() if not needed & used} == {}


def test_every_event_and_door_of_the_manifest_is_heard():
    heard = set(handled())
    features = MANIFEST["features"]

    assert {event.split(".")[0] for event in EVENTS} <= heard
    assert {command["command"] for command in features["slash_commands"]} <= heard
    assert {shortcut["callback_id"] for shortcut in features["shortcuts"]} <= heard


def test_nothing_is_listened_for_that_slack_does_not_send():
    events = {event.split(".")[0] for event in EVENTS}
    doors = {command["command"] for command in MANIFEST["features"]["slash_commands"]}

    assert {name for name in handled("event") if name not in events} == set()
    assert set(handled("command")) == doors


def handled(kind: str = "") -> list[str]:
    """What is listened for, by Slack's names."""
    return [door.name for door in doors() if kind in ("", door.kind)]
