"""Partners from a file and into one: shown first, bad lines by their number, as often as one likes."""

import json

import pytest

from bot.chat.port import ChatPerson
from bot.cli import parser
from bot.features.members import meet, partners
from storage import groups, open_store
from storage.channels import Channel
from tests.conftest import MONDAY_9
from tests.runtime.test_settings import bare

__all__ = ["bare"]

TABLE = """partner,group,domains,people,representative,deputy,channel
Salt Works,,salt.example; salt.org,Eve Salt,bo@salt.example,,
The Parish,,,,,,
,Tides,,Eve Salt,,,#tides
"""


@pytest.fixture
def memory(tmp_path, empty_database):
    (tmp_path / "steward.db").write_bytes(empty_database)
    made = open_store(f"sqlite:///{tmp_path}/steward.db")
    begin = made.of(made.partnership("T0", name="The Marsh", at=MONDAY_9).id)
    with begin() as db:
        meet(db, ChatPerson("U0BO", "T0", "Bo", email="bo@salt.example"), organisation="", at=MONDAY_9)
        meet(db, ChatPerson("U0EVE", "T0", "Eve Salt"), organisation="", at=MONDAY_9)
        db.add(Channel(channel="C0TIDES", name="tides", is_private=False))
    yield begin
    made.close()


def run(tmp_path, text, *more, name="partners.csv"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return parser.main(["partners", "import", str(tmp_path / name), *more])


def names(begin):
    with begin(reading=True) as db:
        return {each.partner.name: each for each in partners.voices(db)}


def test_a_file_is_shown_first_and_kept_when_one_says_so(memory, tmp_path, capsys):
    assert run(tmp_path, TABLE) == 0
    shown = capsys.readouterr().out
    assert "+ Salt Works: representative U0BO" in shown
    assert "--yes" in shown
    assert "The Parish" not in names(memory)

    assert run(tmp_path, TABLE, "--yes") == 0
    assert names(memory)["Salt Works"].people == 2
    assert names(memory)["Salt Works"].representative.name == "Bo"
    with memory(reading=True) as db:
        [group] = groups.here(db)
        assert (group.channel, groups.named_people(db, group.id)) == ("C0TIDES", {"U0EVE"})


def test_the_same_file_again_changes_nothing(memory, tmp_path, capsys):
    run(tmp_path, TABLE, "--yes")
    capsys.readouterr()

    assert run(tmp_path, TABLE, "--yes") == 0
    assert capsys.readouterr().out == "Changed: 0 things.\n"


def test_bad_lines_are_named_and_the_others_are_done(memory, tmp_path, capsys):
    table = "partner,domains,people\nA,gmail.com,\nB,,Nobody\n,x.example,\n<!channel>,c.example,\n"
    assert run(tmp_path, table, "--yes") == 1

    said = capsys.readouterr().out
    assert "line 2: gmail.com is for private mail" in said
    assert "line 3: I know nobody called Nobody" in said
    assert "line 4: It names neither a partner nor a group." in said
    assert set(names(memory)) == {"Salt", "<!channel>"}


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_what_is_exported_comes_in_again_without_a_change(memory, tmp_path, capsys, kind):
    run(tmp_path, TABLE.replace("The Parish", "=cmd|' /C calc'!A0"), "--yes")
    capsys.readouterr()
    assert parser.main(["partners", "export", "--format", kind]) == 0
    told = capsys.readouterr().out
    assert kind == "json" or "'=cmd" in told

    assert run(tmp_path, told, "--yes", name=f"again.{kind}") == 0
    assert capsys.readouterr().out == "Changed: 0 things.\n"


def test_json_and_toml_say_the_same(memory, tmp_path, capsys):
    toml = '[[partners]]\nname = "Salt Works"\ndomains = ["salt.example"]\nrepresentative = "U0BO"\n'
    told = {"partners": [{"name": "Salt Works", "domains": ["salt.example"], "representative": "U0BO"}]}
    run(tmp_path, toml, name="p.toml")
    first = capsys.readouterr().out
    run(tmp_path, json.dumps(told), name="p.json")

    assert capsys.readouterr().out.replace("p.json", "p.toml") == first
    assert "+ Salt Works: domains salt.example" in first


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "nothing,here\n1,2\n"),
        ("a.json", "[1]"),
        ("a.json", "{"),
        ("a.toml", "= ="),
        ("a.txt", "x"),
        ("a.csv", ""),
    ],
)
def test_what_is_no_such_file_is_said_in_a_sentence(memory, tmp_path, capsys, name, text):
    assert run(tmp_path, text, name=name) == 1
    assert capsys.readouterr().err.strip()


@pytest.mark.parametrize(
    "text", ["partner\n" + "x" * 100_000, 'partner\n"\x00\u202e', "partner\n" * 300, "partner\n=,,,,\n"]
)
def test_strange_files_break_nothing(memory, tmp_path, text):
    assert run(tmp_path, text, "--yes") in (0, 1)


def test_the_list_is_plain(memory, tmp_path, capsys):
    run(tmp_path, TABLE, "--yes")
    capsys.readouterr()
    parser.main(["partners", "list"])

    assert "Salt Works: domains salt.org" in capsys.readouterr().out
