"""Agreements when several act at the same moment, on both databases: one yes, one wording, one answer."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.errors import Refusal
from bot.features import agreements
from bot.features.agreements import Written
from storage import agreements as stored_agreements
from storage import members
from storage.agreements import AgreementWord
from storage.deliveries import Delivery
from storage.members import EXTERNAL, FULL, Member

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def begin(any_memory):
    begin = any_memory.of(any_memory.partnership("T1", name="Home", at=NOW).id)
    with begin() as db:
        for person, kind in (("U0ADA", FULL), ("U0BO", FULL), ("U0DAN", EXTERNAL)):
            seen = {"kind": kind, "met_at": NOW, "refreshed_at": NOW, "is_convener": person != "U0DAN"}
            db.add(Member(team="T1", person=person, name=person, **seen))
    return begin


def together(*deeds):
    """What was refused."""
    refused = []

    def run(deed):
        try:
            deed()
        except Refusal as refusal:
            refused.append(refusal.words)

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def drafted(begin, by, text, *, of=None, follows=0):
    with begin() as db:
        written = Written("How we answer", text)
        return agreements.draft(db, written, of=of, follows=follows, by=members.by_person(db, by), at=NOW).id


def publish(begin, by, id):
    with begin() as db:
        return agreements.publish(db, id, by=members.by_person(db, by), at=NOW).version.id


def test_two_clicks_are_one_yes_and_its_words_stay(begin):
    version = publish(begin, "U0ADA", drafted(begin, "U0ADA", "Within three days"))

    def accept():
        with begin() as db:
            assert agreements.accept(db, 1, version, by=members.by_person(db, "U0DAN"), at=NOW)

    assert together(accept, accept) == []
    with begin() as db:
        [word] = db.scalars(select(AgreementWord)).all()
        assert (word.person, word.number, word.said) == ("U0DAN", 1, "accepted")
        with pytest.raises(Refusal, match="never altered"):
            agreements.rewrite(db, version, Written("Else", "Else"), by=members.by_person(db, "U0ADA"), at=NOW)


def test_two_conveners_show_one_wording_and_the_other_keeps_a_draft(begin):
    publish(begin, "U0ADA", drafted(begin, "U0ADA", "Within three days"))
    one, two = (drafted(begin, by, f"As {by} says", of=1, follows=1) for by in ("U0ADA", "U0BO"))

    refused = together(lambda: publish(begin, "U0ADA", one), lambda: publish(begin, "U0BO", two))

    [words] = refused
    assert "Somebody has shown a newer wording" in words
    with begin(reading=True) as db:
        assert [row.number for row in stored_agreements.versions(db, 1)] == [2, 1]
        assert len([*stored_agreements.drafts_of(db, "U0ADA"), *stored_agreements.drafts_of(db, "U0BO")]) == 1
        assert db.scalar(select(func.count(Delivery.id)).where(Delivery.kind == agreements.ASK)) == 6


def test_two_answers_are_one(begin):
    publish(begin, "U0ADA", drafted(begin, "U0ADA", "Within three days"))
    with begin() as db:
        question = agreements.ask(db, 1, "In August too?", by=members.by_person(db, "U0DAN"), at=NOW).id

    def answer(by):
        with begin() as db:
            agreements.answer(db, question, f"{by} says no", by=members.by_person(db, by), at=NOW)

    assert len(together(lambda: answer("U0ADA"), lambda: answer("U0BO"))) == 1
    with begin(reading=True) as db:
        assert db.scalar(select(func.count(Delivery.id)).where(Delivery.kind == agreements.ANSWER)) == 1


def test_rules_are_kept_whatever_the_door(begin):
    """Only conveners write, retire and see who is missing; a newcomer is asked for all, each once."""
    version = publish(begin, "U0ADA", drafted(begin, "U0ADA", "Within three days"))
    with begin() as db:
        dan, ada = members.by_person(db, "U0DAN"), members.by_person(db, "U0ADA")
        forbidden = (
            lambda: agreements.draft(db, Written("a", "b"), of=None, follows=0, by=dan, at=NOW),
            lambda: agreements.retire(db, 1, by=dan, at=NOW),
            lambda: agreements.missing(db, 1, by=dan),
            lambda: agreements.counted(db, by=dan),
            lambda: agreements.open_questions(db, by=dan),
        )
        for deed in forbidden:
            with pytest.raises(Refusal, match="Only conveners"):
                deed()
        assert [each.id for each in agreements.put_to(db, dan, at=NOW)] == [1]
        assert agreements.put_to(db, dan, at=NOW)
        assert db.scalar(select(func.count(Delivery.id)).where(Delivery.to == "U0DAN")) == 1
        agreements.accept(db, 1, version, by=dan, at=NOW)
        assert agreements.waiting_for(db, dan) == []
        agreements.retire(db, 1, by=ada, at=NOW)
        assert agreements.waiting_for(db, ada) == []


def test_two_accounts_of_one_person_have_one_yes(begin):
    version = publish(begin, "U0ADA", drafted(begin, "U0ADA", "Within three days"))
    with begin() as db:
        dan = members.by_person(db, "U0DAN")
        dan.also = "U0DAN2"
        seen = {"kind": EXTERNAL, "met_at": NOW, "refreshed_at": NOW}
        db.add(Member(team="T2", person="U0DAN2", name="Dan", also="U0DAN", is_second=True, **seen))
    with begin() as db:
        second = members.by_person(db, "U0DAN2")
        agreements.accept(db, 1, version, by=second, at=NOW)
        assert agreements.waiting_for(db, members.by_person(db, "U0DAN")) == []
        [record] = agreements.counted(db, by=members.by_person(db, "U0ADA"))
        assert (record.yes, record.of, record.withdrawn) == (1, 3, 0)
        assert agreements.withdraw(db, 1, by=members.by_person(db, "U0DAN"), at=NOW)
        [record] = agreements.counted(db, by=members.by_person(db, "U0ADA"))
        assert (record.yes, record.of, record.withdrawn) == (0, 3, 1)
