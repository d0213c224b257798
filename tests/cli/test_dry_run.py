"""`steward tick --at`: what the coming days would bring, tried on a copy; the real memory stays as it is."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.cli import parser
from bot.cli.dry_run import rehearse
from bot.errors import Refusal
from bot.features.surveys import pulses
from bot.notifications import commands as notification_commands
from bot.runtime.app import Steward
from bot.sandbox import client, direct
from bot.text import moments
from storage import members
from storage.deliveries import Delivery
from storage.digests import Digest
from storage.surveys import Survey

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday


@pytest.fixture
def pulse(workspace, any_memory, settings, clock):
    """A bot on either database, with a weekly question, and Bo away."""
    steward = Steward(client(workspace), any_memory, settings=settings, clock=clock)
    workspace.wire = direct(steward.bolt)
    steward.get_acquainted()
    with steward.begin() as db:
        ada, bo = members.by_person(db, "U0ADA"), members.by_person(db, "U0BO")
        ada.is_convener = True
        wish = {"weekday": 2, "hour": time(10), "channel": "C0GENERAL", "every_weeks": 1}
        pulses.begin_recurrence(db, "weekly_gaps", **wish, by=ada, at=clock.now)
        notification_commands.away(db, (clock.now + timedelta(days=7)).date(), by=bo, at=clock.now)
    return steward


def test_it_says_what_would_be_sent_to_whom_and_why_not_to_others(pulse, any_memory, clock):
    [own] = any_memory.partnerships()
    found = rehearse(any_memory, own.id, now=clock.now, until=clock.now + timedelta(days=3))

    private = [(found.names[each.to], each.at) for each in found.said if each.to.startswith("U")]
    wednesday = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
    assert sorted(private) == [("Ada", wednesday), ("Chi", wednesday), ("Dan", wednesday)]
    assert [(each.to, each.why) for each in found.unsaid] == [("U0BO", "away until 9 March")]


def test_the_real_memory_and_the_real_chat_stay_as_they_are(pulse, any_memory, clock, workspace):
    before = len(workspace.messages)
    [own] = any_memory.partnerships()
    rehearse(any_memory, own.id, now=clock.now, until=clock.now + timedelta(days=3))

    assert len(workspace.messages) == before
    with pulse.begin(reading=True) as db:
        assert [db.scalars(select(row)).all() for row in (Survey, Delivery, Digest)] == [[], [], []]


def test_the_real_thing_then_does_what_was_rehearsed(pulse, any_memory, clock, workspace):
    [own] = any_memory.partnerships()
    found = rehearse(any_memory, own.id, now=clock.now, until=clock.now + timedelta(days=4))
    for _ in range(4 * 24):
        pulse.tick()
        clock.forward(hours=1)

    rehearsed = sorted((each.to, each.text) for each in found.said if each.to.startswith("U"))
    people = ("U0ADA", "U0BO", "U0CHI", "U0DAN")
    said = [(who, each.text) for who in people for each in workspace.person(who).dms]
    assert rehearsed == sorted(said)


def test_the_command_prints_it(pulse, any_memory, capsys, monkeypatch, clock):
    url = any_memory.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url.replace("postgresql+psycopg", "postgresql"))
    monkeypatch.setattr("bot.cli.run.utc_now", lambda: clock.now)
    assert parser.main(["tick", "--at", "next thursday 12:00"]) == 0

    printed = capsys.readouterr().out
    assert "Wed 4 Mar 10:00  to Ada: " in printed
    assert "Bo, round_question: waits until Mon 9 Mar 09:00 (away until 9 March)" in printed


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-03-09 10:00", "2026-03-09T10:00"),
        ("2026-03-09", "2026-03-09T09:00"),
        ("2026-03-09T23:59", "2026-03-09T23:59"),
        ("tomorrow 9:00", "2026-03-03T09:00"),
        ("next Monday", "2026-03-09T09:00"),
        ("friday 16:30", "2026-03-06T16:30"),
        ("+3 days", "2026-03-05T09:00"),
        ("+1 week", "2026-03-09T09:00"),
        ("today 17:00", "2026-03-02T17:00"),
    ],
)
def test_moments_as_people_type_them(typed, moment):
    assert moments.read(typed, now=NOW, zone=ZoneInfo("UTC")) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "I do not understand"),
        ("soon", "I do not understand"),
        ("2026-02-30", "I do not understand"),
        ("tomorrow 25:00", "I do not understand"),
        ("today 8:00", "has passed"),
        ("2027-01-01", "more than 60 days"),
    ],
)
def test_what_is_not_understood_is_refused_with_examples(typed, words):
    with pytest.raises(Refusal, match=words):
        moments.read(typed, now=NOW, zone=ZoneInfo("UTC"))
