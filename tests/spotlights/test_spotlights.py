"""Spotlights: one partner after the other, in words that it has approved, or kindly not this time."""

import threading
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features import recurrences, spotlights
from bot.features.members import partners
from bot.features.spotlights import SpotlightText, approval, rotation
from bot.notifications import commands as notification_commands
from bot.runtime.app import Steward
from bot.sandbox import client
from schedules import spotlights as schedule_spotlights
from storage import decisions, members, partnerships
from storage import spotlights as stored_spotlights
from storage.digests import Digest
from storage.members import Member
from storage.notification_settings import DayOff
from storage.partnerships import Partner, Partnership
from storage.spotlights import MOVED_ON, POSTED, Spotlight
from tests.support.conformance import conform, needs_conformance, problems
from tests.support.passing import pass_until

SPEAKERS = {"Havenmouth": "ada", "Tidewater Trust": "bo", "Saltmarsh Society": "chi", "Northwind Marine": "dan"}
EARLIER = datetime(2026, 2, 1, tzinfo=UTC)
HOSTILE = ["<!channel> <!here>", "ספינה <@U0ADA> ים", "\x00nul \ud83d", "*a* _b_ ~c~ `d`", "🦀" * 300]
DAY = date(2026, 3, 17)  # a Tuesday; the story begins on Monday the 2nd


def name_speakers(db, which, **given):
    return partners.speak(db, partnerships.partners(db)[which], **given)


@pytest.fixture
def convener(ada):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    return ada


@pytest.fixture
def says(steward, convener, clock):
    def do(verb, *given, by="ada", **more):
        with steward.begin() as db:
            return verb(db, *given, by=members.by_person(db, f"U0{by.upper()}"), at=clock.now, **more)

    return do


@pytest.fixture
def speakers(steward, says):
    """Each partner has one person here, who speaks for it."""
    with steward.begin(reading=True) as db:
        ids = {partner.name: id for id, partner in partnerships.partners(db).items()}
    for name, who in SPEAKERS.items():
        says(name_speakers, ids[name], representative=f"U0{who.upper()}", deputy="")
    return ids


@pytest.fixture
def first_is(steward, speakers):
    """The turn of one partner comes first: all others had theirs."""

    def make(name):
        with steward.begin() as db:
            for other, id in speakers.items():
                if other != name:
                    facts = {"channel": "C0GENERAL", "person": "", "representative": "", "asked_at": EARLIER}
                    db.add(Spotlight(partner_id=id, due_on=date(2026, 2, 1), state=MOVED_ON, **facts))

    return make


@pytest.fixture
def begun(says):
    """Every second Tuesday at ten."""
    return says(spotlights.begin_recurrence, weekday=1, hour=time(10), channel="C0GENERAL", every_weeks=2)


@pytest.fixture
def days_pass(steward, clock):
    def do(days):
        end = clock.now
        for _ in range(int(days * 4)):  # 9, 10 and 14 o'clock, and midnight
            end += timedelta(hours=next(hour for hour in (9, 10, 14, 24) if hour > end.hour) - end.hour)
        pass_until(steward, clock, end)

    return do


def row(steward):
    with steward.begin(reading=True) as db:
        return db.scalars(select(Spotlight).order_by(Spotlight.id.desc())).first()


def letter(person, words="in the light on"):
    return next(each for each in reversed(person.dms) if words in each.text)


def posts(person, channel="general"):
    return [each for each in person.sees(channel) if each.text.startswith("In the light: ")]


