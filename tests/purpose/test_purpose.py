"""The purpose: written down with its history, shown to whoever asks, and brought back in ever other words."""

import threading
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features import purpose, recurrences
from bot.features.purpose import PurposeWording, wordings
from bot.features.purpose.wordings import PurposeVariant
from bot.features.surveys import pulses
from bot.notifications import preferences
from bot.runtime.app import Steward
from bot.sandbox import client
from schedules import purpose as schedule_purpose
from storage import channels, members
from storage import purpose as stored_purpose
from storage.members import Member
from storage.notification_settings import DayOff
from storage.partnerships import Partner, Partnership
from storage.purpose import QUESTION, QUOTE, STORY, PurposeForm
from storage.surveys import Survey
from tests.support.conformance import conform, needs_conformance, problems
from tests.support.passing import pass_until
from tests.surveys.test_surveys import crew  # noqa: F401  (eight people more)

WHY = "So that everybody on the estuary can live from it, and with it"
HOSTILE = [
    "<!channel> now",
    "מטרה: <@U0ADA> ושפך הנהר",
    "*bold* _all_ ~that~ `x` > y",
    "\x00nul\ud83d half",
    "🦀" * 400,
]


@pytest.fixture
def convener(ada):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    return ada


@pytest.fixture
def written(convener):
    convener.clicks("Why we exist", convener.home)
    convener.submits(purpose=WHY, vision="A living estuary", mission="We share boats and data")
    return convener


@pytest.fixture
def says(steward, written, clock):
    """A convener says something about the purpose."""

    def do(verb, *given, **more):
        with steward.begin() as db:
            return verb(db, *given, by=members.by_person(db, written.id), at=clock.now, **more)

    return do


@pytest.fixture
def begun(says):
    """On Tuesdays and Thursdays at ten."""
    return says(wordings.begin_recurrence, (1, 3), hour=time(10), channel="C0GENERAL")


@pytest.fixture
def days_pass(steward, clock):
    def do(days):
        end = clock.now
        for _ in range(int(days * 4)):  # 9, 10 and 14 o'clock, and midnight
            end += timedelta(hours=next(hour for hour in (9, 10, 14, 24) if hour > end.hour) - end.hour)
        pass_until(steward, clock, end)

    return do


def posts(person):
    told = [each for each in person.sees("general") if "why we are here" in each.text.casefold()]
    return [each for each in told if "written down anew" not in each.text]


@pytest.mark.parametrize("who", ["ada", "bo", "chi", "dan"])
@pytest.mark.parametrize("words", ["purpose", "Why are we here?", "what is our purpose", "mission"])
def test_everybody_who_asks_sees_why_we_are_here(workspace, written, who, words):
    person = workspace.person(who)
    person.dm(words)
    assert WHY in person.dms[-1].reads
    assert "A living estuary" in person.dms[-1].reads
    person.says(f"@Steward {words}", channel="general")
    assert WHY in person.whispers[-1].reads


def test_before_it_is_written_down_whoever_asks_is_told_who_can(bo):
    bo.dm("purpose")
    assert bo.dms[-1].text == "Nobody has written down yet why we are here. A convener can, on my Home tab."


@pytest.mark.parametrize(
    ("words", "is_one"),
    [("why did we choose the harbour site?", False), ("the purpose of boats", False), ("purpose " * 100_000, False)],
)
def test_other_questions_are_left_to_the_memory(words, is_one):
    assert purpose.is_asked(words) is is_one


def test_a_change_keeps_who_when_and_why(written, bo):
    bo.dm("purpose")
    assert "How it came to this" not in bo.dms[-1].labels
    written.clicks("Why we exist", written.home)
    written.submits(purpose="For the river", reason="The sea was too much for us")

    bo.dm("purpose")
    bo.clicks("How it came to this", bo.dms[-1])
    told = bo.sees(bo.dms[-1].channel)[-1].reads
    assert "For the river" in told
    assert WHY in told
    assert "@Ada, 2 March 2026: The sea was too much for us" in told


