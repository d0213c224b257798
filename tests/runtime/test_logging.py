"""Logs hold ids and kinds, one line per event, and nothing that a person said."""

import json
import logging
import os
import subprocess
import sys

import pytest

from bot.runtime.logging import Json, Plain
from tests.conftest import fresh_url

SAID = "a secret plan"


def failing():
    raise ValueError(SAID)


def written(formatter, level=logging.ERROR):
    """What a formatter makes of an error whose own message quotes somebody."""
    try:
        failing()
    except ValueError as error:
        made = logging.LogRecord(
            "steward", level, __file__, 1, "job failed: %s", ("rounds",), (ValueError, error, error.__traceback__)
        )
    made.ids = {"team": "T0HAVEN"}
    return formatter.format(made)


def test_json_is_one_line_with_ids_and_says_where_it_happened():
    line = written(Json())
    told = json.loads(line)

    assert "\n" not in line
    assert (told["level"], told["what"], told["team"]) == ("ERROR", "job failed: rounds", "T0HAVEN")
    assert told["error"][0] == "ValueError"
    assert "failing" in told["error"][-1]


@pytest.mark.parametrize("formatter", [Json(), Plain("%(message)s")])
def test_what_an_error_quotes_is_in_no_log(formatter):
    assert SAID not in written(formatter)
    assert "ValueError" in written(formatter)


def test_every_request_is_one_line_of_ids(ada, caplog):
    caplog.set_level(logging.INFO, logger="steward.heard")
    ada.types(f"/decision We keep {SAID} because nobody asked")

    [line] = [record for record in caplog.records if record.name == "steward.heard"][:1]
    assert (line.ids["door"], line.ids["outcome"], line.ids["team"]) == ("command", "ok", "T0HAVEN")
    assert SAID not in caplog.text


def test_the_database_s_own_errors_quote_nothing(memory):
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    with pytest.raises(SQLAlchemyError) as failed, memory.engine.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": SAID})

    assert SAID not in str(failed.value)


SPEAKS = """
import logging
from bot.cli.run import open_memory
from bot.settings import read_settings
open_memory(read_settings())
logging.getLogger("steward").warning("mind the tide")
"""


def test_every_command_logs_as_it_was_told(tmp_path):
    for form, is_json in (("JSON", True), ("", False)):
        place = {"DATABASE_URL": fresh_url("sqlite", tmp_path), "STEWARD_LOGS": form}
        command = [sys.executable, "-c", SPEAKS]
        said = subprocess.run(command, env=os.environ | place, capture_output=True, text=True, check=True).stderr

        assert said.count("\n") == 1
        assert said.startswith("{") == is_json
        assert not is_json or json.loads(said)["what"] == "mind the tide"
