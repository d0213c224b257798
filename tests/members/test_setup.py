"""Setting a partnership up: three windows, each saved, for the first convener and again at any time."""

import pytest
from sqlalchemy import select

from storage import groups
from storage.events import Event
from storage.partnerships import Partner, Partnership
from tests.members.test_partners import partner_id, partner_of
from tests.runtime.test_forgery import click


def here(steward):
    with steward.begin(reading=True) as db:
        return {row.name for row in db.scalars(select(Partner).where(Partner.ended_at.is_(None)))}


def own(steward):
    with steward.begin(reading=True) as db:
        return db.scalars(select(Partnership)).one()


def test_the_first_convener_sets_everything_up_in_four_clicks(steward, workspace, ada, bo):
    ada.opens_home()
    clicks = [ada.clicks("Set up the partnership", ada.home)]
    assert "Northwind Marine (Slack workspace)" in ada.form.reads
    assert "Tidewater Trust (tidewater-trust.example)" in ada.form.reads
    clicks.append(ada.submits(name="The Marsh", others="Salt Works: salt.example, @salt.org\nThe Parish"))
    clicks.append(ada.submits(**{f"representative__{partner_id(steward, 'Tidewater')}": ["bo"]}))
    clicks.append(ada.submits(people=["ada", "bo"], rooms=["C0TIDES"]))

    assert "The Marsh has 6 partners and 1 group." in ada.form.reads
    assert "Nobody speaks yet for Havenmouth" in ada.form.reads
    assert {"Salt Works", "The Parish", "Tidewater Trust"} <= here(steward)
    assert (own(steward).name, own(steward).setup_step) == ("The Marsh", 4)
    with steward.begin(reading=True) as db:
        [group] = groups.here(db)
        assert groups.people_of(db, group) >= {"U0ADA", "U0BO"}
        assert "partnership.set_up" in db.scalars(select(Event.what)).all()
    bo.opens_home()
    bo.clicks("Convening", bo.home)
    assert "For conveners" in bo.home.reads
    assert len(clicks) == 4


def test_whoever_stops_goes_on_where_they_left_off(steward, ada):
    ada.opens_home()
    ada.clicks("Set up the partnership", ada.home)
    ada.submits(name="The Marsh")
    ada.closes()
    ada.clicks("Convening", ada.home)
    assert "Set up the partnership" in ada.home.labels

    ada.clicks("Set up the partnership", ada.home)
    assert "Who speaks (2 of 3)" in str(ada.form.title)
    ada.submits()
    ada.submits()
    ada.opens_home()
    assert "Set up the partnership" not in ada.home.labels
    ada.dm("set up")
    ada.clicks("Set up the partnership", ada.dms[-1])
    assert "Partners (1 of 3)" in str(ada.form.title)


def test_what_is_unticked_is_no_partner_and_is_not_guessed_again(steward, workspace, ada):
    ada.opens_home()
    ada.clicks("Set up the partnership", ada.home)
    kept = [f"p{partner_id(steward, name)}" for name in ("Tidewater", "Havenmouth")]
    ada.submits(name="The Marsh", seen=kept)

    assert here(steward) == {"Tidewater Trust", "Havenmouth"}
    assert partner_of(steward, "U0DAN") == (None, None)
    workspace.add_user("U0FAY", name="fay", team="T0NORTH", kind="external")
    workspace.invite("fay", "general")
    assert partner_of(steward, "U0FAY") == (None, None)
    ada.closes()
    ada.dm("set up")
    with steward.begin() as db:
        db.scalars(select(Partnership)).one().setup_step = 4
    ada.clicks("Set up the partnership", ada.dms[-1])
    ada.submits(seen=[*kept, mark_of(ada, "Northwind")])
    assert partner_of(steward, "U0FAY") == ("Northwind Marine", "team:T0NORTH")


def mark_of(person, name):
    [field] = [block for block in person.form.blocks if block.get("block_id") == "seen"]
    return next(each["value"] for each in field["element"]["options"] if name in each["text"]["text"])


@pytest.mark.parametrize(
    ("filled", "field", "words"),
    [
        ({"name": " "}, "name", "What is the partnership called?"),
        ({"name": "x", "seen": []}, "others", "at least one"),
        ({"name": "x", "others": "Salt: gmail.com"}, "others", "private mail"),
        ({"name": "x", "others": ": salt.example"}, "others", "Write its name first"),
    ],
)
def test_what_does_not_fit_is_said_beside_it_and_nothing_is_kept(steward, ada, filled, field, words):
    ada.opens_home()
    ada.clicks("Set up the partnership", ada.home)
    ada.submits(**filled)

    assert words in ada.errors[field]
    assert own(steward).set_up_at is None
    ada.opens_home()
    assert "Convening" not in ada.home.labels


@pytest.mark.parametrize("others", ["<!channel>: a.example", "=1+1", "\u202eevil", "x" * 2_900, "\n".join("abcdefgh")])
def test_partners_may_be_called_anything(steward, ada, others):
    ada.opens_home()
    ada.clicks("Set up the partnership", ada.home)
    ada.submits(name="<!here> & Co", others=others)
    ada.submits()

    assert "<!channel>" not in str(ada.form.blocks)
    ada.dm("partners")
    assert "<!channel>" not in str(ada.dms[-1].blocks)


def test_many_partners_are_asked_about_page_by_page(steward, ada):
    ada.opens_home()
    ada.clicks("Set up the partnership", ada.home)
    ada.submits(name="The Marsh", others="\n".join(f"Partner {number}" for number in range(10)))
    pages = 0
    while "2 of 3" in str(ada.form.title):
        ada.submits()
        pages += 1

    assert pages == 2
    assert "3 of 3" in str(ada.form.title)


@pytest.mark.parametrize("who", ["chi", "dan"])
def test_guests_and_externals_do_not_begin_and_are_told_who_can(steward, workspace, ada, who):
    person = workspace.person(who)
    click(steward, person.id, "setup_open", "")
    assert "nobody convenes yet" in person.whispers[-1].text
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    person.dm("set up")
    assert person.dms[-1].text == "Only conveners can do this. Ask one of them: Ada."


def test_an_external_who_convenes_can_do_it_all_by_message(steward, ada, dan):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    ada.clicks("Who convenes", ada.home)
    ada.submits(people=["ada", "dan"])
    dan.dm("set up")
    dan.clicks("Set up the partnership", dan.dms[-1])
    dan.submits(name="The Marsh")
    dan.submits()
    dan.submits()

    assert "The Marsh has 4 partners" in dan.form.reads
