"""A file that somebody has forged can plant no mention and no script, whichever column it writes it into."""

import json

import pytest
from sqlalchemy import select

from storage.db import policy
from storage.db.base import tables
from tests.exports.test_whole import carried, elsewhere, keep, lived

__all__ = ["elsewhere", "lived"]

PLANTED = 'U0X> <!channel> <javascript:alert(1)|x>"'
BESIDE_THEIR_DECISION = {"decision_people": "people", "decision_versions": "versions", "reviews": "reviews"}
SOMEBODY = (policy.PERSON, policy.PEOPLE)


@pytest.mark.parametrize("what", [(*SOMEBODY, policy.LINK), (policy.PLACE,)])
def test_nothing_that_names_a_person_a_channel_or_an_address_can_be_planted(lived, elsewhere, tmp_path, what):
    told = carried(lived, tmp_path)
    for row in tables():
        for each in written(told, row.__tablename__):
            each |= {name: PLANTED for name in policy.holding(row, *what) if name in each}
    for channel in told["channels"]:
        channel["people"] = [PLANTED]
    (tmp_path / "planted.json").write_text(json.dumps(told))
    keep(elsewhere, tmp_path / "planted.json")

    with elsewhere(reading=True) as db:
        planted = {
            (row.__tablename__, name): text
            for row in tables()
            for name in policy.holding(row, *SOMEBODY, policy.PLACE, policy.LINK)
            for text in db.scalars(select(getattr(row, name)))
            if "<" in (text or "")
        }
    assert {text for text in planted.values() if not text.startswith("said:")} == set()
    assert len({table for table, _ in planted}) > 25 or what == (policy.PLACE,)


def written(told, table):
    """The rows of a table, wherever an export writes them."""
    if table in BESIDE_THEIR_DECISION:
        return [each for decision in told["decisions"] for each in decision[BESIDE_THEIR_DECISION[table]]]
    return told.get(table, [])