def test_a_change_needs_its_reason_and_a_purpose(written):
    written.clicks("Why we exist", written.home)
    written.submits(purpose="For the river", reason=" ")
    assert "why it changes" in str(written.form.errors)
    written.submits(purpose=" ", reason="No more")
    assert "why does this partnership exist" in str(written.form.errors)


def test_two_who_change_it_at_once_lose_nothing(written, bo, steward):
    with steward.begin() as db:
        db.scalars(select(Member).filter_by(person=bo.id)).one().is_convener = True
    bo.clicks("Convening", bo.opens_home())
    written.clicks("Why we exist", written.home)
    bo.clicks("Why we exist", bo.home)
    written.submits(purpose="For the river", reason="Nearer")
    bo.submits(purpose="For the sea", reason="Wider")

    assert "Somebody has changed this while you wrote" in str(bo.form.errors)


def test_the_channel_of_the_rhythm_is_told_once_of_a_change(begun, written, days_pass, bo):
    written.clicks("Why we exist", written.home)
    written.submits(purpose="For the river", vision="", reason="Nearer <!channel>")
    days_pass(0.5)

    [told] = [each for each in bo.sees("general") if "written down anew" in each.text]
    assert "For the river" in told.reads
    assert "none any more" in told.reads
    assert "&lt;!channel&gt;" in str(told.blocks)
    assert "share boats" not in told.reads


def test_it_comes_in_turn_and_nothing_comes_again_before_all_have_come(begun, says, days_pass, bo):
    says(wordings.add, PurposeVariant(STORY, "Once there was a ferry"))
    says(wordings.add, PurposeVariant(QUESTION, "Whom did we help last week?"))
    days_pass(21)

    seen = [next(key for key in (WHY, "ferry", "Whom") if key in each.text) for each in posts(bo)]
    assert seen == [WHY, "ferry", "Whom", WHY, "ferry", "Whom"]
    days = [datetime.fromtimestamp(float(each.ts), UTC).strftime("%a %H") for each in posts(bo)]
    assert days == ["Tue 10", "Thu 10"] * 3


def test_a_new_way_comes_next_and_only_once_in_a_turn(begun, says, days_pass, bo):
    says(wordings.add, PurposeVariant(STORY, "Once there was a ferry"))
    days_pass(13)
    says(wordings.add, PurposeVariant(QUESTION, "Whom did we help last week?"))
    days_pass(8)

    assert ["Whom" in each.text for each in posts(bo)] == [False] * 4 + [True, False]


def test_with_one_way_it_comes_weekly_at_most_and_the_convener_is_told_once(begun, written, days_pass, bo):
    days_pass(21)

    assert len(posts(bo)) == 3
    [told] = [each for each in written.dms if "only one way" in each.text]
    written.clicks("Write another way", told)
    written.submits(kind="story", text="Once there was a ferry")
    days_pass(7)
    assert len(posts(bo)) == 5


def test_with_no_way_left_nothing_is_said_but_to_the_convener(begun, written, days_pass, bo):
    written.clicks("Ways to say it", written.home)
    written.submits(keep=[])
    days_pass(7)

    assert posts(bo) == []
    assert any("no way left" in each.text for each in written.dms)


def test_a_partner_is_quoted_only_when_it_has_agreed(begun, written, days_pass, bo, steward):
    with steward.begin(reading=True) as db:
        tidewater = db.scalars(select(Partner).where(Partner.name.contains("Tidewater"))).one()
    written.clicks("Ways to say it", written.home)
    written.submits(kind="quote", text="Alone we count birds", partner=str(tidewater.id))
    assert "only when it has agreed" in str(written.form.errors)
    written.submits(has_agreed=["yes"])
    days_pass(7)

    quote = posts(bo)[-1]
    assert quote.text == "Tidewater Trust, on why we are here: Alone we count birds"
    assert "Quoted with their agreement, @Ada says." in quote.reads