@pytest.mark.parametrize(("name", "who"), SPEAKERS.items())
def test_a_partner_is_asked_writes_agrees_and_is_in_the_light(
    workspace, steward, first_is, begun, days_pass, name, who
):
    """Also when who speaks for it is a guest, or of another workspace."""
    person = workspace.person(who)
    first_is(name)
    days_pass(5.25)  # Saturday, ten days before
    assert not [each for each in person.dms if "in the light" in each.text]
    days_pass(2)
    person.clicks("Write it", letter(person))
    person.submits(proud="We counted 312 terns", needs="A second boat <!channel>")

    draft = letter(person, "This is what I would say")
    assert "We counted 312 terns" in draft.reads
    assert "one yes from you counts for both" in draft.reads
    person.clicks("Looks right", draft)
    assert "Agreed by everybody in it" in letter(person, "This is what").reads
    days_pass(10)

    [post] = posts(person)
    assert post.text == f"In the light: {name}"
    assert "What they are proud of\n> We counted 312 terns" in post.reads.replace("\n\n", "\n")
    assert "&lt;!channel&gt;" in str(post.blocks)
    assert row(steward).state in (POSTED, "asked")
    person.dm("why the 312 terns?")
    told = person.dms[-1].reads
    assert f"In the light: {name}" in told
    assert "We counted 312 terns" in told


@pytest.fixture
def asked(steward, first_is, begun, days_pass, bo):
    """Bo is asked for Tidewater Trust."""
    first_is("Tidewater Trust")
    days_pass(7.25)
    assert row(steward).due_on == DAY
    return bo


def writes(person, **words):
    person.clicks("Write it", letter(person))
    person.submits(**words)


def test_somebody_who_is_named_must_agree_too(asked, dan, days_pass, steward):
    writes(asked, proud="The ferry", thanks="who taught us to sail", named=["dan"])
    asked.clicks("Looks right", letter(asked, "This is what"))
    assert "It still waits for @Dan" in letter(asked, "This is what").reads
    days_pass(1)
    dan.clicks("Looks right", letter(dan, "This is what"))
    days_pass(8)

    [post] = posts(dan)
    assert "get to know: @Dan\n> who taught us to sail" in post.reads.replace("\n\n", "\n")


def test_who_is_named_and_says_no_is_heard_and_nobody_learns_why(asked, dan, days_pass, convener, steward):
    writes(asked, thanks="Dan!", named=["dan"])
    asked.clicks("Looks right", letter(asked, "This is what"))
    days_pass(1)
    dan.clicks("Not this time", letter(dan, "This is what"))
    assert "moves on this time; your turn comes again" in dan.dms[-1].text
    days_pass(9)

    assert posts(asked) == []
    told = letter(convener, "is not posted")
    assert told.text == (
        "The spotlight of Tidewater Trust on Tuesday 17 March is not posted. They would rather not this time."
    )


def test_changed_words_need_both_to_agree_anew(asked, dan, days_pass, steward):
    writes(asked, proud="The ferry", thanks="Dan", named=["dan"])
    asked.clicks("Looks right", letter(asked, "This is what"))
    days_pass(1)
    seen = letter(dan, "This is what")
    asked.clicks("Change it", letter(asked, "This is what"))
    asked.submits(proud="The ferry, and its crew")
    dan.clicks_stale("Looks right", seen)

    assert dan.dms[-1].text == "The words have changed since you saw them. Please look again, above."
    found = row(steward)
    assert (found.person_agreed_at, found.partner_agreed_at, found.state) == (None, None, "drafted")
    assert "and its crew" in letter(dan, "This is what").reads
    dan.clicks("Looks right", letter(dan, "This is what"))
    asked.clicks("Looks right", letter(asked, "This is what"))
    assert row(steward).state == "approved"


def test_a_yes_taken_back_before_the_day_cancels(asked, days_pass, convener):
    writes(asked, proud="The ferry")
    asked.clicks("Looks right", letter(asked, "This is what"))
    asked.clicks("Take my yes back", letter(asked, "This is what"))
    days_pass(10)

    assert posts(asked) == []
    assert letter(convener, "is not posted")


def test_a_yes_taken_back_while_it_is_on_its_way_is_heard(asked, days_pass, says, workspace, steward):
    writes(asked, proud="The ferry")
    asked.clicks("Looks right", letter(asked, "This is what"))
    days_pass(7.75)
    workspace.faults.plan("chat.postMessage", times=1)
    days_pass(0.25)
    assert row(steward).state == POSTED
    says(approval.decline, row(steward).id, by="bo")
    days_pass(1)

    assert posts(asked) == []


