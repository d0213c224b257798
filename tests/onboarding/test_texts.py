"""How conveners look after the welcome: texts with a preview, in versions; and the texts that come with the bot."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.errors import Refusal
from bot.features import onboarding
from bot.features.onboarding import texts as onboarding_texts
from bot.features.onboarding.placeholders import paragraphs
from bot.features.onboarding.rules import NewcomerCalendar
from bot.features.onboarding.texts import TakenError, Wanted
from storage import members
from storage import onboarding as stored_onboarding

HOSTILE = "Hello {name} <!channel> <@U0ADA> &amp; \u202e{partner} \x00\ud83d *bold*"
STEPS = [each for each in onboarding_texts.shipped().values() if each.kind == onboarding_texts.STEP]


@pytest.fixture
def convener(ada):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    return ada


@pytest.fixture
def opens(convener):
    """The form of one text."""

    def do(key="why", person=convener):
        person.opens_home()
        person.clicks("Convening", person.home)
        person.clicks("Welcoming newcomers", person.home)
        person.submits(then="edit", key=key)
        return person

    return do


def shown(person):
    return " ".join(str(block.get("text", "")) + str(block.get("elements", "")) for block in person.form.blocks)


def test_a_convener_changes_a_text_and_everybody_after_reads_it(opens, bo, steward):
    ada = opens()
    ada.submits(text="Ahoy {name}, for {partner}!\n\n{purpose}", ask="Wave once.", then="show")
    assert "Ahoy Ada, for Havenmouth!" in shown(ada)
    assert "Wave once" in shown(ada)
    assert "Ada, for Havenmouth!\n\n{purpose}" not in shown(ada)  # nobody has written one down
    ada.submits(then="send")
    assert "Ahoy Ada, for Havenmouth!" in ada.dms[-1].reads
    with steward.begin(reading=True) as db:
        assert stored_onboarding.history(db, "why") == []
    ada.submits(then="save")
    assert "at version 1" in shown(ada)

    bo.dm("welcome me")
    assert bo.dms[-1].reads.startswith("Ahoy Bo, for Tidewater Trust!\nWave once.")


def test_earlier_wordings_stay_and_it_goes_back_to_how_it_came(opens, convener, bo):
    for text in ("Ahoy {name}", "Moin {name}"):
        opens().submits(text=text, then="save")
    opens().submits(then="back")
    convener.clicks("Convening", convener.home)
    convener.clicks("Welcoming newcomers", convener.home)
    convener.submits(then="history", key="why")
    told = shown(convener)

    assert [told.index(each) for each in ("Version 3", "Moin", "Version 1", "Ahoy", "How it came")] == sorted(
        told.index(each) for each in ("Version 3", "Moin", "Version 1", "Ahoy", "How it came")
    )
    assert f"<@{convener.id}>, 2 March 2026, 09:00" in told
    bo.dm("welcome me")
    assert "Welcome, Bo! I am Steward." in bo.dms[-1].reads


def test_two_conveners_at_once_the_second_is_told_and_loses_nothing(opens, convener, bo, steward):
    with steward.begin() as db:
        members.by_person(db, bo.id).is_convener = True
    opens()
    opens(person=bo)
    convener.submits(text="Ahoy {name}", then="save")
    bo.submits(text="Moin {name}", then="save")

    assert "Ahoy {name}" in shown(bo)
    assert f"<@{convener.id}> has saved another wording" in shown(bo)
    bo.submits(then="save")  # their own words still stand in the form
    with steward.begin(reading=True) as db:
        assert [(row.version, row.text) for row in stored_onboarding.history(db, "why")] == [
            (2, "Moin {name}"),
            (1, "Ahoy {name}"),
        ]


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        ({"text": "Hello {nmae}"}, "I cannot fill in {nmae}. Here I can fill in: {name}"),
        ({"ask": "Say {since}"}, "I cannot fill in {since}"),
        ({"text": " \x00 "}, "needs a few words"),
    ],
)
def test_what_cannot_be_filled_in_is_said_in_plain_words(opens, filled, words):
    ada = opens()
    ada.submits(**filled, then="save")
    assert words in str(ada.form.errors)


def test_hostile_words_ping_nobody_and_no_name_is_taken_for_a_field(opens, bo, workspace, steward):
    opens().submits(text=HOSTILE, then="save")
    with steward.begin() as db:
        members.by_person(db, bo.id).name = "{purpose} <!here>"
    bo.dm("welcome me")
    said = str(bo.dms[-1].blocks)

    assert "&lt;!channel&gt;" in said
    assert "&lt;@U0ADA&gt;" in said
    assert "{purpose} &lt;!here&gt;" in said
    assert "<!channel>" not in said


def test_house_words_are_a_list_that_conveners_keep(opens, bo, steward, convener):
    opens("house_words").submits(text="gauge: where we read the <tide>\n\nhaul out\n", then="show")
    assert "*gauge*: where we read the &lt;tide&gt;" in shown(convener)
    convener.submits(then="save")
    opens("how_new").submits(text="{house_words}", then="show")
    assert "• *gauge*: where we read the &lt;tide&gt;\n• haul out" in convener.form.blocks[2]["text"]["text"]


def test_conveners_see_who_is_being_welcomed_and_begin_it_for_somebody(convener, dan, bo, steward):
    convener.clicks("Convening", convener.home)
    convener.clicks("Welcoming newcomers", convener.home)
    assert "Nobody is being welcomed" in shown(convener)
    convener.submits(then="start", person=[])
    assert "Choose one person" in str(convener.form.errors)
    convener.submits(person=["dan"])
    steward.tick()
    assert "Welcome, Dan!" in dan.dms[-1].reads
    convener.clicks("Convening", convener.home)
    convener.clicks("Welcoming newcomers", convener.home)
    assert "<@U0DAN> of Northwind Marine: step 1 of 3, waits for an answer" in shown(convener)
    convener.submits(then="start", person=["dan"])
    assert "being welcomed already" in str(convener.form.errors)


def test_only_conveners_change_texts_begin_or_stop_it(steward, bo, chi):
    wanted = Wanted("why", "Hello")
    with steward.begin() as db:
        me = members.by_person(db, bo.id)
        for verb in (
            lambda: onboarding_texts.save(db, wanted, by=me, at=me.met_at),
            lambda: onboarding_texts.back_to_shipped(db, wanted, by=me, at=me.met_at),
            lambda: onboarding.start(db, chi.id, by=me, at=me.met_at),
            lambda: onboarding.stop(db, chi.id, by=me, at=me.met_at),
        ):
            with pytest.raises(Refusal, match="Only conveners"):
                verb()


def test_on_both_databases_of_two_at_once_one_is_told(any_memory):
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    begin = any_memory.of(any_memory.partnership("T1", name="Home", at=now).id)
    with begin() as db:
        me = members.Member(
            team="T1", person="U1", name="Ada", kind="full", met_at=now, refreshed_at=now, is_convener=True
        )
        db.add(me)
        assert onboarding_texts.save(db, Wanted("why", "First"), by=me, at=now) == 1
    with begin() as db, pytest.raises(TakenError):
        onboarding_texts.save(db, Wanted("why", "Other"), by=me, at=now)
    with begin() as db:
        assert not stored_onboarding.write(db, "why", "Other", "", version=1, by="U1", at=now)
        assert onboarding_texts.save(db, Wanted("why", "Other", seen=1), by=me, at=now) == 2
        assert stored_onboarding.all_in_force(db)["why"].text == "Other"


@pytest.mark.parametrize("script", onboarding_texts.shipped().values(), ids=lambda each: each.key)
def test_a_text_that_comes_with_the_bot_has_one_ask_and_fields_that_can_be_filled(script):
    assert onboarding_texts.unknown_fields(script, script.text, script.ask) == []
    assert bool(script.ask) == bool(script.button) == bool(script.deed) == (script.kind == onboarding_texts.STEP)
    assert script.ask.count("?") <= 1
    assert len(script.text) <= onboarding_texts.LONGEST
    assert len(script.ask) <= onboarding_texts.LONGEST_ASK
    assert {each.removeprefix("not ") for each in script.when} <= onboarding_texts.CONDITIONS
    assert "`/" not in script.text  # commands are not for everybody; {doors} knows for whom


@pytest.mark.parametrize(
    ("holds", "keys"),
    [
        ((), ["why", "how_new"]),
        (("people",), ["why", "who", "how_new"]),
        (("people", "decisions"), ["why", "who", "how"]),
        (("people", "buddy", "decisions", "agreements"), ["why", "who_buddy", "how_agreements"]),
    ],
)
def test_each_day_has_the_one_step_that_suits(holds, keys):
    found, step = [], onboarding_texts.step_after(-1, holds)
    while step is not None:
        found.append(step.key)
        step = onboarding_texts.step_after(step.work_day, holds)

    assert found == keys


def test_a_condition_can_be_turned_round():
    step = STEPS[0].model_copy(update={"when": ("people", "not external")})
    assert [step.suits(holds) for holds in (("people",), ("people", "external"), ())] == [True, False, False]


def test_a_paragraph_with_nothing_to_say_is_left_out_and_a_million_signs_hang_nobody():
    fields = {"name": "Ada", "purpose": "", "doors": "{name}"}
    assert paragraphs("Hi {name}\n \nFor {purpose}\n\n{doors} {x}", fields) == ["Hi Ada", "{name} {x}"]
    assert len(paragraphs("{" * 1_000_000 + "\n \t" * 100_000, fields)) == 1


MONDAY_TO_FRIDAY = NewcomerCalendar(
    ZoneInfo("Asia/Tokyo"), lambda day: day.weekday() < 5 and day != date(2026, 3, 5), time(9)
)


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [(3, 0, 3), (3, 1, 4), (4, 1, 6), (6, 1, 9), (7, 0, 9), (7, 2, 11)],  # the 5th is a day off, the 7th a Saturday
)
def test_work_days_are_counted_in_their_own_calendar(day, count, due):
    assert MONDAY_TO_FRIDAY.after(date(2026, 3, day), count) == date(2026, 3, due)


def test_silence_is_counted_in_work_days_of_their_zone():
    sent, now = datetime(2026, 3, 3, 20, tzinfo=UTC), datetime(2026, 3, 9, 0, tzinfo=UTC)  # Wednesday there, Monday
    assert MONDAY_TO_FRIDAY.passed(sent, now) == 2
