"""`steward sandbox`, as somebody types it: the page answers, the bot is there, and nothing is left behind."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from datetime import timedelta

import pytest

from bot.cli import sandbox
from bot.errors import Refusal

PATIENCE = 20  # seconds; only a test that fails waits so long


class Screen:
    """What is printed, and when the page's address is."""

    def __init__(self) -> None:
        self.url, self.shown = "", threading.Event()

    def __call__(self, text: str, **_: object) -> None:
        self.url = re.search(r"http://\S+", text)[0]
        self.shown.set()


@pytest.fixture(params=[(False, False), (True, True)], ids=["sample over Socket Mode", "empty over HTTP"])
def page(request, monkeypatch, tmp_path):
    empty, http = request.param
    screen, stop = Screen(), threading.Event()
    monkeypatch.setattr(sandbox, "print", screen, raising=False)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-of-a-real-workspace")
    monkeypatch.chdir(tmp_path)
    thread = threading.Thread(target=sandbox.serve, kwargs={"port": 0, "empty": empty, "http": http, "stop": stop})
    thread.start()
    assert screen.shown.wait(PATIENCE)
    yield screen.url, empty
    stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert list(tmp_path.iterdir()) == []  # it keeps nothing where it was started


def test_the_page_answers(page):
    url, empty = page
    with urllib.request.urlopen(url) as answer:
        text = answer.read().decode()

    assert "Havenmouth Alliance" in text
    assert ("Low sun, flat water" in text) is not empty


def test_the_bot_lives_through_what_lies_between_now_and_later(monkeypatch):
    screen, stop, ticks = Screen(), threading.Event(), []
    monkeypatch.setattr(sandbox, "print", screen, raising=False)
    monkeypatch.setattr(sandbox.Steward, "tick", lambda steward: ticks.append(steward.clock()))
    thread = threading.Thread(target=sandbox.serve, kwargs={"port": 0, "empty": True, "http": False, "stop": stop})
    thread.start()
    assert screen.shown.wait(PATIENCE)

    later = (sandbox.utc_now() + timedelta(hours=2)).isoformat()
    body = json.dumps({"as": "U0ADA", "to": later}).encode()
    asked = urllib.request.Request(f"{screen.url}/act/clock", body, {"content-type": "application/json"})
    with urllib.request.urlopen(asked) as answer:
        told = json.load(answer)
    stop.set()
    thread.join(PATIENCE)

    on_the_way = [moment for moment in ticks if moment.minute % 15 == 0 and moment.second < 2]
    assert told == {"drawer": "arrivals"}
    assert len(on_the_way) >= 7
    assert ticks == sorted(ticks)


def test_a_port_that_is_taken_is_said_with_the_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match=f"--port {port + 1}"):
            sandbox.serve(port=port, empty=True, http=False, stop=threading.Event())


@pytest.mark.parametrize("farewell", [signal.SIGINT, signal.SIGTERM])
def test_it_goes_when_told_to_even_twice(farewell):
    command = [sys.executable, "-m", "bot.cli.parser", "sandbox", "--port", "0", "--empty"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as going:
        assert going.stdout is not None
        assert any("http://127.0.0.1" in line for line in going.stdout)
        going.send_signal(farewell)
        going.send_signal(farewell)

        assert going.wait(PATIENCE) == 0
