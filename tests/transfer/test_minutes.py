"""Meeting minutes: what is marked is found, with its day, its people and its line."""

from datetime import date

import pytest

from bot.transfer.importers.found import COMMITMENT, DECISION
from tests.transfer.reading import a_folder, found, left, read

MAY_6 = date(2024, 5, 6)
HEAD = "# Steering, 6 May 2024\n\nPresent: Ada (Tidewater), Bo and Chi\nChair: Dan\n\n"


def one(tmp_path, text, name="notes.md"):
    [record] = found(a_folder(tmp_path / "minutes", {name: text}), "minutes")
    return record


@pytest.mark.parametrize(
    "line",
    [
        "RESOLUTION: We use the harbour because the tide gauge is there",
        "RESOLVED: We use the harbour because the tide gauge is there",
        "Decision: We use the harbour because the tide gauge is there",
        "Decision 12: We use the harbour because the tide gauge is there",
        "- **Decision:** We use the harbour because the tide gauge is there",
        "* **DECISION**: We use the harbour because the tide gauge is there",
        "> *RESOLUTION: We use the harbour because the tide gauge is there*",
        "#agreed We use the harbour because the tide gauge is there",
        "2. #decision: We use the harbour because the tide gauge is there",
        "AGREED: We use the harbour\n  because the tide gauge is there",
        "RESOLUTION: We use the harbour\n... because the tide gauge is there",
        "Decided: We use the harbour\nWhy: the tide gauge is there",
        "- Decided: We use the harbour\n  - Rationale: the tide gauge is there",
        "## Decisions\n\n- We use the harbour because the tide gauge is there",
        "Decisions\n---------\n1. [x] We use the harbour because the tide gauge is there",
    ],
)
def test_a_decision_however_it_is_marked(tmp_path, line):
    record = one(tmp_path, HEAD + line + "\n\nAnd then we went home.\n")

    assert (record.kind, record.text, record.reason) == (DECISION, "We use the harbour", "the tide gauge is there")
    assert (record.decided, record.is_proposal) == (MAY_6, False)
    assert [each.name for each in record.people] == ["Dan", "Ada", "Bo", "Chi"]


@pytest.mark.parametrize(
    ("line", "owner", "due"),
    [
        ("ACTION: Ada to call the mayor by 2024-05-10", "Ada", date(2024, 5, 10)),
        ("#action Ada will call the mayor", "Ada", None),
        ("- [ ] **Action item:** Ada Lovelace: call the mayor before 10 May 2024", "Ada Lovelace", date(2024, 5, 10)),
        ("TODO: @Ada - call the mayor", "Ada", None),
        ("## Action items\n\n* Ada to call the mayor about 2024-01-01", "Ada", None),
    ],
)
def test_an_action_is_a_promise_that_somebody_must_accept(tmp_path, line, owner, due):
    record = one(tmp_path, HEAD + line + "\n")

    assert (record.kind, record.is_proposal, record.due_on) == (COMMITMENT, True, due)
    assert [each.name for each in record.people] == [owner]


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("2024-05-06.md", "# Steering\n"),
        ("minutes_2024_05_06.md", "# Steering\n"),
        ("20240506-steering.md", ""),
        ("a.md", "Steering, May 6, 2024\n=====================\n"),
        ("a.md", "# Steering\n\nDate: 06.05.2024\n"),
        ("2023-01-01.md", "# Steering 2024-05-06\n"),
    ],
)
def test_the_day_is_in_the_name_the_heading_or_a_line(tmp_path, name, head):
    assert one(tmp_path, f"{head}\nRESOLUTION: We use the harbour\n", name).decided == MAY_6


def test_several_meetings_in_one_file_keep_their_days(tmp_path):
    text = "## 2024-05-06\n\nRESOLUTION: We use the harbour\n\n## 2024-06-03\n\nRESOLUTION: We use the harbour\n"
    records = found(a_folder(tmp_path / "minutes", {"all.md": text}), "minutes")

    assert [each.decided for each in records] == [MAY_6, date(2024, 6, 3)]
    assert len({each.fingerprint for each in records}) == 2
    assert [each.where for each in records] == ["minutes/all.md, line 3", "minutes/all.md, line 7"]


def test_code_is_no_decision(tmp_path):
    text = "# 2024-05-06\n\n```\nRESOLUTION: in a block\n```\n\nThe decision was hard. We talk of decisions: many.\n"
    folder = a_folder(tmp_path / "minutes", {"a.md": text})

    assert found(folder, "minutes") == []
    assert "no decision in it" in left(folder, "minutes")["minutes/a.md"]


@pytest.mark.parametrize("indent", ["", "    "])
def test_a_list_beneath_a_decision_is_part_of_it(tmp_path, indent):
    record = one(
        tmp_path, f"AGREED: We appoint:\n{indent}* Ada as chair\n{indent}* Bo as treasurer\n\n* Tea\n", "2024-05-06.md"
    )

    assert record.text == "We appoint:\n* Ada as chair\n* Bo as treasurer"


def test_a_page_of_tags_is_no_minutes(tmp_path):
    folder = a_folder(tmp_path / "minutes", {"a.md": "# 2024-05-06\n\n<p>Resolution: We use the harbour</p>\n"})

    assert found(folder, "minutes") == []


def test_a_word_alone_is_left_out_with_its_line(tmp_path):
    folder = a_folder(tmp_path / "minutes", {"a.md": "# 2024-05-06\n\nDecision: yes\n"})

    assert left(folder, "minutes") == {"minutes/a.md, line 3": "“yes” is no sentence"}


@pytest.mark.parametrize(
    "text",
    [
        "Decision:" * 100_000,
        "- " * 400_000,
        "#agreed " + "A" * 900_000,
        "> " * 300_000,
        "AGREED: " + "we meet\n" * 50_000,
    ],
    ids=range(5),
)
def test_a_hostile_file_is_read_in_no_time(tmp_path, text):
    folder = a_folder(tmp_path / "minutes", {"a.md": text})

    assert len(read(folder, "minutes")) == 1


@pytest.mark.parametrize(
    ("action", "owner"),
    [
        ("Julien to send the list of assets", "Julien Gilli"),
        ("Rename to v1.x before the release", ""),
        ("Check that there is no objection", ""),
        ("Trevor will document the changes", "Trevor"),
        ("Sam to write it up", "Sam"),
    ],
)
def test_an_action_is_nobodys_unless_the_line_says_whose(tmp_path, action, owner):
    """Among two who are called Sam, none is meant more than the other."""
    text = f"# 6 May 2024\n\nPresent: Mikeal Rogers, Julien Gilli, Sam One, Sam Two\n\nACTION: {action}\n"
    record = one(tmp_path, text)

    assert [each.name for each in record.people] == ([owner] if owner else [])
