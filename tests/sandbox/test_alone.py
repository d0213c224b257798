"""The pretend Slack without Steward: any app comes to it unchanged, over Socket Mode and over HTTP."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from bot.cli import parser
from bot.sandbox import Server, standalone
from bot.sandbox.spec.methods import METHODS
from bot.sandbox.workspace import roster
from bot.sandbox.workspace.state import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET

APPS = Path(__file__).parent / "apps"
PATIENCE = 20  # seconds; only a test that fails waits so long
PEOPLE = {
    "teams": [{"id": "T0LIGHT", "name": "Lighthouse", "domain": "lighthouse"}],
    "people": [
        {"id": "U0EVE", "name": "eve", "real_name": "Eve Larsen", "tz": "Europe/Oslo"},
        {"id": "U0FAY", "name": "fay", "kind": "guest"},
    ],
    "channels": [
        {"id": "C0LAMP", "name": "lamp", "people": ["eve", "fay"], "topic": "Who lights it"},
        {"id": "C0QUIET", "name": "quiet", "people": ["eve"], "private": True, "app": False},
    ],
    "usergroups": [{"id": "S0WATCH", "handle": "watch", "people": ["Eve Larsen"]}],
}


def written(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def environment(server: Server) -> dict[str, str]:
    tokens = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_SIGNING_SECRET": SIGNING_SECRET}
    return {**os.environ, **tokens, "SLACK_API_URL": f"{server.url}/api/", "PYTHONUNBUFFERED": "1"}


@contextmanager
def running(command: list[str], server: Server) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, cwd=APPS, env=environment(server), text=True, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def by_socket(people: Path) -> Iterator[Server]:
    server = Server(standalone.made(people, APPS / "manifest.json")).start()
    try:
        with running([sys.executable, "hello.py"], server):
            assert server.sockets.wait_for_connections(seconds=PATIENCE)
            yield server
    finally:
        server.stop()


@contextmanager
def by_http(people: Path) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = standalone.made(people, APPS / "manifest.json")
    server = Server(place, request_url=f"http://127.0.0.1:{port}/slack/events").start()
    command = [sys.executable, "-m", "waitress", f"--listen=127.0.0.1:{port}", "hello:api"]
    try:
        with running(command, server) as process:
            assert process.stderr is not None
            assert any("Serving on" in line for line in process.stderr)
            yield server
    finally:
        server.stop()


@pytest.fixture(scope="module", params=[by_socket, by_http])
def server(request, tmp_path_factory):
    with request.param(written(tmp_path_factory.mktemp("alone"), "people.json", PEOPLE)) as served:
        yield served


def test_a_greeting_and_its_button(server):
    place, eve = server.workspace, server.workspace.person("eve")
    eve.says("hello", channel="lamp")
    assert place.wait_until(lambda: eve.sees("lamp")[-1].labels == ["Click Me"])
    assert eve.sees("lamp")[-1].text == "Hey there <@U0EVE>!"

    assert eve.clicks("Click Me", eve.sees("lamp")[-1]).acked
    assert place.wait_until(lambda: eve.sees("lamp")[-1].text == "<@U0EVE> clicked the button")


def test_a_command_its_form_and_an_error_in_it(server):
    place, eve = server.workspace, server.workspace.person("eve")
    assert eve.types("/ticket", channel="lamp").acked
    assert place.wait_until(lambda: eve.form)

    assert eve.submits(title="Dim") == {"title": "A title has at least five letters"}
    assert eve.submits(title="The lamp is dim") == {}
    assert place.wait_until(lambda: eve.dms)
    assert eve.dms[-1].text == "Ticket: The lamp is dim"


def test_a_home_page(server):
    eve = server.workspace.person("eve")
    eve.opens_home()

    assert server.workspace.wait_until(lambda: eve.home)
    assert eve.home.reads == "Welcome home, @Eve Larsen"


def test_all_of_it_is_in_the_trace_and_nothing_was_refused(server):
    assert server.settle()

    assert len(server.workspace.trace) > 5
    assert [(each.name, each.sentence) for each in server.workspace.trace if each.is_refused] == []


# files


def test_a_file_of_people_makes_the_workspace(tmp_path):
    place = standalone.made(written(tmp_path, "people.json", PEOPLE))

    assert (place.home.name, place.channel("lamp").topic) == ("Lighthouse", "Who lights it")
    assert [place.users[each].name for each in place.channel("lamp").people] == ["eve", "fay", "app"]
    assert [place.users[each].name for each in place.channel("quiet").people] == ["eve"]
    assert (place.user("fay").kind, place.usergroups["S0WATCH"].people) == ("guest", ["U0EVE"])
    assert place.limits.mark == ""


def test_without_files_an_app_that_may_do_everything_is_among_the_sample_partnership():
    place = standalone.made()

    assert place.home.name == "Havenmouth Alliance"
    needed = [rules.scopes for rules in METHODS.values() if rules.scopes]
    assert all(place.manifest.scopes.intersection(scopes) for scopes in needed)
    assert "message.im" in place.manifest.events


PERSON = {"id": "U0EVE", "name": "eve"}


def changed(**parts: object) -> dict[str, object]:
    return {"teams": PEOPLE["teams"], "people": [PERSON], **parts}


BAD_PEOPLE = [
    ("{", "line 1, column 2"),
    ("[]", "the file must be an object"),
    ({"people": [PERSON]}, "missing required field: teams"),
    (changed(people=[]), "people no fewer than 1 items"),
    (changed(people=[{**PERSON, "kind": "boss"}]), r"people\[0\].kind must be one of member, guest, external"),
    (changed(people=[{**PERSON, "nick": "x"}]), r"people\[0\].nick invalid additional property"),
    (changed(people=[{**PERSON, "tz": "Mars/Olympus"}]), r"people\[0\].tz is no time zone: Mars/Olympus"),
    (changed(people=[{**PERSON, "team": "T0NOWHERE"}]), r"people\[0\].team names T0NOWHERE"),
    (changed(people=[PERSON, PERSON]), "U0EVE is there 2 times"),
    (changed(people=[PERSON, {"id": "U1", "name": "Eve"}]), "people must differ, eve is there 2 times"),
    (changed(people=[{**PERSON, "id": "U0STEWARD"}]), "U0STEWARD is the app's or Slack's own"),
    (changed(people=[{"id": 7, "name": "eve"}]), r"people\[0\].id must be a string"),
    (changed(channels=[{"id": "C1", "name": "two words"}]), r"channels\[0\].name must match"),
    (changed(channels=[{"id": "C1", "name": "x", "people": ["mallory"]}]), r"channels\[0\].people names mallory"),
    (changed(channels=[{"id": "C1", "name": "x", "private": "yes"}]), r"channels\[0\].private must be a boolean"),
]


@pytest.mark.parametrize(("content", "words"), BAD_PEOPLE)
def test_a_file_of_people_that_is_no_good_is_refused_with_the_place(tmp_path, content, words):
    path = written(tmp_path, "people.json", content)

    with pytest.raises(roster.BadFile, match=words) as caught:
        standalone.made(path)
    assert str(path) in str(caught.value)


NAMED = {"display_information": {"name": "Hello"}}
BAD_MANIFESTS = [
    ({}, "missing required field: display_information"),
    (
        {**NAMED, "features": {"slash_commands": [{"command": "ticket", "description": "x"}]}},
        r"\[0\].command must match",
    ),
    (
        {**NAMED, "features": {"shortcuts": [{"name": "x", "callback_id": "x", "type": "menu"}]}},
        r"\[0\].type must be one",
    ),
    ({**NAMED, "settings": {"event_subscriptions": {"bot_events": "message.im"}}}, "bot_events must be an array"),
]


@pytest.mark.parametrize(("content", "words"), BAD_MANIFESTS)
def test_a_manifest_that_is_no_good_is_refused_with_the_place(tmp_path, content, words):
    with pytest.raises(roster.BadFile, match=words):
        standalone.made(None, written(tmp_path, "manifest.json", content))


def test_files_that_cannot_be_read_are_refused(tmp_path):
    with pytest.raises(roster.BadFile, match="cannot be read: No such file"):
        standalone.made(tmp_path / "nobody.json")
    (tmp_path / "latin.json").write_bytes(b"\xe9")
    with pytest.raises(roster.BadFile, match="not written in UTF-8"):
        standalone.made(tmp_path / "latin.json")


# as somebody types it


def test_it_prints_what_to_give_to_the_app_and_serves(tmp_path):
    command = ["-m", "bot.cli.parser", "sandbox", "--only"]
    people = written(tmp_path, "people.json", PEOPLE)
    options = ["--port", "0", "--people", str(people), "--manifest", str(APPS / "manifest.json")]
    process = subprocess.Popen([sys.executable, *command, *options], stdout=subprocess.PIPE, text=True)
    try:
        told = {}
        for line in process.stdout:
            name, _, value = line.strip().partition("=")
            told[name] = value
            if name == "SLACK_SIGNING_SECRET":
                break
        asked = Request(
            f"{told['SLACK_API_URL']}auth.test", b"", {"Authorization": f"Bearer {told['SLACK_BOT_TOKEN']}"}
        )
        with urlopen(asked) as answer:
            assert json.load(answer)["team"] == "Lighthouse"
        assert (told["SLACK_APP_TOKEN"], told["SLACK_SIGNING_SECRET"]) == (APP_TOKEN, SIGNING_SECRET)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0


def test_it_says_where_events_are_sent(capsys):
    stop = threading.Event()
    stop.set()
    standalone.serve(port=0, request_url="http://127.0.0.1:3001/slack/events", stop=stop)

    assert "Events and interactions are sent to http://127.0.0.1:3001/slack/events, signed." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--only", "--people", "nobody.json"], "nobody.json cannot be read"),
        (["--only", "--port", "0", "--request-url", "ftp://x"], "a request URL begins with http:// or https://"),
        (["--people", "people.json"], "add --only"),
        (["--only", "--empty"], "leave them out with --only"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(options, words, capsys, monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # this process keeps its own ways to be stopped

    assert parser.main(["sandbox", *options]) == 1
    assert words in capsys.readouterr().err


def test_a_port_that_is_taken_is_said():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(roster.BadFile, match="is taken"):
            standalone.serve(port=taken.getsockname()[1])
