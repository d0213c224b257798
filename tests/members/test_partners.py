"""Partners and their people: deduced where it is sure, proposed where not, corrected by hand, kept up, with history."""

import pytest
from sqlalchemy import select

from bot.sandbox.people import admin
from storage import memberships
from storage.events import Event
from storage.members import Member
from storage.partnerships import Partner
from tests.runtime.test_forgery import click, submit


@pytest.fixture
def convener(ada):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    return ada


@pytest.fixture
def settled(convener):
    """Everybody knows who the partners are: from now on a new organisation is asked about."""
    convener.clicks("Set up the partnership", convener.home)
    convener.submits(name="The Marsh")
    convener.submits()
    convener.submits()
    return convener


def partner_of(steward, person):
    with steward.begin(reading=True) as db:
        row = db.scalars(select(Member).filter_by(person=person)).one()
        partner = db.get(Partner, row.partner_id) if row.partner_id else None
        return partner.name if partner else None, row.partner_because


def partner_id(steward, name):
    with steward.begin(reading=True) as db:
        return str(db.scalars(select(Partner.id).where(Partner.name.contains(name))).one())


def history(steward, person):
    with steward.begin(reading=True) as db:
        names = {row.id: row.name for row in db.scalars(select(Partner))}
        return [(names[row.partner_id], row.role, row.until is None) for row in memberships.of_person(db, person)]


def test_newcomers_are_of_the_partner_whose_mark_they_carry(steward, workspace, settled):
    admin.welcome(workspace, "U0EVE", "eve", email="eve@eu.tidewater-trust.example")
    workspace.add_user("U0FAY", name="fay", team="T0NORTH", kind="external")
    workspace.invite("fay", "general")

    assert partner_of(steward, "U0EVE") == ("Tidewater Trust", "domain:tidewater-trust.example")
    assert partner_of(steward, "U0FAY") == ("Northwind Marine", "team:T0NORTH")


@pytest.mark.parametrize("address", ["eve@gmail.com", "eve@lake.example", "eve@münchen.example", "eve@", "@@", None])
def test_a_stranger_is_proposed_to_conveners_and_never_guessed(steward, workspace, settled, address):
    admin.welcome(workspace, "U0EVE", "eve", email=address)

    assert partner_of(steward, "U0EVE") == (None, None)
    settled.opens_home()
    assert "1 person is of no partner yet." in settled.home.reads


def test_a_letter_that_only_looks_like_another_makes_nobody_a_partners(steward, workspace, settled):
    admin.welcome(workspace, "U0EVE", "eve", email="eve@tidew\u0430ter-trust.example")

    assert partner_of(steward, "U0EVE") == (None, None)


def test_a_convener_places_ten_at_a_time_with_what_is_likely_chosen_already(steward, workspace, settled):
    for number in range(12):
        admin.welcome(workspace, f"U0N{number}", f"n{number}", email=f"n{number}@lake.example")
    settled.dm("who is of no partner?")
    assert "12 people are of no partner yet." in settled.dms[-1].reads
    settled.clicks("Say who they are of", settled.dms[-1])
    fields = [block["block_id"] for block in settled.form.blocks if block["type"] == "input"]
    assert len(fields) == 10
    salt = partner_id(steward, "Saltmarsh")
    settled.submits(**dict.fromkeys(fields, salt))

    rest = [block["block_id"] for block in settled.form.blocks if block["type"] == "input"]
    assert len(rest) == 2
    settled.submits(**{rest[0]: "0"})
    assert "Everybody else can wait" in settled.form.reads
    assert partner_of(steward, "U0N0") == ("Saltmarsh Society", "said")
    assert partner_of(steward, "U0N10") == (None, "said")
    settled.opens_home()
    assert "1 person is of no partner yet." in settled.home.reads


def test_what_a_convener_says_wins_over_every_mark(steward, workspace, settled):
    admin.welcome(workspace, "U0EVE", "eve")
    settled.opens_home()
    settled.clicks("Say who they are of", settled.home)
    [field] = [block["block_id"] for block in settled.form.blocks if block["type"] == "input"]
    settled.submits(**{field: partner_id(steward, "Saltmarsh")})
    admin.change(workspace, "eve", email="eve@tidewater-trust.example")

    assert partner_of(steward, "U0EVE") == ("Saltmarsh Society", "said")
    assert history(steward, "U0EVE") == [("Saltmarsh Society", "member", True)]


def test_marks_that_disagree_are_a_question_and_not_an_answer(steward, workspace, settled):
    workspace.add_usergroup("S1", "tidewater", "Tidewater people", ["chi", "bo"])
    settled.clicks("Who speaks for whom", settled.home)
    settled.submits(partner=partner_id(steward, "Tidewater"))
    settled.submits(usergroup=["Tidewater people"])

    assert partner_of(steward, "U0CHI")[0] == "Saltmarsh Society"
    settled.opens_home()
    settled.clicks("Say who they are of", settled.home)
    assert "Chi" in settled.form.reads
    assert "mail domain and user group" in settled.form.reads


