"""Agreements: written by conveners, looked at first, said yes to, changed in the open, asked about, taken back."""

import pytest
from sqlalchemy import select

from storage import agreements, partnerships
from storage.agreements import AgreementVersion, AgreementWord
from storage.deliveries import Delivery
from tests.support.conformance import conform, needs_conformance, problems

HOSTILE = ["<!channel> <@U0ADA>", "ספינה *a* ~b~ _c_", "\x00nul \ud83d", "🦀" * 300, "a " * 1_200]
TEXT = "We answer each other within three working days and say so when we cannot"


@pytest.fixture
def convener(ada):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    ada.clicks("Together", ada.home)
    return ada


@pytest.fixture
def write(convener, steward):
    """A convener writes an agreement, looks at it, and shows it."""

    def do(title="How we answer", text=TEXT, **more):
        convener.opens_home()
        convener.clicks("Write an agreement", convener.home)
        assert convener.submits(title=title, text=text, **more) == {}
        convener.clicks("Show it", convener.dms[-1])
        steward.tick()

    return do


@pytest.fixture
def change(convener, steward, clock):
    def do(**more):
        convener.opens_home()
        convener.clicks("Change", convener.home)
        assert convener.submits(**more) == {}
        draft = convener.dms[-1]
        convener.clicks("Show it", draft)
        clock.forward(hours=24)
        steward.tick()
        return draft

    return do


def letters(person, words="agree"):
    return [each for each in person.dms if words in each.text]


def words(steward):
    with steward.begin(reading=True) as db:
        return [
            (row.person, row.number, row.said) for row in db.scalars(select(AgreementWord).order_by(AgreementWord.id))
        ]


def test_a_convener_looks_at_it_first_then_everybody_is_asked(convener, steward, bo):
    convener.opens_home()
    convener.clicks("Write an agreement", convener.home)
    convener.submits(title="How we answer", text="We answer", link="https://example.org/rules")
    draft = convener.dms[-1]
    assert "Only you see this" in draft.reads
    assert "4 people will be asked" in draft.reads
    steward.tick()
    assert bo.dms == []

    convener.clicks("Write on", draft)
    assert convener.form.reads.count("How we answer") <= 1
    convener.submits(text=TEXT)
    assert TEXT in convener.dms[-1].reads
    convener.clicks("Show it", convener.dms[-1])
    steward.tick()

    [letter] = bo.dms
    assert letter.text == "What we agree to: How we answer. Is that all right for you?"
    assert TEXT in letter.reads
    assert letter.labels == ["I accept", "I have a question", "Read it all", "Later", "Stop these"]


@pytest.mark.parametrize("who", ["bo", "chi", "dan"])
def test_anybody_says_yes_looks_at_it_all_and_takes_it_back(workspace, write, who):
    """Also a guest, and somebody of another workspace, without a command."""
    write()
    person = workspace.person(who)
    person.clicks("Read it all", person.dms[-1])
    assert TEXT in person.form.reads
    person.clicks("I accept", person.dms[-1])
    assert "You said yes to “How we answer” on 2 March 2026. Thank you." in person.dms[-1].reads

    person.dm("agreements?")
    assert "You agree to all." in person.dms[-1].reads
    person.clicks("Withdraw my yes", person.dms[-1])
    assert "you took your yes back" in person.dms[-1].reads
    person.clicks("Together", person.opens_home())
    assert "1 to look at, 0 with your yes" in person.home.reads
    person.clicks("I accept", person.home)
    assert "0 to look at, 1 with your yes" in person.home.reads
    person.clicks("All agreements", person.home)
    assert TEXT in person.form.reads


def test_a_mention_is_answered_so_that_only_who_asks_sees_it(write, dan):
    write()
    dan.says("@Steward agreements", channel="general")

    assert "1 agreement waits for your look." in dan.whispers[-1].reads
    dan.clicks("I accept", dan.whispers[-1])
    assert "You agree to all." in dan.whispers[-1].reads


