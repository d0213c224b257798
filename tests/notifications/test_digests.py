"""Letters: what is due for somebody is one message, in their hours, once, with its exits."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.chat.messages import Paragraph
from bot.errors import Refusal
from bot.features import catalogue
from bot.notifications import commands as notification_commands
from bot.notifications import local_moment, preferences
from bot.notifications.kinds import DigestKind, DigestSection
from schedules.outbox import attempts, digests
from storage import digests as stored_digests
from storage import members
from storage.deliveries import DEAD, DROPPED, DUE, SENT, Delivery
from storage.members import Member
from tests.support.passing import pass_until

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Two kinds of messages, as features bring them: news of the sea, and what is urgent."""

    def news(_db, delivery, _now):
        text = f"News {delivery.about_id}"
        return DigestSection(text, (Paragraph(text),)) if delivery.about_id < 100 else None

    monkeypatch.setitem(
        catalogue.digest_kinds(), "news", DigestKind("news", 1_000, "News of the sea", "it is news", news)
    )
    alarm = DigestKind(
        "storm",
        1_010,
        "Storm warnings",
        "it is near",
        lambda _d, delivery, _n: DigestSection("Storm", (Paragraph("Storm"),)),
        lambda *_: True,
    )
    monkeypatch.setitem(catalogue.digest_kinds(), "storm", alarm)


@pytest.fixture
def write(steward):
    """Something becomes due for somebody, at ten on that day."""

    def due(person, about=1, *, kind="news", on=MONDAY, hour=time(10)):
        with steward.begin() as db:
            mine = preferences.of(db, [person.id]).get(person.id)
            at = local_moment(on, hour, mine.zone)
            return stored_digests.write_to(
                db, kind, person.id, about_id=about, key=f"{kind}:{about}:{person.id}", at=at, on=on, hour=hour
            )

    return due


@pytest.fixture
def ticks(steward, clock):
    """Time passes: the clock is heard each hour, over days every three, and whenever something is due."""

    def pass_by(**span):
        until = clock.now + timedelta(**span)
        pass_until(steward, clock, until, hours=range(0, 24, 1 if timedelta(**span) < timedelta(days=2) else 3))

    return pass_by


def states(steward):
    with steward.begin(reading=True) as db:
        return [row.state for row in db.scalars(select(Delivery).order_by(Delivery.id))]


def test_it_comes_at_their_hour_and_once(bo, write, ticks, steward, clock):
    write(bo)
    assert not write(bo)

    ticks(minutes=30)
    assert bo.dms == []
    ticks(minutes=30)
    assert [each.text for each in bo.dms] == ["News 1"]
    ticks(days=2)
    assert len(bo.dms) == 1
    assert states(steward) == [SENT]


def test_what_is_due_together_is_one_message(bo, write, ticks):
    write(bo, 1)
    write(bo, 2)
    ticks(hours=1)

    assert [each.text for each in bo.dms] == ["A few things for you, together:\n• News 1\n• News 2"]
    assert bo.dms[0].labels == ["Later", "Stop these", "Later", "Stop these"]


def test_no_more_than_one_a_day_and_three_in_a_week(bo, write, ticks, clock):
    for day in range(2, 14):
        write(bo, day, on=date(2026, 3, day))
    ticks(days=12)

    days = [datetime.fromtimestamp(float(each.ts), UTC).date().day for each in bo.dms]
    assert days == [2, 3, 4, 9, 10, 11]  # what came due in between went with the next one


def test_what_is_urgent_comes_on_its_day_all_the_same(bo, write, ticks):
    write(bo, 1)
    write(bo, 2, kind="storm", hour=time(14))
    ticks(hours=8)

    assert [each.text for each in bo.dms] == ["News 1", "Storm"]


