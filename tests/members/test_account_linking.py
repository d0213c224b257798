"""Two accounts of one person: joined only from both, seen together, counted once, and parted at any time."""

import re

import pytest
from sqlalchemy import select

from storage import members
from storage.members import Member
from tests.decisions.test_decisions import log
from tests.runtime.test_forgery import click


@pytest.fixture
def bella(workspace, steward):
    """Bo's own workspace is another one: there Bo is known by another id."""
    workspace.add_user("U0BELLA", name="bella", real_name="Bo of Northwind", team="T0NORTH", kind="external")
    workspace.invite("bella", "general")
    return workspace.person("bella")


def code_of(person):
    person.dm("my other account")
    return re.search(r"\*(\d{6})\*", person.dms[-1].text)[1]


def join(first, second):
    second.dm(f"my other account {code_of(first)}")
    second.clicks("Yes, both are me", second.dms[-1])
    first.clicks("Yes, that is me", first.dms[-1])


def asks_about_money(person):
    person.dm("why the ministry for money?")
    return "fund" in person.dms[-1].reads


def test_both_see_what_either_sees_and_count_once(steward, ada, bo, bella):
    log(ada, "We ask the ministry for money because the fund is empty", channel="steering")
    assert not asks_about_money(bella)
    with steward.begin(reading=True) as db:
        before = len(members.present(db))
    join(bo, bella)

    assert asks_about_money(bella)
    with steward.begin(reading=True) as db:
        assert len(members.present(db)) == before - 1
    bella.clicks("Part them again", next(each for each in bella.dms if "one person here" in each.text))
    assert not asks_about_money(bella)
    with steward.begin(reading=True) as db:
        assert len(members.present(db)) == before


def test_promises_are_theirs_under_both(ada, bo, bella):
    bo.types("/commit I'll paint the gauge")
    join(bo, bella)
    bella.dm("my promises")
    assert "1 promise of yours" in bella.dms[-1].text
    bella.dm("done with the gauge")
    bo.dm("my promises")

    assert "Paint the gauge" not in bo.dms[-1].reads


def test_neither_alone_is_enough(steward, ada, bo, bella):
    log(ada, "We ask the ministry for money because the fund is empty", channel="steering")
    bella.dm(f"my other account {code_of(bo)}")
    assert "code of *Bo* of Tidewater Trust" in bella.dms[-1].text
    assert not asks_about_money(bella)
    number = [each for each in bella.dms if "Is that you" in each.text][-1]
    bella.clicks("Yes, both are me", number)
    assert not asks_about_money(bella)
    assert "*Bo of Northwind* of Northwind Marine brought your code" in bo.dms[-1].text
    bo.clicks("No, that is somebody else", bo.dms[-1])
    assert "nothing is joined" in bo.dms[-1].text

    assert not asks_about_money(bella)


def test_nobody_else_clicks_for_them(steward, ada, bo, bella, dan):
    bella.dm(f"my other account {code_of(bo)}")
    for who, action in (
        ("U0DAN", "agree"),
        ("U0DAN", "confirm"),
        ("U0BELLA", "confirm"),
        ("U0BO", "agree"),
        ("U0BO", "confirm"),
    ):
        click(steward, who, f"pairing_{action}", "1")
    click(steward, "U0DAN", "pairing_decline", "1")

    with steward.begin(reading=True) as db:
        assert db.scalars(select(Member.also).where(Member.also.is_not(None))).all() == []
    bella.clicks("Yes, both are me", [each for each in bella.dms if "Is that you" in each.text][-1])
    bo.clicks("Yes, that is me", bo.dms[-1])
    with steward.begin(reading=True) as db:
        assert set(db.scalars(select(Member.also).where(Member.also.is_not(None)))) == {"U0BO", "U0BELLA"}


def test_codes_cannot_be_guessed_used_twice_or_kept(bo, bella, dan, clock, monkeypatch):
    numbers = iter(range(100_000, 100_010))
    monkeypatch.setattr("handlers.members.accounts.secrets.randbelow", lambda _: next(numbers))
    code = code_of(bo)
    bo.dm(f"my other account {code}")
    assert "for your other account" in bo.dms[-1].text
    clock.forward(minutes=16)
    bella.dm(f"my other account {code}")
    assert "no such code" in bella.dms[-1].text
    code = code_of(bo)
    bella.dm(f"my other account {code}")
    dan.dm(f"my other account {code}")
    assert "no such code" in dan.dms[-1].text
    for wrong in range(4):
        dan.dm(f"my other account {wrong}")
    code = code_of(bo)
    dan.dm(f"my other account {code}")
    assert "too many codes" in dan.dms[-1].text
    clock.forward(hours=25)
    dan.dm("my other account 12")
    assert "no such code" in dan.dms[-1].text


def test_an_agreement_that_comes_late_joins_nothing(steward, bo, bella, clock):
    bella.dm(f"my other account {code_of(bo)}")
    question = bella.dms[-1]
    clock.forward(hours=2)
    bella.clicks("Yes, both are me", question)

    assert "too old by now" in bella.dms[-1].text + "".join(each.text for each in bella.whispers)


def test_a_convener_is_one_under_both_and_lends_nothing_when_they_part(steward, ada, bella):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    join(ada, bella)
    bella.opens_home()
    assert "Convening" in bella.home.labels
    with steward.begin(reading=True) as db:
        assert [each.person for each in members.conveners(db)] == ["U0ADA"]
    ada.clicks("Part them again", next(each for each in ada.dms if "one person here" in each.text))
    bella.opens_home()

    assert "Convening" not in bella.home.labels


def test_when_one_account_is_closed_the_other_stays_and_sees_only_its_own(steward, workspace, ada, bo, bella):
    from bot.sandbox.people import admin

    log(ada, "We ask the ministry for money because the fund is empty", channel="steering")
    join(bella, bo)
    assert asks_about_money(bella)
    admin.change(workspace, "bella", is_deleted=True)

    with steward.begin(reading=True) as db:
        assert "U0BO" in {each.person for each in members.present(db)}
    admin.change(workspace, "bella", is_deleted=False)
    admin.change(workspace, "bo", is_deleted=True)
    assert not asks_about_money(bella)


@pytest.mark.parametrize("said", ["my other account " + "9" * 20, "my other account <!channel>", "my other account 💥"])
def test_strange_codes_are_taken_calmly(dan, said):
    dan.dm(said)

    assert "Sorry" not in dan.dms[-1].text
