"""A channel gets a new id when it is shared or made private: what comes back there by itself goes on coming there."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.sandbox.people import admin
from storage import channels
from storage.db import base, policy
from storage.search.tables import is_index
from tests.storage.test_migrations import tables, write
from tests.support.passing import pass_until

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def memory(any_memory):
    return any_memory


@pytest.fixture
def convener(ada):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    ada.clicks("Why we exist", ada.home)
    ada.submits(purpose="So that everybody on the estuary can live from it, and with it")
    return ada


@pytest.fixture
def is_shared(workspace):
    return lambda: admin.renumber(workspace, "general", "C0SHARED")


@pytest.fixture
def days_pass(steward, clock):
    return lambda days: pass_until(steward, clock, clock.now + timedelta(days=days), hours=(9, 10, 14))


def test_the_purpose_comes_back_there(convener, bo, is_shared, days_pass):
    convener.clicks("Bring the purpose back", convener.home)
    convener.submits(channel="general", weekdays=["1", "3"])
    is_shared()
    days_pass(2)

    assert [each for each in bo.sees("general") if "why we are here" in each.reads.casefold()]


def test_an_open_question_is_closed_where_it_was_asked(convener, bo, is_shared, days_pass):
    convener.clicks("A weekly question", convener.home)
    convener.submits(channel="general")
    days_pass(1)
    is_shared()
    days_pass(8)

    assert [each for each in bo.sees("general") if "is closed" in each.reads]
    assert [each for each in bo.sees("general") if "One question a week" in each.reads]


def test_taking_the_reaction_back_still_undoes(bo, is_shared):
    said = bo.says("We decided to meet on Tuesdays because the ferry does")
    bo.reacts("scroll", said)
    is_shared()
    [now] = [each for each in bo.sees("general") if each.ts == said.ts]
    bo.unreacts("scroll", now)

    assert [each for each in bo.sees("general") if each.reads.startswith("D-1  ")] == []


def test_a_draft_can_still_be_saved(chi, bo, is_shared):
    chi.dm("we decided to paint the pier because it rusts")
    is_shared()
    chi.clicks("Save", chi.dms[-1])

    assert [each for each in bo.sees("general") if each.reads.startswith("D-1")]


OLD = "see C0OLD:1712 of <#C0OLD|tides>, https://x.example/archives/C0OLD/p1712, C0OLDER and XC0OLD"
NEW = "see C0NEW:1712 of <#C0NEW|tides>, https://x.example/archives/C0NEW/p1712, C0OLDER and XC0OLD"
TABLES = [row for row in base.tables() if not is_index(row.__tablename__)]


def bearing(row, channel, words):
    """The id of a channel wherever one may stand."""
    places = dict.fromkeys(policy.holding(row, policy.PLACE), channel)
    return places | dict.fromkeys(policy.holding(row, *policy.TEXTS), words)


def test_no_column_keeps_the_old_id(any_memory):
    begin = any_memory.of(any_memory.partnership("T1", name="Home", at=NOW).id)
    with any_memory.engine.begin() as connection:
        there = tables(connection)
        for row in TABLES:
            write(connection, there, row.__tablename__, **bearing(row, "C0OLD", OLD))

    with begin() as db:
        channels.rename_id(db, "C0OLD", "C0NEW")

    with begin(reading=True) as db:
        for row in TABLES:
            wanted = bearing(row, "C0NEW", NEW)
            newest = db.execute(select(*(getattr(row, each) for each in wanted or ["id"])).order_by(row.id.desc()))
            assert not wanted or newest.first()._asdict() == wanted, row.__tablename__