def test_somebody_in_another_zone_gets_it_in_their_own_morning(workspace, steward, write, clock):
    workspace.add_user("U0KIRI", name="kiri", email="kiri@tidewater-trust.example", tz="Pacific/Auckland")
    steward.get_acquainted()
    kiri = workspace.person("kiri")
    write(kiri, on=TUESDAY)

    clock.forward(hours=11, minutes=59)  # 09:59 on Tuesday in Auckland
    steward.tick()
    assert kiri.dms == []
    clock.forward(minutes=1)
    steward.tick()
    assert len(kiri.dms) == 1


def test_what_nobody_needs_any_more_is_not_said(bo, write, ticks, steward):
    write(bo, 100)
    ticks(hours=2)

    assert bo.dms == []
    assert states(steward) == [DROPPED]


def test_later_brings_it_again_the_next_working_day(bo, write, ticks, steward):
    write(bo)
    ticks(hours=1)
    bo.clicks("Later", bo.dms[0])

    assert [each.text for each in bo.dms] == ["Fine. I come back to it on 3 March 2026."]
    ticks(days=1)
    assert [each.text for each in bo.dms][1:] == ["News 1"]


def test_stop_these_ends_the_kind_and_can_be_taken_back(bo, write, ticks, steward):
    write(bo, 1)
    write(bo, 2, on=TUESDAY)
    ticks(hours=1)
    bo.clicks("Stop these", bo.dms[0])

    assert bo.dms[0].text == "Done: no more “News of the sea” from me."
    ticks(days=2)
    assert len(bo.dms) == 1
    assert states(steward) == [SENT, DROPPED]

    bo.clicks("Send them again", bo.dms[0])
    write(bo, 3, on=date(2026, 3, 5))
    ticks(days=2)
    assert "News 3" in [each.text for each in bo.dms]


def test_only_who_got_it_can_put_it_off(ada, bo, write, ticks, steward, clock):
    write(bo)
    ticks(hours=1)

    with pytest.raises(Refusal, match="not written to you"), steward.begin() as db:
        notification_commands.later(db, 1, by=members.by_person(db, ada.id), at=clock.now)


@pytest.mark.parametrize("accepted", [False, True], ids=["before Slack took it", "after Slack took it"])
def test_a_line_that_breaks_loses_nothing_and_repeats_nothing(bo, write, ticks, workspace, steward, accepted):
    write(bo)
    workspace.faults.plan("chat.postMessage", "drop", after=accepted)
    ticks(hours=3)

    assert [each.text for each in bo.dms] == ["News 1"]
    assert states(steward) == [SENT]


def test_a_machine_killed_while_it_speaks_repeats_nothing(bo, write, ticks, steward, clock, monkeypatch):
    write(bo)
    with monkeypatch.context() as dying:
        dying.setattr(digests, "_arrived", lambda *_: 1 / 0)  # it has spoken, and dies before it notes so
        ticks(hours=1)
    assert states(steward) == [DUE]
    ticks(hours=1)

    assert [each.text for each in bo.dms] == ["News 1"]
    assert states(steward) == [SENT]


def test_a_rate_limit_is_waited_for_and_costs_no_attempt(bo, write, ticks, workspace, steward):
    write(bo)
    workspace.faults.plan("chat.postMessage", error="ratelimited", retry_after=60, times=3)
    ticks(hours=3)

    assert [each.text for each in bo.dms] == ["News 1"]
    with steward.begin(reading=True) as db:
        assert db.scalars(select(Delivery)).one().attempts == 1


def test_it_gives_up_after_eight_tries_and_says_so(bo, write, ticks, workspace, steward, caplog):
    write(bo)
    workspace.faults.plan("chat.postMessage", times=100)
    ticks(days=3)

    assert bo.dms == []
    assert states(steward) == [DEAD]
    assert "given up" in caplog.text


def test_two_replicas_do_not_write_to_the_same_person_at_once(bo, write, steward, clock):
    write(bo, 1)
    clock.forward(hours=1)
    with steward.begin() as db:
        assert stored_digests.claim_for(db, bo.id, now=clock.now, until=clock.now + attempts.LEASE)
    write(bo, 2)
    with steward.begin() as db:
        assert stored_digests.claim_for(db, bo.id, now=clock.now, until=clock.now + attempts.LEASE) == []


