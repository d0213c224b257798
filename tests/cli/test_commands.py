"""The command line, as an operator types it."""

import pytest

from bot.cli import parser
from bot.features import decisions
from bot.features.decisions import Origin
from bot.settings import Settings
from bot.text.reasons import Wording
from storage import open_store
from storage.members import Member
from tests.conftest import MONDAY_9
from tests.runtime.test_settings import bare

__all__ = ["bare"]


@pytest.fixture
def filled(tmp_path, empty_database):
    """A memory with one decision, in the file where an operator has it."""
    (tmp_path / "steward.db").write_bytes(empty_database)
    memory = open_store(f"sqlite:///{tmp_path}/steward.db")
    home = memory.partnership("T0HAVEN", name="Havenmouth Alliance", at=MONDAY_9)
    with memory.of(home.id)() as db:
        ada = Member(team="T0HAVEN", person="U0ADA", name="Ada", kind="full", met_at=MONDAY_9, refreshed_at=MONDAY_9)
        db.add(ada)
        from storage.channels import Channel, ChannelPerson

        db.add_all(
            [Channel(channel="C1", name="steering", is_private=True), ChannelPerson(channel="C1", person="U0ADA")]
        )
        db.flush()
        wording = Wording("We use the harbour site", "The tide gauge is there", "The river mouth")
        origin = Origin(by="U0ADA", at=MONDAY_9)
        decisions.log(db, wording, origin=origin, channel="C1", by=ada, at=MONDAY_9)
    memory.close()


def test_help_is_a_pleasure(capsys):
    with pytest.raises(SystemExit) as left:
        parser.main(["--help"])

    said = capsys.readouterr().out
    assert left.value.code == 0
    for words in ("steward sandbox", "no Slack account", "steward doctor", "SLACK_BOT_TOKEN"):
        assert words in said


def test_why_answers_from_the_memory(filled, capsys):
    assert parser.main(["why", "why did we choose the harbour site?"]) == 0

    said = capsys.readouterr().out
    for words in (
        "Havenmouth Alliance",
        "D-1  We use the harbour site",
        "Why: The tide gauge is there",
        "The river mouth",
    ):
        assert words in said


@pytest.mark.parametrize("question", ["penguins?", "D-99"])
def test_why_says_so_when_it_does_not_know(filled, capsys, question):
    assert parser.main(["why", question]) == 0
    assert "nothing recorded on that" in capsys.readouterr().out


def test_why_without_a_memory_says_how_to_begin(capsys):
    assert parser.main(["why", "anything?"]) == 1
    assert "steward run" in capsys.readouterr().err


def test_upgrade_says_which_database(capsys, tmp_path):
    assert parser.main(["db", "upgrade"]) == 0

    assert "sqlite:///steward.db" in capsys.readouterr().out
    assert (tmp_path / "steward.db").exists()


def test_a_database_out_of_reach_is_told_without_its_password(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql://steward:hush@127.0.0.1:1/none")
    assert parser.main(["db", "upgrade"]) == 1

    said = capsys.readouterr().err
    assert "I cannot open the database" in said
    assert "hush" not in said


def test_run_without_tokens_says_which_and_where(capsys):
    assert parser.main(["run"]) == 1
    said = capsys.readouterr().err
    assert "SLACK_BOT_TOKEN and SLACK_APP_TOKEN missing" in said
    assert parser.main(["run", "--http", "8080"]) == 1
    assert "SLACK_SIGNING_SECRET" in capsys.readouterr().err


def test_doctor_names_what_is_missing(capsys):
    assert parser.main(["doctor"]) == 1

    said = capsys.readouterr().out
    assert "MISSING  SLACK_BOT_TOKEN" in said
    assert "MISSING  SLACK_APP_TOKEN" in said
    assert "ok       The database sqlite:///steward.db answers" in said


def test_a_wrong_setting_is_named(monkeypatch, capsys):
    monkeypatch.setenv("STEWARD_REACTION", ":scroll:")

    assert parser.main(["doctor"]) == 1
    assert "STEWARD_REACTION should be" in capsys.readouterr().err


def test_every_setting_says_what_it_should_be():
    from bot.settings import WHAT_IT_SHOULD_BE

    assert set(WHAT_IT_SHOULD_BE) <= set(Settings.model_fields)
