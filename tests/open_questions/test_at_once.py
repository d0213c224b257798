"""Whys when several act at the same moment, on both databases: asked once, answered once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.errors import Refusal
from bot.features import open_questions
from storage import members
from storage import open_questions as stored_open_questions
from storage.deliveries import Delivery
from storage.members import FULL, Member
from storage.whys import OpenQuestion

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PEOPLE = ("U0ADA", "U0BO", "U0CHI", "U0DAN")


@pytest.fixture
def begin(any_memory):
    begin = any_memory.of(any_memory.partnership("T1", name="Home", at=NOW).id)
    with begin() as db:
        for person in PEOPLE:
            kind = {"kind": FULL, "met_at": NOW, "refreshed_at": NOW, "is_convener": person in PEOPLE[2:]}
            db.add(Member(team="T1", person=person, name=person, **kind))
    return begin


def together(*deeds):
    threads = [threading.Thread(target=deed) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def ask(begin, person, question="Why is the hall red?"):
    with begin() as db:
        by = members.by_person(db, person)
        shown = [each.person for each in open_questions.plan(db, question, by=by, place="", at=NOW).knowers]
        return open_questions.ask(db, question, about=question, shown=shown, by=by, place="", named=True, at=NOW)


def test_two_who_ask_the_same_at_once_ask_it_once(begin):
    together(lambda: ask(begin, "U0ADA"), lambda: ask(begin, "U0BO"))

    with begin(reading=True) as db:
        [why] = db.scalars(select(OpenQuestion))
        assert {each.person for each in stored_open_questions.askers(db, why.id)} == {"U0ADA", "U0BO"}
        assert {each.person for each in stored_open_questions.asked(db, why.id)} == {"U0CHI", "U0DAN"}
        assert db.scalar(select(func.count(Delivery.id)).where(Delivery.kind == open_questions.ASK)) == 2


def test_two_who_answer_at_once_answer_once(begin):
    ask(begin, "U0ADA")
    refused = []

    def answer(person):
        try:
            with begin() as db:
                open_questions.answer(
                    db, 1, open_questions.QuestionReply(f"{person} knows"), by=members.by_person(db, person), at=NOW
                )
        except Refusal as refusal:
            refused.append(refusal.words)

    together(lambda: answer("U0CHI"), lambda: answer("U0DAN"))

    assert refused == ["W-1 was answered in the meantime. Thank you all the same."]
    with begin(reading=True) as db:
        assert db.scalar(select(func.count(Delivery.id)).where(Delivery.kind == open_questions.NEWS)) == 1


def test_two_clocks_tell_that_nobody_has_answered_once(begin):
    ask(begin, "U0ADA")
    late = NOW + timedelta(days=8)

    def care():
        with begin(reading=True) as db:
            due = open_questions.due(db, now=late)
        for number in due:
            with begin() as db:
                open_questions.look_after(db, number, now=late)

    together(care, care)
    care()

    with begin(reading=True) as db:
        assert open_questions.due(db, now=late) == []
        assert db.scalar(select(func.count(Delivery.id)).where(Delivery.kind == open_questions.NEWS)) == 1


def test_somebody_for_whom_three_wait_is_not_asked_a_fourth(begin):
    for number in range(3):
        ask(begin, "U0ADA", f"Why does buoy {number} blink?")
    with begin() as db:
        asker = members.by_person(db, "U0BO")
        assert open_questions.plan(db, "Why do seals sleep so long?", by=asker, place="", at=NOW).knowers == ()
