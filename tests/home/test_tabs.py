"""The rooms of somebody's own page: on the Home tab and as messages, within Slack's limits, in few queries."""

from contextlib import contextmanager
from datetime import date, time, timedelta

import pytest
from sqlalchemy import event, select

from bot.chat.messages import Title
from bot.features.catalogue import FEW_IN_MESSAGE, HomeContext
from bot.runtime.app import Steward
from bot.sandbox import client, direct
from bot.slack import blocks
from bot.surfaces.home import frame as home_frame
from bot.surfaces.home import page as home_page
from bot.surfaces.home import tabs as home_tabs
from storage import home, members, partnerships
from storage.agreements import Agreement, AgreementQuestion, AgreementVersion
from storage.buddies import TOGETHER, UNFOUND, Buddyship
from storage.commitments import Commitment
from storage.db.base import insert_all
from storage.decisions import Decision, DecisionPerson
from storage.deliveries import DEAD, Delivery
from storage.members import Member
from storage.open_questions import QuestionAsker, QuestionExpert
from storage.proposals import Proposal
from storage.recurrences import Recurrence
from storage.reviews import Review
from storage.spotlights import Spotlight
from storage.surveys import Invitation, Survey
from storage.whys import OpenQuestion
from tests.conftest import MONDAY_9
from tests.decisions.test_decisions import log

MONTH_AGO = date(2026, 2, 1)
LONG = "<!channel> *a* _b_ `c` \u202eesrever\u202c :tada: " + "very long words " * 300
EVERY_ROOM = ("Mine", "Settings", "My data", "My partner", "Together", "Convening", "Help")


@pytest.fixture
def anywhere(workspace, any_memory, settings, clock):
    """A bot that remembers in this database, with Ada, who convenes and speaks for Havenmouth."""
    bot = Steward(client(workspace), any_memory, settings=settings, clock=clock)
    workspace.wire = direct(bot.bolt)
    bot.get_acquainted()
    with bot.begin() as db:
        ada = members.by_person(db, "U0ADA")
        ada.is_convener = True
        partnerships.partners(db)[ada.partner_id].representative = "U0ADA"
    return bot


def fill(bot, since, until, words="words"):
    """So much of everything that a page shows, all of it Ada's; the rows are numbered from `since` on."""
    of_many, day, me = range(since, until), MONDAY_9.date(), "U0ADA"
    with bot.begin() as db:
        partner = members.by_person(db, me).partner_id
        rows = [{"person": f"U0X{n}", "name": words[:80], "partner_id": partner if n % 2 else None} for n in of_many]
        here = {"team": "T0HAVEN", "kind": "full", "met_at": MONDAY_9, "refreshed_at": MONDAY_9, "is_convener": True}
        insert_all(db, Member, rows, **here)
        when = {"text": words, "made_at": MONDAY_9, "recorded_at": MONDAY_9, "changed_at": MONDAY_9, "changed_by": me}
        to_me, to_us = {"to_person": me, "made_to": "person"}, {"to_partner_id": partner, "made_to": "partner"}
        promised = (({"owner": me}, 0), ({"owner": "U0BO", **to_me}, 1), ({"owner": "U0BO", **to_us}, 2))
        for facts, n_th in promised:
            rows = [{"number": 3 * n + n_th, "due_on": day + timedelta(days=n)} for n in of_many]
            insert_all(db, Commitment, rows, **facts, **when)
        decided = {"text": words, "reason": words, "options": "", "channel": "C0GENERAL", "decided_by": me}
        decided |= {"decided_at": MONDAY_9, "logged_by": me, "logged_at": MONDAY_9, "review_on": MONTH_AGO}
        insert_all(db, Decision, [{"number": n + 1} for n in of_many], **decided)
        ids = [{"decision_id": id_} for id_ in newest(db, Decision, of_many)]
        insert_all(db, DecisionPerson, ids, person=me, partner_id=partner)
        insert_all(db, Review, ids, due_on=MONTH_AGO, asked=me, asked_at=MONDAY_9)
        plan = {"title": words, "set_key": "own", "opened_by": me, "questions": "[]", "privacy": "named", "fewest": 3}
        plan |= {"audience": "all", "channel": "C0GENERAL", "opens_on": day, "closes_on": day, "hour": time(10)}
        insert_all(db, Survey, [{"key": f"p{n}"} for n in of_many], made_at=MONDAY_9, **plan)
        insert_all(db, Survey, [{"key": f"r{n}"} for n in of_many], made_at=MONDAY_9, opened_at=MONDAY_9, **plan)
        insert_all(db, Invitation, [{"survey_id": id_} for id_ in newest(db, Survey, of_many)], person=me)
        asked = {"question": words, "place": "C0GENERAL", "asked_at": MONDAY_9}
        whose = (QuestionAsker, {"wording": words, "is_named": True}), (QuestionExpert, {"because": "took part"})
        for n_th, (row, facts) in enumerate(whose):
            insert_all(db, OpenQuestion, [{"number": 2 * n + n_th + 1} for n in of_many], **asked)
            ids = [{"question_id": id_} for id_ in newest(db, OpenQuestion, of_many)]
            insert_all(db, row, ids, person=me, asked_at=MONDAY_9, **facts)
        at = [{"about_id": n, "not_before": MONDAY_9 + timedelta(hours=n % 100 + 1)} for n in of_many]
        insert_all(db, Delivery, [{**each, "key": f"due{each['about_id']}"} for each in at], kind="why_ask", to=me)
        dead = {"kind": "decision_post", "state": DEAD}
        insert_all(db, Delivery, [{**each, "key": f"dead{each['about_id']}"} for each in at], **dead)
        light = {"partner_id": partner, "channel": "C0GENERAL", "person": me, "representative": me}
        days = [{"due_on": day + timedelta(days=2 * n)} for n in of_many]
        insert_all(db, Spotlight, days, state="asked", asked_at=MONDAY_9, **light)
        days = [{"due_on": day + timedelta(days=2 * n + 1)} for n in of_many]
        insert_all(db, Spotlight, days, state="posted", posted_on=day, asked_at=MONDAY_9, **light)
        found = {"kind": "decision", "text": words, "reason": "", "options": "", "context": "", "people": me}
        found |= {"said_at": MONDAY_9, "channel": "", "imported_from": "a file"}
        insert_all(db, Proposal, [{"source": f"s{n}"} for n in of_many], **found)
        often = {"weekdays": "01234", "hour": time(11), "channel": "C0GENERAL", "set_by": me, "set_at": MONDAY_9}
        nouns = () if since else ("pulse", "purpose", "spotlight", "recall")
        insert_all(db, Recurrence, [{"noun": noun} for noun in nouns], starts_on=day, **often)


