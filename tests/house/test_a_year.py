"""A year of a partnership, ticked through in one go: nobody is written to too often, or at the wrong hour."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from sqlalchemy import select

from bot.chat.messages import Paragraph
from bot.features import catalogue
from bot.features.privacy import retention as privacy_retention
from bot.features.surveys import pulses
from bot.notifications import commands as notification_commands
from bot.notifications import local_moment, preferences
from bot.notifications.commands import Hours
from bot.notifications.kinds import DigestKind, DigestSection
from bot.runtime.app import Steward
from bot.sandbox import Workspace, client, direct
from storage import deliveries, digests, members, partnerships
from storage.digests import ARRIVED, Digest
from storage.members import Member
from storage.notification_settings import DayOff
from tests.conftest import MANIFEST

BEGINS, ENDS = date(2026, 3, 2), date(2027, 3, 1)
AT_LEAST_EVERY = timedelta(days=1)  # between the moments at which something is due, the clock is heard so often
PARTNERS = {
    "havenmouth": ("Europe/London", "GB", ("ada", "bo", "di")),
    "tidewater": ("Pacific/Auckland", "NZ", ("eva", "gus")),
    "saltmarsh": ("Pacific/Honolulu", "US", ("hal",)),
    "northwind": ("Europe/Berlin", "DE", ("kim",)),
    "harbour": ("Asia/Kolkata", "IN", ("nia",)),
}
HOME = {name: (ZoneInfo(zone), country) for zone, country, names in PARTNERS.values() for name in names}
CLOSED = (date(2026, 8, 10), date(2026, 8, 11))  # days that a convener has added, for Northwind
AWAY = {"bo": (date(2026, 5, 4), date(2026, 5, 25)), "hal": (date(2026, 12, 1), date(2027, 1, 12))}
SNOOZED = {"eva": (date(2026, 7, 6), date(2026, 7, 20)), "kim": (date(2026, 10, 5), date(2026, 10, 9))}
STOPPED = ("gus", date(2026, 6, 1))  # from then on no more news for Gus
HOURS = {"di": (time(13), time(18), (1, 2, 3, 4, 5))}  # Tuesday to Saturday, in the afternoon
USUAL = (time(9), time(17), (0, 1, 2, 3, 4))


def section(name):
    return lambda _db, delivery, _now: DigestSection(f"{name} {delivery.about_id}", (Paragraph(name),))


@pytest.fixture
def year(clock, memory, settings, monkeypatch):
    """Everybody at work, with news twice a week, a storm each month, and a pulse each Monday."""
    clock.now = datetime.combine(BEGINS, time(0), UTC) - timedelta(hours=14)
    monkeypatch.setitem(
        catalogue.digest_kinds(), "news", DigestKind("news", 1_000, "News of the sea", "it is news", section("News"))
    )
    monkeypatch.setitem(
        catalogue.digest_kinds(),
        "storm",
        DigestKind("storm", 1_010, "Storm warnings", "it is near", section("Storm"), lambda *_: True),
    )
    place = Workspace(MANIFEST, clock)
    place.add_team("T0HAVEN", "Havenmouth Alliance", "havenmouth-alliance")
    for partner, (zone, _, names) in PARTNERS.items():
        for name in names:
            place.add_user(f"U0{name.upper()}", name, email=f"{name}@{partner}.example", tz=zone)
    place.add_channel("C0GENERAL", "general", people=[*HOME, "steward"])
    steward = Steward(client(place), memory, settings=settings, clock=clock)
    place.wire = direct(steward.bolt)
    steward.get_acquainted()
    with steward.begin() as db:
        settled(db, clock.now)
    return Year(place, steward, clock)


def settled(db, now):
    """Countries, hours, days off, and the weekly pulse."""
    for partner in partnerships.partners(db).values():
        partner.country = next(country for name, (_, country, _) in PARTNERS.items() if name in partner.known_by)
        if "northwind" in partner.known_by:
            db.add_all(DayOff(on=day, name="Regatta", partner_id=partner.id) for day in CLOSED)
    for name, (since, until, days) in HOURS.items():
        notification_commands.set_hours(db, Hours(since, until, days), by=members.by_person(db, person(name)), at=now)
    ada = db.scalars(select(Member).filter_by(person="U0ADA")).one()
    ada.is_convener = True
    privacy_retention.set_days(
        db, {"deliveries": 730}, by=ada, at=now
    )  # what was sent is looked at when the year is over
    recurrence = {"weekday": 0, "hour": time(9), "channel": "C0GENERAL", "every_weeks": 1}
    pulses.begin_recurrence(db, "weekly_gaps", **recurrence, by=ada, at=now)


def person(name):
    return f"U0{name.upper()}"


class Year:
    def __init__(self, place, steward, clock):
        self.place, self.steward, self.clock, self.day = place, steward, clock, BEGINS - timedelta(days=1)

    def passes(self):
        end = datetime.combine(ENDS, time(0), UTC)
        while self.clock.now < end:
            if self.clock.now.date() > self.day:
                self.day = self.clock.now.date()
                with self.steward.begin() as db:
                    self.brings(db, self.day)
            self.steward.tick()
            with self.steward.begin(reading=True) as db:
                due = deliveries.next_due(db, after=self.clock.now)
            self.clock.now = min(filter(None, (due, self.clock.now + AT_LEAST_EVERY)))

    def brings(self, db, day):
        """What people say on this day, and what becomes due for them on the next one."""
        for dates, verb in ((AWAY, notification_commands.away), (SNOOZED, notification_commands.snooze)):
            for name, (begins, until) in dates.items():
                if day == begins - timedelta(days=1):  # said on the evening before
                    verb(db, until, by=members.by_person(db, person(name)), at=self.clock.now)
        if day == STOPPED[1]:
            notification_commands.stop(db, "news", by=members.by_person(db, person(STOPPED[0])), at=self.clock.now)
        tomorrow = day + timedelta(days=1)
        write(db, "news", tomorrow, time(9)) if tomorrow.weekday() in (1, 3) else None
        write(db, "storm", tomorrow, time(14)) if tomorrow.day == 13 else None


def write(db, kind, day, hour):
    theirs = preferences.of(db, map(person, HOME))
    due = [
        digests.DueDelivery(who, f"{kind}:{day}:{who}", local_moment(day, hour, mine.zone))
        for who, mine in theirs.items()
    ]
    digests.write_to_many(db, kind, due, about_id=day.toordinal(), on=day, hour=hour)


def sent(year):
    """When each person was written to unasked, in their own time, what it said, and whether it was urgent."""
    with year.steward.begin(reading=True) as db:
        urgent = {row.message for row in db.scalars(select(Digest).filter_by(state=ARRIVED)) if row.urgent}
    found = defaultdict(list)
    for name, (zone, _) in HOME.items():
        for each in year.place.messages.of(f"D0{name.upper()}"):
            found[name].append((datetime.fromtimestamp(float(each.ts), zone), each.text, each.ts in urgent))
    return found


@pytest.mark.long
def test_a_whole_year(year):
    year.passes()
    got = sent(year)

    for name, theirs in got.items():
        assert not list(filter(None, (wrong(name, at) for at, _, _ in theirs))), name
        assert too_many([at.date() for at, _, urgent in theirs if not urgent]) == [], name
    assert not [at for at, text, _ in got["gus"] if "News" in text and at.date() > STOPPED[1]]
    assert {name: 100 < len(theirs) < 175 for name, theirs in got.items()} == dict.fromkeys(HOME, True)
    assert all(sum("Storm" in text for _, text, _ in theirs) == 12 for theirs in got.values())
    asked = {text.split("•")[0] for theirs in got.values() for _, text, _ in theirs}
    assert len(asked) > 6  # the questions of the weeks differ
    assert len([each for each in year.place.messages.of("C0GENERAL") if not each.is_reply]) >= 51  # the results


def wrong(name, at):
    """What speaks against having written to somebody at this moment of theirs; empty when nothing does."""
    since, until, days = HOURS.get(name, USUAL)
    day, country = at.date(), HOME[name][1]
    reasons = {
        "not their hours": not since <= at.time() < until,
        "a day off": at.weekday() not in days,
        "a holiday": day in holidays.country_holidays(country, years=day.year),
        "closed": day in CLOSED and country == "DE",
        "away": name in AWAY and AWAY[name][0] <= day < AWAY[name][1],
        "snoozed": name in SNOOZED and SNOOZED[name][0] <= day < SNOOZED[name][1],
    }
    return [f"{at:%a %d %b %H:%M}: {reason}" for reason, holds in reasons.items() if holds]


def too_many(days):
    """Days with more than one message, or with more than three in the seven days that end there."""
    week = timedelta(days=7)
    return [day for day in set(days) if days.count(day) > 1 or sum(day - week < each <= day for each in days) > 3]


def test_what_speaks_against_a_message_is_seen():
    berlin = ZoneInfo("Europe/Berlin")
    assert wrong("kim", datetime(2026, 3, 2, 10, tzinfo=berlin)) == []
    for moment in ("2026-03-02T08:59", "2026-03-02T17:00", "2026-03-07T10:00", "2026-05-01T10:00", "2026-08-10T10:00"):
        assert wrong("kim", datetime.fromisoformat(moment).replace(tzinfo=berlin))
    assert wrong("kim", datetime(2026, 10, 8, 10, tzinfo=berlin))
    assert too_many([BEGINS, BEGINS])
    assert too_many([BEGINS + timedelta(days=each) for each in (0, 2, 4, 6)])
    assert not too_many([BEGINS + timedelta(days=each) for each in (0, 2, 4, 7)])
