"""Many people, two replicas over HTTP, one killed each minute: `python -m tests.benchmarks.load --people 10000`.

The replicas are `steward run --http` on PostgreSQL in processes of their own, against the pretend Slack over HTTP.
Events come evenly at Slack's cap for one workspace, 30,000 an hour, from another person each time: promises in
private, which are answered and kept as drafts, and questions. Each event goes to the next replica; one that gets no
ack is told again as Slack does it, at once and then to the other one. One JSON line: how long Slack waited for the
ack of each event that was taken at the first try (`p50_ms`, `p99_ms`), how many had to be told again, and how many
were never noted in the database (`lost`) or acted on more than once (`repeated`).
"""

import argparse
import json
import logging
import os
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

from sqlalchemy import select

from bot.sandbox import Clock, Server, Workspace
from bot.sandbox.transport.signed_http import SignedHttp
from bot.sandbox.workspace.state import BOT_TOKEN, SIGNING_SECRET
from storage import open_store
from storage.db import migrate
from storage.members import Member
from storage.processed_events import ProcessedEvent
from tests.conftest import MANIFEST
from tests.support.postgres import postgres_url

CAP = 30_000 / 3_600  # events a second, https://docs.slack.dev/apis/events-api/#rate-limiting
RETRIES = (0.0, 5.0, 20.0)  # seconds; Slack's are 0, 60 and 300: a run need not last so long
HANDS = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--a_second", type=float, default=CAP)
    parser.add_argument("--kill_every", type=float, default=60.0, help="seconds")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    print(json.dumps(measured(asked)))


def measured(asked: argparse.Namespace) -> dict[str, object]:
    place = crowd(asked.people)
    server = Server(place).start()
    store = postgres_url()
    memory = open_store(store)
    migrate.upgrade(memory)
    replicas = [Replica(server.url, store) for _ in range(2)]
    try:
        for each in replicas:
            each.until_ready()
        talk = Talk(replicas, asked)
        killing = threading.Thread(target=kill_in_turn, args=(replicas, asked.kill_every, talk.over))
        killing.start()
        talk.go_on()
        killing.join()
        figures = {**talk.figures(), **noted(memory, talk.sent)}
    finally:
        for each in replicas:
            each.end()
        server.stop()
        memory.close()
    kills = sum(each.kills for each in replicas)
    load = [round(each, 1) for each in os.getloadavg()]
    return {"people": asked.people, "minutes": asked.minutes, "kills": kills, **figures, "load_average": load}


def crowd(people: int) -> Workspace:
    place = Workspace(MANIFEST, Clock.real())
    place.add_team("T0HAVEN", "Havenmouth Alliance", "havenmouth-alliance")
    for number in range(people):
        place.add_user(f"U{number:05}", f"person-{number}", email=f"{number}@haven{number % 40}.example", tz="Etc/UTC")
    place.add_channel("C0GENERAL", "general", people=["person-0", "person-1", "steward"])
    return place


class Replica:
    """One `steward run --http`."""

    def __init__(self, slack: str, store: str) -> None:
        self.port, self.health, self.kills = free_port(), free_port(), 0
        given = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SIGNING_SECRET, "DATABASE_URL": store}
        given |= {"SLACK_API_URL": f"{slack}/api/", "STEWARD_LOG_LEVEL": "ERROR"}
        self._env = {**os.environ, **given}
        self.wire = SignedHttp(f"http://127.0.0.1:{self.port}/slack/events")
        self._start()

    def _start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "bot.cli.parser",
            "run",
            "--http",
            str(self.port),
            "--health",
            str(self.health),
        ]
        where = Path(__file__).parents[2]
        self._process = subprocess.Popen(command, cwd=where, env=self._env, stderr=subprocess.DEVNULL)

    def until_ready(self) -> None:
        ends = time.monotonic() + 120
        while time.monotonic() < ends:
            try:
                asking = HTTPConnection("127.0.0.1", self.health, timeout=1)
                asking.request("GET", "/readyz")
                if asking.getresponse().status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        raise RuntimeError("a replica did not come up")

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self.kills += 1
        self._start()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


def kill_in_turn(replicas: list[Replica], every: float, over: threading.Event) -> None:
    turn = 0
    while not over.wait(every):
        replicas[turn % len(replicas)].kill()
        turn += 1


class Talk:
    """What people say, at an even pace, and how long Slack waits for each ack."""

    def __init__(self, replicas: list[Replica], asked: argparse.Namespace) -> None:
        self.replicas, self.people = replicas, asked.people
        self.many, self.pause = int(asked.minutes * 60 * asked.a_second), 1 / asked.a_second
        self.over = threading.Event()
        self.took: list[float] = []
        self.sent: list[str] = []
        self.again = self.unheard = 0
        self._lock = threading.Lock()

    def go_on(self) -> None:
        begun = time.monotonic()
        with ThreadPoolExecutor(HANDS) as hands:
            for number in range(self.many):
                time.sleep(max(0.0, begun + number * self.pause - time.monotonic()))
                hands.submit(self._tell, number)
            self.over.set()

    def _tell(self, number: int) -> None:
        body = said(number, self.people)
        self.sent.append(body["event_id"])
        begun = time.perf_counter()
        if self._one(number).wire.deliver("events_api", body).acked:
            with self._lock:
                self.took.append(time.perf_counter() - begun)
            return
        for retry, pause in enumerate(RETRIES, 1):
            time.sleep(pause)
            if self._one(number + retry).wire.deliver("events_api", body, retry=retry, reason="http_error").acked:
                with self._lock:
                    self.again += 1
                return
        with self._lock:
            self.unheard += 1

    def _one(self, number: int) -> Replica:
        return self.replicas[number % len(self.replicas)]

    def figures(self) -> dict[str, object]:
        took = sorted(each * 1_000 for each in self.took)
        slow = took[min(len(took) - 1, int(len(took) * 0.99))]
        acks = {"p50_ms": round(statistics.median(took)), "p99_ms": round(slow), "most_ms": round(took[-1])}
        return {"events": self.many, **acks, "told_again": self.again, "unheard": self.unheard}


def said(number: int, people: int) -> dict[str, object]:
    """A message in private, of another person each time."""
    who = f"U{number % people:05}"
    text = f"I'll send report {number} by Friday" if number % 2 else f"why did we choose site {number}?"
    event = {"type": "message", "channel_type": "im", "channel": f"D{number % people:05}", "user": who, "text": text}
    event |= {"ts": f"{time.time():.6f}", "team": "T0HAVEN"}
    whose = {"team_id": "T0HAVEN", "api_app_id": "A0STEWARD"}
    return {"type": "event_callback", "event": event, "event_id": f"Ev{number:08}", **whose}


def noted(memory, sent: list[str]) -> dict[str, object]:
    """What the database knows of: every event is noted there in the transaction of its effect."""
    with memory.everywhere(reading=True) as db:
        keys = list(db.scalars(select(ProcessedEvent.key)))
        people = len(db.scalars(select(Member.id)).all())
    known = set(keys)
    return {
        "lost": len(set(sent) - known),
        "repeated": len(keys) - len(known),
        "people_known": people,
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
