"""Imports, as an operator runs them: look, keep, run again, take back."""

import json
import re
import threading
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.errors import Refusal
from bot.features import answers, decisions, imports
from bot.text.reasons import Wording
from bot.transfer.exporters import write as transfer_write
from bot.transfer.exporters.markdown_book import escaped
from bot.transfer.importers import formats
from bot.transfer.importers import run as transfer_run
from bot.transfer.importers.files import Meter
from bot.transfer.importers.formats import Source
from bot.transfer.importers.found import ImportRecord
from bot.transfer.importers.new_records import Choices
from storage.channels import Channel, ChannelPerson
from storage.decisions import EVERYBODY, Decision, DecisionPerson
from storage.events import Event
from storage.imports import Import, ImportMark
from storage.members import EXTERNAL, FULL, GUEST, Member, mail_digest
from storage.proposals import Proposal
from storage.search import index as search_index
from storage.search.tokens import Query
from tests.conftest import MONDAY_9

TABLE = """what,why,options,who,decided on,status,number,superseded by
We meet on Tuesdays,the ferry does,Mondays,Ada; Rita <rita@elsewhere.example>,2024-03-31,accepted,1,
Use the harbour site,the tide gauge is there,,bo@tidewater.example,2023-01-05,,2,3
Use the river mouth,the harbour silts up,,Bo,2024-02-01,accepted,3,
,nobody said what,,Ada,2024-01-01,,4,
Boats are blue,,,Ada,03/04/2024,,5,
Nets are green,,,Ada,,,6,
Buy a second boat,,,Ada,2024-01-01,proposed,7,
"""
HOSTILE = [
    '=HYPERLINK("http://evil.example")',
    "<!channel> <script>alert(1)</script> <!-- never closed",
    "# heading\n\n---\n- list\n1. one",
    "[a](javascript:alert(1)) ![b](http://x.example/y.png)",
    "a\u202ereversed\u202c \u200b \x00 \ud800 \x1b[31m",
    "🛶" * 300,
    "'=1+1",
    "\t@cmd|' /C calc'!A0",
    'quote " comma , semi ; line\nend',
    "\\ back \\* slash `code` |table|",
]


def watch_nothing(_meter, _outcome):
    """Nobody looks at the bar."""


@pytest.fixture
def begin(any_memory):
    begin = any_memory.of(any_memory.partnership("T1", name="Home", at=MONDAY_9).id)
    with begin() as db:
        for person, name, kind, mail in (
            ("U0ADA", "Ada", FULL, "ada@havenmouth.example"),
            ("U0BO", "Bo", GUEST, "bo@tidewater.example"),
            ("U0DAN", "Dan", EXTERNAL, ""),
        ):
            seen = {"met_at": MONDAY_9, "refreshed_at": MONDAY_9, "mail_digest": mail_digest(mail)}
            db.add(Member(team="T1", person=person, name=name, kind=kind, **seen))
        db.add(Channel(channel="C0TIDES", name="tides", is_private=True))
        db.add(ChannelPerson(channel="C0TIDES", person="U0ADA"))
    return begin


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_text(TABLE)
    return formats.known(path, None)


def look(begin, source, choices=None):
    return transfer_run.preview(begin, source, choices or Choices(), now=MONDAY_9, progress=watch_nothing)


def keep(begin, source, choices=None, progress=watch_nothing):
    return transfer_run.keep(begin, source, choices or Choices(), now=MONDAY_9, progress=progress)


def every(begin, row):
    with begin(reading=True) as db:
        return db.scalars(select(row).order_by(row.id)).all()


def asked(begin, question, person="U0ADA"):
    with begin(reading=True) as db:
        member = db.scalars(select(Member).filter_by(person=person)).one()
        return [record.decision.text for record in answers.answer(db, question, to=member).records]


def test_looking_writes_nothing_and_tells_what_would_be_kept(begin, table):
    outcome = look(begin, table)

    assert (outcome.decisions, outcome.known, outcome.left_count) == (3, 0, 4)
    assert [(left.where, left.why) for left in outcome.left] == [
        ("decisions.csv, line 5", "it does not say what was decided"),
        ("decisions.csv, line 6", "I cannot read the day “03/04/2024”; write it as 2024-03-31"),
        ("decisions.csv, line 7", "it has no day; add one, or say --on 2024-03-31 for all that have none"),
        ("decisions.csv, line 8", "its status is “proposed”, so it is not decided"),
    ]
    assert outcome.unknown_people == ["Rita"]
    for row in (Import, ImportMark, Decision, Event):
        assert every(begin, row) == []


