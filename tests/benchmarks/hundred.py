"""How soon the bot acks when a hundred people want something at once: `python -m tests.benchmarks.hundred`.

One JSON line per wire: commands, mentions and openings of Home, and what the trace of the pretend Slack says of them.
`late`: acks for which Slack would have complained. `--within`: they begin within so many seconds; 0 is all at once.
The people, Slack and the bot share one process here, so the bot has less of the machine than it would have alone.
"""

import argparse
import json
import logging
import statistics
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor

from bot.cli.sandbox import _free_port, _settings
from bot.runtime import server as runtime_server
from bot.runtime.app import Steward, web_client
from bot.sandbox import Clock, Person, Server, Workspace
from storage import open_store
from storage.db import migrate
from tests.conftest import MANIFEST


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--within", type=float, default=0.0, help="seconds")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)
    for wire in ("socket", "http"):
        print(json.dumps({"wire": wire, **measured(asked.people, asked.within, http=wire == "http")}), flush=True)


def measured(many: int, within: float, *, http: bool) -> dict[str, object]:
    port = _free_port() if http else None
    place = crowded(many)
    server = Server(place, request_url=f"http://127.0.0.1:{port}/slack/events" if http else None).start()
    settings, stop, ready = _settings(server.url), threading.Event(), threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        memory = open_store(f"sqlite:///{folder}/steward.db")
        migrate.upgrade(memory)
        steward = Steward(web_client(settings), memory, settings=settings, clock=place.clock)
        bot = threading.Thread(
            target=runtime_server.serve, args=[steward], kwargs={"http": port, "stop": stop, "ready": ready}
        )
        bot.start()
        try:
            ready.wait()
            rush(place, many, within)
            server.settle(60)
            return figures(place)
        finally:
            server.stop()
            stop.set()
            bot.join()
            memory.close()


def crowded(many: int) -> Workspace:
    """A workspace of so many people, all of them in a channel with the bot."""
    place = Workspace(MANIFEST, Clock.real())
    place.add_team("T0HAVEN", "Havenmouth Alliance", "havenmouth-alliance")
    names = [f"person-{number}" for number in range(many)]
    for number, name in enumerate(names):
        place.add_user(f"U{number:04}", name, email=f"{number}@havenmouth.example")
    place.add_channel("C0GENERAL", "general", people=[*names, "steward"])
    return place


def rush(place: Workspace, many: int, within: float) -> None:
    """Everybody does three things, one after another."""
    start, never = threading.Barrier(many), threading.Event()

    def act(number: int) -> None:
        person: Person = place.person(f"person-{number}")
        start.wait()
        never.wait(within * number / many)
        person.types(f"/decision We meet on day {number} because the ferry does")
        person.says(f"@Steward why do we meet on day {number}?")
        person.opens_home()

    with ThreadPoolExecutor(many) as everybody:
        list(everybody.map(act, range(many)))


def figures(place: Workspace) -> dict[str, object]:
    """Milliseconds to the ack."""
    envelopes = [each for each in place.trace if each.is_envelope]
    took = sorted((each.took or 0) * 1_000 for each in envelopes)
    return {
        "envelopes": len(envelopes),
        "calls": sum(each.kind == "call" for each in place.trace),
        "median_ms": round(statistics.median(took)),
        "p95_ms": round(took[int(len(took) * 0.95)]),
        "slowest_ms": round(took[-1]),
        "late": sum(each.late for each in envelopes),
        "not_acked": sum(each.status == "no ack" for each in envelopes),
    }


if __name__ == "__main__":
    main()
