"""Buddies: offered to a newcomer, asked of somebody who would be one, introduced, thanked; nobody is made to."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features import buddies
from bot.features.buddies import matching
from bot.notifications import Attention, preferences
from storage import buddies as stored_buddies
from storage import members
from storage.buddies import BuddyAsk, Buddyship, BuddyWish
from storage.deliveries import Delivery
from storage.members import EXTERNAL, FULL, Member
from storage.notification_settings import Preference, Stop
from storage.partnerships import Partner

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def convener(ada):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    ada.clicks("Together", ada.home)
    return ada


@pytest.fixture
def offers(steward, clock):
    """A newcomer is offered a buddy, as the welcome does it."""

    def do(person):
        with steward.begin() as db:
            buddies.offer(db, members.by_person(db, person.id), at=clock.now)
        steward.tick()

    return do


@pytest.fixture
def days_pass(steward, clock):
    def do(days):
        for _ in range(days):
            clock.forward(hours=24)
            steward.tick()

    return do


def letter(person, words):
    return next(each for each in reversed(person.dms) if words in each.text)


def texts(person):
    return [each.text for each in person.dms]


@pytest.mark.parametrize(("who", "by"), [("dan", "bo"), ("chi", "ada"), ("bo", "dan")])
def test_a_newcomer_is_offered_one_who_is_asked_and_both_are_introduced(workspace, steward, clock, offers, who, by):
    """Also when either of them is a guest, or of another workspace."""
    newcomer, other = workspace.person(who), workspace.person(by)
    other.dm("I'd be a buddy")
    assert "Thank you!" in other.dms[-1].text
    offers(newcomer)
    before = len(other.dms)
    newcomer.clicks("Yes, please", letter(newcomer, "Would you like a buddy"))
    assert "I am asking somebody" in newcomer.dms[-1].reads
    steward.tick()

    asked = letter(other, "is new here and would like a buddy")
    assert len(other.dms) == before + 1
    assert f"@{who.title()}" in asked.reads
    assert "Wednesday, 4 March" in asked.reads
    other.clicks("Yes, gladly", asked)
    assert "Thank you! You are the buddy of" in letter(other, "Thank you!").reads
    clock.forward(hours=1)
    steward.tick()

    theirs = letter(newcomer, "is your buddy until 30 March 2026")
    assert f"@{by.title()} of" in theirs.reads
    assert "One thing to talk of" in theirs.reads
    assert f"@{who.title()}" in letter(other, "You are the buddy of").reads
    newcomer.clicks("Together", newcomer.opens_home())
    assert f"@{by.title()} is your buddy" in newcomer.home.reads


def test_they_talk_of_a_decision_that_both_may_see(workspace, ada, bo, dan, steward, clock, offers):
    ada.types("/decision The secret harbour because we can", channel="steering")
    ada.types("/decision We share <!channel> one crane because it stands idle", channel="general")
    bo.dm("I'd be a buddy")
    offers(dan)
    dan.clicks("Yes, please", dan.dms[-1])
    steward.tick()
    bo.clicks("Yes, gladly", bo.dms[-1])
    clock.forward(hours=1)
    steward.tick()

    introduction = str(letter(dan, "is your buddy").blocks)
    assert "one crane" in introduction
    assert "<!channel>" not in introduction
    assert "secret" not in introduction


def test_nobody_is_asked_before_the_newcomer_says_yes(bo, dan, steward, offers, days_pass):
    bo.dm("I'd be a buddy")
    offers(dan)
    dan.clicks("No, thanks", dan.dms[-1])
    days_pass(3)

    assert "Fine, no buddy" in letter(dan, "Fine").reads
    assert not [each for each in texts(bo) if "is new here" in each]


def test_without_an_answer_the_next_is_asked_then_conveners_hear(convener, bo, chi, dan, offers, days_pass, steward):
    """No reason, and no name of who said no."""
    for person in (bo, chi):
        person.dm("I'd be a buddy")
    offers(dan)
    dan.clicks("Yes, please", dan.dms[-1])
    steward.tick()
    assert [bool([each for each in texts(one) if "is new here" in each]) for one in (bo, chi)] == [True, False]
    days_pass(3)
    chi.clicks("Not now", letter(chi, "is new here"))
    days_pass(1)

    care = letter(convener, "I have found nobody")
    assert "@Bo" not in care.reads
    assert "@Chi" not in care.reads
    bo.clicks_stale("Yes, gladly", letter(bo, "is new here"))
    assert "settled otherwise" in bo.whispers[-1].reads
    convener.clicks("Ask somebody", care)
    convener.submits(people=["bo"])
    assert list(convener.errors) == ["people"]  # they were asked already
    convener.submits(people=["ada"])
    days_pass(3)  # over the weekend
    convener.clicks("Yes, gladly", letter(convener, "is new here"))
    days_pass(1)
    assert "@Ada" in letter(dan, "is your buddy").reads


def test_after_four_weeks_the_buddy_is_thanked_once(bo, dan, together, days_pass):
    together(dan, bo)
    days_pass(31)

    assert len([each for each in texts(bo) if "Thank you: for four weeks" in each]) == 1
    dan.clicks("Together", dan.opens_home())
    assert "your buddy" not in dan.home.reads


@pytest.fixture
def together(steward, offers, clock):
    def do(newcomer, buddy):
        buddy.dm("I'd be a buddy")
        offers(newcomer)
        newcomer.clicks("Yes, please", letter(newcomer, "Would you like a buddy"))
        steward.tick()
        buddy.clicks("Yes, gladly", letter(buddy, "is new here"))
        clock.forward(hours=1)
        steward.tick()

    return do


def test_either_ends_it_and_a_newcomer_may_have_another(bo, chi, dan, together, days_pass):
    together(dan, bo)
    chi.dm("I'd be a buddy")
    bo.clicks("End it", letter(bo, "You are the buddy of"))
    days_pass(1)
    again = letter(dan, "cannot go on as your buddy")
    dan.clicks("Yes, please", again)
    days_pass(1)
    chi.clicks("Yes, gladly", letter(chi, "is new here"))
    days_pass(1)
    dan.dm("buddy")
    dan.clicks("End it", dan.dms[-1])
    days_pass(1)

    assert "finds the way alone" in letter(chi, "finds the way").reads


def test_whoever_leaves_is_replaced(bo, chi, dan, together, days_pass, steward):
    together(dan, bo)
    chi.dm("I'd be a buddy")
    with steward.begin() as db:
        members.by_person(db, bo.id).left_at = NOW
    days_pass(2)
    assert "Your buddy has left" in letter(dan, "has left").reads
    chi.clicks("Yes, gladly", letter(chi, "is new here"))
    with steward.begin() as db:
        members.by_person(db, dan.id).left_at = NOW
    days_pass(1)

    assert "is no longer here" in letter(chi, "no longer here").reads


def test_a_convener_asks_people_and_only_a_convener(convener, bo, steward, days_pass):
    convener.opens_home()
    convener.clicks("Ask for buddies", convener.home)
    convener.submits(people=["bo", "dan"])
    days_pass(1)
    bo.clicks("I'd be a buddy", letter(bo, "asks whether you would be a buddy"))
    convener.clicks("Together", convener.opens_home())
    assert "1 person would be a buddy, 0 pairs" in convener.home.reads
    bo.clicks("Together", bo.opens_home())
    assert "Ask for buddies" not in bo.home.labels
    bo.clicks("Being a buddy", bo.home)
    bo.submits(is_willing="no")

    with steward.begin() as db:
        assert stored_buddies.willing(db, at=NOW) == set()
        with pytest.raises(Refusal, match="Only conveners"):
            buddies.call(db, [], by=members.by_person(db, bo.id), at=NOW)


@pytest.mark.parametrize("said", ["buddy <!channel>" * 20_000, "i'd be a buddy\ud800", "\x00buddy", "ybbud ‮"])
def test_hostile_words_ask_for_nothing(dan, said, steward):
    dan.dm(said)

    with steward.begin(reading=True) as db:
        assert db.scalars(select(BuddyWish)).all() == []


def attention(zone="UTC", **more):
    return Attention(preferences.ZoneInfo(zone), **more)


@pytest.mark.parametrize(
    ("zone", "hours"), [("UTC", 13), ("Asia/Singapore", 5), ("Pacific/Auckland", 2), ("America/Los_Angeles", 5)]
)
def test_hours_awake_are_counted_across_zones(zone, hours):
    shared = matching.shared(attention(), attention(zone), matching.AWAKE, matching.AWAKE, NOW)
    assert shared == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("at", "answer_by"),
    [
        (datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 4, 17, tzinfo=UTC)),
        (datetime(2026, 3, 2, 18, tzinfo=UTC), datetime(2026, 3, 5, 17, tzinfo=UTC)),
        (datetime(2026, 3, 6, 9, tzinfo=UTC), datetime(2026, 3, 10, 17, tzinfo=UTC)),
    ],
)
def test_two_working_days_to_answer(at, answer_by):
    assert matching.answer_by(attention(), at) == answer_by


@pytest.fixture
def begin(any_memory):
    """A newcomer, N, of the first of two partners, and four who would be buddies."""
    begin = any_memory.of(any_memory.partnership("T1", name="Home", at=NOW).id)
    with begin() as db:
        one, two = Partner(name="One", known_by="domain:one"), Partner(name="Two", known_by="domain:two")
        db.add_all([one, two])
        db.flush()
        for person, partner in (("N", one), ("M", one), ("SAME", one), ("OTHER", two), ("THIRD", two), ("FAR", two)):
            seen = {"met_at": NOW, "refreshed_at": NOW, "kind": EXTERNAL if person == "FAR" else FULL}
            db.add(Member(team="T1", person=person, name=person, partner_id=partner.id, **seen))
            if person not in "NM":
                db.add(BuddyWish(person=person, is_willing=True))
    return begin


def wants(begin, person="N", of_own=False):
    with begin() as db:
        row = buddies.want(db, by=members.by_person(db, person), of_own=of_own, at=NOW)
        found = matching.candidates(db, row, preferences.of, at=NOW)
        return row.id, found


def test_who_fits(begin):
    """Of another partner first, none who cannot be reached, is away, wants no such questions, or has two."""
    row, found = wants(begin)
    assert found == ["OTHER", "THIRD", "SAME"]
    with begin() as db:
        db.add(Preference(person="OTHER", away_until=date(2026, 3, 9)))
        db.add(Stop(person="THIRD", kind=buddies.ASK, at=NOW))
    assert wants(begin) == (row, ["SAME"])
    with begin() as db:
        for number in range(2):
            db.add(Buddyship(newcomer=f"X{number}", offered_at=NOW, state="together", buddy="SAME", since=NOW))
    assert wants(begin) == (row, [])


def test_turns_are_shared_out_and_one_of_ones_own_can_be_chosen(begin):
    with begin() as db:
        db.add(Buddyship(newcomer="X", offered_at=NOW, state="ended", buddy="OTHER", since=NOW))
    assert wants(begin)[1] == ["THIRD", "OTHER", "SAME"]
    assert wants(begin, "M", of_own=True)[1] == ["SAME"]


def test_two_clocks_ask_one_person_and_two_answers_are_one(begin):
    """At the same moment, on both databases."""
    row, _ = wants(begin)

    def care():
        with begin() as db:
            buddies.look_after(db, row, preferences.of, now=NOW)

    together_now(care, care)
    with begin(reading=True) as db:
        [ask] = db.scalars(select(BuddyAsk)).all()
    refused = []

    def answer(yes):
        try:
            with begin() as db:
                by = members.by_person(db, ask.person)
                if yes:
                    buddies.accept(db, ask.id, by=by, at=NOW)
                else:
                    buddies.refuse(db, ask.id, stored_buddies.REFUSED, by=by, at=NOW)
        except Refusal as refusal:
            refused.append(refusal.words)

    together_now(lambda: answer(True), lambda: answer(True), lambda: answer(False))
    assert len(refused) == 2
    with begin(reading=True) as db:
        news = db.scalars(select(Delivery).where(Delivery.kind == buddies.NEWS)).all()
        assert len(news) in (0, 2)


def together_now(*deeds):
    threads = [threading.Thread(target=deed) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_only_the_two_of_them_end_it_and_only_who_is_asked_answers(begin):
    row, _ = wants(begin)
    with begin() as db:
        buddies.look_after(db, row, preferences.of, now=NOW)
        [ask] = db.scalars(select(BuddyAsk)).all()
        stranger = members.by_person(db, "M")
        with pytest.raises(Refusal, match="Only whoever is asked"):
            buddies.accept(db, ask.id, by=stranger, at=NOW)
        with pytest.raises(Refusal, match="Only the two"):
            buddies.end(db, row, by=stranger, at=NOW)
        assert buddies.of(db, "N") is None
        buddies.accept(db, ask.id, by=members.by_person(db, ask.person), at=NOW)
        assert buddies.of(db, "N") == ask.person


def test_whoever_stops_these_questions_is_not_waited_for(begin):
    row, _ = wants(begin)
    for person in ("OTHER", "THIRD"):
        with begin() as db:
            [due] = buddies.due(db, now=NOW)
            buddies.look_after(db, due, preferences.of, now=NOW)
            assert buddies.due(db, now=NOW) == []
            db.add(Stop(person=person, kind=buddies.ASK, at=NOW))
    with begin() as db:
        buddies.look_after(db, row, preferences.of, now=NOW)
        assert [(each.person, each.said) for each in stored_buddies.asks(db, row)] == [
            ("OTHER", "expired"),
            ("THIRD", "expired"),
            ("SAME", ""),
        ]
