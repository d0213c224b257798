"""Channels are renamed, shared and renumbered, people come and change; the bot hears of what it may."""

import pytest

from bot.sandbox import Workspace
from bot.sandbox.people import acts, admin
from tests.sandbox.harbour import Harbour, in_process


@pytest.fixture
def told() -> tuple[Workspace, Harbour]:
    return in_process()


def test_a_channel_is_shared_and_no_longer(told):
    place, harbour = told
    admin.share(place, "steering", "T0NORTH")
    admin.unshare(place, "general", "T0NORTH")

    shared, unshared = harbour.events
    assert (shared["type"], shared["channel"], shared["connected_team_id"]) == (
        "channel_shared",
        "C0STEERING",
        "T0NORTH",
    )
    assert (unshared["previously_connected_team_id"], unshared["is_ext_shared"]) == ("T0NORTH", False)
    assert place.person("dan").sees("general") == []
    assert "U0DAN" not in place.channel("general").people


def test_a_channel_gets_a_new_id_and_keeps_what_was_said(told):
    place, harbour = told
    ada = place.person("ada")
    root = ada.says("look")
    ada.says("where?", thread=root)
    admin.renumber(place, "general", "C0SHARED")

    assert (harbour.events[-1]["old_channel_id"], harbour.events[-1]["new_channel_id"]) == ("C0GENERAL", "C0SHARED")
    assert [each.text for each in ada.sees("general", thread=root.ts)] == ["look", "where?"]
    assert [each.text for each in place.messages.replies("C0SHARED", root.ts)] == ["where?"]
    assert place.messages.find("C0GENERAL", root.ts) is None


def test_what_happens_to_a_private_channel_is_told_only_within(told):
    place, harbour = told
    for channel in ("secret", "steering", "tides"):
        acts.rename(place, channel, f"new-{channel}")

    assert [(each["type"], each["channel"]["name"]) for each in harbour.events] == [
        ("group_rename", "new-steering"),
        ("channel_rename", "new-tides"),
    ]
    assert place.channel("new-secret").id == "C0SECRET"


def test_people_come_and_change(told):
    place, harbour = told
    admin.welcome(place, "U0EVE", "eve", email="eve@havenmouth.example")
    admin.change(place, "eve", real_name="Eve Tern", tz="Europe/Lisbon")

    joined, changed = harbour.events
    assert (joined["type"], joined["user"]["profile"]["email"]) == ("team_join", "eve@havenmouth.example")
    assert (changed["user"]["real_name"], changed["user"]["tz"]) == ("Eve Tern", "Europe/Lisbon")
    assert place.person("Eve Tern").name == "eve"
