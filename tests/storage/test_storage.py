"""The memory itself: migrations on both databases, many writers at once, and times that stay what they were."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select

from storage import (
    Memory,
    deliveries,
    partnerships,
    processed_events,
)
from storage.db import migrate
from storage.db.base import Base
from storage.deliveries import Delivery
from storage.partnerships import Partnership
from storage.search import index as search_index
from storage.search.tables import is_index
from storage.search.tokens import Query

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WRITERS, TIMES = 16, 12


@pytest.fixture
def begin(any_memory: Memory):
    return any_memory.of(any_memory.partnership("T1", name="Home", at=NOW).id)


def in_threads(work):
    threads = [threading.Thread(target=work, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_migrations_make_exactly_the_tables_of_the_code(any_memory):
    with any_memory.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": lambda _o, name, kind, *_: not (kind == "table" and is_index(name))},
        )
        assert compare_metadata(context, Base.metadata) == []
    assert migrate.is_current(any_memory)


def test_upgrading_twice_changes_nothing_and_keeps_what_is_there(any_memory, begin):
    with begin() as db:
        db.add(partnerships.Partner(name="Tidewater", known_by="domain:x"))
        search_index.index(db, "decision", 7, title="The harbour site", body="")
    migrate.upgrade(any_memory)

    with begin(reading=True) as db:
        assert db.scalars(select(partnerships.Partner.name)).all() == ["Tidewater"]
        assert [hit.record_id for hit in search_index.find(db, Query("harbour"), kind="decision")] == [7]


def test_downgrading_leaves_nothing_behind(any_memory):
    migrate.downgrade(any_memory, "base")

    assert {name for name in inspect(any_memory.engine).get_table_names() if not name.startswith("sqlite_")} <= {
        "alembic_version"
    }


def test_sixteen_writers_at_once_lose_no_number(begin):
    numbers, faults = [], []

    def write(_):
        for _ in range(TIMES):
            try:
                with begin() as db:
                    numbers.append(partnerships.number_decision(db).decisions_numbered)
            except Exception as error:
                faults.append(error)

    in_threads(write)

    assert faults == []
    assert sorted(numbers) == list(range(1, WRITERS * TIMES + 1))


def test_sixteen_at_once_see_an_event_first_only_once(begin):
    first = []

    def write(_):
        with begin() as db:
            if processed_events.first_time(db, "Ev1", at=NOW):
                first.append(1)

    in_threads(write)

    assert first == [1]


def test_sixteen_workers_claim_a_delivery_once(begin):
    with begin() as db:
        deliveries.add(db, "kind", about_id=1, key="k", at=NOW - deliveries.LEASE)
    claimed = []

    def work(_):
        with begin() as db:
            claimed.extend(deliveries.claim(db, now=NOW, until=NOW + timedelta(seconds=30)))

    in_threads(work)

    assert len(claimed) == 1


def test_a_slow_worker_cannot_tick_off_what_another_has_taken(begin):
    with begin() as db:
        deliveries.add(db, "kind", about_id=1, key="k", at=NOW - deliveries.LEASE)
    with begin() as db:
        [slow] = deliveries.claim(db, now=NOW, until=NOW + timedelta(seconds=30))
    with begin() as db:
        [quick] = deliveries.claim(db, now=NOW + timedelta(minutes=1), until=NOW + timedelta(minutes=2))

    with begin() as db:
        assert not deliveries.settle(db, slow, state="sent", at=NOW)
        assert deliveries.settle(db, quick, state="sent", at=NOW)
        assert not deliveries.settle(db, quick, state="sent", at=NOW)


def test_the_same_cause_makes_one_delivery(begin):
    with begin() as db:
        assert deliveries.add(db, "kind", about_id=1, key="k", at=NOW) is not None
        assert deliveries.add(db, "kind", about_id=1, key="k", at=NOW) is None
        assert len(db.scalars(select(Delivery)).all()) == 1


def test_a_transaction_that_raises_leaves_nothing(begin):
    def number_then_break():
        with begin() as db:
            partnerships.number_decision(db)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        number_then_break()

    with begin() as db:
        assert partnerships.number_decision(db).decisions_numbered == 1


def test_times_come_back_in_utc_and_naive_ones_are_refused(any_memory):
    there = datetime(2026, 3, 2, 14, 0, tzinfo=timezone(timedelta(hours=5)))
    made = any_memory.partnership("T2", name="There", at=there)

    with any_memory.of(made.id)(reading=True) as db:
        kept = db.scalars(select(Partnership.created_at)).one()
    assert (kept, kept.tzinfo) == (NOW, UTC)
    with pytest.raises(Exception, match="naive"):
        any_memory.partnership("T3", name="Nowhere", at=datetime(2026, 3, 2))  # noqa: DTZ001


def test_the_same_workspace_is_one_partnership(any_memory):
    first = any_memory.partnership("T1", name="Home", at=NOW)
    again = any_memory.partnership("T1", name="Home, renamed", at=NOW)

    assert first.id == again.id
    assert [each.workspace for each in any_memory.partnerships()] == ["T1"]
