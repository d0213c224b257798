"""Who somebody is, and which partner they are of, as far as the chat tells."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event, select

from bot.chat.port import ChatPerson
from bot.features import members
from bot.features.members import assignment, partner_evidence, partner_matching, partners
from bot.features.members.partners import setup
from storage import partnerships
from storage.members import Member
from storage.partnerships import Partner

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def begin(any_memory):
    return any_memory.of(any_memory.partnership("T_HOME", name="Home", at=NOW).id)


@pytest.mark.parametrize(
    ("known", "kind", "partner"),
    [
        (ChatPerson("U1", "T_HOME", "Ada", email="ada@tidewater-trust.example"), "full", "Tidewater Trust"),
        (ChatPerson("U1", "T_HOME", "Ada", email="ADA@TIDEWATER-TRUST.EXAMPLE"), "full", "Tidewater Trust"),
        (ChatPerson("U1", "T_HOME", "Ada", email="ada@gmail.com"), "full", None),
        (ChatPerson("U1", "T_HOME", "Ada"), "full", None),
        (ChatPerson("U1", "T_HOME", "Ada", is_guest=True, email="ada@salt.example"), "guest", "Salt"),
        (ChatPerson("U1", "T_ELSE", "Ada"), "external", "Northwind"),
        (ChatPerson("U1", "T_HOME", "Ada", is_bot=True), "bot", None),
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
        member = members.meet(db, ChatPerson("U1", "T_HOME", "Ada", zone_name=zone), organisation="", at=NOW)

    assert member.zone_name in (None, "Europe/London")
    assert member.zone is not None


def test_two_people_of_one_organisation_are_of_one_partner(begin):
    with begin() as db:
        ada = members.meet(db, ChatPerson("U1", "T_HOME", "Ada", email="ada@salt.example"), organisation="", at=NOW)
        bo = members.meet(db, ChatPerson("U2", "T_HOME", "Bo", email="bo@salt.example"), organisation="", at=NOW)

    assert ada.partner_id == bo.partner_id


def statements(begin, work):
    """How many statements some work takes."""
    counted = []
    with begin() as db:
        engine = db.get_bind()
        count = lambda *_: counted.append(1)  # noqa: E731
        event.listen(engine, "before_cursor_execute", count)
        try:
            work(db)
            db.flush()
        finally:
            event.remove(engine, "before_cursor_execute", count)
    return len(counted)


def crowd(begin, first, many):
    people = [
        ChatPerson(f"U{n}", "T_HOME", f"P{n}", email=f"p{n}@org{n % 5}.example") for n in range(first, first + many)
    ]
    return statements(begin, lambda db: members.meet_all(db, people, organisations={}, at=NOW))


@pytest.mark.parametrize("any_memory", ["sqlite"], indirect=True)
def test_many_people_cost_no_more_questions_than_few(begin):
    crowd(begin, 0, 10)
    few, many = crowd(begin, 100, 10), crowd(begin, 1_000, 400)
    assert many <= few + 2
    with begin() as db:
        partnerships.own(db).set_up_at = NOW
    looks = {
        "reconsider": lambda db: partner_matching.reconsider(db, at=NOW),
        "voices": partners.voices,
        "unplaced": assignment.unplaced,
        "count": assignment.count,
        "seen": setup.seen,
    }
    costs = {name: statements(begin, look) for name, look in looks.items()}
    assert {name: cost for name, cost in costs.items() if cost > 8} == {}


def test_what_is_private_mail_leaves_no_trace_of_the_address(begin):
    with begin() as db:
        member = members.meet(
            db, ChatPerson("U1", "T_HOME", "Ada", email="ada.secret@gmail.com"), organisation="", at=NOW
        )
        assert member.mail_domain is None
        member = members.meet(
            db, ChatPerson("U1", "T_HOME", "Ada", email="ada.secret@salt.example"), organisation="", at=NOW
        )
        db.flush()
        values = [str(getattr(member, column.key)) for column in Member.__table__.columns]

    assert member.mail_domain == "salt.example"
    assert not any("secret" in value or "@" in value for value in values)


def test_an_inviters_partner_is_a_hint_and_no_more(begin):
    with begin() as db:
        members.meet(db, ChatPerson("U1", "T_HOME", "Ada", email="ada@salt.example"), organisation="", at=NOW)
        guest = members.meet(db, ChatPerson("U2", "T_HOME", "Gil", is_guest=True), organisation="", at=NOW)
        members.note_inviter(db, "U2", "U1", at=NOW)
        db.flush()
        [waiting] = assignment.unplaced(db)

    assert guest.partner_id is None
    assert [hint.because for hint in waiting.near] == ["invited:U1"]


DOMAINS = ["gmail.com", "", "salt", "..", "a" * 300 + ".example", "sälz.example", "\u202ex.example"]


@pytest.mark.parametrize("domain", DOMAINS)
def test_domains_are_told_apart_whatever_people_write(domain):
    tidy = partner_evidence.tidy_domain(domain)

    assert tidy.isascii()
    assert len(tidy) <= 253
    assert partner_evidence.domain_of(f"x@{domain}") in (None, tidy)
