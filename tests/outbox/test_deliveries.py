"""What people rely on arrives once, whatever breaks in between."""

from datetime import timedelta

import pytest

from schedules.outbox import attempts as outbox_attempts
from schedules.outbox import posts as outbox_posts
from storage.decisions import Decision
from storage.deliveries import DEAD, DUE, SENT, UNSURE, Delivery
from tests.conftest import MONDAY_9 as NOW
from tests.decisions.test_decisions import posts


def states(steward):
    from sqlalchemy import select

    with steward.begin(reading=True) as db:
        return [row.state for row in db.scalars(select(Delivery).order_by(Delivery.id))]


@pytest.mark.parametrize("accepted", [False, True], ids=["before Slack took it", "after Slack took it"])
def test_a_connection_lost_is_made_good_by_the_clock_and_nothing_is_posted_twice(
    ada, workspace, steward, clock, accepted
):
    workspace.faults.plan("chat.postMessage", "drop", after=accepted)
    ada.types("/decision We meet on Tuesdays because the ferry does")
    assert len(posts(ada)) == int(accepted)
    assert states(steward) == [DUE]

    steward.tick()  # too early: it waits before the second try
    clock.forward(minutes=1)
    steward.tick()
    steward.tick()

    assert [post.text for post in posts(ada)] == ["D-1: We meet on Tuesdays"]
    assert states(steward) == [SENT]


def test_a_machine_killed_after_the_commit_loses_nothing(ada, workspace, steward, clock, monkeypatch):
    with monkeypatch.context() as dying:
        dying.setattr(outbox_posts, "_send", lambda *_: None)
        ada.types("/decision We meet on Tuesdays because the ferry does")
    assert posts(ada) == []

    clock.forward(seconds=29)
    steward.tick()
    assert posts(ada) == []  # whoever holds the lease may still be at it
    clock.forward(seconds=2)
    steward.tick()
    assert len(posts(ada)) == 1


def test_an_edit_that_failed_is_made_good(ada, workspace, steward, clock):
    ada.types("/decision We meet on Tuesdays because the ferry does")
    workspace.faults.plan("chat.update", error="ratelimited", retry_after=30)
    ada.clicks("Amend", posts(ada)[0])
    ada.submits(text="We meet on Wednesdays")
    assert posts(ada)[0].text == "D-1: We meet on Tuesdays"

    clock.forward(minutes=1)
    steward.tick()
    assert posts(ada)[0].text == "D-1: We meet on Wednesdays"


def test_a_channel_archived_in_between_is_given_up_and_said_in_the_log(ada, workspace, steward, clock, caplog):
    workspace.faults.plan("chat.postMessage", "drop")
    ada.types("/decision We meet on Tuesdays because the ferry does")
    ada.archives("general")
    clock.forward(minutes=1)
    steward.tick()

    assert states(steward) == [DEAD]
    assert "given up" in caplog.text
    assert "Tuesdays" not in caplog.text  # no words of people in a log


def test_it_gives_up_after_eight_tries(ada, workspace, steward, clock):
    workspace.faults.plan("chat.postMessage", times=100)
    ada.types("/decision We meet on Tuesdays because the ferry does")
    for _ in range(20):
        clock.forward(hours=2)
        steward.tick()

    assert states(steward) == [DEAD]


def test_a_reason_given_in_the_meantime_is_not_asked_for(ada, bo, workspace, steward, clock):
    said = bo.says("So the harbour site it is", channel="general")
    workspace.faults.plan("chat.postMessage", "drop", times=2)
    ada.reacts("scroll", said)
    with steward.begin() as db:
        from sqlalchemy import select

        db.scalars(select(Decision)).one().reason = "known by now"
    clock.forward(minutes=2)
    steward.tick()

    assert bo.dms == []
    assert timedelta(0) < outbox_attempts.FIRST_WAIT


def test_a_post_that_somebody_deleted_is_posted_anew_when_it_changes(ada, workspace):
    ada.types("/decision We meet on Tuesdays because the ferry does")
    [post] = posts(ada)
    workspace.faults.plan("chat.update", error="message_not_found")
    ada.clicks("Amend", post)
    ada.submits(text="We meet on Wednesdays")

    assert [each.text for each in posts(ada)] == ["D-1: We meet on Tuesdays", "D-1: We meet on Wednesdays"]


def test_a_post_that_may_be_there_while_we_cannot_look_is_left_to_a_convener(ada, workspace, steward, clock):
    workspace.faults.plan("chat.postMessage", "drop", after=True)
    ada.types("/decision We meet on Tuesdays because the ferry does")
    workspace.faults.plan("conversations.history", error="missing_scope")
    clock.forward(minutes=1)
    steward.tick()
    assert states(steward) == [UNSURE]
    assert len(posts(ada)) == 1

    convenes(ada)
    ada.clicks("Let it go", ada.home)
    clock.forward(days=1)
    steward.tick()
    assert len(posts(ada)) == 1


def test_sent_again_by_a_convener_it_is_posted_although_we_cannot_look(ada, workspace, steward, clock):
    workspace.faults.plan("chat.postMessage", "drop")
    ada.types("/decision We meet on Tuesdays because the ferry does")
    workspace.faults.plan("conversations.history", error="missing_scope", times=9)
    clock.forward(minutes=1)
    steward.tick()
    assert states(steward) == [UNSURE]

    convenes(ada)
    ada.clicks("Send again", ada.home)
    steward.tick()
    assert states(steward) == [SENT]
    assert len(posts(ada)) == 1


def test_looking_that_fails_only_for_now_is_tried_again(ada, workspace, steward, clock):
    workspace.faults.plan("chat.postMessage", "drop", after=True)
    ada.types("/decision We meet on Tuesdays because the ferry does")
    workspace.faults.plan("conversations.history", "500", times=2)
    for _ in range(5):
        clock.forward(minutes=5)
        steward.tick()

    assert states(steward) == [SENT]
    assert len(posts(ada)) == 1


def test_the_last_of_eight_tries_that_did_arrive_is_found(ada, workspace, steward, clock):
    workspace.faults.plan("chat.postMessage", times=7)
    workspace.faults.plan("chat.postMessage", "drop", after=True)
    ada.types("/decision We meet on Tuesdays because the ferry does")
    for _ in range(20):
        clock.forward(hours=2)
        steward.tick()

    assert states(steward) == [SENT]
    assert len(posts(ada)) == 1


def test_a_post_behind_many_others_is_found_again(ada, bo, workspace, steward, clock):
    workspace.faults.plan("chat.postMessage", "drop", after=True)
    ada.types("/decision We meet on Tuesdays because the ferry does")
    for number in range(230):
        workspace.bot_says(workspace.bot, f"Tide {number}", channel="C0GENERAL")
    clock.forward(minutes=1)
    steward.tick()

    assert states(steward) == [SENT]
    assert len([each for each in posts(ada) if each.text.startswith("D-1")]) == 1


def convenes(person):
    person.opens_home()
    person.clicks("I convene", person.home)


def row(key, attempts):
    return Delivery(kind="news", about_id=1, key=key, not_before=NOW, attempts=attempts)


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 30), (2, 60), (3, 120), (8, 3_840)])
def test_each_failure_doubles_the_wait_and_no_two_wait_alike(attempts, seconds):
    waits = {(outbox_attempts.next_try(row(f"news:{n}", attempts), NOW) - NOW).total_seconds() for n in range(100)}

    assert len(waits) > 90
    assert seconds <= min(waits) < max(waits) <= seconds * 1.25