def agree(bot, since, until, words="words"):
    """So many agreements, with the yes of Ada and a question to each; and so many newcomers, some of them hers."""
    of_many, me = range(since, until), "U0ADA"
    with bot.begin() as db:
        insert_all(db, Agreement, [{"made_by": f"U0X{n}"} for n in of_many], made_at=MONDAY_9, retired_at=None)
        ids = [{"agreement_id": id_} for id_ in newest(db, Agreement, of_many)]
        wording = {"title": words[:80], "text": words, "link": "", "written_by": me, "written_at": MONDAY_9}
        insert_all(db, AgreementVersion, ids, number=1, published_at=MONDAY_9, whom="everybody", **wording)
        insert_all(db, AgreementVersion, ids, number=None, whom="everybody", **wording)  # Ada's drafts
        asked = {"person": "U0BO", "text": words, "asked_at": MONDAY_9, "answered_at": None}
        insert_all(db, AgreementQuestion, ids, **asked)
        rows = [{"newcomer": f"U0X{n}", "buddy": me if n % 2 else None} for n in of_many]
        states = [{**row, "state": TOGETHER if row["buddy"] else UNFOUND} for row in rows]
        insert_all(db, Buddyship, states, offered_at=MONDAY_9, since=MONDAY_9)


def newest(db, row, of_many):
    return db.scalars(select(row.id).order_by(row.id.desc()).limit(len(of_many))).all()


@contextmanager
def counted(bot):
    """What the database is asked meanwhile."""
    asked = []

    def note(connection, cursor, statement, *rest):
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            asked.append(statement)

    event.listen(bot.memory.engine, "before_cursor_execute", note)
    yield asked
    event.remove(bot.memory.engine, "before_cursor_execute", note)


def look(db, settings, *, few=3):
    return HomeContext(db, home.owner(db, "U0ADA"), settings, MONDAY_9, few)


def in_room(label):
    return next(room for room in home_tabs.ROOMS if room.label == label)