def test_what_is_kept_has_its_own_day_people_and_place(begin, table):
    assert keep(begin, table).decisions == 3

    first = every(begin, Decision)[0]
    assert (first.text, first.reason, first.options) == ("We meet on Tuesdays", "the ferry does", "Mondays")
    assert first.decided_at == datetime(2024, 3, 31, 12, tzinfo=UTC)
    assert (first.number, first.channel, first.imported_from) == (1, EVERYBODY, "decisions.csv, line 2")
    people = [(row.decision_id, row.person) for row in every(begin, DecisionPerson)]
    assert people == [(1, "U0ADA"), (1, "said:Rita"), (2, "U0BO"), (3, "U0BO")]


@pytest.mark.parametrize("person", ["U0ADA", "U0BO", "U0DAN"])
def test_everybody_of_the_partnership_finds_it(begin, table, person):
    keep(begin, table)

    assert asked(begin, "why do we meet on Tuesdays?", person) == ["We meet on Tuesdays"]


def test_bound_to_a_channel_only_its_people_find_it(begin, table):
    keep(begin, table, Choices(channel="C0TIDES"))

    assert asked(begin, "why do we meet on Tuesdays?", "U0ADA") == ["We meet on Tuesdays"]
    assert asked(begin, "why do we meet on Tuesdays?", "U0BO") == []


def test_a_day_for_those_without(begin, table):
    outcome = keep(begin, table, Choices(on=date(2024, 5, 1)))

    assert outcome.decisions == 4
    assert every(begin, Decision)[-1].decided_at == datetime(2024, 5, 1, 12, tzinfo=UTC)


def test_what_was_replaced_points_to_its_replacement(begin, table):
    keep(begin, table)

    old, new = every(begin, Decision)[1:]
    assert (old.superseded_by, new.supersedes) == (new.number, old.number)
    assert (old.withdrawn_at, old.withdrawn_by, old.withdrawn_because) == (None, None, "")


def test_what_replaced_it_is_missing_so_it_counts_as_withdrawn(begin, tmp_path):
    path = tmp_path / "d.csv"
    path.write_text("what,decided on,status\nUse the harbour,2024-01-01,superseded by 99\n")
    keep(begin, formats.known(path, None))

    [old] = every(begin, Decision)
    assert (old.superseded_by, old.withdrawn_because, old.in_force) == (None, "superseded by 99", False)


def test_run_again_it_keeps_nothing_twice(begin, table):
    keep(begin, table)
    again = keep(begin, table)

    assert (again.kept, again.known, again.import_id) == (0, 3, None)
    assert len(every(begin, Decision)) == 3
    assert len(every(begin, Import)) == 1


def test_a_grown_table_adds_only_what_is_new(begin, table):
    keep(begin, table)
    table.path.write_text(TABLE + "Share one calendar,,,Ada,2024-04-01,,8,\n")
    again = keep(begin, table)

    assert (again.decisions, again.known) == (1, 3)
    assert [row.number for row in every(begin, Decision)] == [1, 2, 3, 4]


def test_the_same_row_twice_is_kept_once(begin, tmp_path):
    path = tmp_path / "d.csv"
    path.write_text("what,decided on\nUse the harbour,2024-01-01\nUse the harbour,2024-01-01\n")
    outcome = keep(begin, formats.known(path, None))

    assert outcome.decisions == 1
    assert [left.why for left in outcome.left] == ["the source has the same record before"]


def test_interrupted_it_goes_on_where_it_stopped(begin, tmp_path, monkeypatch):
    monkeypatch.setattr(transfer_run, "AT_ONCE", 100)
    path = tmp_path / "many.csv"
    rows = [f"Decision number {n} of the harbour,2024-01-01,{n},{n + 1 if n == 1 else ''}" for n in range(1, 251)]
    path.write_text("\n".join(["what,decided on,number,superseded by", *rows]))
    source = formats.known(path, None)

    def stop(_meter, outcome):
        if outcome.kept == 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep(begin, source, progress=stop)
    assert len(every(begin, Decision)) == 200
    assert every(begin, Import)[0].completed_at is None

    outcome = keep(begin, source)
    assert (outcome.decisions, outcome.known) == (50, 200)
    [whole] = every(begin, Import)
    assert whole.completed_at == MONDAY_9
    assert sorted(row.number for row in every(begin, Decision)) == list(range(1, 251))
    assert every(begin, Decision)[0].superseded_by == 2


