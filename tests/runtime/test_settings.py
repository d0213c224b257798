"""Settings: a wrong value is named with what it should be, and a secret is never printed."""

import pytest

from bot.errors import Refusal
from bot.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """No variable of this machine, no .env of this folder."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_everything_has_a_default():
    settings = read_settings()

    assert settings.store_url == "sqlite:///steward.db"
    assert settings.slack_api_url == "https://slack.com/api/"


def test_a_file_named_env_is_read_and_the_environment_wins(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-file\nSTEWARD_REACTION=memo\n")
    monkeypatch.setenv("STEWARD_REACTION", "pushpin")

    settings = read_settings()

    assert settings.slack_bot_token.get_secret_value() == "xoxb-file"
    assert settings.steward_reaction == "pushpin"


def test_the_database_of_a_hosting_service_is_understood(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@h/d")

    assert read_settings().store_url == "postgres://u:p@h/d"


@pytest.mark.parametrize(
    ("name", "value", "should_be"),
    [
        ("SLACK_BOT_TOKEN", "xapp-hush", "beginning with xoxb-"),
        ("SLACK_APP_TOKEN", "hush", "beginning with xapp-"),
        ("SLACK_API_URL", "https://slack.com/api", "ends with a slash"),
        ("DATABASE_URL", "mysql://u:hush@h/d", "postgresql://"),
        ("STEWARD_REACTION", ":scroll:", "without colons"),
        ("STEWARD_TICK_SECONDS", "soon", "from 5 to 3600"),
        ("STEWARD_UNDO_MINUTES", "-1", "from 1 to 1440"),
        ("STEWARD_MESSAGES_A_MINUTE", "9", "from 10 to 3000"),
        ("STEWARD_LOG_LEVEL", "loud", "DEBUG, INFO"),
        ("STEWARD_LOGS", "plain", "text or json"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_should_be(monkeypatch, name, value, should_be):
    monkeypatch.setenv(name, value)

    with pytest.raises(Refusal) as refused:
        read_settings()

    assert name in refused.value.words
    assert should_be in refused.value.words
    assert "hush" not in refused.value.words


def test_a_secret_shows_in_no_picture_of_the_settings(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-hush")

    assert "hush" not in repr(read_settings())
    assert "hush" not in read_settings().model_dump_json()
