"""Whatever is remembered is found again by its words: by whoever may see it, and by nobody else."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Select, select, text, update

from storage import Begin, Memory, open_store
from storage.db import migrate
from storage.events import Event, note
from storage.purpose import Purpose
from storage.search import confidence, index, kinds
from storage.search.tokens import Query
from tests.conftest import DATABASES, fresh_url
from tests.support.tables import table

MONDAY_9 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RECORDS = {
    1: ("We build on the harbour site", "It floods least, and the city owns the land."),
    2: ("We meet on Tuesdays", "Because the ferry does not run on Mondays."),
    3: ("Volunteers wear the blue jackets", "The sponsors paid for them; children recognise us by the colour."),
    4: ("No newsletter in August", "Nobody reads it during the holidays, the editors are away."),
    5: ("The oyster reef is planted by hand", "Machines damage the seabed. We tried a barge in the harbour of Skerry."),
    6: ("Membership fees follow turnover", "A fixed fee shut the small societies out of the alliance."),
    7: ("Die Fähre fährt häufiger", "Größere Schiffe wären zu teuer für die Küste."),
    8: ("港の場所を選んだ", "浸水が一番少ないから。"),
    9: ("Мы встречаемся по вторникам", "Паром не ходит по понедельникам."),
    10: ("We call the café on the quay O'Brien's", "It isn't ours to rename."),
}


def partnership(memory: Memory, workspace: str) -> Begin:
    return memory.of(memory.partnership(workspace, name=workspace, at=MONDAY_9).id)


@pytest.fixture(scope="module", params=DATABASES)
def unchanged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Begin]:
    """The records of one partnership, for tests that only read."""
    memory = open_store(fresh_url(request.param, tmp_path_factory.mktemp("search")))
    migrate.upgrade(memory)
    remember(partnership(memory, "T1"), RECORDS)
    yield partnership(memory, "T1")
    memory.close()


@pytest.fixture
def begin(any_memory: Memory) -> Begin:
    """The same records, to do with as one likes."""
    remember(partnership(any_memory, "T1"), RECORDS)
    return partnership(any_memory, "T1")


@pytest.fixture
def other(any_memory: Memory) -> Begin:
    """Another partnership in the same database, without records."""
    return partnership(any_memory, "T2")


def remember(begin: Begin, records: dict[int, tuple[str, str]]) -> None:
    with begin() as db:
        for number, (title, body) in records.items():
            index.index(db, "decision", number, title=title, body=body)


def found(begin: Begin, question: str, **how: object) -> list[int]:
    with begin(reading=True) as db:
        return [hit.record_id for hit in index.find(db, Query(question), **how)]  # type: ignore[arg-type]


@table(
    ("question", "first"),
    [
        ("Why did we choose the harbour site?", 1),
        ("harbour", 1),
        ("why HARBOURS?!", 1),
        ("Who owns the land", 1),
        ("what did we decide about meeting day: tuesday or monday?", 2),
        ("why don't our volunteers wear red jackets", 3),
        ("is there a newsletter in the holidays?", 4),
        ("why not plant oyster reefs with machines", 5),
        ("membership fee", 6),
        ("warum fahrt die FAHRE so oft", 7),
        ("größere SCHIFFE", 7),
        ("grossere schiffe", 7),
        ("なぜ港の場所", 8),
        ("почему по ВТОРНИКАМ?", 9),
        ("the cafe of O’Brien", 10),
    ],
)
def test_a_question_finds_the_record_that_shares_its_words(unchanged, question, first):
    assert found(unchanged, question)[0] == first


@table(
    "question",
    [
        *("", " ", "\n\t", "?", "…", "why?", "what did we do about it", "\x00", "\ud800", "🦀🦀", ":scroll:", "اخترنا"),
        *(
            "'",
            '"',
            "''; DROP TABLE search; --",
            "%",
            "_",
            "*",
            "^",
            "(",
            ")",
            "\\",
            "{",
            "NEAR(",
            "a:b",
            "-",
            "!",
            "&|",
        ),
        *("xylophone", "1" * 10_000, "x y z " * 3_000, "\u0301", "١٢٣"),
    ],
)
def test_a_question_without_a_known_word_finds_nothing(unchanged, question):
    assert found(unchanged, question) == []


@table(
    "question",
    [
        *(
            '"harbour',
            "harbour AND",
            "harbour OR NOT NEAR (",
            "harbour*",
            "{title}: harbour",
            "title:harbour",
            "-harbour",
        ),
        *("harbour' || '", "harbour & !site | (", "harbour:*", "harbour <-> site", "harbour\x00", "🦀harbour🦀"),
        *("\\harbour", "%(harbour)s", ":harbour", "%harbour%", "harbour ; SELECT 1", "harbour " + "why " * 2_500),
        "harbour " + " ".join(f"word{n}" for n in range(2_000)),
    ],
)
def test_signs_that_a_database_would_read_are_only_signs(unchanged, question):
    assert found(unchanged, question)[0] == 1


def test_any_text_can_be_a_record(begin):
    strange = {
        20: ("\x00", "\ud800 🦀"),
        21: ("", ""),
        22: ("the of and", "'\"\\%:&|"),
        23: ("x" * 9_000, "kelp " * 50_000),
    }

    remember(begin, strange)

    assert found(begin, "kelp") == [23]


def test_a_record_is_found_by_its_latest_words_only(begin):
    remember(begin, {1: ("We build on the old airfield", "The harbour site was sold.")})
    assert found(begin, "airfield") == [1]
    assert found(begin, "floods") == []

    remember(begin, {1: ("We build nowhere", "")})
    assert found(begin, "airfield") == []


def test_a_forgotten_record_is_found_no_more(begin):
    assert found(begin, "newsletter") == [4]

    with begin() as db:
        index.forget(db, "decision", 4)
        index.forget(db, "decision", 4_000)  # was never there

    assert found(begin, "newsletter") == []


def test_kinds_do_not_mix(begin):
    with begin() as db:
        index.index(db, "commitment", 4, title="Ada writes the newsletter of September", body="")
        index.forget(db, "decision", 4)

    assert found(begin, "newsletter", kind="decision") == []
    assert found(begin, "newsletter", kind="commitment") == [4]
    assert found(begin, "newsletter") == [4]


def test_pages_follow_one_another_without_gap_or_repetition(begin):
    remember(begin, {n: ("Kelp", "forest " * (n % 7)) for n in range(100, 160)})
    every = found(begin, "kelp forest", limit=60)

    assert sorted(every) == list(range(100, 160))
    assert [each for skip in range(0, 70, 7) for each in found(begin, "kelp forest", limit=7, skip=skip)] == every


@table(
    ("question", "first"),
    [
        ("why the harbur site", 1),  # "harbur" is in no record
        ("harborr", 1),
        ("volunteering", 3),
        ("what is the price of joining?", 6),  # the record says "membership fees"
        ("why did we pick the place we build on", 1),
    ],
)
def test_a_word_that_nobody_wrote_is_looked_for_in_another_form(unchanged, question, first):
    assert found(unchanged, question)[0] == first


def may_see(ids: list[int]) -> Select[int]:
    """A stand-in for what a storage module says a person may see: the subjects of some journal entries."""
    return select(Event.subject_id).where(Event.what == "may.see", Event.subject_id.in_(ids))


def test_what_the_asker_may_not_see_takes_no_place_among_the_hits(begin):
    remember(begin, {n: ("The harbour site, the harbour site", "harbour site") for n in range(100, 400)})
    with begin() as db:
        for number in (1, 5):
            note(db, "may.see", subject_id=number, by="ada", at=MONDAY_9)

    assert found(begin, "harbour site", kind="decision", among=may_see([1, 5, 100]), limit=3) == [1, 5]
    assert found(begin, "harbour site", kind="decision", among=may_see([])) == []


def test_ids_are_of_one_kind(begin):
    with pytest.raises(ValueError, match="which kind"):
        found(begin, "harbour", among=may_see([1]))


def test_two_partnerships_see_nothing_of_one_another(begin, other):
    assert found(other, "harbour site") == []

    remember(other, {1: ("The harbour site is for sale", "harbour"), 77: ("Harbour", "")})
    with other() as db:
        index.forget(db, "decision", 2)

    assert set(found(other, "harbour")) == {1, 77}
    assert found(begin, "harbour") == [1, 5]
    assert found(begin, "ferry tuesdays") == [2]


def test_how_rare_a_word_is_does_not_depend_on_another_partnership(begin, other):
    with begin(reading=True) as db:
        before = index.find(db, Query("harbour site ferry"))

    remember(other, {n: ("Harbour harbour", "site") for n in range(50)})

    with begin(reading=True) as db:
        assert index.find(db, Query("harbour site ferry")) == before


def test_a_partnership_that_is_erased_leaves_no_words(any_memory, begin):
    with any_memory.engine.begin() as connection:
        connection.execute(text("DELETE FROM partnerships"))
        left = connection.execute(text("SELECT count(*) FROM search")).scalar_one()

    assert left == 0
    assert found(begin, "harbour") == []


def test_sqlite_knows_how_many_records_there_are_without_counting_them(memory):
    begin, other = partnership(memory, "T1"), partnership(memory, "T2")
    remember(begin, RECORDS)
    remember(other, {1: ("Harbour", "site")})
    remember(begin, {number: ("Changed", "harbour " * number) for number in (1, 2, 3)})
    with begin() as db:
        index.forget_all(db, "decision", [3, 4, 99])

    counted = "SELECT partnership_id, count(*), sum(length) FROM search GROUP BY partnership_id ORDER BY 1"
    kept = "SELECT partnership_id, records, length FROM search_totals ORDER BY 1"
    with memory.reading() as connection:
        assert connection.execute(text(kept)).all() == connection.execute(text(counted)).all()


def test_sqlite_reads_a_few_decisions_by_their_numbers_rather_than_all_of_a_partnership(memory):
    few = "SELECT * FROM decisions WHERE partnership_id = 1 AND id IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)"
    with memory.reading() as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {few}")).all()
    assert [row.detail for row in plan] == ["SEARCH decisions USING INTEGER PRIMARY KEY (rowid=?)"]


def test_words_of_another_form_are_stored_anew_at_the_next_start(any_memory, begin, monkeypatch):
    monkeypatch.setattr(kinds, "A_PIECE", 2)
    with begin() as db:
        index.forget_all(db, "decision", list(RECORDS))
        rows = [Purpose(kind="purpose", text=f"Kelp {n}", written_by="U0ADA", written_at=MONDAY_9) for n in range(5)]
        db.add_all(rows)
        db.flush()
        index.index_all(db, "purpose", [(row.id, "in an old form", "") for row in rows])
        index.index(db, "purpose", 99, title="Nothing is left of this record", body="")
        db.execute(update(index.IndexEntry).values(form=0))

    kinds.store_again(begin)

    assert len(found(begin, "kelp")) == 5
    assert found(begin, "an old form, nothing left") == []


def test_the_index_of_sqlite_agrees_with_its_rows(memory):
    begin = partnership(memory, "T1")
    remember(begin, RECORDS)
    remember(begin, {number: ("Changed", "harbour") for number in (1, 2, 3)})
    with begin() as db:
        index.forget(db, "decision", 5)

    with memory.engine.begin() as connection:  # raises "malformed" when they differ
        connection.execute(text("INSERT INTO search_words (search_words) VALUES ('integrity-check')"))


@pytest.fixture
def both(tmp_path: Path) -> Iterator[list[Begin]]:
    memories = [open_store(fresh_url(database, tmp_path)) for database in DATABASES]
    for memory in memories:
        migrate.upgrade(memory)
    yield [partnership(memory, "T1") for memory in memories]
    for memory in memories:
        memory.close()


def test_both_databases_give_the_same_answer_to_the_last_digit(both):
    chance = random.Random(7)
    vocabulary = [
        "harbour",
        "reef",
        "ferry",
        "kelp",
        "oyster",
        "tide",
        "dune",
        "marsh",
        "quay",
        "港湾",
        "паром",
        "fähre",
    ]
    weights = [1 / place for place, _ in enumerate(vocabulary, 1)]

    def phrase(longest: int) -> str:
        return " ".join(chance.choices(vocabulary, weights, k=chance.randint(0, longest)))

    records = {number: (phrase(5), phrase(30)) for number in range(400)}  # more than are ranked
    for begin in both:
        remember(begin, records)

    for question in [phrase(6) for _ in range(40)]:
        answers = []
        for begin in both:
            with begin(reading=True) as db:
                answers.append(index.find(db, Query(question), limit=50))
        assert answers[0] == answers[1]


@table(
    ("question", "is_good"),
    [
        ("Why did we choose the harbour site?", True),
        ("why tuesdays?", True),
        ("what did we decide about membership fees?", True),
        ("why do the volunteers wear blue jackets at the harbour?", True),
        ("why did we paint the harbour lighthouse green?", False),
        ("why does the treasurer of the alliance sign twice?", False),
        ("when is the harbour festival with the brass band?", False),
    ],
)
def test_a_question_that_nothing_answers_is_not_answered_for_certain(unchanged, question, is_good):
    with unchanged(reading=True) as db:
        guess = confidence.of(index.find(db, Query(question)))

    assert 0 <= guess <= 1
    assert (guess >= confidence.ENOUGH) is is_good


def test_in_a_memory_of_one_record_it_is_a_good_answer(any_memory):
    begin = partnership(any_memory, "T1")
    remember(begin, {1: RECORDS[1]})

    with begin(reading=True) as db:
        assert confidence.of(index.find(db, Query("why did we choose the harbour site?"))) >= confidence.ENOUGH
        assert confidence.of(index.find(db, Query("why did the harbour master resign in spring?"))) < confidence.ENOUGH
