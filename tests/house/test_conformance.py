"""Everything we say is what Slack's own schemas allow, and everything Slack has ever said is taken calmly."""

import json
import re
import time
from collections import Counter
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.chat.messages import Button, Buttons, Choice, Form, Message, Paragraph, PeopleField, TextField
from bot.chat.words import bold, said
from bot.slack import blocks
from tests.conftest import MANIFEST
from tests.support import acquainted
from tests.support.conformance import conform, corpus, needs_conformance, problems
from tests.support.walk import walk, walk_rights, walk_whys, week

pytestmark = needs_conformance

UNDOCUMENTED_THERE = {"channel_archive", "channel_unarchive", "group_archive", "group_unarchive"}
"""Events that Slack sends with channels:read and groups:read, and that this copy of its documentation lacks."""

HOSTILE = {
    "nothing": "",
    "long": "x" * 3_000,
    "ampersands": "&" * 3_000,
    "brackets": "<!channel> " * 270,
    "emoji": "🦀👩‍👩‍👧‍👦" * 300,
    "right to left": "שלום \u202e مرحبا " * 200,
    "lines": "\n" * 2_000 + "end",
    "marks": "*_~`>|" * 500,
    "zero": "a\x00b",
}


@pytest.fixture
def strangers(monkeypatch):
    """The bot has met nobody yet: how it asks who is there is checked as well."""
    monkeypatch.setattr(acquainted, "_remembered", {})


@pytest.mark.usefixtures("strangers")
@pytest.mark.parametrize("of", ["a walk", "a week", "whys"])
def test_every_call_of_a_whole_walk_conforms(workspace, steward, clock, of):
    if of == "a walk":
        walk(workspace)
    elif of == "a week":
        week(workspace, steward, clock)
    else:
        walk_whys(workspace, steward)
        walk_rights(workspace, steward)

    refused = [
        (method, problems(conform().check_call(method, arguments)))
        for method, arguments in workspace.calls
        if problems(conform().check_call(method, arguments))
    ]
    print(f"\n{len(workspace.calls)} calls of {len({method for method, _ in workspace.calls})} methods checked")
    assert refused == []
    assert len(workspace.calls) > 30


@pytest.mark.usefixtures("strangers")
def test_methods_scopes_and_events_agree_with_the_manifest(workspace, steward):
    walk(workspace)
    methods = {method for method, _ in workspace.calls if method != "apps.connections.open"}

    assert [each for each in conform().check_scopes(methods, MANIFEST) if each[0] not in UNDOCUMENTED_THERE] == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_every_message_and_view_conforms_whatever_people_wrote(text):
    words = Paragraph(f"*Why:* {bold(said(text))}")
    options = tuple((f"{text} {number}", str(number)) for number in range(200))
    message = Message(
        text,
        (words, words, words, Choice("Which?", "choose", options), Buttons((Button(text[:200] or "x", "press", "1"),))),
    )
    form = Form(
        "form",
        f"Replace D-{10**9} {text}",
        (words, TextField("What?", "text", text), PeopleField("Who?", "people", ("U1", "U2")), *(words,) * 3),
        "Send it to everybody",
    )

    content = blocks.content(message)
    assert problems(conform().check_blocks(content["blocks"], "message")) == []
    assert len(json.dumps(content["blocks"], ensure_ascii=False)) < 13_000
    assert 0 < len(content["text"]) <= 4_000
    assert problems(conform().check_view(blocks.modal(form))) == []


@pytest.mark.parametrize("kind", ["event", "interaction", "slash_command"])
@pytest.mark.parametrize("known", [False, True], ids=["from strangers", "from people we know"])
def test_whatever_slack_has_ever_sent_is_taken_calmly(kind, known, workspace, steward):
    slowest, statuses, answered = 0.0, Counter[int](), 0
    for line in corpus(kind):
        if "_" in line["payload"].get("authorizations", ()):
            continue  # blanked so far that Bolt itself cannot read who it is for
        if known:
            introduce(line["payload"], workspace)
        said = [len(workspace.messages)]
        for _ in range(2):
            started = time.perf_counter()
            response = steward.bolt.dispatch(BoltRequest(body=line["payload"], mode="socket_mode"))
            slowest = max(slowest, time.perf_counter() - started)
            statuses[response.status] += 1
            said.append(len(workspace.messages))
            assert response.status < 500, line["id"]
        before, once, twice = said
        assert twice == once, f"said again: {line['id']}"
        assert once == before or is_said_to_us(line["payload"]), line["id"]
        answered += once > before

    print(f"\n{kind}: {dict(statuses)}, {answered} answered, slowest {slowest * 1000:.0f} ms")
    assert slowest < 3


def is_said_to_us(payload: dict[str, Any]) -> bool:
    """Whether somebody spoke to the bot: then it may answer."""
    event = payload.get("event", {})
    return event.get("type") == "app_mention" or event.get("channel_type") == "im" or "command" in payload


def introduce(payload: dict[str, Any], workspace: Any) -> None:
    """Make everybody who is named in a payload somebody of the workspace."""
    for person in set(re.findall(r'"([UW][0-9A-Z]{3,})"', json.dumps(payload))) - set(workspace.users):
        workspace.add_user(person, person.lower())
