"""What did not arrive is told to conveners by what it is, never by the name that it has in the code."""

import pytest
from sqlalchemy import select

from bot.features import catalogue
from schedules.outbox import posts
from storage.deliveries import DEAD, Delivery
from tests.conftest import MONDAY_9

KINDS = [*catalogue.digest_kinds(), *posts.posts(), "of_a_later_version"]


@pytest.fixture
def memory(any_memory):
    return any_memory


def test_every_kind_has_a_title():
    assert [kind for kind in KINDS if catalogue.title_of(kind) == kind] == []


def test_a_convener_reads_no_raw_name(ada, steward):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    with steward.begin() as db:
        for number, kind in enumerate(KINDS):
            row = Delivery(kind=kind, about_id=number, key=f"stuck:{number}", to="U0BO", not_before=MONDAY_9)
            row.state, row.settled_at = DEAD, MONDAY_9
            db.add(row)

    read = set()
    while True:
        ada.opens_home()
        ada.clicks("Convening", ada.home)
        read |= {kind for kind in KINDS if kind in ada.home.reads}
        with steward.begin() as db:
            if (row := db.scalars(select(Delivery).filter_by(state=DEAD).order_by(Delivery.id.desc())).first()) is None:
                break
            db.delete(row)
    assert read == set()
