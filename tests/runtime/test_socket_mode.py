"""The same bot over Slack's own protocols: Socket Mode, and signed requests over HTTP, both on loopback."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.cli import doctor
from bot.runtime import server as runtime_server
from bot.runtime.app import Steward, web_client
from bot.sandbox import Server, Workspace
from bot.sandbox.workspace.state import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from bot.settings import Settings
from storage import Memory, deliveries
from storage.db import migrate
from storage.deliveries import DEAD, SENT, UNSURE, Delivery
from tests.conftest import MONDAY_9
from tests.decisions.test_capture import posts_at_top

PATIENCE = 10  # seconds; only a test that fails waits so long


class Watch:
    """Wakes whenever something changes in the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._changed = threading.Condition()
        workspace.listeners.append(lambda _: self._tell())

    def until(self, come_true: Callable[[], Any]) -> None:
        with self._changed:
            assert self._changed.wait_for(come_true, timeout=PATIENCE)

    def _tell(self) -> None:
        threading.Thread(target=self._notify).start()  # the workspace is locked while it tells

    def _notify(self) -> None:
        with self._changed:
            self._changed.notify_all()


def settings_for(url: str) -> Settings:
    tokens = {"slack_bot_token": BOT_TOKEN, "slack_app_token": APP_TOKEN, "slack_signing_secret": SIGNING_SECRET}
    return Settings(_env_file=None, **tokens, slack_api_url=f"{url}/api/")


@pytest.fixture(params=["socket", "http"])
def connected(request, workspace: Workspace, memory: Memory) -> Iterator[Workspace]:
    """The workspace served on loopback, with the bot as `steward run` connects it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    over_http = request.param == "http"
    server = Server(workspace, 0, f"http://127.0.0.1:{port}/slack/events" if over_http else None)
    server.start()
    settings = settings_for(server.url)
    steward = Steward(web_client(settings), memory, settings=settings, clock=lambda: MONDAY_9)
    stop, ready = threading.Event(), threading.Event()
    given = {"http": port if over_http else None, "stop": stop, "ready": ready}
    thread = threading.Thread(target=runtime_server.serve, args=(steward,), kwargs=given)
    thread.start()
    assert ready.wait(PATIENCE)
    if not over_http:
        server.sockets.wait_for_connections()
    yield workspace
    server.settle()  # nothing is on its way any more
    stop.set()
    thread.join(PATIENCE)
    server.stop()


def test_a_whole_walk(connected):
    ada, dan = connected.person("ada"), connected.person("dan")
    watch = Watch(connected)

    ada.types("/decision We meet on Tuesdays because the ferry does")
    watch.until(lambda: len(posts_at_top(ada)) == 1)
    ada.clicks("Amend", posts_at_top(ada)[0])
    watch.until(lambda: ada.form)
    ada.submits(text="  ")
    assert ada.errors == {"text": "A decision needs a sentence: what did you decide?"}
    ada.submits(text="We meet on Wednesdays")
    watch.until(lambda: posts_at_top(ada)[0].text == "D-1: We meet on Wednesdays")

    dan.says("@Steward why do we meet on Wednesdays?", channel="general")
    watch.until(lambda: dan.whispers)
    assert "the ferry does" in dan.whispers[-1].reads
    dan.says("@Steward we decided to share one calendar because nobody reads five", channel="general")
    watch.until(lambda: "Save" in dan.sees("general")[-1].labels)
    dan.clicks("Save", dan.sees("general")[-1])
    watch.until(lambda: len(posts_at_top(ada)) == 2)


def test_the_doctor_finds_everything_in_order(workspace, memory, tmp_path):
    server = Server(workspace, 0).start()
    migrate.upgrade(memory)
    settings = settings_for(server.url).model_copy(update={"database_url": str(memory.engine.url)})
    try:
        findings = doctor.examine(settings)
    finally:
        server.stop()

    assert [finding.words for finding in findings if not finding.ok] == []
    assert any("Slack knows me as" in finding.words for finding in findings)
    assert any("All scopes are granted" in finding.words for finding in findings)


def test_the_doctor_names_a_token_that_slack_does_not_take(workspace, memory):
    server = Server(workspace, 0).start()
    settings = settings_for(server.url)
    wrong = settings.model_copy(update={"slack_bot_token": Settings(slack_bot_token="xoxb-wrong").slack_bot_token})
    try:
        words = [finding.words for finding in doctor.examine(wrong) if not finding.ok]
    finally:
        server.stop()

    assert any("invalid_auth" in each for each in words)


def test_the_doctor_says_what_is_stuck_and_what_to_do(memory, tmp_path):
    path = tmp_path / "steward.db"
    migrate.upgrade(memory)
    ours = memory.partnership("T0HAVEN", name="Havenmouth", at=MONDAY_9)
    with memory.of(ours.id)() as db:
        for number, state in enumerate((DEAD, UNSURE, DEAD, SENT)):
            deliveries.plan(db, "round_post", about_id=number, key=f"post:{number}", at=MONDAY_9)
            deliveries.settle(db, db.get_one(Delivery, number + 1), state=state, at=MONDAY_9)
    settings = Settings(_env_file=None, database_url=f"sqlite:///{path}")

    [words] = [each.words for each in doctor.examine(settings) if "stuck" in each.words]
    assert words.startswith("Havenmouth: 3 messages are stuck, of which 1 may have arrived all the same.")
    assert "Send again" in words


def test_the_doctor_says_when_slack_is_out_of_reach(memory):
    words = [finding.words for finding in doctor.examine(settings_for("http://127.0.0.1:1")) if not finding.ok]

    assert any("cannot be reached" in each for each in words)


def test_a_forged_request_is_refused_and_its_words_are_in_no_log(steward, caplog):
    caplog.set_level(logging.DEBUG)
    headers = {"x-slack-signature": ["v0=forged"], "x-slack-request-timestamp": ["1772442000"]}
    body = "command=/decision&text=a+secret+plan"
    steward.memory.close()
    forged = BoltRequest(body=body, headers={**headers, "content-type": ["application/x-www-form-urlencoded"]})

    assert steward.bolt.dispatch(forged).status == 401
    assert "secret" not in caplog.text
