"""What people wait for, and what happens when nothing does, ask the database few questions, in few transactions."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

SPOKEN = ("BEGIN", "SAVEPOINT", "RELEASE")


@pytest.fixture
def memory(any_memory):
    return any_memory


@contextmanager
def questions(memory) -> Iterator[dict[str, list[str]]]:
    asked: dict[str, list[str]] = {"statements": [], "transactions": []}

    def execute(_connection, _cursor, statement, *_) -> None:
        if not statement.upper().startswith(SPOKEN):
            asked["statements"].append(statement)

    def end(_connection) -> None:
        asked["transactions"].append("end")

    listeners = (("before_cursor_execute", execute), ("commit", end), ("rollback", end))
    for name, heard in listeners:
        event.listen(memory.engine, name, heard)
    yield asked
    for name, heard in listeners:
        event.remove(memory.engine, name, heard)


@pytest.fixture
def town(steward, workspace, clock):
    """A bot that has met everybody, with a decision in its memory."""
    workspace.person("ada").types("/decision We meet on Mondays because the ferry does", channel="general")
    steward.tick()
    clock.forward(minutes=1)
    steward.tick()
    return workspace


def test_a_decision_is_logged_in_few_questions(town, memory):
    with questions(memory) as asked:
        town.person("ada").types("/decision We paint the harbour wall because it rusts", channel="general")

    assert len(asked["statements"]) <= 20, asked["statements"]
    assert len(asked["transactions"]) <= 3


def test_an_answer_asks_few_questions(town, memory):
    with questions(memory) as asked:
        town.person("ada").types("/ask-why do we meet on Mondays?", channel="general")

    assert len(asked["statements"]) <= 17, asked["statements"]
    assert len(asked["transactions"]) <= 3


def test_an_idle_tick_asks_one_question_and_writes_nothing(town, steward, memory):
    with questions(memory) as asked:
        steward.tick()

    (only,) = asked["statements"]
    assert only.startswith("SELECT")
    assert len(asked["transactions"]) == 1