def test_not_this_time_is_one_click_and_the_next_partner_has_its_turn(asked, days_pass, ada, steward):
    asked.clicks("Not this time", letter(asked))
    days_pass(14)

    with steward.begin(reading=True) as db:
        names = [partnerships.partners(db)[each.partner_id].name for each in stored_spotlights.latest(db, limit=2)]
    assert names == ["Havenmouth", "Tidewater Trust"]


def test_who_does_not_answer_is_reminded_once(asked, days_pass):
    days_pass(9)

    asked_again = [each.text for each in asked.dms if "Still open" in each.text]
    assert len(asked_again) == 1
    assert "in the light on Tuesday 17 March" in asked_again[0]


def test_without_an_answer_the_memory_helps_with_what_everybody_there_may_know(asked, days_pass, steward):
    asked.types("/decision We land at the river mouth because the quay is full")
    asked.types("/decision We buy the old boat because it is cheap", channel="steering")
    days_pass(7)

    draft = letter(asked, "This is what")
    assert "What they helped decide" in draft.reads
    assert "D-1: We land at the river mouth" in draft.reads
    assert "boat" not in draft.reads
    asked.clicks("Looks right", draft)
    days_pass(2)
    assert "From the partnership's memory, with the agreement of @Bo." in posts(asked)[0].reads


def test_nothing_is_posted_that_nobody_agreed_to_and_conveners_hear_it(asked, days_pass, convener, steward):
    writes(asked, proud="The ferry")
    days_pass(9)

    assert posts(asked) == []
    assert "Not everybody had agreed to the words in time." in letter(convener, "is not posted").text
    asked.clicks_stale("Looks right", letter(asked, "This is what"))
    assert "Your turn comes again" in asked.dms[-1].text


def test_who_wrote_and_forgot_to_agree_is_asked_the_day_before(asked, days_pass):
    writes(asked, proud="The ferry")
    before = len(asked.dms)
    days_pass(7.5)

    assert [each.text for each in asked.dms[before:] if "This is what I would say" in each.text]


def test_who_stops_these_questions_hands_them_to_the_deputy(asked, days_pass, says, speakers, ada):
    says(name_speakers, speakers["Tidewater Trust"], representative="U0BO", deputy="U0ADA")
    asked.clicks("Stop these", letter(asked))
    days_pass(1)

    assert "Tidewater Trust is in the light" in letter(ada).text


def test_who_is_away_until_it_would_be_too_late_is_represented_by_the_deputy(
    first_is, speakers, begun, days_pass, says, ada, bo
):
    says(name_speakers, speakers["Tidewater Trust"], representative="U0BO", deputy="U0ADA")
    says(notification_commands.away, date(2026, 3, 16), by="bo")
    first_is("Tidewater Trust")
    days_pass(9)

    assert "Tidewater Trust is in the light" in letter(ada).text


def test_who_has_left_is_asked_no_more(asked, says, speakers, days_pass, steward, clock, ada):
    writes(asked, proud="The ferry")
    says(name_speakers, speakers["Tidewater Trust"], representative="U0BO", deputy="U0ADA")
    with steward.begin() as db:
        db.scalars(select(Member).filter_by(person=asked.id)).one().left_at = clock.now
    days_pass(1)

    found = row(steward)
    assert (found.person, found.representative, found.state, found.text) == ("U0ADA", "U0ADA", "asked", "")


def test_who_is_named_and_leaves_is_named_no_more(asked, dan, days_pass, steward, clock):
    writes(asked, proud="The ferry", thanks="Dan", named=["dan"])
    with steward.begin() as db:
        db.scalars(select(Member).filter_by(person=dan.id)).one().left_at = clock.now
    days_pass(1)

    assert (row(steward).person, row(steward).state) == ("U0BO", "drafted")


