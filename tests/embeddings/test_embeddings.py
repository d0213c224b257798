"""Where a model is at hand, a record is found by what it means; without one, everything is as it was."""

import logging
import random

import pytest
from sqlalchemy import select

from bot.embeddings import backfill as embedding_backfill
from bot.features import answers, decisions
from bot.features.decisions import Origin
from bot.text.reasons import Wording
from schedules import embeddings
from storage import decisions as stored_decisions
from storage.channels import Channel, ChannelPerson
from storage.decisions import Decision
from storage.members import FULL, GUEST, Member
from storage.search import embedding_queue, vectors
from storage.search import index as search_index
from storage.search.embeddings import EmbeddingMatrix
from storage.search.tokens import Query
from tests.conftest import MONDAY_9
from tests.support.toy_model import Toy


@pytest.fixture
def toy():
    return Toy()


@pytest.fixture
def begin(any_memory, toy):
    any_memory.sense = EmbeddingMatrix(toy)
    return partnership(any_memory, "T1")


def partnership(memory, workspace):
    begin = memory.of(memory.partnership(workspace, name=workspace, at=MONDAY_9).id)
    with begin() as db:
        for person, kind in (("U0ADA", FULL), ("U0CHI", GUEST)):
            row = Member(team=workspace, person=person, name=person, kind=kind, met_at=MONDAY_9, refreshed_at=MONDAY_9)
            db.add(row)
        for room in ("C0OPEN", "C0CLOSED"):
            db.add(Channel(channel=room, name=room, is_private=room == "C0CLOSED"))
        for room, person in (("C0OPEN", "U0ADA"), ("C0OPEN", "U0CHI"), ("C0CLOSED", "U0ADA")):
            db.add(ChannelPerson(channel=room, person=person))
    return begin


def who(db, person):
    return db.scalars(select(Member).where(Member.person == person)).one()


def log(begin, text, *, room="C0OPEN"):
    with begin() as db:
        ada = who(db, "U0ADA")
        origin = Origin(by="U0ADA", at=MONDAY_9)
        return decisions.log(db, Wording(text, ""), origin=origin, channel=room, by=ada, at=MONDAY_9).id


def read_all(begin):
    """What the clock does, as often as it takes."""
    embeddings.fill(begin, chat=None, now=MONDAY_9)


def answered(begin, question, *, to="U0ADA"):
    with begin(reading=True) as db:
        return [each.decision.text for each in answers.answer(db, question, to=who(db, to)).records]


def test_a_question_in_other_words_finds_the_record(begin):
    log(begin, "Every vessel pays twenty euro")
    log(begin, "Volunteers wear blue jackets")
    assert answered(begin, "why is the boat like that?") == []

    read_all(begin)

    assert answered(begin, "why is the boat like that?")[0] == "Every vessel pays twenty euro"


def test_words_and_meaning_both_count(begin):
    log(begin, "The haven stays open")
    log(begin, "The harbour lamp is green")
    read_all(begin)

    assert answered(begin, "harbour lamp")[0] == "The harbour lamp is green"
    assert answered(begin, "quay opening")[0] == "The haven stays open"


def test_what_somebody_may_not_see_is_not_found_by_meaning_either(begin):
    log(begin, "Every vessel pays twenty euro", room="C0CLOSED")
    log(begin, "We gather on Fridays")
    read_all(begin)

    assert "Every vessel pays twenty euro" in answered(begin, "ferry money", to="U0ADA")
    assert answered(begin, "ferry money", to="U0CHI") == ["We gather on Fridays"]


def test_whoever_sees_little_of_a_big_memory_finds_what_they_may_see(begin, monkeypatch):
    monkeypatch.setattr(search_index, "LOOKED_AT", (2, 4))
    monkeypatch.setattr(search_index, "NEAREST", 2)
    log(begin, "A vessel for the guests")
    for number in range(8):
        log(begin, f"Ferry boat vessel {number}", room="C0CLOSED")
    read_all(begin)

    assert answered(begin, "boat ferry", to="U0CHI") == ["A vessel for the guests"]


def test_another_partnerships_records_are_never_near(any_memory, toy):
    any_memory.sense = EmbeddingMatrix(toy)
    one, other = partnership(any_memory, "T1"), partnership(any_memory, "T2")
    log(one, "Every vessel pays twenty euro")
    for begin in (one, other):
        read_all(begin)

    assert answered(one, "ferry money") == ["Every vessel pays twenty euro"]
    assert answered(other, "ferry money") == []


def test_a_record_worded_anew_is_read_anew_and_meanwhile_is_not_found_by_what_it_was(begin):
    number = log(begin, "Every vessel pays twenty euro")
    read_all(begin)
    assert answered(begin, "ferry money") == ["Every vessel pays twenty euro"]

    with begin() as db:
        search_index.index(db, "decision", number, title="We gather on Fridays", body="")
        db.get_one(Decision, number).text = "We gather on Fridays"
    assert answered(begin, "ferry money") == []
    read_all(begin)

    assert answered(begin, "when do we meet?") == ["We gather on Fridays"]


def test_a_record_that_changes_while_the_model_reads_it_is_read_again(begin, toy):
    number = log(begin, "Every vessel pays twenty euro")
    with begin(reading=True) as db:
        old = embedding_queue.lacking(db, "toy", limit=9)
    with begin() as db:
        db.get_one(Decision, number).text = "We gather on Fridays"
        search_index.index(db, "decision", number, title="We gather on Fridays", body="")
    with begin() as db:
        embedding_queue.keep(db, "toy", [(old[0], toy.of(["vessel"])[0])])

        assert [each.text for each in embedding_queue.lacking(db, "toy", limit=9)] == ["We gather on Fridays"]