def test_a_room_costs_at_most_two_queries_more_than_it_shows_however_much_there_is(anywhere, workspace, settings):
    ada = workspace.person("ada")
    asked = {}
    for since, until in ((0, 1), (1, 200)):
        fill(anywhere, since, until)
        agree(anywhere, since, until)
        for label in EVERY_ROOM:
            ada.clicks(label, ada.opens_home())
            with counted(anywhere) as queries:
                ada.opens_home()
            with anywhere.begin(reading=True) as db:
                shown = home_page.sections_of(in_room(label), look(db, settings))
            assert len(queries) <= len(shown) + 2, (label, until, len(shown), queries)
            asked.setdefault(label, []).append(len(queries))

    assert {label: one == two for label, (one, two) in asked.items()} == dict.fromkeys(EVERY_ROOM, True), asked


def test_huge_lists_of_huge_words_stay_within_slacks_limits_and_lose_no_section(anywhere, settings):
    fill(anywhere, 0, 200, LONG)
    agree(anywhere, 0, 200, LONG)
    for room in home_tabs.ROOMS:
        with anywhere.begin(reading=True) as db:
            shown = home_page.sections_of(room, look(db, settings))
            small = home_page.sections_of(room, look(db, settings, few=FEW_IN_MESSAGE))
        page = home_frame.page(room.name, [(each.name, each.label) for each in home_tabs.ROOMS], shown)
        everything = blocks.home(page)["blocks"]

        assert len([part for part in page.parts if part]) <= len(everything) <= 90, room.name
        assert all(len(each["text"]["text"]) <= 3_000 for each in everything if each["type"] == "section")
        seen, since = [], 0
        while since is not None:
            message = home_frame.message(room.name, [(room.name, room.label)], small, blocks.fits, since=since)
            content = blocks.content(message)["blocks"]
            assert len(content) <= 50
            seen += [part.text for part in message.parts if isinstance(part, Title)]
            since = next_page(content)
        titles = [part.text for section in small for part in section if isinstance(part, Title)]
        assert seen == titles


def next_page(content):
    buttons = [each for block in content if block["type"] == "actions" for each in block["elements"]]
    more = [each["value"] for each in buttons if each["action_id"] == "room_more"]
    return int(more[0].partition(":")[2]) if more else None


def test_a_chosen_room_stays_for_the_day_and_the_next_day_begins_with_what_is_mine(bo, clock):
    bo.clicks("Settings", bo.opens_home())
    clock.forward(hours=2)
    assert "What I send you" in bo.opens_home().reads

    clock.forward(hours=24)
    assert "Your partnership's memory" in bo.opens_home().reads


@pytest.mark.parametrize("who", ["ada", "chi", "dan"])
def test_every_room_comes_as_a_message_which_is_edited_where_it_stands(workspace, steward, who):
    person = workspace.person(who)
    person.dm("home")
    [page] = person.dms
    for room, shows in (
        ("Settings", "What I send you"),
        ("My data", "What I keep about you"),
        ("My partner", "We bring:"),
        ("Help", "How to reach me"),
        ("Mine", "Latest decisions"),
    ):
        person.clicks(room, page)
        [page] = person.dms
        assert shows in page.reads, room
    assert "Convening" not in page.labels


def test_what_is_clicked_in_the_message_shows_there_and_on_the_home_tab(dan):
    dan.dm("settings")
    dan.clicks("Quiet for a week", dan.dms[-1])

    assert "I am quiet until 9 March 2026" in dan.dms[-1].reads
    assert "Saved. I come back on 9 March 2026." in dan.dms[-1].reads
    dan.clicks("What I get, and when", dan.dms[-1])
    dan.submits(snoozed_until="", since="10:00")
    [page] = dan.dms
    assert "10:00 to 17:00" in page.reads
    assert "quiet until" not in page.reads
    assert "10:00 to 17:00" in dan.opens_home().reads


def test_a_room_is_asked_for_in_a_channel_and_only_they_see_it(dan):
    dan.says("@Steward my data", channel="general")
    assert "What I keep about you" in dan.whispers[-1].reads
    dan.clicks("Settings", dan.whispers[-1])

    assert "What I send you" in dan.whispers[-1].reads


@pytest.mark.parametrize(("said", "words"), [("convening", "This room is for conveners."), ("Convening!", "ask one")])
def test_a_closed_room_says_who_can(dan, said, words):
    dan.dm(said)

    assert words in dan.dms[-1].text


def test_a_room_that_was_closed_meanwhile_opens_into_ones_own(ada, steward):
    ada.clicks("I convene", ada.opens_home())
    seen = ada.home
    with steward.begin() as db:
        members.by_person(db, ada.id).is_convener = False
    ada.clicks_stale("Convening", seen)
    assert "This room is for conveners" in ada.dms[-1].text

    assert "Your partnership's memory" in ada.opens_home().reads