def test_a_user_group_tells_whose_somebody_is_and_is_kept_up(steward, workspace, settled):
    workspace.add_usergroup("S1", "tidewater", "Tidewater people", ["bo"])
    admin.welcome(workspace, "U0EVE", "eve")
    settled.clicks("Who speaks for whom", settled.home)
    settled.submits(partner=partner_id(steward, "Tidewater"))
    settled.submits(usergroup=["Tidewater people"])
    admin.regroup(workspace, "S1", ["bo", "eve"])
    assert partner_of(steward, "U0EVE") == ("Tidewater Trust", "usergroup:S1")


def test_a_guest_in_a_partners_own_channel_is_one_of_its_people(steward, workspace, settled):
    admin.welcome(workspace, "U0EVE", "eve", kind="guest")
    settled.clicks("Who speaks for whom", settled.home)
    settled.submits(partner=partner_id(steward, "Tidewater"))
    settled.submits(channel=["#tides"])
    workspace.invite("eve", "tides")

    assert partner_of(steward, "U0EVE") == ("Tidewater Trust", "channel:C0TIDES")
    admin.renumber(workspace, "tides", "C0OTHER")
    admin.welcome(workspace, "U0FAY", "fay", kind="guest")
    workspace.invite("fay", "tides")
    assert partner_of(steward, "U0FAY") == ("Tidewater Trust", "channel:C0OTHER")


def test_whoever_changes_their_partner_keeps_their_history_and_old_decisions_theirs(steward, workspace, bo):
    bo.types("/decision We meet on Tuesdays because the ferry does")
    admin.change(workspace, "bo", email="bo@saltmarsh-society.example")

    assert history(steward, "U0BO") == [("Tidewater Trust", "member", False), ("Saltmarsh Society", "member", True)]
    bo.opens_home()
    assert "Tidewater Trust" in bo.home.reads


def test_a_late_report_does_not_undo_a_newer_one(steward, workspace, bo):
    told = {"id": "U0BO", "team_id": "T0HAVEN", "name": "bo", "profile": {"real_name": "Bo the Second"}}
    newer, older = {**told, "updated": 1_800_000_000}, {**told, "deleted": True, "updated": 1_790_000_000}
    for user in (newer, older):
        workspace_tells(steward, {"type": "user_change", "user": user, "event_ts": f"{user['updated']}.1"})

    with steward.begin(reading=True) as db:
        row = db.scalars(select(Member).filter_by(person="U0BO")).one()
    assert (row.name, row.left_at) == ("Bo the Second", None)


def workspace_tells(steward, event):
    from slack_bolt import BoltRequest

    body = {"type": "event_callback", "team_id": "T0HAVEN", "api_app_id": "A0STEWARD", "event": event}
    return steward.bolt.dispatch(BoltRequest(body={**body, "event_id": f"Ev{event['event_ts']}"}, mode="socket_mode"))


def test_a_closed_account_is_nowhere_and_speaks_for_nobody(steward, workspace, convener, bo):
    convener.clicks("Who speaks for whom", convener.home)
    convener.submits(partner=partner_id(steward, "Tidewater"))
    convener.submits(representative=["bo"])
    assert "@Bo speaks for it" in convener.form.reads
    admin.change(workspace, "bo", is_deleted=True)

    convener.dm("who speaks for whom?")
    assert "Bo speaks for it and has left us" in convener.dms[-1].reads
    assert "nobody here who speaks for them" in convener.dms[-1].reads
    admin.change(workspace, "bo", is_deleted=False)
    convener.dm("partners")
    assert "@Bo speaks for it" in convener.dms[-1].reads


def test_people_of_a_workspace_that_shares_no_channel_any_more_are_gone_until_they_come_back(steward, workspace, dan):
    admin.unshare(workspace, "general", "T0NORTH")
    with steward.begin(reading=True) as db:
        assert db.scalars(select(Member).filter_by(person="U0DAN")).one().left_at is not None
    admin.share(workspace, "general", "T0NORTH")
    workspace.invite("dan", "general")

    with steward.begin(reading=True) as db:
        assert db.scalars(select(Member).filter_by(person="U0DAN")).one().left_at is None


def test_who_spoke_for_a_partner_before_is_remembered_with_who_said_so(steward, convener):
    for name in ("bo", "chi"):
        convener.opens_home()
        convener.clicks("Who speaks for whom", convener.home)
        convener.submits(partner=partner_id(steward, "Tidewater"))
        convener.submits(representative=[name])

    assert ("Tidewater Trust", "representative", False) in history(steward, "U0BO")
    assert ("Tidewater Trust", "representative", True) in history(steward, "U0CHI")
    with steward.begin(reading=True) as db:
        lines = db.scalars(select(Event).where(Event.what == "partner.speakers_named")).all()
    assert [line.by for line in lines] == ["U0ADA", "U0ADA"]
    convener.submits(partner=partner_id(steward, "Tidewater"))
    assert "Bo: representative, since 2 March 2026 until 2 March 2026" in convener.form.reads


