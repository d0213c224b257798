"""Killed at any step of sending, or met there by another replica: nothing is lost, nothing comes twice."""

from contextlib import contextmanager
from datetime import time, timedelta
from itertools import count

import pytest
from sqlalchemy import select

from bot.chat.messages import Paragraph
from bot.features import catalogue
from bot.notifications.kinds import DigestKind, DigestSection
from bot.runtime.app import Steward
from bot.sandbox import client, direct
from schedules import timetable
from schedules.outbox import posts
from storage import digests
from storage.deliveries import SENT, Delivery

SPEAKING = {"post", "dm", "find", "find_private", "link", "amend"}
A_LEASE = timedelta(seconds=31)


class Killed(BaseException):
    """The machine is gone: nothing of the bot can catch it."""


class Steps:
    """The boundaries between the steps of sending; at the `at`-th something happens."""

    def __init__(self, at, happens):
        self.at, self.happens, self.passed = at, happens, []

    def passes(self, what):
        self.passed.append(what)
        if len(self.passed) == self.at:
            self.happens(what)

    @property
    def over(self):
        return len(self.passed) < self.at


def with_steps(begin, steps):
    @contextmanager
    def stepping(*, reading=False):
        with begin(reading=reading) as db:
            yield db
            if not reading:
                steps.passes("before commit")
        if not reading:
            steps.passes("after commit")

    return stepping


class ChatWithSteps:
    def __init__(self, chat, steps):
        self.chat, self.steps = chat, steps

    def __getattr__(self, name):
        def spoken(*given, **more):
            self.steps.passes(f"before {name}")
            told = getattr(self.chat, name)(*given, **more)
            self.steps.passes(f"after {name}")
            return told

        return spoken if name in SPEAKING else getattr(self.chat, name)


@pytest.fixture
def bot(workspace, any_memory, settings, clock, monkeypatch):
    def news(_db, delivery, _now):
        return DigestSection(f"News {delivery.about_id}", (Paragraph(f"News {delivery.about_id}"),))

    monkeypatch.setitem(
        catalogue.digest_kinds(), "news", DigestKind("news", 1_000, "News of the sea", "it is news", news)
    )
    monkeypatch.setattr(timetable, "TIMETABLE", ())  # whose jobs have nothing to do here; each would be a step
    steward = Steward(client(workspace), any_memory, settings=settings, clock=clock)
    workspace.wire = direct(steward.bolt)
    steward.get_acquainted()
    clock.forward(hours=1)
    return steward


@pytest.fixture
def becomes_due(bot, workspace, clock, monkeypatch):
    """A decision whose request died before it could post it, and news for Bo."""

    def make(number):
        with monkeypatch.context() as dying:
            dying.setattr(posts, "_send", lambda *_: None)
            workspace.person("ada").types(f"/decision We meet on day {number} because the ferry does")
        with bot.begin() as db:
            facts = {"about_id": number, "key": f"news:{number}", "at": clock.now, "hour": time(9)}
            digests.write_to(db, "news", "U0BO", on=clock.now.date(), **facts)
        clock.now = clock.now + A_LEASE

    return make


def arrived(bot, workspace, number):
    """How often the post and the letter are there, and whether everything is ticked off."""
    posts = [each.text for each in workspace.person("ada").sees("general")]
    with bot.begin(reading=True) as db:
        states = set(db.scalars(select(Delivery.state)))
    news = [each.text for each in workspace.person("bo").dms]
    return posts.count(f"D-{number}: We meet on day {number}"), news.count(f"News {number}"), states


def restarted(bot, clock):
    for _ in range(3):
        clock.now = clock.now + A_LEASE
        bot.tick()


def killed(what):
    raise Killed(what)