def test_a_round_is_answered_from_ones_own_page_and_its_letter_knows(anywhere, workspace, clock):
    fill(anywhere, 0, 1)
    ada = workspace.person("ada")
    assert "Questions for you" in ada.opens_home().reads
    ada.clicks("Leave it out", ada.home)

    assert "Questions for you" not in ada.home.reads


def test_what_comes_this_week_has_its_hour_and_its_reason(anywhere, workspace):
    fill(anywhere, 0, 1)
    page = workspace.person("ada").opens_home().reads

    assert "Questions you may know the answer to, Monday 2 March, 10:00: you may know the answer" in page
    assert "The weekly question, Tuesday 3 March, 11:00: it is on the partnership's calendar" in page


def test_my_data_counts_what_is_kept_of_me_and_of_nobody_else(ada, bo):
    log(ada)
    log(bo)
    ada.clicks("My data", ada.opens_home())

    assert "1 decision that you decided, and 1 decision in which you are named" in ada.home.reads


@pytest.mark.parametrize(
    ("door", "said", "then"),
    [
        ("Quiet until tomorrow", "I come back on 3 March 2026", "I am quiet until 3 March 2026"),
        ("Quiet for a week", "I come back on 9 March 2026", "I am quiet until 9 March 2026"),
    ],
)
def test_a_click_makes_me_quiet_and_another_brings_me_back(bo, door, said, then):
    bo.clicks("Settings", bo.opens_home())
    bo.clicks(door, bo.home)
    assert said in bo.home.reads
    assert then in bo.home.reads

    bo.clicks("I am here again", bo.home)
    assert "I write to you in your hours." in bo.home.reads


def test_a_chosen_zone_is_given_back_to_slack_and_stopped_kinds_come_again(ada):
    ada.clicks("Settings", ada.opens_home())
    assert "Europe/London, as Slack says" in ada.home.reads
    ada.clicks("What I get, and when", ada.home)
    ada.submits(zone_name="America/New_York", kinds__0=[])
    assert "America/New_York, as you have chosen" in ada.home.reads
    assert "You have stopped: Questions and pulses" in ada.home.reads

    ada.clicks("Zone as Slack says", ada.home)
    ada.clicks("Send me all of them", ada.home)
    assert "Europe/London, as Slack says" in ada.home.reads
    assert "You have stopped" not in ada.home.reads


def test_a_wrong_day_is_refused_at_its_own_field(bo):
    bo.clicks("What I get, and when", bo.opens_home())
    bo.submits(away_until="2026-03-01")
    assert list(bo.errors) == ["away_until"]
    bo.submits(away_until="", snoozed_until="2029-03-01")

    assert list(bo.errors) == ["snoozed_until"]


def test_kinds_that_only_conveners_get_are_offered_to_conveners(ada, bo):
    ada.clicks("I convene", ada.opens_home())
    for person, is_offered in ((ada, True), (bo, False)):
        person.clicks("Settings", person.opens_home())
        assert ("What will be sent next week" in person.home.reads) == is_offered


def test_conveners_open_whole_lists_from_their_room(anywhere, workspace):
    fill(anywhere, 0, 9)
    ada = workspace.person("ada")
    ada.clicks("Convening", ada.opens_home())
    assert "And 6 more did not arrive" in ada.home.reads
    ada.clicks("All open questions", ada.home)
    assert "open questions of yours, 18 altogether" in ada.dms[-1].text
    ada.clicks("Which doors are open", ada.home)

    assert ada.dms[-1].text == "Which doors are open here, and to whom."


def test_what_is_quiet_is_told_in_counts_and_never_in_names(anywhere, workspace):
    ada = workspace.person("ada")
    ada.clicks("Convening", ada.opens_home())
    assert "None of Tidewater Trust yet: 1 person." in ada.home.reads
    log(workspace.person("bo"))
    ada.opens_home()

    assert "None of Tidewater Trust" not in ada.home.reads
    assert "In six weeks 1 of 4 people took part in something" in ada.home.reads
    assert "@Bo" not in ada.home.reads


def test_a_zone_that_slack_does_not_tell_is_not_said_to_be_slacks(dan):
    dan.clicks("Settings", dan.opens_home())

    assert "UTC, as the partnership has it; Slack does not tell me yours" in dan.home.reads