@pytest.mark.parametrize("name", ["<!channel> & *bold*", "\u202egnihton", "x" * 5_000, "=cmd|' /C calc'!A0", "\x00a"])
def test_a_partner_may_be_called_anything_and_pings_nobody(steward, convener, name):
    convener.clicks("Who speaks for whom", convener.home)
    convener.submits(partner=partner_id(steward, "Tidewater"))
    convener.submits(name=name[:80])
    convener.dm("partners")

    assert "<!channel>" not in str(convener.dms[-1].blocks)
    assert "\u202e" not in str(convener.dms[-1].blocks)


@pytest.mark.parametrize(
    ("domains", "words"),
    [("gmail.com", "private mail"), ("salt", "no mail domain"), ("a..b", "no mail domain"), ("x" * 900, "no mail")],
)
def test_what_is_no_partners_domain_is_said_beside_it(steward, convener, domains, words):
    convener.clicks("Who speaks for whom", convener.home)
    convener.submits(partner=partner_id(steward, "Tidewater"))
    convener.submits(domains=domains)

    assert words in convener.errors["domains"]


def test_a_domain_that_is_said_to_be_anothers_takes_its_people_along(steward, convener):
    convener.clicks("Who speaks for whom", convener.home)
    convener.submits(partner=partner_id(steward, "Saltmarsh"))
    convener.submits(domains="saltmarsh-society.example, @Tidewater-Trust.example")

    assert partner_of(steward, "U0BO") == ("Saltmarsh Society", "domain:tidewater-trust.example")
    convener.opens_home()
    convener.dm("partners")
    assert "Tidewater Trust* · 0 people" in str(convener.dms[-1].blocks)


def test_a_partner_that_has_left_is_offered_nowhere_and_its_decisions_stay(steward, convener, bo):
    bo.types("/decision We meet on Tuesdays because the ferry does")
    convener.opens_home()
    convener.clicks("Who speaks for whom", convener.home)
    convener.submits(partner=partner_id(steward, "Tidewater"))
    convener.submits(left=["yes"])

    assert "Tidewater" not in convener.form.reads
    assert partner_of(steward, "U0BO") == (None, None)
    convener.opens_home()
    convener.clicks("Mine", convener.home)
    assert "Tidewater Trust" in convener.home.reads


@pytest.mark.parametrize("door", ["partner_choose", "unplaced_open"])
def test_others_are_told_who_can(steward, convener, dan, door):
    click(steward, "U0DAN", door, "")

    assert dan.whispers[-1].text == "Only conveners can do this. Ask one of them: Ada."
    assert dan.form is None


def test_a_form_that_nobody_was_shown_changes_nothing(steward, convener, dan):
    for memo in ('{"id":1}', '{"id":99999999999999}', "", "[]"):
        submit(steward, "U0DAN", "partner_form", memo, name="Mine", domains="", representative="", deputy="")
    submit(steward, "U0DAN", "unplaced_form", '{"last":0}', who__1="1")

    convener.dm("partners")
    assert "Mine" not in convener.dms[-1].reads


def test_an_unknown_organisation_becomes_a_partner_in_one_choice_with_all_its_people(steward, workspace, settled):
    for number in range(12):
        admin.welcome(workspace, f"U0N{number}", f"n{number}", email=f"n{number}@lake.example")
    settled.opens_home()
    settled.clicks("Say who they are of", settled.home)
    [first] = [block for block in settled.form.blocks if block["type"] == "input"][:1]
    new = next(each["value"] for each in first["element"]["options"] if each["text"]["text"] == "A new partner: Lake")
    settled.submits(**{first["block_id"]: new})

    assert partner_of(steward, "U0N11") == ("Lake", "domain:lake.example")
    settled.opens_home()
    assert "people are of no partner yet" not in settled.home.reads


def test_conveners_are_told_on_monday_who_is_of_no_partner_and_only_while_there_is_somebody(
    steward, workspace, settled, bo, clock
):
    clock.forward(hours=2)
    steward.tick()
    assert not [each for each in settled.dms if "of no partner yet" in each.text]
    admin.welcome(workspace, "U0EVE", "eve")
    clock.forward(hours=7 * 24 - 1)
    for _ in range(3):
        clock.forward(hours=1)
        steward.tick()

    assert len([each for each in settled.dms if "1 person is of no partner yet" in each.text]) == 1
    assert not [each for each in bo.dms if "of no partner yet" in each.text]
    [told] = [each for each in settled.dms if "1 person is of no partner yet" in each.text]
    settled.clicks("Say who they are of", told)
    assert "Who are they of?" in settled.form.reads


def test_only_conveners_are_told_of_their_own_words(convener, dan):
    for person in (convener, dan):
        person.dm("help")

    assert "who speaks for whom" in convener.dms[-1].reads
    assert "who speaks for whom" not in dan.dms[-1].reads
