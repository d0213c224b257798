"""Markdown decision records, in the forms that people keep them in."""

from datetime import date

import pytest

from bot.transfer.importers.found import Someone
from bot.transfer.importers.markdown import parsed, plain
from tests.transfer.reading import a_folder, found, left, read

MADR_4 = """---
status: "accepted"
date: 2024-03-31
decision-makers: [Ada, "Bo <bo@x.example>"]
consulted: Chi
---
# Use Markdown for our records

## Context and Problem Statement

We want to *record* decisions; see [the site](https://adr.example).
Which form is best?

<!-- This is for whoever edits it -->
## Considered Options

* MADR 4.0
* Nygard's template
  * in Word
* Nothing

## Decision Outcome

Chosen option: "MADR 4.0", because it is lean
and everybody can read it.

### Consequences

* Good, because it is text

```
## Decision Outcome
Chosen option: "code"
```
"""
MADR_2 = """# [ADR-0002] Use the harbour

* Status: superseded by [ADR-0005](0005-river.md)
* Deciders: Ada, Bo and Chi
* Date: 2023-01-05

Technical Story: none

## Context and Problem Statement

Where do we land?

## Considered Options

1. Use the harbour
2. Use the river mouth

## Decision Outcome

Chosen option: "Use the harbour", because the tide gauge is there.
"""
NYGARD = """# 3. Land at the pier

Date: 5 February 2023

## Status

Accepted

Supersedes [2. Use the harbour](0002-use-the-harbour.md)

## Context

The harbour silts up.

## Decision

We will land at the pier.

It has a crane.

## Consequences

We must pay for it.
"""
UNDERLINED = """Share one calendar
==================

**Status:** Accepted on 2023-06-07

Issue
-----
We meet at the same time.

Decision
--------
One calendar for all.

Argument
--------
Two are read by nobody.

Alternatives
------------
- A board in the hall
"""


def one(tmp_path, text, name="0001-a.md"):
    [record] = found(a_folder(tmp_path / "adr", {name: text}), "adr")
    return record


def test_madr_4_with_front_matter(tmp_path):
    record = one(tmp_path, MADR_4)

    assert record.text == "Use Markdown for our records: MADR 4.0"
    assert record.reason == (
        "it is lean and everybody can read it.\n\n"
        "We want to record decisions; see the site. Which form is best?\n\n"
        "* Good, because it is text"
    )
    assert record.options == "Nygard's template\nNothing"
    assert record.people == (Someone("Ada"), Someone("Bo", "bo@x.example"))
    assert (record.decided, record.ended) == (date(2024, 3, 31), "")


def test_madr_2_with_a_list_of_fields(tmp_path):
    record = one(tmp_path, MADR_2, "0002-use-the-harbour.md")

    assert record.text == "Use the harbour"
    assert record.reason == "the tide gauge is there.\n\nWhere do we land?"
    assert record.options == "Use the river mouth"
    assert [each.name for each in record.people] == ["Ada", "Bo", "Chi"]
    assert (record.decided, record.replaced_by) == (date(2023, 1, 5), ("0005-river.md",))
    assert {"0002-use-the-harbour.md", "2", "0002", "ADR-0002"} <= set(record.names)


def test_nygard_with_a_section_of_status(tmp_path):
    record = one(tmp_path, NYGARD, "0003-pier.md")

    assert record.text == "Land at the pier: We will land at the pier."
    assert record.reason == "It has a crane.\n\nThe harbour silts up.\n\nWe must pay for it."
    assert (record.decided, record.ended) == (date(2023, 2, 5), "")
    assert record.replaces == ("0002-use-the-harbour.md",)


def test_underlined_headings_and_other_names(tmp_path):
    record = one(tmp_path, UNDERLINED)

    assert record.text == "Share one calendar: One calendar for all."
    assert record.reason == "Two are read by nobody.\n\nWe meet at the same time."
    assert (record.options, record.decided) == ("A board in the hall", date(2023, 6, 7))


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_machines(tmp_path, line_end):
    folder = tmp_path / "adr"
    folder.mkdir()
    (folder / "0003-pier.md").write_bytes(b"\xef\xbb\xbf" + NYGARD.replace("\n", line_end).encode())

    [record] = found(folder, "adr")
    assert record.text == "Land at the pier: We will land at the pier."


def test_the_day_may_stand_in_the_file_name(tmp_path):
    record = one(tmp_path, NYGARD.replace("Date: 5 February 2023\n", ""), "2023-02-06-pier.md")

    assert record.decided == date(2023, 2, 6)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("README.md", "# Our records\n\nAll of them.\n", "no decision record"),
        ("0000-x.md", MADR_4.replace("accepted", "{proposed | accepted}"), "it is a template"),
        ("template.md", NYGARD, "it is a template"),
        ("0001-x.md", NYGARD.replace("# 3. Land at the pier", "# [short title of it]"), "it is a template"),
        ("0001-x.md", NYGARD.replace("Accepted", "Proposed"), "its status is “proposed”, so it is not decided"),
        ("0001-x.md", "", "no decision record"),
        ("0001-x.md", "x" * 2_000_001, "it is longer than 2,000,000 characters"),
    ],
    ids=["no record", "template 1", "template 2", "template 3", "proposed", "empty", "too long"],
)
def test_what_is_no_decision_is_left_out(tmp_path, name, text, why):
    folder = a_folder(tmp_path / "adr", {name: text})

    assert found(folder, "adr") == []
    assert why in left(folder, "adr")[f"adr/{name}"]


def test_a_folder_holds_records_and_minutes_and_other_things(tmp_path):
    files = {
        "adr/0003-pier.md": NYGARD,
        "minutes/2024-05-06.md": "# Steering\n\nRESOLUTION: We share one calendar\n",
        "README.md": "# Welcome\n",
        ".git/0004-x.md": NYGARD,
        "notes.txt": "RESOLUTION: not this one",
    }
    folder = a_folder(tmp_path / "repository", files)

    assert [each.where for each in found(folder)] == [
        "repository/adr/0003-pier.md",
        "repository/minutes/2024-05-06.md, line 3",
    ]
    assert list(left(folder)) == ["repository/README.md"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.md").write_text(NYGARD)
    folder = a_folder(tmp_path / "adr", {"0003-pier.md": NYGARD})
    (folder / "0004-secret.md").symlink_to(tmp_path / "secret.md")
    (folder / "more").symlink_to(tmp_path)

    assert [each.where for each in found(folder, "adr")] == ["adr/0003-pier.md"]


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 200_000,
        "*a " * 300_000,
        "[" * 500_000,
        "# " + "#" * 500_000,
        "---\n" + "a: b\n" * 200_000,
        "- " * 500_000,
        "## Decision\n" * 50_000,
        "Status: " + " " * 500_000,
        "<a" * 400_000,
        "_" * 900_000,
    ],
    ids=range(10),
)
def test_a_hostile_file_is_read_in_no_time(tmp_path, text):
    """Without the bounds in its patterns this would take hours."""
    folder = a_folder(tmp_path / "adr", {"0001-x.md": f"# Title\n\n## Status\n\nAccepted\n\n## Decision\n\n{text}"})

    assert len(read(folder, "adr")) == 1


def test_emphasis_and_links_are_read_as_a_person_reads_them():
    assert plain("**We** use `x_y_z` and [this](http://x 'y') _always_ <b>now</b>") == (
        "We use x_y_z and this always now"
    )
    assert plain("a * b*c and snake_case_name") == "a * b*c and snake_case_name"
    assert parsed("# A\n\nb\n").title == "A"
