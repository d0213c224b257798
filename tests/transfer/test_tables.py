"""Tables: documented columns, their other names, and everything a spreadsheet or a program may do to them."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import Refusal
from bot.transfer.exporters.spreadsheet import guarded, unguarded
from bot.transfer.importers.fields import COLUMNS, OTHERWISE, meaning
from bot.transfer.importers.found import Someone, tidy
from tests.transfer.reading import found, left, read, remarks

ROW = "We meet on Tuesdays,the ferry does,2024-03-31"
PLAIN = "what,why,decided on\n" + ROW + "\n"


def texts(path):
    return [(each.text, each.reason, each.decided) for each in found(path)]


ONE = [("We meet on Tuesdays", "the ferry does", date(2024, 3, 31))]


@pytest.mark.parametrize(
    "written",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace("\n", "\n\n,,\n").encode(),
        b"Decision,Rationale,Date\n" + ROW.encode(),
        b"WHAT , Why?,Decided_On\n" + ROW.encode() + b",,\n",
        b'what,why,decided on\n"We meet on\x00 Tuesdays","the ferry does",2024-03-31\n',
    ],
    ids=["plain", "BOM", "UTF-16", "CRLF", "CR", "semicolons", "tabs", "empty rows", "other names", "signs", "NUL"],
)
def test_a_table_however_it_was_saved(tmp_path, written):
    path = tmp_path / "d.csv"
    path.write_bytes(written)

    assert texts(path) == ONE


def test_a_table_that_windows_saved_is_read_with_a_remark(tmp_path):
    path = tmp_path / "d.csv"
    path.write_bytes("what,decided on\nWe meet at the café – always,2024-03-31\n".encode("cp1252"))

    assert found(path)[0].text == "We meet at the café – always"
    assert "Windows-1252" in remarks(path)[0]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",no words,2024-03-31", "it does not say what was decided"),
        ("Words,x,someday", "I cannot read the day “someday”; write it as 2024-03-31"),
        ("Words,x,2024-03-31,more", "it has 4 cells, the heading 3; is a quotation mark missing?"),
        ("W" * 1_000_001 + ",x,2024-03-31", "a cell is longer than 1,000,000 characters"),
    ],
    ids=["no what", "no day", "a cell too many", "a file in a cell"],
)
def test_a_bad_line_is_left_out_with_its_number(tmp_path, row, why):
    path = tmp_path / "d.csv"
    path.write_text(PLAIN + row + "\n" + ROW.replace("Tuesdays", "Fridays") + "\n")

    assert left(path) == {"d.csv, line 3": why}
    assert [each.where for each in found(path)] == ["d.csv, line 2", "d.csv, line 4"]


def test_lines_are_counted_as_an_editor_does(tmp_path):
    path = tmp_path / "d.csv"
    path.write_text('what,decided on\n"two\nlines of it",2024-03-31\n,\nBad,never\n')

    assert [each.where for each in found(path)] == ["d.csv, line 2"]
    assert list(left(path)) == ["d.csv, line 5"]


def test_a_quotation_mark_that_never_ends_is_told_and_hurts_no_line_before(tmp_path):
    path = tmp_path / "d.csv"
    path.write_text(PLAIN + '"We forgot the mark,x,2024-03-31\n' + (ROW + "\n") * 100)

    assert texts(path)[:1] == ONE
    assert list(left(path)) == ["d.csv, line 3"]


def test_a_line_of_ten_megabytes_is_left_out(tmp_path):
    path = tmp_path / "d.jsonl"
    lines = [json.dumps({"what": "x" * 10_000_000}), json.dumps({"what": "We meet", "decided on": "2024-03-31"})]
    path.write_text("\n".join(lines))

    assert left(path) == {"d.jsonl, line 1": "it is longer than 1,000,000 characters"}
    assert [each.where for each in found(path)] == ["d.jsonl, line 2"]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("why,who", "has no column “what”"),
        ("", "has no column “what”"),
        ("what,decision,why", "several columns mean the same: “what”, “decision”"),
        ("what,date,Decided on", "several columns mean the same: “date”, “Decided on”"),
    ],
)
def test_a_heading_that_cannot_be_understood_is_refused(tmp_path, heading, words):
    path = tmp_path / "d.csv"
    path.write_text(heading + "\nx,y,z\n")

    with pytest.raises(Refusal, match=words):
        read(path)


def test_several_columns_of_options_and_people_are_taken_together(tmp_path):
    path = tmp_path / "d.csv"
    path.write_text("what,option,options,alternatives,who,participants\nUse A,no,B,C,Ada,Bo; Chi\n")
    [one] = found(path)

    assert one.options == "B\nC"
    assert [each.name for each in one.people] == ["Ada", "Bo", "Chi"]
    assert remarks(path) == ["Columns I do not know, and leave: “option”"]


def test_every_column_is_documented_and_means_one_thing():
    names = [name for names in OTHERWISE.values() for name in names.split(",")]

    assert set(OTHERWISE) <= set(COLUMNS)
    assert len(names) == len(set(names))
    assert not set(names) & set(COLUMNS)
    assert all(meaning(name.upper()) for name in (*names, *COLUMNS))


@pytest.mark.parametrize(
    ("status", "ended", "replaced_by"),
    [
        ("", "", ()),
        ("Accepted", "", ()),
        ("approved, pending budget", "", ()),
        ("proposed, accepted 2024-03-31", "", ()),
        ("some word of their own", "", ()),
        ("Rejected", "its record says: rejected", ()),
        ("not approved", "its record says: not approved", ()),
        ("withdrawn: it was a joke", "its record says: withdrawn", ()),
        ("superseded by 14", "superseded by 14", ("14",)),
        ("Partly superseded by 14", "", ()),
        ("Superceded by [ADR-0005](0005-x.md)", "Superceded by ADR-0005", ("0005-x.md",)),
    ],
)
def test_where_a_decision_stands(tmp_path, status, ended, replaced_by):
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps({"what": "Use the harbour", "status": status}))
    [one] = found(path)

    assert (one.ended, one.replaced_by) == (ended, replaced_by)


@pytest.mark.parametrize("status", ["proposed", "DRAFT", "under review", "on hold"])
def test_what_is_not_decided_is_left_out(tmp_path, status):
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps({"what": "Use the harbour", "status": status}))

    assert "so it is not decided" in left(path)["d.jsonl, line 1"]


@pytest.mark.parametrize(
    ("who", "people"),
    [
        ("Ada; Bo", [Someone("Ada"), Someone("Bo")]),
        ("Ada, Bo", [Someone("Ada"), Someone("Bo")]),
        ("Lovelace, Ada; Bo", [Someone("Lovelace, Ada"), Someone("Bo")]),
        ("Ada <ada@x.example>", [Someone("Ada", "ada@x.example")]),
        ("ada@x.example", [Someone("ada", "ada@x.example")]),
        ("@ada", [Someone("ada")]),
        (" ; ,", []),
        ("<!channel>", [Someone("<!channel>")]),
    ],
)
def test_people_by_name_and_mail(tmp_path, who, people):
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps({"what": "Use the harbour", "who": who}))

    assert list(found(path)[0].people) == people


def test_people_and_options_as_lists_and_objects(tmp_path):
    path = tmp_path / "d.json"
    row = {"What": "Use A", "Options": ["B", "C"], "who": [{"name": "Ada", "email": "a@x.example"}, "Bo"], "no": 12}
    path.write_text(json.dumps([row, "no object", {"why": "nothing"}]))
    [one] = found(path)

    assert (one.options, one.names) == ("B\nC", ("12",))
    assert one.people == (Someone("Ada", "a@x.example"), Someone("Bo"))
    assert list(left(path)) == ["d.json, entry 2", "d.json, entry 3"]


@pytest.mark.parametrize("line", ["{", "[1, 2]", "3", '"words"', "[" * 100_000, '{"what": 12e999}x'])
def test_a_line_that_is_no_object_is_left_out(tmp_path, line):
    path = tmp_path / "d.jsonl"
    path.write_text(line + '\n{"what": "We meet"}\n')

    assert list(left(path)) == ["d.jsonl, line 1"]
    assert [each.text for each in found(path)] == ["We meet"]


def test_a_broken_list_keeps_what_stands_before_the_fault(tmp_path):
    path = tmp_path / "d.json"
    path.write_text('[{"what": "We meet"}, {"what": ')

    assert [each.text for each in found(path)] == ["We meet"]
    assert "broken JSON" in left(path)["d.json"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://x.example/>|<!channel>", "file:///etc/passwd", "x"])
def test_only_a_web_address_is_a_link(tmp_path, link):
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps({"what": "We meet", "link": link}))

    assert found(path)[0].link == ""


def test_a_long_text_is_cut_and_said_to_be(tmp_path):
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps({"what": "We meet", "why": "because " * 1_000}))
    [one] = found(path)

    assert one.was_cut
    assert len(one.reason) <= 2_000


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "'=1", "''@", "＝1"])
def test_a_cell_that_could_run_is_guarded_and_comes_back(cell):
    assert guarded(cell).startswith("'")
    assert unguarded(guarded(cell)) == cell


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text("=+-@'\t\r\n\",; \x00\u202e<!channel>ü🛶", max_size=40),
    st.text(st.characters(categories=["Cs", "Cc", "L"]), max_size=20),
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(text=HOSTILE)
def test_guarding_loses_nothing(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@QUICK
@given(what=HOSTILE, why=HOSTILE, options=HOSTILE)
def test_whatever_people_wrote_survives_a_table(tmp_path, what, why, options):
    rows = io.StringIO()
    table = csv.writer(rows)
    table.writerow(["what", "why", "options", "decided on"])
    kept = [text.encode("utf-8", "replace").decode().replace("\x00", "") for text in (what, why, options)]
    table.writerow([*map(guarded, kept), "2024-03-31"])
    path = tmp_path / "d.csv"
    path.write_bytes(rows.getvalue().encode("utf-8-sig"))

    assert [(one.text, one.reason, one.options) for one in found(path)] == expected(*kept)


@QUICK
@given(what=HOSTILE, why=HOSTILE, options=HOSTILE, is_ascii=st.booleans())
def test_whatever_people_wrote_survives_an_object_a_line(tmp_path, what, why, options, is_ascii):
    path = tmp_path / "d.jsonl"
    line = json.dumps({"what": what, "why": why, "options": options}, ensure_ascii=is_ascii)
    path.write_bytes(line.encode("utf-8", "replace"))
    texts = (
        (what, why, options)
        if is_ascii
        else [text.encode("utf-8", "replace").decode() for text in (what, why, options)]
    )

    assert [(one.text, one.reason, one.options) for one in found(path)] == expected(*texts)


def expected(what, why, options):
    """What is kept: nothing without a text; else every sign that can be kept."""
    return [(tidy(what), tidy(why), tidy(options))] if tidy(what) else []