def test_taken_back_nothing_is_left(begin, table):
    keep(begin, table)
    with begin() as db:
        undone = imports.undo(db, 1, at=MONDAY_9)

    assert (undone.decisions, undone.changed) == (3, ())
    for row in (Decision, DecisionPerson, ImportMark):
        assert every(begin, row) == []
    with begin(reading=True) as db:
        assert search_index.find(db, Query("Tuesdays")) == []
        assert db.scalar(select(func.count()).select_from(search_index.IndexEntry)) == 0
        assert [line.what for line in db.scalars(select(Event).order_by(Event.id))] == [
            "import.begun",
            "import.completed",
            "import.undone",
        ]
    assert keep(begin, table).decisions == 3


def test_what_somebody_has_changed_stays(begin, table):
    keep(begin, table)
    with begin() as db:
        ada = db.scalars(select(Member).filter_by(person="U0ADA")).one()
        decisions.amend(db, 1, Wording("We meet on Fridays", "market day"), version=1, by=ada, at=MONDAY_9)
    with begin() as db:
        undone = imports.undo(db, 1, at=MONDAY_9)

    assert (undone.decisions, undone.changed) == (2, (1,))
    assert [row.text for row in every(begin, Decision)] == ["We meet on Fridays"]
    assert asked(begin, "why do we meet on Fridays?") == ["We meet on Fridays"]


def test_an_import_is_taken_back_once(begin, table):
    keep(begin, table)
    with begin() as db:
        imports.undo(db, 1, at=MONDAY_9)

    with pytest.raises(Refusal, match="already taken back"), begin() as db:
        imports.undo(db, 1, at=MONDAY_9)
    with pytest.raises(Refusal, match="no import 9"), begin() as db:
        imports.undo(db, 9, at=MONDAY_9)


def test_an_imported_decision_can_be_replaced_though_it_has_no_channel(begin, table):
    keep(begin, table)
    with begin() as db:
        dan = db.scalars(select(Member).filter_by(person="U0DAN")).one()
        new = decisions.supersede(db, 1, Wording("We meet on Fridays", "market day"), by=dan, at=MONDAY_9)

    assert (new.channel, new.supersedes) == (EVERYBODY, 1)
    with begin(reading=True) as db:
        assert db.info.get("to_deliver") is None


def test_nobody_finds_the_actions_of_minutes_before_they_are_accepted(begin, tmp_path):
    path = tmp_path / "2024-05-06.md"
    path.write_text("# Steering\n\nPresent: Ada\n\nRESOLUTION: We use the harbour\nACTION: Bo to call the mayor\n")
    outcome = keep(begin, Source(path, formats.MINUTES))

    assert (outcome.decisions, outcome.proposed_commitments) == (1, 1)
    [proposal] = every(begin, Proposal)
    assert (proposal.kind, proposal.text, proposal.people) == ("commitment", "Bo to call the mayor", "U0BO")
    assert asked(begin, "who calls the mayor?") == []


def test_two_at_once_keep_every_record_once(begin, tmp_path, monkeypatch):
    monkeypatch.setattr(transfer_run, "AT_ONCE", 100)
    path = tmp_path / "many.csv"
    path.write_text("what,decided on\n" + "".join(f"Decision number {n} of all,2024-01-01\n" for n in range(150)))
    faults = []

    def work():
        try:
            keep(begin, formats.known(path, None))
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert [row.number for row in every(begin, Decision)] == list(range(1, 151))


def test_whole_tables_of_hostile_words_come_and_go_unchanged(begin, tmp_path):
    path = tmp_path / "hostile.jsonl"
    rows = ({"what": f"{text} ({n})", "why": text, "date": "2024-01-01"} for n, text in enumerate(HOSTILE))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert keep(begin, formats.known(path, None)).decisions == len(HOSTILE)
    before = [(row.text, row.reason) for row in every(begin, Decision)]
    for form, name in (("json", "all.json"), ("csv", "all.csv")):
        transfer_write.write(begin, form, tmp_path / name, partner=None, at=MONDAY_9)
    transfer_write.write(begin, "markdown", tmp_path / "book", partner=None, at=MONDAY_9)

    for name in ("all.json", "all.csv"):
        read = [each for each in formats.known(tmp_path / name, None).items(Meter()) if isinstance(each, ImportRecord)]
        assert [(each.text, each.reason) for each in read] == before
    book = (tmp_path / "book" / "2024.md").read_text()
    for active in ("<script", "<!--", "\n# ", "[a](javascript", "\n---"):
        assert active not in book.replace("# 2024", "", 1)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60) | st.text("#*_`[](){}<>-+=!|~.:/1 \n", max_size=30))
def test_nobody_s_words_become_a_heading_a_list_or_a_link_in_a_book(text):
    shown = escaped(text.strip())

    assert not re.match(r"\s*(?:#{1,6}\s|[-+=]|\d+[.)]\s)", shown)
    assert not re.search(r"(?<!\\)[\[\]`*_]|[<>]", shown.replace("\\\\", ""))