def test_when_nobody_speaks_for_a_partner_a_convener_is_asked_to_name_somebody(convener, begun, days_pass, steward, bo):
    with steward.begin(reading=True) as db:
        first = spotlights.in_turn(db)[0]
    days_pass(8)
    ask = letter(convener, "Nobody speaks for")
    assert first.name in ask.text
    convener.clicks("Who speaks for whom", ask)
    convener.submits(partner=str(first.id))
    convener.submits(representative=["bo"])
    days_pass(1.5)

    assert "in the light on" in letter(bo).text
    days_pass(7)
    assert len([each for each in convener.dms if "Nobody speaks for" in each.text]) == 1


def test_a_skipped_day_keeps_the_partners_turn_and_its_words(asked, says, days_pass, steward):
    writes(asked, proud="The ferry")
    asked.clicks("Looks right", letter(asked, "This is what"))
    assert says(recurrences.skip_next, recurrences.SPOTLIGHT) == DAY
    days_pass(9)
    assert posts(asked) == []
    assert row(steward).due_on == date(2026, 3, 31)
    days_pass(14)
    assert len(posts(asked)) == 1


def test_a_pause_and_a_day_off_move_it(asked, says, days_pass, steward):
    with steward.begin() as db:
        db.add(DayOff(on=DAY, name="The regatta"))
    days_pass(1)
    assert row(steward).due_on == date(2026, 3, 31)
    says(recurrences.pause, recurrences.SPOTLIGHT)
    days_pass(30)
    says(recurrences.resume, recurrences.SPOTLIGHT)
    days_pass(1)
    assert row(steward).due_on == date(2026, 4, 21)
    assert row(steward).state != MOVED_ON


def test_conveners_begin_it_see_how_far_it_is_and_what_comes(convener, asked_later, days_pass):
    assert "Spotlight: next on Tuesday 17 March, 10:00" in convener.home.reads
    days_pass(8)
    convener.clicks("Convening", convener.opens_home())
    assert "has been asked for words." in convener.home.reads
    convener.clicks("Show me first", convener.home)
    assert "no words yet" in convener.dms[-1].text


@pytest.fixture
def asked_later(convener, speakers):
    convener.clicks("Convening", convener.opens_home())
    convener.clicks("Spotlights", convener.home)
    convener.submits(channel="general")


@pytest.mark.parametrize("dies", ["before the note", "before Slack took it", "after Slack took it"])
def test_a_machine_that_dies_posts_it_once(asked, days_pass, workspace, monkeypatch, steward, clock, dies):
    writes(asked, proud="The ferry")
    asked.clicks("Looks right", letter(asked, "This is what"))
    days_pass(7.75)
    with monkeypatch.context() as dying:
        if dies == "before the note":
            dying.setattr(schedule_spotlights, "_note", lambda *_: 1 / 0)
        else:
            workspace.faults.plan("chat.postMessage", "drop", after=dies.startswith("after"))
        days_pass(0.25)
    days_pass(0.5)

    assert len(posts(asked)) == 1
    assert row(steward).post


def test_two_replicas_at_the_same_moment_post_it_once(any_memory, workspace, settings, clock):
    bots = [
        Steward(client(workspace), any_memory, settings=settings, clock=clock, answer=lambda *_: True) for _ in "12"
    ]
    for each in bots:
        each.get_acquainted()
    with bots[0].begin() as db:
        ada = members.by_person(db, "U0ADA")
        ada.is_convener = True
        for partner in partnerships.partners(db).values():
            partner.representative = "U0ADA"
        spotlights.begin_recurrence(
            db, weekday=4, hour=time(10), channel="C0GENERAL", every_weeks=1, by=ada, at=clock.now
        )
    for _ in range(3):
        together(bots)
        with bots[0].begin() as db:
            ada = members.by_person(db, "U0ADA")
            for each in stored_spotlights.under_way(db):
                found = approval.write(db, each.id, SpotlightText("The ferry"), named="", by=ada, at=clock.now)
                assert approval.agree(db, each.id, spotlights.mark_of(found), by=ada, at=clock.now)
        clock.forward(days=4, hours=1) if clock.now.weekday() == 0 else clock.forward(days=7)
    together(bots)

    assert len(posts(workspace.person("bo"))) == 3
    assert len({each.text for each in posts(workspace.person("bo"))}) == 3