def test_somebody_who_moved_gets_it_by_their_new_clock(bo, write, ticks, steward, workspace, clock):
    write(bo, on=TUESDAY)
    with steward.begin() as db:
        db.scalars(select(Member).filter_by(person=bo.id)).one().zone_name = "America/New_York"
        stored_digests.look_again(db, bo.id, at=clock.now)
    ticks(days=1, hours=5, minutes=30)  # Tuesday 14:30 UTC, 9:30 in New York
    assert bo.dms == []
    ticks(minutes=30)
    assert len(bo.dms) == 1


def test_a_letter_is_written_again_when_we_cannot_look_for_the_first(bo, write, ticks, workspace, steward):
    """A question twice is better than none."""
    write(bo)
    workspace.faults.plan("chat.postMessage", "drop")
    workspace.faults.plan("conversations.history", error="missing_scope", times=9)
    ticks(hours=3)

    assert [each.text for each in bo.dms] == ["News 1"]
    assert states(steward) == [SENT]


def test_looking_that_fails_only_for_now_does_not_write_it_twice(bo, write, ticks, workspace, steward):
    write(bo)
    workspace.faults.plan("chat.postMessage", "drop", after=True)
    workspace.faults.plan("conversations.history", "500", times=2)
    ticks(hours=5)

    assert [each.text for each in bo.dms] == ["News 1"]
    assert states(steward) == [SENT]


@pytest.mark.parametrize("accepted", [False, True], ids=["before Slack took it", "after Slack took it"])
def test_a_letter_that_broke_off_in_the_evening_is_not_finished_at_night(bo, write, ticks, workspace, clock, accepted):
    write(bo, hour=time(16, 30))
    workspace.faults.plan("chat.postMessage", "drop", after=accepted, times=1)
    clock.forward(hours=7)
    ticks(minutes=30)
    assert len(bo.dms) == int(accepted)
    clock.forward(minutes=40)  # the machine was off
    ticks(hours=20)

    assert [each.text for each in bo.dms] == ["News 1"]
    assert datetime.fromtimestamp(float(bo.dms[0].ts), UTC).day == (2 if accepted else 3)


def test_one_that_cannot_be_written_does_not_hold_up_the_others(ada, bo, write, ticks, steward, monkeypatch, caplog):
    broken = DigestKind("broken", 1_020, "Broken", "", lambda *_: None, lambda *_: 1 / 0)
    monkeypatch.setitem(catalogue.digest_kinds(), "broken", broken)
    write(ada, kind="broken")
    write(bo)
    ticks(days=2)

    assert [each.text for each in bo.dms] == ["News 1"]
    assert states(steward) == [DEAD, SENT]
    assert "cannot be judged" in caplog.text


def test_what_must_wait_is_put_off_for_everybody_at_once(bo, write, ticks, steward):
    for day in (1, 2, 3):
        write(bo, day, on=date(2026, 3, 1))
    ticks(minutes=30)
    with steward.begin(reading=True) as db:
        assert {row.attempts for row in db.scalars(select(Delivery))} == {1}
    assert len(bo.dms) == 1
    write(bo, 4)
    ticks(hours=1)

    with steward.begin(reading=True) as db:
        last = db.scalars(select(Delivery).filter_by(about_id=4)).one()
    assert (last.attempts, last.why, last.not_before.day) == (0, "had enough messages", 3)


def test_whoever_clicks_sees_what_came_of_it_even_when_slack_takes_no_more_edits(bo, write, ticks, workspace):
    write(bo)
    ticks(hours=1)
    workspace.faults.plan("chat.update", error="ratelimited", retry_after=30)
    bo.clicks("Stop these", bo.dms[0])

    assert [each.text for each in bo.dms] == ["Done: no more “News of the sea” from me."]
