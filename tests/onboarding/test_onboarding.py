"""A newcomer's three days: greeted in their morning, asked for one small thing each time, then left alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features import agreements, onboarding, purpose
from bot.features.agreements import Written
from bot.features.onboarding import progress as onboarding_progress
from bot.features.onboarding.rules import NewcomerCalendar
from bot.features.purpose import PurposeWording
from bot.sandbox.people import admin
from storage import catch_ups, members
from storage import onboarding as stored_onboarding
from storage.events import Event
from storage.members import Member
from storage.notification_settings import DayOff, Preference
from storage.onboarding import HANDED, LEFT, RUNNING, SETTLED, STOPPED
from storage.partnerships import Partner
from storage.search import feedback as search_feedback

WHY = "So that everybody on the estuary can live from it, and with it"
TUESDAY = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def place(steward, workspace, clock, ada, bo):
    """A partnership with a purpose, a convener, people who speak for partners, and two decisions; a day later."""
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    ada.types("/decision We read the gauge at noon because the sun is high")
    bo.types("/decision We sell the second boat because nobody sails it", channel="steering")
    with steward.begin() as db:
        by = members.by_person(db, ada.id)
        purpose.change(db, PurposeWording(WHY), "", seen=0, by=by, at=clock.now)
        for partner in db.scalars(select(Partner)):
            partner.representative = {"Tidewater Trust": bo.id, "Northwind Marine": "U0DAN"}.get(partner.name)
    clock.now = TUESDAY
    return workspace


@pytest.fixture
def comes(place, ada):
    """Somebody new comes to #general."""

    def do(name="eva", kind="member", tz="Europe/London", team="T0HAVEN", email="eva@tidewater-trust.example"):
        place.add_user(f"U0{name.upper()}", name=name, real_name=name.title(), kind=kind, tz=tz, team=team, email=email)
        ada.invites(name, "general")
        return place.person(name)

    return do


@pytest.fixture
def until(steward, clock):
    """Days pass, and the clock is heard at eleven (UTC) on each, up to a day and an hour of March."""

    def do(day, hour=11):
        last = datetime(2026, 3, day, hour, tzinfo=UTC)
        steward.tick()
        while clock.now < last:
            eleven = clock.now.replace(hour=11) + timedelta(days=clock.now.hour >= 11)
            clock.now = min(eleven, last)
            steward.tick()

    return do


def state_of(steward, person):
    with steward.begin(reading=True) as db:
        return stored_onboarding.of(db, person.id).state


def unasked(person):
    """What came by a letter, not as the answer to a click."""
    return [each for each in person.dms if "letter:" in str(each.metadata)]


def texts(person):
    return [each.text for each in person.dms]


@pytest.mark.parametrize(
    ("kind", "team", "email", "partner", "door"),
    [
        ("member", "T0HAVEN", "eva@tidewater-trust.example", "Tidewater Trust", "or type /ask-why anywhere"),
        ("guest", "T0HAVEN", "eva@saltmarsh-society.example", "Saltmarsh Society", "where we both are"),
        ("external", "T0NORTH", "", "Northwind Marine", "where we both are"),
    ],
)
def test_a_newcomers_three_days(comes, until, steward, ada, kind, team, email, partner, door):
    eva = comes(kind=kind, team=team, email=email)
    until(3, 11)
    [first] = eva.dms
    assert "Welcome, Eva!" in first.reads
    assert f"You are here for {partner}" in first.reads
    assert WHY in first.reads
    assert door in first.reads
    assert "Monday to Friday, 09:00 to 17:00" in first.reads
    assert ("/ask-why" in first.reads) is (kind == "member")  # no command to whom it does not exist
    eva.clicks("Yes, that is right", first)
    until(3, 16)
    assert len(unasked(eva)) == 1  # one a day

    until(4)
    second = eva.dms[-1]
    assert "Who looks after how we work together: @Ada" in second.reads
    assert "Northwind Marine: @Dan" in second.reads
    assert "Yes, that is right" not in eva.dms[0].labels
    eva.clicks("I said hello", second)
    until(5)
    third = eva.dms[-1]
    assert "D-1 We read the gauge at noon" in third.reads
    assert "second boat" not in third.reads  # decided where they are not
    eva.clicks("Ask me why", third)
    assert eva.form.title == "Ask why"
    assert "You are settled" in eva.dms[-1].reads
    assert state_of(steward, eva) == SETTLED

    until(9)
    assert len(unasked(eva)) == 3
    eva.clicks("Tell us one thing you would like", eva.dms[-1])
    eva.submits(wish="More *boats* <!channel>")
    until(10)
    [wish] = [each for each in ada.dms if "would like one thing" in each.text]
    assert "More *boats* &lt;!channel&gt;" in str(wish.blocks)


