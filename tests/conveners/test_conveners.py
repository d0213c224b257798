"""Conveners: somebody begins, adds others, asks everybody, sets the rhythm, and sees what got stuck."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import false, select

from bot.features.conveners import delivery_report
from storage.deliveries import Delivery
from storage.members import Member
from storage.notification_settings import DayOff
from storage.partnerships import Partner, Partnership
from storage.surveys import Survey
from tests.support.passing import pass_until


@pytest.fixture
def crew(workspace, steward):
    for number in range(6):
        workspace.add_user(f"U0P{number}", name=f"p{number}", email=f"p{number}@tidewater-trust.example")
    steward.get_acquainted()
    return [workspace.person(f"p{number}") for number in range(6)]


@pytest.fixture
def convener(ada):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    return ada


@pytest.fixture
def hours_pass(steward, clock):
    def do(hours):
        pass_until(steward, clock, clock.now + timedelta(hours=hours), hours=range(0, 24, 4))

    return do


def first(steward, row):
    with steward.begin(reading=True) as db:
        return db.scalars(select(row)).first()


def test_somebody_of_the_workspace_begins_and_is_named_to_all(convener, bo, dan):
    assert "For conveners" in convener.home.reads
    for person in (bo, dan):
        person.opens_home()
        assert "Conveners: @Ada" in person.home.reads
        assert "I convene" not in person.home.labels
        assert "Convening" not in person.home.labels


@pytest.mark.parametrize("who", ["chi", "dan"])
def test_guests_and_people_of_other_workspaces_do_not_begin_but_can_be_added(workspace, convener, who):
    other = workspace.person(who)
    convener.clicks("Who convenes", convener.home)
    convener.submits(people=["ada", who])
    other.opens_home()
    other.clicks("Convening", other.home)

    assert "For conveners" in other.home.reads


def test_two_who_begin_at_once_leave_one(ada, bo):
    ada.opens_home()
    bo.opens_home()
    seen = bo.home
    ada.clicks("I convene", ada.home)
    bo.clicks_stale("I convene", seen)

    assert "Somebody convenes here already" in bo.dms[-1].text


def test_the_last_convener_cannot_leave_nobody(convener):
    convener.clicks("Who convenes", convener.home)
    convener.submits(people=[])

    assert convener.form.errors


def test_a_convener_asks_everybody_a_question_of_their_own(convener, crew, hours_pass):
    convener.clicks("Ask everybody", convener.home)
    convener.submits(text="Shall we meet on the boat?", kind="yes_no", channel="general")
    assert "Shall we meet on the boat?" in convener.home.reads
    hours_pass(3)

    assert crew[0].dms[0].text == "Shall we meet on the boat?"
    assert crew[0].dms[0].labels[:2] == ["Yes", "No"]


def test_a_convener_asks_a_ready_set_of_one_partner(convener, crew, hours_pass, steward, bo, dan):
    convener.clicks("Ask everybody", convener.home)
    with steward.begin(reading=True) as db:
        tidewater = db.scalars(select(Partner).where(Partner.name.contains("Tidewater"))).one()
    convener.submits(set_key="four_keys", audience=f"partner:{tidewater.id}", channel="general")
    hours_pass(3)

    assert "question" in crew[0].dms[0].text
    assert dan.dms == []


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        ({"text": ""}, "A question has"),
        ({"text": "Which one?", "kind": "choice", "choices": "only one"}, "2 to 10 choices"),
        ({"text": "Which one?", "closes_on": "2026-03-01"}, "end before it begins"),
        ({"text": "Which one?", "opens_on": "2026-02-01"}, "That day is over"),
        ({"text": "Which one?", "audience": "conveners"}, "nothing is shown below"),
    ],
)
def test_what_does_not_fit_is_said_in_the_form_and_nothing_typed_is_lost(convener, crew, filled, words):
    convener.clicks("Ask everybody", convener.home)
    convener.submits(channel="general", **filled)

    assert words in str(convener.form.errors)


def test_a_round_can_be_called_off(convener, crew, hours_pass, steward):
    convener.clicks("Ask everybody", convener.home)
    convener.submits(text="Shall we meet on the boat?", kind="yes_no", channel="general")
    hours_pass(3)
    crew[0].clicks("Yes", crew[0].dms[0])
    convener.opens_home()
    convener.clicks("Call it off", convener.home)
    hours_pass(1)

    assert first(steward, Survey).cancelled_at is not None
    assert "was called off" in convener.sees("general")[-1].text
    crew[1].clicks_stale("Yes", crew[1].dms[0])
    assert "closed" in crew[1].dms[-1].text


def test_a_weekly_question_begins_is_shown_first_skipped_paused_and_resumed(convener, crew, hours_pass):
    convener.clicks("A weekly question", convener.home)
    convener.submits(set_key="weekly_gaps", weekday="2", channel="general")
    assert "Pulse: next on Wednesday 4 March, 10:00" in convener.home.reads

    convener.clicks("Show me first", convener.home)
    assert "Wednesday 4 March" in convener.dms[-1].text
    convener.clicks("Skip the next one", convener.home)
    assert "next on Wednesday 11 March" in convener.home.reads
    convener.clicks("Pause", convener.home)
    assert "Pulse is paused." in convener.home.reads
    convener.clicks("Resume", convener.home)
    assert "Pulse: next on Wednesday 11 March" in convener.home.reads


def test_on_friday_conveners_see_what_the_next_week_brings(convener, crew, hours_pass, workspace):
    convener.clicks("A weekly question", convener.home)
    convener.submits(set_key="weekly_gaps", weekday="2", channel="general")
    workspace.person("p1").opens_home()
    hours_pass(24 * 4 + 6)

    [preview] = [each for each in convener.dms if "Next week I send" in each.text]
    assert "Wednesday 11 March, 10:00" in preview.reads
    assert "to 10 people" in preview.reads
    convener.clicks("Skip this one", preview)
    convener.clicks("Convening", convener.opens_home())
    assert "next on Wednesday 18 March" in convener.home.reads


def test_what_got_stuck_is_shown_and_can_be_sent_again_or_let_go(convener, bo, workspace, hours_pass, steward):
    workspace.faults.plan("chat.postMessage", times=100)
    bo.types("/decision We meet on Tuesdays because the ferry does")
    hours_pass(24)
    convener.clicks("Convening", convener.opens_home())
    assert "A decision's post in its channel did not arrive" in convener.home.reads

    workspace.faults.plan("chat.postMessage", times=0)
    convener.clicks("Send again", convener.home)
    hours_pass(1)
    convener.opens_home()
    assert "did not arrive" not in convener.home.reads or first(steward, Delivery).state == "due"


def test_a_partner_that_hears_nothing_for_three_weeks_is_named_to_conveners_only(convener, crew, hours_pass, steward):
    convener.clicks("Ask everybody", convener.home)
    with steward.begin(reading=True) as db:
        tidewater = db.scalars(select(Partner).where(Partner.name.contains("Tidewater"))).one()
    convener.submits(set_key="four_keys", audience=f"partner:{tidewater.id}", channel="general")
    hours_pass(3)
    convener.opens_home()

    assert "Nobody of Havenmouth has heard from us yet." in convener.home.reads
    assert "Nobody of Tidewater" not in convener.home.reads


def test_who_speaks_for_a_partner_is_said_by_a_convener(convener, steward, bo, chi):
    convener.clicks("Who speaks for whom", convener.home)
    with steward.begin(reading=True) as db:
        tidewater = db.scalars(select(Partner).where(Partner.name.contains("Tidewater"))).one()
    convener.submits(partner=str(tidewater.id))
    convener.submits(representative=["bo"], deputy=["chi"])

    with steward.begin(reading=True) as db:
        tidewater = db.get(Partner, tidewater.id)
        assert (tidewater.representative, tidewater.deputy) == (bo.id, chi.id)


def test_a_day_off_keeps_everybody_quiet(convener, crew, hours_pass, steward):
    convener.clicks("A day off", convener.home)
    convener.submits(on="2026-03-02", name="The regatta <!channel>")
    assert first(steward, DayOff).name == "The regatta <!channel>"
    convener.clicks("Ask everybody", convener.home)
    convener.submits(text="Shall we meet on the boat?", kind="yes_no", channel="general")
    hours_pass(10)
    assert crew[0].dms == []
    hours_pass(20)
    assert len(crew[0].dms) == 1


def test_the_budget_is_the_conveners_to_set(convener, steward):
    convener.clicks("How many messages", convener.home)
    convener.submits(a_day="2", a_week="1")
    assert "Between 2 and 20" in str(convener.form.errors)
    convener.submits(a_day="2", a_week="6")

    with steward.begin(reading=True) as db:
        ours = db.scalars(select(Partnership)).one()
    assert (ours.messages_a_day, ours.messages_a_week) == (2, 6)


@pytest.mark.parametrize(
    "door", ["Ask everybody", "A weekly question", "Who convenes", "A day off", "How many messages"]
)
def test_whoever_convenes_no_more_is_told_who_can(convener, bo, door, steward):
    seen = convener.home
    with steward.begin() as db:
        db.scalars(select(Member).filter_by(person=bo.id)).one().is_convener = True
        db.scalars(select(Member).filter_by(person=convener.id)).one().is_convener = False
    convener.clicks_stale(door, seen)

    assert "Only conveners can do this" in convener.dms[-1].text


def test_the_preview_is_thought_of_in_every_hour_in_which_it_is_friday_somewhere():
    zones = [timezone(timedelta(hours=ahead)) for ahead in range(-12, 15)]
    hours = [datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=n) for n in range(7 * 24)]

    friday_somewhere = [any(hour.astimezone(zone).weekday() == 4 for zone in zones) for hour in hours]
    assert [str(delivery_report.may_preview(hour)) != str(false()) for hour in hours] == friday_somewhere
    assert 0 < sum(friday_somewhere) < len(hours) / 3
