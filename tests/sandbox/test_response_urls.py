"""Response URLs: five words in thirty minutes, wherever the person was."""

import pytest

from bot.sandbox import Workspace
from tests.sandbox.harbour import CARD, Harbour, in_process


@pytest.fixture
def asked() -> tuple[Workspace, Harbour, str]:
    """Ada has typed a command in a channel where the bot is not."""
    place, harbour = in_process()
    place.person("ada").types("/tide", channel="tides")
    return place, harbour, harbour.heard[-1]["response_url"]


def test_it_speaks_to_the_person_or_to_all_even_where_the_bot_is_not(asked):
    place, _, url = asked
    assert place.answer(url, {"text": "psst"}) == (200, "ok")
    assert place.answer(url, {"text": "hear!", "response_type": "in_channel"}) == (200, "ok")

    assert [each.text for each in place.person("ada").sees("tides")] == ["Low ", "psst", "hear!"]
    assert [each.text for each in place.person("bo").sees("tides")] == ["hear!"]


def test_five_times_and_no_more(asked):
    place, _, url = asked
    answers = [place.answer(url, {"text": "x"}) for _ in range(5)]

    assert answers == [(200, "ok")] * 4 + [(404, "used_url")]  # the answer to the command itself was the first


def test_thirty_minutes_and_no_longer(asked):
    place, _, url = asked
    place.clock.forward(minutes=31)

    assert place.answer(url, {"text": "x"}) == (404, "expired_url")
    assert place.answer(f"{url}x", {"text": "x"}) == (404, "no_service")


def test_it_replaces_or_removes_what_was_pressed(asked):
    place, harbour, url = asked
    ada = place.person("ada")
    place.answer(url, {"text": "A berth", "blocks": CARD})
    ada.clicks("Take it", ada.whispers[-1])
    pressed = harbour.heard[-1]["response_url"]
    assert "message" not in harbour.heard[-1]

    assert place.answer(pressed, {"text": "Yours", "replace_original": True}) == (200, "ok")
    assert [each.reads for each in ada.whispers] == ["Low ", "Yours"]
    assert place.answer(pressed, {"delete_original": True}) == (200, "ok")
    assert [each.reads for each in ada.whispers] == ["Low "]


@pytest.mark.parametrize(("body", "error"), [({}, "no_text"), ({"blocks": [{"type": "hat"}]}, "invalid_blocks")])
def test_what_slack_would_not_show_is_refused(asked, body, error):
    place, _, url = asked

    assert place.answer(url, body) == (400, error)
