"""Whoever watches over the process sees whether it lives and can serve, and figures without a person in them."""

import threading
from datetime import timedelta

import pytest

from bot import metrics
from bot.runtime import http
from bot.runtime.health import Health, Pulse
from bot.runtime.shutdown import Gate
from storage import deliveries
from storage.db import migrate
from tests.support.neighbours import Door


@pytest.fixture
def health(memory):
    return Health(memory, {})


def inside(health):
    return Door(health.inside)


def test_a_process_that_answers_lives_whatever_else_is_wrong(memory):
    ill = Health(memory, {"connection": lambda: "not connected to Slack"})
    memory.close()

    assert [inside(ill).ask("GET", path)[0] for path in ("/health", "/healthz")] == [200, 200]
    assert inside(ill).ask("GET", "/readyz")[:2] == (503, "connection: not connected to Slack\n")


def test_it_is_ready_with_its_tables_and_not_before(memory, health):
    migrate.downgrade(memory, "base")
    assert inside(health).ask("GET", "/readyz")[:2] == (503, "database: its tables are of another version\n")

    migrate.upgrade(memory)
    assert inside(health).ask("GET", "/readyz")[:2] == (200, "ok\n")


def test_without_its_database_it_is_not_ready(tmp_path, memory):
    from storage import open_store

    gone = Health(open_store("postgresql://nobody@127.0.0.1:1/none"), {})

    assert inside(gone).ask("GET", "/readyz")[:2] == (503, "database: does not answer\n")
    assert "steward_requests" in inside(gone).ask("GET", "/metrics")[1]


def test_a_clock_that_is_not_heard_is_told_after_three_ticks(clock):
    pulse = Pulse(clock, every=30)
    clock.now = clock.now + timedelta(seconds=90)
    assert pulse.wrong() == ""

    clock.now = clock.now + timedelta(seconds=1)
    assert pulse.wrong() == "not heard for 91 seconds"
    pulse.beat()
    assert pulse.wrong() == ""


def test_figures_are_for_those_inside_only(steward, health):
    public = Door(http.app_of(steward, Gate(), health))

    assert public.ask("GET", "/metrics")[0] == 404
    assert public.ask("GET", "/readyz")[0] == 200
    assert inside(health).ask("GET", "/metrics")[0] == 200


def value(name, **labels):
    return metrics.REGISTRY.get_sample_value(name, labels) or 0.0


def test_what_is_heard_is_counted_by_door_and_outcome_and_timed(ada, workspace):
    doors = [("command", "ok"), ("form", "refused"), ("event", "ok"), ("event", "repeated"), ("click", "ok")]
    before = [value("steward_requests_total", door=door, outcome=outcome) for door, outcome in doors]
    acks = value("steward_ack_seconds_count")
    ada.types("/decision We meet on Tuesdays because the ferry does")
    ada.types("/decision")
    ada.submits(text="  ")
    workspace.repeat_events = 2
    ada.dm("we decided to use the harbour site")
    ada.clicks("Not a decision", ada.dms[-1])

    after = [value("steward_requests_total", door=door, outcome=outcome) for door, outcome in doors]
    grown = [now > then for now, then in zip(after, before, strict=True)]
    assert dict(zip(doors, grown, strict=True)) == dict.fromkeys(doors, True)
    assert value("steward_ack_seconds_count") >= acks + 5


def test_calls_are_counted_by_method_and_answer_and_429s_apart(ada, workspace):
    sent, limited = (
        value("steward_slack_calls_total", method="chat_postMessage", status="ok"),
        value("steward_slack_429_total", method="chat_postMessage"),
    )
    ada.dm("help")
    workspace.faults.plan("chat.postMessage", error="ratelimited", retry_after=1)
    ada.types("/decision We meet on Tuesdays because the ferry does")

    assert value("steward_slack_calls_total", method="chat_postMessage", status="ok") > sent
    assert value("steward_slack_429_total", method="chat_postMessage") == limited + 1


def test_the_figures_count_what_waits_and_name_nobody(steward, ada, health, clock):
    ada.types("/decision We ask the ministry for money because the fund is empty")
    with steward.begin() as db:
        deliveries.plan(db, "round_post", about_id=1, key="post:1", at=clock.now)

    figures = inside(health).ask("GET", "/metrics")[1]
    assert 'steward_deliveries{state="due"} 1' in figures
    assert 'steward_deliveries{state="sent"}' in figures
    assert not [word for word in ("ministry", "U0ADA", "Ada", "C0GENERAL", "T0HAVEN") if word in figures]


def test_a_gate_lets_out_whom_it_let_in_and_nobody_in_after_it_closed():
    gate, came_in, may_leave = Gate(), threading.Event(), threading.Event()

    def visit():
        with gate.passing() as open_:
            assert open_
            came_in.set()
            may_leave.wait(10)

    visitor = threading.Thread(target=visit)
    visitor.start()
    came_in.wait(10)
    gate.close()
    with gate.passing() as open_:
        assert not open_
    assert not gate.wait_until_empty(0)
    may_leave.set()
    assert gate.wait_until_empty(10)
    visitor.join()