def test_who_comes_at_three_in_the_morning_or_at_a_weekend_is_greeted_on_their_next_morning(
    comes, until, clock, steward
):
    clock.now = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)  # Friday evening in London, Saturday at three in Tokyo
    with steward.begin() as db:
        db.add(DayOff(on=date(2026, 3, 9), name="The regatta"))
    eva, kei = comes(), comes("kei", tz="Asia/Tokyo")
    for day, hour in ((9, 0), (9, 11), (9, 23), (10, 0), (10, 8), (10, 9)):
        until(day, hour)
        assert len(kei.dms) == (day == 10)  # no weekend, and no day off of all
        assert len(eva.dms) == ((day, hour) == (10, 9))
    eva.clicks("Yes, that is right", eva.dms[0])
    until(11, 12)
    assert len(unasked(eva)) == 2


def test_nobody_is_welcomed_who_was_here_before_who_convenes_or_who_is_a_program(place, until, ada, bo, steward, clock):
    place.add_channel("C0NEW", "new", people=["ada", "steward"])
    ada.invites("bo", "new")
    place.add_user("U0ROBOT", name="robot", real_name="Robot", kind="bot")
    ada.invites("robot", "general")
    until(4)
    with steward.begin(reading=True) as db:
        assert stored_onboarding.running(db) == []
    bo.dm("Welcome me!")
    assert "Welcome, Bo!" in bo.dms[-1].reads  # at once, as they ask
    bo.dm("welcome me")
    assert "telling you about us already" in bo.dms[-1].text
    bo.clicks("Yes, that is right", bo.dms[-2])
    assert "Yes, that is right" not in bo.dms[-2].labels
    until(5)
    assert "who is who" in bo.dms[-1].reads


def test_many_who_come_at_once_and_again_are_each_welcomed_once(comes, until, place, ada, steward):
    crowd = [comes(name) for name in ("eva", "finn", "gus")]
    place.add_channel("C0NEW", "new", people=["ada", "steward"])
    ada.invites("eva", "new")
    until(3, 12)
    assert [len(each.dms) for each in crowd] == [1, 1, 1]


def test_a_new_account_of_the_workspace_is_welcomed_too(place, until):
    admin.welcome(place, "U0EVA", "eva", real_name="Eva", tz="Europe/London", email="eva@havenmouth.example")
    until(3, 11)
    assert "Welcome, Eva!" in place.person("eva").dms[0].reads


def test_silence_brings_one_kind_line_one_question_and_then_a_human(comes, until, ada, steward):
    eva = comes()
    until(5)
    assert len(eva.dms) == 1
    until(6)
    assert "No hurry, Eva" in eva.dms[-1].reads
    until(10)
    assert "shall I stop" in eva.dms[-1].reads
    until(12)
    [told] = [each for each in ada.dms if "has not answered me" in each.text]
    assert "@Eva of Tidewater Trust is new here" in told.reads
    assert state_of(steward, eva) == HANDED
    until(16)
    assert len(eva.dms) == 3


def test_after_the_kind_line_it_goes_on_without_the_ask_and_never_twice_a_day(comes, until, steward):
    eva = comes()
    until(6)
    eva.clicks("Go on without it", eva.dms[-1])
    until(6, 16)
    assert len(unasked(eva)) == 2
    until(9)
    assert "who is who" in eva.dms[-1].reads
    assert state_of(steward, eva) == RUNNING


def convener_stops(_, ada):
    ada.opens_home()
    ada.clicks("Convening", ada.home)
    ada.clicks("Welcoming newcomers", ada.home)
    ada.submits(then="stop", person=["eva"])


WAYS_TO_STOP = {
    "word": lambda eva, _: eva.dm("stop welcoming me"),
    "mention": lambda eva, _: eva.says("@Steward stop welcoming me.", channel="general"),
    "convener": convener_stops,
    "deactivated": lambda eva, _: admin.change(eva.workspace, "eva", is_deleted=True),
    "left": lambda eva, _: eva.leaves("general"),
}