def test_who_speaks_for_a_partner_needs_nobody_elses_word(says, written, steward):
    with steward.begin() as db:
        havenmouth = db.scalars(select(Partner).where(Partner.name.contains("Havenmouth"))).one()
        havenmouth.representative = written.id
    assert says(wordings.add, PurposeVariant(QUOTE, "Our harbour is yours", havenmouth.id)).partner_id == havenmouth.id


def test_not_on_days_off_of_all_nor_holidays_of_the_country(begun, steward, days_pass, says, bo):
    says(wordings.add, PurposeVariant(STORY, "Once there was a ferry"))
    with steward.begin() as db:
        db.add(DayOff(on=date(2026, 3, 5), name="The regatta"))
        db.add(DayOff(on=date(2026, 3, 10), name="One partner's own", partner_id=1))
        db.scalars(select(Partnership)).one().country = "IE"  # St Patrick's day is Tuesday, 17 March
    days_pass(17)

    days = [datetime.fromtimestamp(float(each.ts), UTC).day for each in posts(bo)]
    assert days == [3, 10, 12]


def test_after_an_outage_one_comes_not_all(begun, says, steward, clock, bo):
    for number in range(5):
        says(wordings.add, PurposeVariant(STORY, f"Ferry {number}"))
    clock.forward(days=24)  # Thursday, at nine
    steward.tick()
    assert posts(bo) == []  # Tuesday's is too old now, with today's so near
    clock.forward(hours=1)
    for _ in range(3):
        steward.tick()
    assert len(posts(bo)) == 1


@pytest.mark.parametrize("dies", ["before the note", "before Slack took it", "after Slack took it"])
def test_a_machine_that_dies_posts_it_once(begun, steward, clock, bo, workspace, monkeypatch, dies, days_pass):
    days_pass(1)
    with monkeypatch.context() as dying:
        if dies == "before the note":
            dying.setattr(schedule_purpose, "_settle", lambda *_, **__: 1 / 0)
        else:
            workspace.faults.plan("chat.postMessage", "drop", after=dies.startswith("after"))
        clock.forward(hours=1)
        steward.tick()
    days_pass(0.25)

    assert len(posts(bo)) == 1


def test_two_replicas_at_the_same_moment_post_it_once(any_memory, workspace, settings, clock):
    first, second = (
        Steward(client(workspace), any_memory, settings=settings, clock=clock, answer=lambda *_: True) for _ in "12"
    )
    for each in (first, second):
        each.get_acquainted()
    with first.begin() as db:
        ada = members.by_person(db, "U0ADA")
        ada.is_convener = True
        purpose.change(db, PurposeWording(WHY), "", seen=0, by=ada, at=clock.now)
        for number in range(5):
            wordings.add(db, PurposeVariant(STORY, f"About why we are here, {number}"), by=ada, at=clock.now)
        wordings.begin_recurrence(db, range(5), hour=time(10), channel="C0GENERAL", by=ada, at=clock.now)
    clock.forward(hours=1)
    for _ in range(3):
        start = threading.Barrier(2)
        run = [threading.Thread(target=lambda bot=bot, at=start: (at.wait(), bot.tick())) for bot in (first, second)]
        for thread in run:
            thread.start()
        for thread in run:
            thread.join()
        clock.forward(days=1)

    assert len(posts(workspace.person("bo"))) == 3


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_ping_nobody_and_break_nothing(begun, says, days_pass, bo, words):
    says(wordings.add, PurposeVariant(STORY, words))
    says(purpose.change, PurposeWording(words), "because", seen=newest(says))
    days_pass(4)
    bo.dm("purpose")

    assert len(posts(bo)) >= 2
    assert "<!channel>" not in str([each.blocks for each in [*posts(bo), *bo.dms]])


def newest(says):
    return says(lambda db, **_: stored_purpose.newest(db))