def together(bots):
    start = threading.Barrier(len(bots))
    threads = [threading.Thread(target=lambda bot=bot: (start.wait(), bot.tick())) for bot in bots]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_ping_nobody_and_break_nothing(asked, says, steward, days_pass, words):
    found = says(approval.write, row(steward).id, SpotlightText(words, words, words), named="U0DAN", by="bo")
    says(approval.agree, found.id, spotlights.mark_of(found), by="bo")
    says(approval.agree, found.id, spotlights.mark_of(found), by="dan")
    days_pass(9)

    assert len(posts(asked)) == 1
    assert not {"<!channel>", "<@U0ADA>"} & set(str(posts(asked)[0].blocks).split())


@pytest.mark.parametrize(
    ("given", "named", "field"),
    [
        (SpotlightText(), "", "proud"),
        (SpotlightText(" \x00 "), "", "proud"),
        (SpotlightText("x" * 3_000), "", "proud"),
        (SpotlightText("x", "y" * 1_000_000), "", "thanks"),
        (SpotlightText("x", needs="z" * 601), "", "needs"),
        (SpotlightText("x"), "U0NOBODY", "named"),
        (SpotlightText("x"), "U0STEWARD", "named"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(asked, says, steward, given, named, field):
    with pytest.raises(Refusal) as refused:
        says(approval.write, row(steward).id, given, named=named, by="bo")
    assert refused.value.field == field


def test_only_one_person_is_named(asked):
    asked.clicks("Write it", letter(asked))
    asked.submits(thanks="Both", named=["dan", "chi"])
    assert "Name one person" in str(asked.form.errors)


@pytest.mark.parametrize("verb", [approval.decline, lambda db, id, **more: approval.agree(db, id, "", **more)])
def test_nobody_else_agrees_or_declines(asked, says, steward, verb):
    with pytest.raises(Refusal, match="not in your hands"):
        says(verb, row(steward).id, by="dan")


def test_the_longest_words_fit_into_one_post(asked, says, steward, days_pass):
    full = "w" * 600
    found = says(approval.write, row(steward).id, SpotlightText(full, full, full), named="", by="bo")
    says(approval.agree, found.id, spotlights.mark_of(found), by="bo")
    days_pass(9)

    assert posts(asked)[0].reads.count(full) == 3


@needs_conformance
def test_every_letter_form_and_post_of_it_is_what_slack_allows(asked, dan, convener, days_pass, workspace):
    writes(asked, proud="The ferry", thanks="Dan", needs="Boats", named=["dan"])
    asked.clicks("Change it", letter(asked, "This is what"))
    asked.submits(needs="Two boats")
    asked.clicks("Looks right", letter(asked, "This is what"))
    days_pass(1)
    dan.clicks("Looks right", letter(dan, "This is what"))
    convener.clicks("Convening", convener.opens_home())
    convener.clicks("Spotlights", convener.home)
    days_pass(8)

    assert len(posts(asked)) == 1
    assert refused_calls(workspace) == []


def refused_calls(workspace):
    checked = [(method, problems(conform().check_call(method, arguments))) for method, arguments in workspace.calls]
    return [(method, wrong) for method, wrong in checked if wrong]


@pytest.mark.long
def test_a_year_in_one_go_is_fair_to_the_smallest_and_the_largest(workspace, steward, says, clock):
    """Two dozen fortnights, seven partners of 1 to 12 people, holidays, people away, some who never answer."""
    for size, partner in enumerate(["dunes", "reeds", "gulls"], start=1):
        for number in range(size * 4):
            name = f"{partner}{number}"
            workspace.add_user(f"U0{name.upper()}", name=name, email=f"{name}@{partner}.example")
    steward.get_acquainted()
    with steward.begin() as db:
        db.scalars(select(Partnership)).one().country = "GB"
        for member in members.present(db):
            partner = partnerships.partners(db).get(member.partner_id or 0)
            if partner and member.person != "U0REEDS0":
                partner.representative = partner.representative or member.person
        db.add(DayOff(on=date(2026, 5, 12), name="The regatta"))
    says(spotlights.begin_recurrence, weekday=1, hour=time(10), channel="C0GENERAL", every_weeks=2)
    says(notification_commands.away, date(2026, 9, 1), by="chi")
    for _ in range(366):
        clock.forward(days=1) if clock.now.hour == 10 else clock.forward(hours=1)
        steward.tick()
        two_of_three_write_and_agree(steward, clock)

    with steward.begin(reading=True) as db:
        rows = [each for each in db.scalars(select(Spotlight)) if each.state in (POSTED, MOVED_ON)]
        turns_of = Counter(each.partner_id for each in rows)
        assert set(turns_of) == set(db.scalars(select(Partner.id)))
    assert len(rows) >= 24
    assert max(turns_of.values()) - min(turns_of.values()) <= 1
    assert {each.state for each in rows} == {POSTED, MOVED_ON}
    assert len(posts(workspace.person("bo"))) == sum(each.state == POSTED for each in rows)
    assert nobody_heard_too_much(steward)
    assert date(2026, 5, 12) not in {each.due_on for each in rows}


def nobody_heard_too_much(steward):
    """One unasked-for message a day and three in any seven days, beside what waits for their yes."""
    with steward.begin(reading=True) as db:
        calm = [each for each in db.scalars(select(Digest)) if not each.urgent]
    days = Counter((each.person, each.at.date()) for each in calm)
    weeks = Counter((each.person, each.at.date() + timedelta(days=n)) for each in calm for n in range(7))
    return len(calm) > 20 and max(days.values()) == 1 and max(weeks.values()) <= 3


def two_of_three_write_and_agree(steward, clock):
    """A third of the partners never answers."""
    with steward.begin() as db:
        asked = [each for each in stored_spotlights.under_way(db) if each.representative and not each.text]
        for each in [each for each in asked if each.partner_id % 3]:
            by = members.by_person(db, each.representative)
            found = approval.write(db, each.id, SpotlightText("The ferry"), named="", by=by, at=clock.now)
            approval.agree(db, each.id, spotlights.mark_of(found), by=by, at=clock.now)


def test_turns_and_decisions_are_found_on_both_databases(any_memory, clock):
    begin = any_memory.of(any_memory.partnership("T0", name="Haven", at=clock.now).id)
    with begin() as db:
        partners = [Partner(name=name, known_by=name) for name in ("one", "two", "three")]
        db.add_all(partners)
        db.flush()
        seen = {"refreshed_at": clock.now, "met_at": clock.now, "kind": "full", "team": "T0"}
        db.add_all(Member(person=f"U{p.name}", name=p.name, partner_id=p.id, **seen) for p in partners)
        facts = {"channel": "C", "person": "", "representative": "", "asked_at": clock.now, "state": POSTED}
        days = [(partners[0], 1), (partners[0], 9), (partners[1], 5)]
        db.add_all(
            Spotlight(partner_id=p.id, due_on=date(2026, 1, d), posted_on=date(2026, 1, d), **facts) for p, d in days
        )
        db.flush()
        assert [partner.name for partner in spotlights.in_turn(db)] == ["three", "two", "one"]
        assert stored_spotlights.last_posted(db, partners[0].id) == date(2026, 1, 9)
        assert stored_spotlights.last_posted(db, partners[2].id) is None
        since = clock.now - timedelta(days=9)
        assert stored_spotlights.helped_decide(db, partners[0].id, decisions.kept(), since=since, limit=3) == []
        assert stored_spotlights.held(db, 1).partner_id == partners[0].id


def test_an_idle_tick_without_a_rhythm_does_nothing(steward, clock):
    with steward.begin() as db:
        rotation.bring(db, now=clock.now, is_off=recurrences.never)
        assert stored_spotlights.under_way(db) == []
