"""Who somebody is, and which partner they are of, as far as the chat tells."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.domain import members
from bot.domain.members import Known
from storage.partnerships import Partner

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def begin(any_memory):
    return any_memory.of(any_memory.partnership("T_HOME", name="Home", at=NOW).id)


@pytest.mark.parametrize(
    ("known", "kind", "partner"),
    [
        (Known("U1", "T_HOME", "Ada", email="ada@tidewater-trust.example"), "full", "Tidewater Trust"),
        (Known("U1", "T_HOME", "Ada", email="ADA@TIDEWATER-TRUST.EXAMPLE"), "full", "Tidewater Trust"),
        (Known("U1", "T_HOME", "Ada", email="ada@gmail.com"), "full", None),
        (Known("U1", "T_HOME", "Ada"), "full", None),
        (Known("U1", "T_HOME", "Ada", is_guest=True, email="ada@salt.example"), "guest", "Salt"),
        (Known("U1", "T_ELSE", "Ada"), "external", "Northwind"),
        (Known("U1", "T_HOME", "Ada", is_bot=True), "bot", None),
    ],
)
def test_meeting(begin, known, kind, partner):
    with begin() as db:
        member = members.meet(db, known, organisation="Northwind", at=NOW)
        names = {row.id: row.name for row in db.scalars(select(Partner))}

    assert member.kind == kind
    assert names.get(member.partner_id) == partner
    assert member.has_commands == (kind == "full")


@pytest.mark.parametrize("zone", ["Europe/London", None, "Mars/Olympus", "../../etc/passwd", ""])
def test_a_zone_that_nobody_knows_is_left_out(begin, zone):
    with begin() as db:
        member = members.meet(db, Known("U1", "T_HOME", "Ada", zone_name=zone), organisation="", at=NOW)

    assert member.zone_name in (None, "Europe/London")
    assert member.zone is not None


def test_two_people_of_one_organisation_are_of_one_partner(begin):
    with begin() as db:
        ada = members.meet(db, Known("U1", "T_HOME", "Ada", email="ada@salt.example"), organisation="", at=NOW)
        bo = members.meet(db, Known("U2", "T_HOME", "Bo", email="bo@salt.example"), organisation="", at=NOW)

    assert ada.partner_id == bo.partner_id
