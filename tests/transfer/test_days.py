"""Days as people write them, in tables and in headings."""

from datetime import UTC, date, datetime

import pytest

from bot.transfer.importers.fields import moment, within

MARCH_31 = date(2024, 3, 31)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-31", MARCH_31),
        ("2024/03/31", MARCH_31),
        ("2024.3.31", MARCH_31),
        ("31.03.2024", MARCH_31),
        ("31/03/2024", MARCH_31),
        ("03/31/2024", MARCH_31),
        ("31 March 2024", MARCH_31),
        ("31st of March 2024", None),
        ("March 31, 2024", MARCH_31),
        ("Mar 31st 2024", MARCH_31),
        ("31-Mar-2024", MARCH_31),
        ("20240331", MARCH_31),
        ("04/04/2024", date(2024, 4, 4)),
        ("03/04/2024", None),
        ("2024-02-30", None),
        ("31 Smarch 2024", None),
        ("next week", None),
        ("", None),
        ("20240331" * 1_000_000, None),
        ("2024-03-31T14:00:00+02:00", datetime(2024, 3, 31, 12, tzinfo=UTC)),
        ("2024-03-31 14:00", datetime(2024, 3, 31, 14, tzinfo=UTC)),
        ("2024-03-31T14:00:00Z", datetime(2024, 3, 31, 14, tzinfo=UTC)),
    ],
)
def test_a_cell_is_a_day_or_a_moment_or_nothing(written, day):
    assert moment(written) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Minutes of 31 March 2024, in the harbour office", MARCH_31),
        ("Steering meeting 2024-03-31 14:00", MARCH_31),
        ("2024_03_31-steering", MARCH_31),
        ("Meeting 12 of the group", None),
        ("1234567820240331", None),
    ],
)
def test_a_line_names_a_day_or_none(line, day):
    assert within(line) == day
