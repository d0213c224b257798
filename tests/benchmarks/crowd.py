"""Very many people in one round: `python -m tests.benchmarks.crowd --people 10000 --database both`.

One JSON line per database, each measured in a process of its own: seconds to open the round (invitations and letters),
milliseconds of an idle tick while all letters wait for their hour, seconds to put all of them off once more, seconds to
close with an answer of everybody, and the most memory that the process ever used (MB).
"""

import argparse
import json
import logging
import multiprocessing
import resource
import secrets
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from datetime import time as hour
from pathlib import Path

from sqlalchemy import insert, update

from bot.cli.dry_run import RecordingChat
from bot.features import surveys
from bot.features.surveys import SurveyPlan
from bot.features.surveys import closing as survey_closing
from bot.features.surveys import opening as survey_opening
from bot.features.surveys.questions import Question, QuestionKind
from schedules import timetable
from schedules.outbox import digests
from storage import Begin, members, open_store
from storage import surveys as stored_surveys
from storage.channels import Channel
from storage.db import migrate
from storage.members import FULL, Member
from storage.partnerships import Partner
from storage.surveys import ANSWERED, Invitation, SurveyAnswer
from tests.conftest import fresh_url

NIGHT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # a Monday before anybody's hours
ZONES = ("Europe/London", "Europe/Berlin", "Europe/Helsinki", "Europe/Lisbon")
IDLE_TICKS = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    asked = parser.parse_args()
    alone = multiprocessing.get_context("spawn")
    for database in ("sqlite", "postgresql") if asked.database == "both" else (asked.database,):
        with tempfile.TemporaryDirectory() as folder, alone.Pool(1) as one:
            found = one.apply(measured, (fresh_url(database, Path(folder)), asked.people))
            print(json.dumps({"database": database, "people": asked.people, **found}), flush=True)


def measured(store: str, people: int) -> dict[str, float]:
    logging.disable(logging.CRITICAL)
    memory = open_store(store)
    migrate.upgrade(memory)
    begin = memory.of(memory.partnership("T0HAVEN", name="Havenmouth", at=NIGHT).id)
    chat = RecordingChat()
    survey_id = crowded(begin, people)
    before = peak()
    found = {"open_s": timed(lambda: opened(begin))}
    timetable.tick(begin, chat, NIGHT)
    ticks = [timed(lambda: timetable.tick(begin, chat, NIGHT)) for _ in range(IDLE_TICKS)]
    found["idle_tick_ms"] = round(statistics.median(ticks) * 1_000, 1)
    found["put_off_s"] = timed(lambda: put_off(begin, chat))
    answered(begin, survey_id, people)
    found["close_s"] = timed(lambda: closed(begin))
    return {**found, "rss_before_mb": before, "rss_peak_mb": peak()}


def timed(act) -> float:
    begun = time.perf_counter()
    act()
    return round(time.perf_counter() - begun, 4)


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def crowded(begin: Begin, people: int) -> int:
    """Everybody of four partners, and a round that is to open today."""
    with begin() as db:
        db.add_all(Partner(name=zone, known_by=f"domain:{zone}", country="GB") for zone in ZONES)
        db.add(Channel(channel="C0GENERAL", name="general", is_private=False, has_bot=True))
        db.flush()
        rows = [member(number) for number in range(people)]
        db.execute(insert(Member), rows)
        ada = members.by_person(db, "U00000")
        question = Question(
            key="move", kind=QuestionKind.SCALE, text="Are we moving?", low_label="Stuck", high_label="Fast"
        )
        day = NIGHT.date()
        plan = SurveyPlan("Moving", "own", (question,), "C0GENERAL", day, day + timedelta(days=3), hour(10))
        return surveys.remember(db, plan, by=ada.person, at=NIGHT).id


def member(number: int) -> dict[str, object]:
    person, zone = f"U{number:05}", ZONES[number % len(ZONES)]
    met = {"met_at": NIGHT, "refreshed_at": NIGHT, "is_convener": number == 0, "left_at": None}
    known = {"team": "T0HAVEN", "person": person, "name": person, "kind": FULL, "zone_name": zone}
    return {**known, **met, "partner_id": number % len(ZONES) + 1, "language": None, "country": None}


def opened(begin: Begin) -> None:
    with begin() as db:
        [_] = survey_opening.open_due(db, now=NIGHT)


def put_off(begin: Begin, chat: RecordingChat) -> None:
    """Everything is due, and nobody may be written to: each person is judged, and waits."""
    from storage.deliveries import Delivery

    with begin() as db:
        db.execute(update(Delivery).where(Delivery.to != "").values(not_before=NIGHT))
    digests.send_due(begin, chat, lambda: NIGHT)
    if chat.said:
        raise RuntimeError("nobody should have been written to")


def answered(begin: Begin, survey_id: int, people: int) -> None:
    with begin() as db:
        rows = [
            {
                "survey_id": survey_id,
                "token": secrets.token_hex(16),
                "question": "move",
                "reply": str(number % 5 + 1),
                "partner_id": number % len(ZONES) + 1,
                "person": "",
            }
            for number in range(people)
        ]
        db.execute(insert(SurveyAnswer), rows)
        db.execute(update(Invitation).where(Invitation.survey_id == survey_id).values(state=ANSWERED))


def closed(begin: Begin) -> None:
    with begin() as db:
        [survey] = survey_closing.close_due(db, now=NIGHT + timedelta(days=6))
        stored_surveys.by_id(db, survey.id)


if __name__ == "__main__":
    main()