def test_a_change_asks_everybody_again_and_shows_the_words_that_changed(write, change, bo, chi, steward):
    write()
    bo.clicks("I accept", bo.dms[-1])
    draft = change(text=TEXT.replace("three working", "five working"))

    assert "4 people will be asked" in draft.reads
    assert "1 of them had said yes" in draft.reads
    again = bo.dms[-1]
    assert again.text == "“How we answer” has changed since you said yes on 2 March 2026. Are you still with us?"
    assert "~three~ *five*" in str(again.blocks)
    assert "three" not in chi.dms[-1].reads  # who never said yes reads it as it is
    bo.clicks("I accept", again)
    assert words(steward) == [("U0BO", 1, "accepted"), ("U0BO", 2, "accepted")]


def test_the_writers_own_line_says_what_is_new(write, change, bo):
    write()
    bo.clicks("I accept", bo.dms[-1])
    change(text="Something else altogether", news="We are kinder to ourselves <!here>")

    assert "We are kinder to ourselves &lt;!here&gt;" in str(bo.dms[-1].blocks)
    assert "~" not in str(bo.dms[-1].blocks)


def test_a_small_correction_asks_nobody_and_keeps_every_yes(write, change, bo, steward):
    write(text="We anser within three days")
    bo.clicks("I accept", bo.dms[-1])
    before = len(bo.dms)
    change(text="We answer within three days", is_small=["small"])

    assert len(bo.dms) == before
    bo.dm("agreements")
    assert "You agree to all" in bo.dms[-1].reads
    bo.clicks("Read it all", bo.dms[-1])
    assert "What you said yes to" in bo.form.reads
    assert "We anser" in bo.form.reads
    with steward.begin(reading=True) as db:
        assert [row.text[:9] for row in db.scalars(select(AgreementVersion))] == ["We anser ", "We answer"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": "Twelve thousand other words " * 4, "is_small": ["small"]}, "is_small"),
        ({"whom": "representatives", "is_small": ["small"]}, "is_small"),
        ({"text": "", "link": ""}, "text"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "https://a|b> <!channel>"}, "link"),
        ({"title": " "}, "title"),
    ],
)
def test_what_cannot_be_shown_is_refused_beside_its_field_and_nothing_typed_is_lost(write, convener, changed, field):
    write()
    convener.opens_home()
    convener.clicks("Change", convener.home)

    assert list(convener.submits(**changed)) == [field]
    assert convener.form is not None


def test_a_yes_to_words_that_have_changed_meanwhile_is_none(write, change, bo, steward):
    write()
    letter = bo.dms[-1]
    change(text="Other words, and quite another promise than before")
    bo.clicks_stale("I accept", letter)

    assert words(steward) == []
    assert "It has changed since this was sent" in bo.dms[-1].reads


def test_representatives_say_yes_for_their_partner(convener, write, workspace, steward, bo, dan):
    with steward.begin() as db:
        for partner in partnerships.partners(db).values():
            partner.representative = {"Tidewater Trust": bo.id, "Northwind Marine": dan.id}.get(partner.name)
    write(whom="representatives")

    assert letters(workspace.person("chi")) == []
    assert "You speak for Northwind Marine: your yes is its yes." in dan.dms[-1].reads
    dan.clicks("I accept", dan.dms[-1])
    assert "has the yes of Northwind Marine" in dan.dms[-1].reads
    convener.opens_home()
    assert "1 of 4 partners said yes" in convener.home.reads
    convener.clicks("Who is missing", convener.home)
    assert "Tidewater Trust (@Bo)" in convener.form.reads
    assert "Saltmarsh Society (nobody speaks for it yet)" in convener.form.reads


def test_conveners_see_numbers_and_only_they_see_who_is_missing(write, convener, bo, chi):
    write()
    bo.clicks("I accept", bo.dms[-1])
    convener.opens_home()
    assert "How we answer, version 1: 1 of 4 people said yes" in convener.home.reads
    convener.clicks("Who is missing", convener.home)
    assert "@Chi" in convener.form.reads
    assert "@Bo" not in convener.form.reads

    chi.opens_home()
    assert "said yes" not in chi.home.reads