@pytest.mark.parametrize("way", WAYS_TO_STOP)
def test_it_stops_when_they_say_so_or_go(comes, until, ada, steward, way):
    eva = comes(kind="guest", email="eva@salt.example")
    until(3)
    eva.clicks("Yes, that is right", eva.dms[0])
    WAYS_TO_STOP[way](eva, ada)
    said = len(eva.dms)
    until(5)

    assert len(eva.dms) == said
    assert state_of(steward, eva) == (LEFT if way in ("deactivated", "left") else STOPPED)


def test_asked_whether_to_stop_they_say_yes_and_no_human_is_told(comes, until, ada, steward):
    eva = comes()
    until(10)
    eva.clicks("Stop, please", eva.dms[-1])
    assert "I write no more of these" in eva.dms[-1].reads
    until(13)

    assert state_of(steward, eva) == STOPPED
    assert len(eva.dms) == 3
    assert [each for each in ada.dms if "has not answered me" in each.text] == []


def test_whoever_stops_these_messages_is_welcomed_again_only_by_their_own_word(comes, until, ada, steward):
    eva = comes()
    until(3)
    eva.clicks("Stop these", eva.dms[-1])
    until(4)
    assert state_of(steward, eva) == STOPPED
    ada.opens_home()
    ada.clicks("Convening", ada.home)
    ada.clicks("Welcoming newcomers", ada.home)
    ada.submits(then="start", person=["eva"])
    assert "wants none of these messages" in str(ada.form.errors)
    eva.dm("welcome me")
    eva.clicks("Yes, that is right", eva.dms[-1])
    until(5)
    assert "who is who" in eva.dms[-1].reads


def test_while_they_are_away_or_say_later_nothing_counts_as_silence(comes, until, steward):
    eva, finn = comes(), comes("finn")
    until(3)
    finn.clicks("Later", finn.dms[-1])
    with steward.begin() as db:
        db.add(Preference(person=eva.id, away_until=date(2026, 3, 16)))
    until(13)
    assert len(eva.dms) == 1
    assert len([each for each in finn.dms if "Welcome, Finn" in each.reads]) == 1  # put off, it counts from then
    until(18)
    assert "No hurry" in eva.dms[-1].reads


def test_one_persons_buttons_are_nobody_elses(comes, until, bo, steward):
    eva = comes()
    until(3)
    [button] = [each for each in eva.dms[0].blocks if each["type"] == "actions"][:1]
    touch = button["elements"][0]["value"]
    with steward.begin() as db, pytest.raises(Refusal, match="not written to you"):
        onboarding.answer(db, int(touch), "answered", by=members.by_person(db, bo.id), at=TUESDAY)


def test_whoever_comes_back_after_long_is_told_once_what_they_missed(place, until, bo, ada, steward, clock, dan):
    dan.dm("hello")
    until(4)
    for text in ("paint the buoys", "rent a crane", "feed no seals", "dredge in May", "meet on Tuesdays", "print maps"):
        ada.types(f"/decision We {text} because it helps")
    ada.types("/decision We sell the third boat because it leaks", channel="steering")
    ada.types("/commit I'll send the chart to Dan by 25 March")
    clock.now = datetime(2026, 3, 20, 9, tzinfo=UTC)
    dan.dm("hello again")
    until(20)
    [told] = [each for each in dan.dms if "Good to see you again, Dan" in each.reads]
    assert "since 3 March 2026" in told.reads
    assert "C-1 @Ada: Send the chart" in told.reads
    assert told.reads.count("D-") == 4
    assert "third boat" not in told.reads
    dan.clicks("Show me all", told)
    assert dan.dms[-1].reads.count("D-") == 6


def test_whoever_said_they_would_be_away_is_told_on_the_day_they_are_back(place, until, ada, dan, steward):
    dan.dm("hello")
    with steward.begin() as db:
        db.add(Preference(person=dan.id, away_until=date(2026, 3, 11)))
    until(4)
    ada.types("/decision We paint the buoys red because they fade")
    until(10, 16)
    assert "Good to see" not in str(texts(dan))
    until(12)
    assert len([each for each in dan.dms if "Good to see you again" in each.reads]) == 1
    assert all("Good to see" not in each.reads for each in ada.dms)


