"""Told to stop, a real process takes nothing new, finishes what runs, gives back what it holds, and leaves with 0."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import select

from bot.chat.port import TooFastError
from bot.runtime import server
from bot.sandbox import Server
from bot.sandbox.workspace.state import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from storage import deliveries
from storage.decisions import Decision
from storage.deliveries import Delivery
from tests.runtime.test_socket_mode import Watch

PATIENCE = 30  # seconds; only a test that fails waits so long


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("way", ["socket", "http"])
def test_what_is_being_done_when_the_signal_comes_is_done_and_acked(workspace, memory, tmp_path, way):
    port, health = free_port(), free_port()
    server = Server(workspace, 0, f"http://127.0.0.1:{port}/slack/events" if way == "http" else None).start()
    process = start(server.url, memory, health, ["--http", str(port)] if way == "http" else [])
    try:
        until_ready(health)
        workspace.faults.plan("chat.postMessage", "slow", seconds=0.4)
        watch = Watch(workspace)
        typing = threading.Thread(
            target=workspace.person("ada").types, args=("/decision We meet on Tuesdays because the ferry does",)
        )
        typing.start()
        watch.until(lambda: any(method == "chat.postMessage" for method, _ in list(workspace.calls)))
        process.send_signal(signal.SIGTERM)
        typing.join(PATIENCE)

        assert process.wait(PATIENCE) == 0
        [entry] = [each for each in workspace.trace if each.kind == "command"]
        assert (entry.status, entry.sentence) == ("ok", "")
    finally:
        process.kill()
        print(process.communicate()[1].decode())
        server.stop()
    begin = memory.of(memory.partnerships()[0].id)
    with begin(reading=True) as db:
        assert [each.text for each in db.scalars(select(Decision))] == ["We meet on Tuesdays"]
        assert [each.leased_until for each in db.scalars(select(Delivery))] == [None]


def start(url, memory, health, more):
    given = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": f"{url}/api/",
        "DATABASE_URL": str(memory.engine.url),
        "STEWARD_LOGS": "json",
    }
    command = [sys.executable, "-m", "bot.cli.parser", "run", "--health", str(health), *more]
    where, env = Path(__file__).parents[2], {**os.environ, **given}
    return subprocess.Popen(command, cwd=where, env=env, stderr=subprocess.PIPE)


def until_ready(port):
    """Ask as an orchestrator does."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=1)) as visitor:
                visitor.request("GET", "/readyz")
                if visitor.getresponse().status == 200:
                    return
        except OSError:
            pass
        threading.Event().wait(0.05)
    raise AssertionError("never ready")


def test_what_takes_longer_than_allowed_is_left_and_said(steward, monkeypatch):
    """A request that hangs: the process does not wait for ever, and says that it left something behind."""
    monkeypatch.setattr(server, "SECONDS_TO_STOP", 0.05)
    monkeypatch.setattr(server, "start_clock", lambda *_: BackgroundScheduler())
    monkeypatch.setattr(BackgroundScheduler, "shutdown", lambda *_, **__: None)
    inside, may_leave, stop = threading.Event(), threading.Event(), threading.Event()

    def hangs(gate, *_):
        def visit():
            with gate.passing():
                inside.set()
                may_leave.wait(PATIENCE)

        threading.Thread(target=visit).start()
        return server.Transport()

    monkeypatch.setattr(server, "by_http", lambda steward, gate, health, port: hangs(gate))
    stopper = threading.Thread(target=lambda: inside.wait(PATIENCE) and stop.set())
    stopper.start()
    with pytest.raises(server.Unfinished):
        server.serve(steward, http=0, stop=stop)
    may_leave.set()
    stopper.join()


def test_a_sending_that_is_told_to_stop_gives_back_what_it_holds(steward, clock):
    """Nothing is claimed after the signal; what was claimed before counts no failed attempt."""
    with steward.begin() as db:
        deliveries.plan(db, "round_post", about_id=1, key="post:1", at=clock.now)
    steward.begin_clock(lambda: True)
    steward.tick()

    with steward.begin(reading=True) as db:
        [row] = db.scalars(select(Delivery))
    assert (row.state, row.attempts, row.leased_until) == ("due", 0, None)
    with pytest.raises(TooFastError):
        steward._moment()
