"""A question to everybody at Slack's pace, while one person clicks each second: `python -m tests.benchmarks.fan_out`.

The bot runs in this process as `steward run` does, against the pretend Slack over HTTP with its limits on. `seconds`:
from the first letter to the last; `ideal`: what the limit itself takes. A click is answered when its message shows so.
"""

import argparse
import json
import logging
import statistics
import tempfile
import threading
import time
from datetime import time as hour

from bot.features import surveys
from bot.features.surveys import SurveyPlan
from bot.features.surveys.questions import Question, QuestionKind
from bot.runtime import server as runtime_server
from bot.runtime.app import Steward, web_client
from bot.sandbox import Clock, Server, Workspace
from bot.sandbox.api import access
from storage import members, open_store
from storage.db import migrate
from tests.benchmarks.killed_bot import MOMENT, quick_clock, settings_for
from tests.benchmarks.killing import QUESTION, crowd

PATIENCE = 3.0  # times the ideal; then something is stuck


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--a_minute", type=int, default=300)
    parser.add_argument("--latency_ms", type=int, default=0, help="how long Slack takes for each letter")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    access.POSTS_PER_MINUTE = asked.a_minute
    print(json.dumps(measured(asked.people, asked.a_minute, asked.latency_ms)))


def measured(people: int, a_minute: int, latency_ms: int) -> dict[str, object]:
    place = crowd(people, Clock(machine=quick_clock(time.time(), 1.0)))
    server = Server(place).start()
    settings = settings_for(server.url).model_copy(
        update={"steward_messages_a_minute": a_minute, "steward_tick_seconds": 5}
    )
    stop, ready = threading.Event(), threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        memory = open_store(f"sqlite:///{folder}/steward.db")
        migrate.upgrade(memory)
        steward = Steward(web_client(settings), memory, settings=settings, clock=place.clock)
        bot = threading.Thread(
            target=runtime_server.serve, args=[steward], kwargs={"http": None, "stop": stop, "ready": ready}
        )
        bot.start()
        ready.wait()
        steward.get_acquainted()
        place.limits.is_on = True
        if latency_ms:
            place.faults.plan("chat.postMessage", "slow", seconds=latency_ms / 1_000, times=10 * people)
        plan(steward)
        try:
            clicks = Clicks(place)
            place.wait_until(lambda: letters(place) >= people, seconds=PATIENCE * 60 * people / a_minute + 30)
            return {"latency_ms": latency_ms, **figures(place, people, a_minute), **clicks.end()}
        finally:
            server.stop()
            stop.set()
            bot.join()
            memory.close()


def plan(steward: Steward) -> None:
    with steward.begin() as db:
        ada = members.by_person(db, "U0000")
        ada.is_convener = True
        question = Question(key="move", kind=QuestionKind.YES_NO, text=QUESTION)
        day = MOMENT.date()
        surveys.plan(
            db, SurveyPlan("Moving", "own", (question,), "C0000", day, day, hour(10)), by=ada, at=steward.clock()
        )


def letters(place: Workspace) -> int:
    return len({each.channel for each in place.messages if each.channel.startswith("D")})


class Clicks:
    """The first person to be asked changes their mind each second, and waits to see it."""

    def __init__(self, place: Workspace) -> None:
        self.took: list[float] = []
        self._place, self._over = place, threading.Event()
        self._thread = threading.Thread(target=self._click)
        self._thread.start()

    def _click(self) -> None:
        person = self._place.person("person-0")
        self._place.wait_until(lambda: person.dms, seconds=60)
        asked = person.dms[0]
        while not self._over.wait(1):
            word = ("Yes", "No")[len(self.took) % 2]
            begun = time.perf_counter()
            person.clicks_stale(word, asked)
            self._place.wait_until(lambda word=word: f"answered: {word.lower()}" in person.dms[0].reads, seconds=10)
            self.took.append(time.perf_counter() - begun)

    def end(self) -> dict[str, object]:
        self._over.set()
        self._thread.join()
        took = sorted(each * 1_000 for each in self.took)
        last = took[min(len(took) - 1, int(len(took) * 0.99))]
        return {"clicks": len(took), "click_p50_ms": round(statistics.median(took)), "click_p99_ms": round(last)}


def figures(place: Workspace, people: int, a_minute: int) -> dict[str, object]:
    sent = [each for each in place.messages if each.channel.startswith("D")]
    moments = sorted(float(each.ts) for each in sent)
    calls = [each for each in place.trace if each.kind == "call"]
    refused = sum(each.status == "ratelimited" for each in calls)
    seconds, ideal = moments[-1] - moments[0], 60 * people / a_minute
    told = {"people": people, "letters": len(sent), "seconds": round(seconds, 1), "ideal": round(ideal, 1)}
    return {
        **told,
        "ratio": round(seconds / ideal, 3),
        "429_share": round(refused / max(1, len(calls)), 4),
    }


if __name__ == "__main__":
    main()