def test_on_both_databases_two_clocks_and_two_clicks_at_once_do_it_once(any_memory):
    begin = any_memory.of(any_memory.partnership("T1", name="Home", at=TUESDAY - timedelta(days=1)).id)
    calendar = NewcomerCalendar(ZoneInfo("UTC"), lambda day: day.weekday() < 5, time(9))
    with begin() as db:
        eva = Member(team="T1", person="U1", name="Eva", kind="full", met_at=TUESDAY, refreshed_at=TUESDAY)
        db.add(eva)
        db.flush()
        for record in (3, 4, 4):
            search_feedback.remember(db, ["tide", str(record)], "decision", record, person="U1", at=TUESDAY)
        search_feedback.remember(db, ["tide"], "decision", 3, person="U2", at=TUESDAY)
        assert search_feedback.most(db, "decision", limit=5) == [3, 4]
        assert onboarding.greet(db, "U1", because="joined", at=TUESDAY) is not None
        assert onboarding.greet(db, "U1", because="came", at=TUESDAY) is None
        [welcome] = stored_onboarding.running(db)

    def at_once(do):
        def in_one():
            with begin() as db:
                return do(db)

        with ThreadPoolExecutor(2) as both:
            return [each.result() for each in [both.submit(in_one), both.submit(in_one)]]

    at_once(lambda db: onboarding_progress.advance(db, welcome.id, calendar, now=TUESDAY))
    with begin(reading=True) as db:
        [[touch]] = stored_onboarding.touches(db, [welcome]).values()
        assert len(stored_onboarding.deliveries_of(db, [touch.id])[touch.id]) == 1
    at_once(lambda db: onboarding.answer(db, touch.id, "answered", by=eva, at=TUESDAY))
    with begin() as db:
        lines = db.scalars(select(Event.what).where(Event.what.startswith("welcome."))).all()
        assert sorted(lines) == ["welcome.answered", "welcome.begun"]
        assert onboarding_progress.due(db, welcome, calendar, now=TUESDAY + timedelta(hours=8)) == ""
        assert (
            onboarding_progress.due(db, welcome, calendar, now=TUESDAY + timedelta(days=1)) == ""
        )  # nothing more suits that day
        assert (
            onboarding_progress.due(db, welcome, calendar, now=TUESDAY + timedelta(days=2)) == onboarding_progress.STEP
        )
        assert catch_ups.back(db, first=TUESDAY.date(), last=TUESDAY.date()) == []


def test_a_buddy_is_offered_first_then_asked_then_introduced_and_agreements_are_read(comes, until, bo, ada, steward):
    with steward.begin() as db:
        by = members.by_person(db, ada.id)
        written = Written("How we share data", "Openly.")
        version = agreements.draft(db, written, of=None, follows=0, by=by, at=TUESDAY)
        agreements.publish(db, version.id, by=by, at=TUESDAY)
    bo.dm("I'd be a buddy")
    eva = comes()
    until(3)
    eva.clicks("Yes, that is right", eva.dms[-1])
    offer = eva.dms[-1]
    assert "Would you like a buddy" in offer.reads
    eva.clicks("Yes, please", offer)
    assert "I'd be a buddy" not in eva.dms[-1].labels  # whoever has just asked for one is not asked to be one
    until(3, 12)
    bo.clicks("Yes, gladly", bo.dms[-1])
    until(4)
    second = next(each for each in eva.dms if "Today: who is who" in each.reads)
    assert "Your buddy: @Bo has said yes" in second.reads
    eva.clicks("I said hello", second)
    until(5)
    third = next(each for each in eva.dms if "Read it" in each.labels)
    assert "• How we share data" in third.reads
    eva.clicks("Read it", third)
    assert any("1 agreement waits for your look" in each.reads for each in eva.dms[-2:])


def test_a_buddy_hears_of_silence_before_a_convener_does(comes, until, bo, ada, steward):
    bo.dm("I'd be a buddy")
    eva = comes()
    until(3)
    eva.clicks("Yes, that is right", eva.dms[-1])
    eva.clicks("Yes, please", eva.dms[-1])
    until(3, 12)
    bo.clicks("Yes, gladly", bo.dms[-1])
    until(16)
    assert any("has not answered me" in each.reads for each in bo.dms)
    assert all("has not answered me" not in each.reads for each in ada.dms)