def test_a_record_that_is_gone_leaves_no_vector(begin):
    numbers = [log(begin, "Every vessel pays twenty euro"), log(begin, "The haven stays open")]
    read_all(begin)
    with begin(reading=True) as db:
        assert vectors.count(db, "toy") == 2

    with begin() as db:
        search_index.forget(db, "decision", numbers[0])
        search_index.forget_all(db, "decision", numbers[1:])

    with begin(reading=True) as db:
        assert vectors.count(db, "toy") == 0


def test_another_replica_finds_what_this_one_has_read(any_memory, begin, toy):
    other = EmbeddingMatrix(Toy())
    with begin(reading=True) as db:
        assert other.to(db, "boat").closest(9) == []
    log(begin, "Every vessel pays twenty euro")
    read_all(begin)
    log(begin, "The haven stays open")
    read_all(begin)

    with begin(reading=True) as db:
        near = other.to(db, "boat")
        assert sorted(near.of(near.closest(9)).values()) == pytest.approx([0, 0.7], abs=0.1)


def test_a_new_model_reads_everything_anew_and_the_old_ones_vectors_go(any_memory, begin):
    log(begin, "Every vessel pays twenty euro")
    read_all(begin)
    any_memory.sense = EmbeddingMatrix(Toy("newer"))
    read_all(begin)

    with begin(reading=True) as db:
        assert (vectors.count(db, "toy"), vectors.count(db, "newer")) == (0, 1)
    assert answered(begin, "ferry money") == ["Every vessel pays twenty euro"]


def test_much_that_is_gone_is_let_go_from_memory_too(any_memory, begin):
    numbers = [log(begin, f"Ferry {number}") for number in range(4)]
    read_all(begin)
    assert len(answered(begin, "a boat")) > 1
    with begin() as db:
        search_index.forget_all(db, "decision", numbers[1:])
    with begin(reading=True) as db:
        assert len(any_memory.sense.to(db, "boat").closest(9)) == 4
        any_memory.sense.tidy(db)

        assert len(any_memory.sense.to(db, "boat").closest(9)) == 1


def test_reading_stops_when_its_time_is_up_and_says_how_far_it_is(begin, monkeypatch, caplog):
    monkeypatch.setattr(embedding_backfill, "IN_A_PIECE", 2)
    for number in range(5):
        log(begin, f"Ferry {number}")
    assert list(embedding_backfill.fill(begin, seconds=0)) == []

    pieces = embedding_backfill.fill(begin, seconds=60)
    first = next(pieces)
    assert (first.done, first.records) == (2, 5)
    assert [each.done for each in pieces] == [4, 5]
    log(begin, "One more")
    with caplog.at_level(logging.INFO):
        read_all(begin)
    assert caplog.messages == ["meaning: 6 of 6 records have their vector"]


def test_what_is_read_is_not_read_again(begin, toy):
    log(begin, "Every vessel pays twenty euro")
    read_all(begin)
    read_all(begin)

    assert toy.read == ["Every vessel pays twenty euro"]


def test_a_kind_whose_wording_nobody_told_is_read_by_its_stored_words(begin, toy):
    with begin() as db:
        search_index.index(db, "custom", 1, title="The ferry", body="leaves at noon")
    read_all(begin)

    assert toy.read == ["ferri leav noon"]


def test_without_a_model_nothing_is_read_and_words_find_as_ever(any_memory):
    begin = partnership(any_memory, "T1")
    log(begin, "Every vessel pays twenty euro")
    read_all(begin)

    with begin(reading=True) as db:
        assert vectors.near(db, "vessel") is None
    assert answered(begin, "vessel?") == ["Every vessel pays twenty euro"]


@pytest.mark.parametrize("words", ["", "\x00", "\ud800 lone", "x" * 100_000, "مرحبا <!channel> 🦪"])
def test_no_question_breaks_it(begin, words):
    log(begin, "Every vessel pays twenty euro")
    read_all(begin)

    with begin(reading=True) as db:
        search_index.find(db, Query(words), meaning=vectors.near(db, words))


@pytest.mark.parametrize("seed", range(6))
def test_in_any_partnership_meaning_finds_what_one_may_see_all_of_it_and_nothing_else(memory, toy, seed, monkeypatch):
    monkeypatch.setattr(search_index, "LOOKED_AT", (3, 6))
    dice = random.Random(seed)
    memory.sense = EmbeddingMatrix(toy)
    begin = partnership(memory, "T1")
    homes = {log(begin, f"Vessel {number}", room=dice.choice(["C0OPEN", "C0CLOSED"])) for number in range(12)}
    with begin() as db:
        undone = db.get_one(Decision, dice.choice(sorted(homes)))
        undone.undone_at = MONDAY_9
    read_all(begin)

    with begin(reading=True) as db:
        kept = {row.id: row.channel for row in db.scalars(select(Decision).where(Decision.undone_at.is_(None)))}
        near = vectors.near(db, "quay boat")
        for person, rooms in (("U0ADA", {"C0OPEN", "C0CLOSED"}), ("U0CHI", {"C0OPEN"})):
            among = stored_decisions.visible_to(who(db, person))
            found = {
                hit.record_id
                for hit in search_index.find(
                    db, Query("quay boat"), kind="decision", among=among, limit=50, meaning=near
                )
            }
            assert found == {id_ for id_, home in kept.items() if home in rooms}
        everything = {hit.record_id for hit in search_index.find(db, Query("quay boat"), limit=50, meaning=near)}
        assert everything == homes  # a query that forgets to ask who is asking would be seen here
