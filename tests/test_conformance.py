"""Everything we say is what Slack's own schemas allow, and everything Slack has ever said is taken calmly."""

import json
import time
from collections import Counter
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot import blocks
from bot.chat import Button, Buttons, Choice, Form, Message, PeopleField, TextField, Words, bold, said
from tests.conformance import conform, corpus, needs_conformance, problems
from tests.conftest import MANIFEST
from tests.test_capture import posts_at_top

pytestmark = needs_conformance

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


def walk(workspace: Any) -> None:
    """Every door, button and form there is, once."""
    ada, bo, dan = (workspace.person(name) for name in ("ada", "bo", "dan"))
    ada.types("/decision help")
    ada.types("/decision We meet on Tuesdays because the ferry does")
    ada.clicks("Add details", ada.whispers[-1])
    ada.submits(options="Zoom", people=["bo", "dan"], review_on="2026-09-01")
    dan.says("@Steward we decided to use the harbour site because the gauge is there", channel="general")
    dan.clicks("Edit first", dan.sees("general")[-1])
    dan.submits(channel="general")
    dan.dm("we decided to share one calendar")
    dan.clicks("Not a decision", dan.dms[-1])
    bo.dm("we decided to share one calendar")
    bo.clicks("Save", bo.dms[-1])
    bo.chooses("Which channel sees it?", "general", bo.dms[-2])
    said_by_bo = bo.says("So the river mouth is out", channel="general")
    ada.reacts("scroll", said_by_bo)
    bo.clicks("Add the reason", bo.dms[-1])
    bo.submits(reason="The eels spawn there")
    ada.shortcut("Log as decision", bo.says("Boats on Mondays because the crane is free", channel="general"))
    ada.submits()
    first, second = posts_at_top(ada)[:2]
    ada.clicks("Why?", first)
    ada.clicks("Supersede", first)
    ada.submits(text="We meet on Fridays", reason="The ferry changed its days")
    ada.clicks("Withdraw", second)
    ada.submits(reason="It floods")
    ada.types("/ask-why do we meet")
    ada.clicks("Not what I meant", ada.whispers[-1])
    ada.types("/ask-why do we meet")
    ada.clicks("Share here", ada.whispers[-1])
    ada.types("/ask-why")
    dan.dm("why the harbour site?")
    dan.dm("hello")
    for person in (ada, bo, dan, workspace.person("chi")):
        person.opens_home()
    ada.clicks("Ask why", ada.home)
    ada.submits(question="why do we meet")


def test_every_call_of_a_whole_walk_conforms(workspace, steward):
    walk(workspace)

    refused = [
        (method, problems(conform().check_call(method, arguments)))
        for method, arguments in workspace.calls
        if problems(conform().check_call(method, arguments))
    ]
    print(f"\n{len(workspace.calls)} calls of {len({method for method, _ in workspace.calls})} methods checked")
    assert refused == []
    assert len(workspace.calls) > 60


def test_methods_scopes_and_events_agree_with_the_manifest(workspace, steward):
    walk(workspace)
    methods = {method for method, _ in workspace.calls if method != "apps.connections.open"}

    assert conform().check_scopes(methods, MANIFEST) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_every_message_and_view_conforms_whatever_people_wrote(text):
    words = Words(f"*Why:* {bold(said(text))}")
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
def test_whatever_slack_has_ever_sent_is_taken_calmly(kind, workspace, steward, capsys):
    before, slowest, statuses = len(workspace.messages), 0.0, Counter[int]()
    for line in corpus(kind):
        for _ in range(2):
            started = time.perf_counter()
            response = steward.bolt.dispatch(BoltRequest(body=line["payload"], mode="socket_mode"))
            slowest = max(slowest, time.perf_counter() - started)
            statuses[response.status] += 1
            assert response.status < 500, line["id"]

    print(f"\n{kind}: {dict(statuses)}, slowest {slowest * 1000:.0f} ms")
    assert slowest < 3
    assert len(workspace.messages) == before