@pytest.mark.parametrize(
    ("verb", "given", "field"),
    [
        (purpose.change, (PurposeWording("x" * 3_000), "because"), "purpose"),
        (purpose.change, (PurposeWording("x", "y" * 1_000_000), "because"), "vision"),
        (purpose.change, (PurposeWording("x"), "because" * 1_000), "reason"),
        (wordings.add, (PurposeVariant(STORY, "x" * 3_000),), "text"),
        (wordings.add, (PurposeVariant(STORY, "\x00 "),), "text"),
        (wordings.add, (PurposeVariant(QUOTE, "x", 999, True),), "partner"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(says, verb, given, field):
    more = {"seen": newest(says)} if verb is purpose.change else {}
    with pytest.raises(Refusal) as refused:
        says(verb, *given, **more)
    assert refused.value.field == field


def test_twenty_ways_are_enough(says):
    for number in range(19):
        says(wordings.add, PurposeVariant(STORY, f"Ferry {number}"))
    with pytest.raises(Refusal, match="20 ways"):
        says(wordings.add, PurposeVariant(STORY, "One ferry more"))


def test_the_longest_words_still_fit_into_messages_and_forms(says, begun, written, days_pass, bo):
    full = "w" * 999 + "."
    says(purpose.change, PurposeWording(full, full, full), "r" * 500, seen=newest(says))
    says(wordings.add, PurposeVariant(STORY, "s" * 2_000))
    days_pass(4)
    bo.dm("purpose")
    written.clicks("Ways to say it", written.home)

    assert len(posts(bo)) == 2
    assert full in bo.dms[-1].reads


@pytest.mark.parametrize("door", ["Why we exist", "Ways to say it", "Bring the purpose back", "Did it stick?"])
def test_whoever_convenes_no_more_is_told_who_can(written, bo, steward, door):
    seen = written.home
    with steward.begin() as db:
        db.scalars(select(Member).filter_by(person=bo.id)).one().is_convener = True
        db.scalars(select(Member).filter_by(person=written.id)).one().is_convener = False
    written.clicks_stale(door, seen)

    assert "Only conveners can do this" in written.dms[-1].text


def test_the_rhythm_is_begun_in_a_form_shown_first_and_foretold(written, says, days_pass):
    written.clicks("Bring the purpose back", written.home)
    written.submits(weekdays=["1", "3"], hour="10:00", channel="general")
    assert "Purpose: next on Tuesday 3 March, 10:00" in written.home.reads
    written.clicks("Show me first", written.home)
    assert WHY in written.dms[-1].text
    says(wordings.add, PurposeVariant(STORY, "Once there was a ferry"))
    days_pass(4.5)

    [preview] = [each for each in written.dms if "Next week I send" in each.text]
    assert "Tuesday 10 March, 10:00, in #general" in preview.reads
    assert "ferry" in preview.reads
    assert preview.labels[:3] == ["Show me first", "Skip this one", "Pause"]
    assert preview.labels.count("Skip this one") == 1
    written.clicks("Skip this one", preview)
    assert written.dms[-1].text == "The one on Tuesday 10 March is left out."
    days_pass(5)
    written.clicks_stale("Skip this one", preview)
    assert written.dms[-1].text == "Nothing is coming that could be left out."
    assert [each for each in posts(written) if "ferry" in each.text]


def test_without_a_purpose_nothing_can_come_back(convener):
    convener.clicks("Bring the purpose back", convener.home)
    convener.submits(weekdays=["1"], channel="general")

    assert "First write down why you exist" in str(convener.form.errors)


def test_who_shares_no_channel_with_me_is_told_to_invite_me(written, steward, workspace):
    with steward.begin() as db:
        for channel in ("C0GENERAL", "C0TIDES", "C0STEERING"):
            channels.lose(db, channel)
    written.clicks("Bring the purpose back", written.home)

    assert "Mention me in a channel first" in written.dms[-1].text


def test_recall_once_a_quarter_and_the_purpose_beneath(written, crew, days_pass, steward, workspace):  # noqa: F811
    with steward.begin() as db:
        db.scalars(select(Partnership)).one().country = "GB"  # 6 April 2026 is Easter Monday in most of it
        db.add(DayOff(on=date(2026, 4, 6), name="Easter Monday"))
    written.clicks("Did it stick?", written.home)
    written.submits(channel="general")
    assert "Did the purpose stick?: next on Monday 13 April, 10:00" in written.home.reads
    days_pass(42.25)
    for person in crew:
        person.clicks("Answer", next(each for each in person.dms if "In one sentence" in each.text))
        person.submits(recall_why="For the river, " + person.name)
    days_pass(6)

    [post] = [each for each in written.sees("general") if "Why are we here?" in each.text and not each.is_reply]
    assert "For the river" in post.reads
    assert f"For comparison: the purpose as written down\n> {WHY}" in post.reads.replace("\n\n", "\n")
    with steward.begin(reading=True) as db:
        [survey] = db.scalars(select(Survey))
        assert (survey.opens_on, survey.privacy) == (date(2026, 4, 13), "anonymous")


@needs_conformance
def test_every_answer_form_and_post_of_it_is_what_slack_allows(begun, says, written, days_pass, bo, workspace):
    says(wordings.add, PurposeVariant(QUOTE, "Alone we count birds", 1, has_agreed=True))
    for door in ("Why we exist", "Ways to say it", "Bring the purpose back", "Did it stick?"):
        written.clicks(door, written.home)
        written.closes()
    says(purpose.change, PurposeWording("For the river"), "Nearer", seen=newest(says))
    days_pass(5)
    bo.dm("purpose")
    bo.clicks("How it came to this", bo.dms[-1])

    checked = [(method, problems(conform().check_call(method, arguments))) for method, arguments in workspace.calls]
    assert [(method, wrong) for method, wrong in checked if wrong] == []


def test_recall_comes_four_times_a_year(says, steward, clock):
    says(pulses.begin_recall, hour=time(10), channel="C0GENERAL")
    found = []
    for _ in range(365):
        clock.forward(days=1)
        with steward.begin() as db:
            survey = pulses.bring_recall(db, now=clock.now, is_off=preferences.days_off_of_all(db))
            found += [survey.opens_on] if survey else []
    assert found == [date(2026, 4, 6), date(2026, 7, 6), date(2026, 10, 5), date(2027, 1, 4)]


@pytest.mark.parametrize(
    ("day", "off", "opens"),
    [
        ("2026-04-30", (), "2026-04-06"),
        ("2026-04-01", ("2026-04-06", "2026-04-13"), "2026-04-20"),
        ("2029-01-31", (), "2029-01-01"),
        ("2028-02-29", (), "2028-01-03"),
    ],
)
def test_the_monday_that_opens_a_quarter(day, off, opens):
    found = recurrences.opens_quarter(date.fromisoformat(day), lambda each: each.isoformat() in off)
    assert found == date.fromisoformat(opens)


def test_words_and_ways_are_kept_on_both_databases(any_memory, clock):
    begin = any_memory.of(any_memory.partnership("T0", name="Haven", at=clock.now).id)
    with begin() as db:
        for number, text in enumerate(["one", "two", "three"]):
            kinds = {"purpose": text, "vision": "far"}
            moment = clock.now.replace(hour=number)
            db.add_all(
                stored_purpose.Purpose(kind=k, text=t, written_by="U", written_at=moment) for k, t in kinds.items()
            )
            db.flush()
        shown = (date(2026, 3, 2), None, date(2026, 3, 1))
        db.add_all(
            PurposeForm(kind=STORY, text=str(on), written_by="U", written_at=clock.now, shown_on=on) for on in shown
        )
    with begin(reading=True) as db:
        assert stored_purpose.newest(db) == 6
        assert stored_purpose.stood_at(db, "purpose", clock.now.replace(hour=1, minute=30)).text == "two"
        assert stored_purpose.stood_at(db, "purpose", clock.now.replace(year=2025)) is None
        assert {row.text for row in stored_purpose.written_with(db, 3)} == {"two", "far"}
        assert not stored_purpose.has_plain_form(db)
        assert [way.text for way in stored_purpose.forms(db)] == ["None", "2026-03-01", "2026-03-02"]
