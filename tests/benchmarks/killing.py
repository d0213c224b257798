"""The bot killed again and again as it sends: `python -m tests.benchmarks.killing --database postgresql --replicas 2`.

Half of the deliveries are questions to people, half are posts of decisions. The bot runs in processes of its own
against the pretend Slack over HTTP, whose answers now and then get lost. One JSON line: who got nothing (`lost`), who
got something twice (`repeated`), what was given up (`dead`, `unsure`), and how many kills came between the first call
of a life to Slack and the end of the sending. Its clock runs `--speed` times faster, and so a lease is shorter.
"""

import argparse
import json
import logging
import multiprocessing
import random
import tempfile
import time
from collections import Counter
from datetime import time as hour
from itertools import count
from pathlib import Path

from sqlalchemy import func, select

from bot.features import decisions, surveys
from bot.features.decisions import Origin
from bot.features.surveys import SurveyPlan
from bot.features.surveys.questions import Question, QuestionKind
from bot.runtime.app import Steward
from bot.sandbox import Clock, Server, Workspace, client
from bot.text.reasons import Wording
from storage import Memory, members, open_store
from storage.db import migrate
from storage.deliveries import DUE, Delivery
from tests.benchmarks.killed_bot import MOMENT, live, quick_clock, settings_for
from tests.conftest import MANIFEST, fresh_url

CHANNELS = 10
SPEAKING = ("chat.", "conversations.")
FAULTS = (("drop", False), ("drop", True), ("500", False), ("500", True), ("error", False))
LONGEST = 900  # seconds; then something is stuck
QUESTION = "Do we move?"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--deliveries", type=int, default=300)
    parser.add_argument("--kills", type=int, default=150)
    parser.add_argument("--speed", type=float, default=4.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        store = fresh_url(asked.database, Path(folder))
        print(json.dumps({"database": asked.database, "replicas": asked.replicas, **measured(asked, store)}))


def measured(asked: argparse.Namespace, store: str) -> dict[str, object]:
    begun = time.time()
    place = crowd(asked.deliveries // 2, Clock(machine=quick_clock(begun, asked.speed)))
    server = Server(place).start()
    memory = open_store(store)
    migrate.upgrade(memory)
    begin = filled(place, memory, asked.deliveries - asked.deliveries // 2)
    killer = Killer(place, random.Random(asked.seed), (store, server.url, begun, asked.speed), asked.replicas)
    try:
        while not settled(begin, asked.deliveries) and time.time() - begun < LONGEST:
            killer.go_on(kill=killer.kills < asked.kills)
    finally:
        killer.end()
        server.stop()
    figures = {**count_of(place, asked.deliveries), **states(begin), "kills": killer.kills, "faults": killer.faults}
    return {**figures, "seconds": round(time.time() - begun), "speed": asked.speed}


def crowd(people: int, clock: Clock) -> Workspace:
    place = Workspace(MANIFEST, clock)
    place.add_team("T0HAVEN", "Havenmouth Alliance", "havenmouth-alliance")
    names = [f"person-{number}" for number in range(people)]
    for number, name in enumerate(names):
        place.add_user(f"U{number:04}", name, email=f"{number}@havenmouth.example", tz="Etc/UTC")
    for number in range(CHANNELS):
        place.add_channel(f"C{number:04}", f"room-{number}", people=[*names[:2], "steward"])
    return place


def filled(place: Workspace, memory: Memory, many: int):
    """A round for everybody, and so many decisions that nobody has posted yet."""
    steward = Steward(client(place), memory, settings=settings_for("http://unused"), clock=place.clock)
    steward.get_acquainted()
    with steward.begin() as db:
        ada = members.by_person(db, "U0000")
        ada.is_convener = True
        question = Question(key="move", kind=QuestionKind.YES_NO, text=QUESTION)
        day = MOMENT.date()
        surveys.plan(
            db, SurveyPlan("Moving", "own", (question,), "C0000", day, day, hour(10)), by=ada, at=place.clock.now
        )
        for number in range(many):
            origin = Origin(by=ada.person, at=MOMENT)
            wording = Wording(f"We meet on day {number}", "The ferry does")
            decisions.log(db, wording, origin=origin, channel=f"C{number % CHANNELS:04}", by=ada, at=MOMENT)
    return steward.begin


class Killer:
    """Keeps so many bots alive, and kills one soon after it begins to speak."""

    def __init__(self, place: Workspace, rng: random.Random, given: tuple, replicas: int) -> None:
        self.place, self.rng, self.given = place, rng, given
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["tests.benchmarks.killed_bot"])
        self.bots = [self._start() for _ in range(replicas)]
        self.kills, self.faults, self.turn = 0, 0, count()

    def go_on(self, *, kill: bool) -> None:
        before = self._spoken()
        self.place.wait_until(lambda: self._spoken() > before, seconds=1)
        if self._spoken() == before or not kill:
            return
        time.sleep(self.rng.uniform(0, 0.06))  # a random moment of what follows
        if self.rng.random() < 0.3:
            how, after = self.rng.choice(FAULTS)
            self.place.faults.plan("chat.postMessage", how, after=after)
            self.faults += 1
        one = next(self.turn) % len(self.bots)
        self.bots[one].kill()
        self.bots[one].join()
        self.kills += 1
        self.bots[one] = self._start()

    def end(self) -> None:
        for each in self.bots:
            each.kill()
            each.join()

    def _start(self):
        bot = self.context.Process(target=live, args=self.given, daemon=True)
        bot.start()
        return bot

    def _spoken(self) -> int:
        return sum(method.startswith(SPEAKING) for method, _ in list(self.place.calls))


def settled(begin, many: int) -> bool:
    with begin(reading=True) as db:
        left = db.scalar(select(func.count(Delivery.id)).where(Delivery.state == DUE, Delivery.kind != "preview"))
        made = db.scalar(select(func.count(Delivery.id)))
    return made >= many and not left


def states(begin) -> dict[str, int]:
    with begin(reading=True) as db:
        found = Counter(db.scalars(select(Delivery.state)))
    return {"dead": found["dead"], "unsure": found["unsure"], "sent": found["sent"]}


def count_of(place: Workspace, many: int) -> dict[str, int]:
    people, posts = many // 2, many - many // 2
    asked = [sum(QUESTION in each.text for each in place.messages.of(f"D{n:04}")) for n in range(people)]
    said = [each.text.split(": ", 1)[-1] for n in range(CHANNELS) for each in place.messages.of(f"C{n:04}")]
    posted = [said.count(f"We meet on day {number}") for number in range(posts)]
    seen = asked + posted
    return {"lost": sum(not each for each in seen), "repeated": sum(max(0, each - 1) for each in seen)}


if __name__ == "__main__":
    main()