def test_killed_at_every_step_nothing_is_lost_and_nothing_comes_twice(bot, becomes_due, workspace, clock):
    seen = set()
    for number in count(1):
        becomes_due(number)
        steps = Steps(number, killed)
        try:
            timetable.tick(with_steps(bot.begin, steps), ChatWithSteps(bot.chat, steps), clock.now)
        except Killed as death:
            seen.add(str(death))
        restarted(bot, clock)

        assert arrived(bot, workspace, number) == (1, 1, {SENT}), f"killed {steps.passed[-1]}, step {number}"
        clock.forward(days=7)
        if steps.over:
            break
    assert {f"{when} {what}" for when in ("before", "after") for what in ("commit", "post", "dm", "link")} <= seen


def test_killed_twice_in_a_row_it_still_looks_before_it_speaks(bot, becomes_due, workspace, clock):
    for number in count(1):
        becomes_due(number)
        first = Steps(0, killed)
        with pytest.raises(Killed):  # Slack has the post, and nobody knows
            timetable.tick(with_steps(bot.begin, first), Deaf(ChatWithSteps(bot.chat, first)), clock.now)
        clock.now = clock.now + A_LEASE
        second = Steps(number, killed)
        try:
            timetable.tick(with_steps(bot.begin, second), ChatWithSteps(bot.chat, second), clock.now)
        except Killed:
            restarted(bot, clock)
        restarted(bot, clock)

        assert arrived(bot, workspace, number) == (1, 1, {SENT}), f"killed {second.passed[-1]}, step {number}"
        clock.forward(days=7)
        if second.over:
            break
    assert {"before find", "after find", "before dm"} <= set(second.passed)


class Deaf(ChatWithSteps):
    """Slack takes the first post, and the machine dies before it hears so."""

    def __init__(self, chat):
        super().__init__(chat, Steps(1, lambda _: None))

    def __getattr__(self, name):
        def spoken(*given, **more):
            getattr(self.chat, name)(*given, **more)
            raise Killed(name)

        return spoken if name == "post" else getattr(self.chat, name)


def test_another_replica_that_looks_in_at_any_step_does_not_send_it_too(
    bot, becomes_due, workspace, clock, any_memory, settings
):
    other = Steward(client(workspace), any_memory, settings=settings, clock=clock)
    met = set()

    def look_in(what):
        met.add(what)
        if what != "before commit":  # then the rows are locked, and it would wait
            other.tick()

    for number in count(1):
        becomes_due(number)
        steps = Steps(number, look_in)
        timetable.tick(with_steps(bot.begin, steps), ChatWithSteps(bot.chat, steps), clock.now)
        restarted(bot, clock)

        assert arrived(bot, workspace, number) == (1, 1, {SENT}), f"met {steps.passed}, step {number}"
        clock.forward(days=7)
        if steps.over:
            break
    assert {"before dm", "after dm", "before post", "after post", "after commit"} <= met


def test_many_letters_at_slacks_pace_go_out_once_and_people_need_not_wait(bot, workspace, clock):
    """Several hands write them; the clock waits, and here waiting is what makes time pass."""
    waited, begins = [], clock.now

    def wait(seconds):
        waited.append(seconds)
        clock.now = clock.now + timedelta(seconds=seconds)
        return False

    names = [f"person-{number}" for number in range(60)]
    for name in names:
        workspace.add_user(name.upper().replace("-", ""), name, email=f"{name}@havenmouth.example", tz="Etc/UTC")
    bot.get_acquainted()
    with bot.begin() as db:
        due = [digests.DueDelivery(workspace.user(name).id, f"news:{name}", clock.now) for name in names]
        digests.write_to_many(db, "news", due, about_id=7, on=clock.now.date(), hour=time(9))
    workspace.limits.is_on = True
    bot.wait = wait
    bot.tick()

    assert [[each.text for each in workspace.person(name).dms] for name in names] == [["News 7"]] * 60
    assert len(waited) == 36  # all but the 24 that may go at once
    assert clock.now > begins
    assert not [each for each in workspace.trace if each.status == "ratelimited"]