def test_a_question_finds_a_convener_and_its_answer_comes_back(write, convener, dan, steward, clock):
    write()
    dan.clicks("I have a question", dan.dms[-1])
    dan.submits(text="Does that hold in August? <!channel>")
    assert "Your question is with the conveners" in dan.dms[-1].reads
    clock.forward(hours=1)
    steward.tick()
    asked = convener.dms[-1]
    assert "Does that hold in August?" in asked.reads
    convener.clicks("Answer it", asked)
    convener.submits(text="No, August is free")
    assert "@Ada has answered" in asked_now(convener, "has a question").reads
    clock.forward(hours=1)
    steward.tick()

    assert "No, August is free" in dan.dms[-1].reads
    dan.clicks("I accept", dan.dms[-1])
    assert words(steward) == [("U0DAN", 1, "accepted")]
    convener.clicks_stale("Answer it", asked)
    assert "Somebody has answered this" in convener.whispers[-1].reads


def asked_now(person, words):
    return next(each for each in reversed(person.dms) if words in each.text)


def test_a_retired_agreement_asks_nobody(write, convener, bo, steward):
    write()
    convener.opens_home()
    convener.clicks("Retire", convener.home)
    convener.submits()

    assert "How we answer" not in convener.home.reads
    bo.clicks("I accept", bo.dms[-1])
    assert "is retired" in bo.whispers[-1].reads
    bo.dm("agreements")
    assert "no agreement that needs anything" in bo.dms[-1].reads
    assert words(steward) == []


def test_only_conveners_write_and_they_lose_nothing(write, convener, bo, steward):
    write()
    convener.opens_home()
    panel = convener.home
    bo.opens_home()
    assert not {"Write an agreement", "Change", "Who is missing", "Retire"} & set(bo.home.labels)
    convener.clicks("Change", panel)
    convener.submits(text="First of two changes, quite another text")
    first = convener.dms[-1]
    convener.opens_home()
    convener.clicks("Change", convener.home)
    convener.submits(text="Second of two changes, quite another text")
    convener.clicks("Show it", convener.dms[-1])
    convener.clicks("Show it", first)
    assert "Somebody has shown a newer wording" in convener.whispers[-1].reads
    convener.opens_home()
    convener.clicks("Write on", convener.home)
    assert "First of two changes" in str(convener.form.blocks)
    convener.closes()
    convener.clicks("Throw away", first)
    assert "The draft is gone" in asked_now(convener, "The draft is gone").reads
    with steward.begin(reading=True) as db:
        assert [row.number for row in agreements.versions(db, 1)] == [2, 1]


@needs_conformance
def test_slack_would_take_every_word_of_it(workspace, write, change, convener, dan):
    write()
    dan.clicks("I have a question", dan.dms[-1])
    dan.submits(text="In August too?")
    dan.clicks("I accept", dan.dms[0])
    change(text="Within five days, and in August too")
    dan.clicks("Read it all", dan.dms[-1])
    for label in ("All agreements", "Who is missing", "Answer it", "Retire", "Ask for buddies", "Being a buddy"):
        convener.clicks("Together", convener.opens_home())
        convener.clicks(label, convener.home)
        convener.closes()
    for words in ("I'd like a buddy", "buddy", "agreements"):
        dan.dm(words)

    checked = [(method, problems(conform().check_call(method, arguments))) for method, arguments in workspace.calls]
    assert [each for each in checked if each[1]] == []
    assert {"views.open", "views.publish", "chat.postMessage", "chat.update"} <= {method for method, _ in checked}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_shown_as_words(write, change, bo, dan, hostile, steward, clock):
    write(title=hostile[:100], text=hostile)
    bo.clicks("I accept", bo.dms[-1])
    change(text=f"{hostile[:500]} and more words", news=hostile[:200])
    dan.clicks("I have a question", dan.dms[-1])
    dan.submits(text=hostile[:900])
    bo.dm("agreements")
    bo.clicks("Read it all", bo.dms[-1])

    clock.forward(hours=1)
    steward.tick()
    said = str([each.blocks for each in (*bo.dms, *dan.dms)])
    assert "<!channel>" not in said
    assert "<@U0ADA>" not in said
    with steward.begin(reading=True) as db:
        assert {row.state for row in db.scalars(select(Delivery))} == {"sent"}
