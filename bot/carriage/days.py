"""Days as people and programs write them; a day that could be two is none."""

import re
from datetime import UTC, date, datetime

NAMES = (
    "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sep sept,"
    "october oct,november nov,december dec"
)
MONTHS = {name: number for number, names in enumerate(NAMES.split(","), 1) for name in names.split()}
YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"
ISO = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/._](?P<m>\d{1,2})[-/._](?P<d>\d{1,2})(?!\d)")
SOLID = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th)?[ .-]+(?P<n>[a-z]{3,9})\.?,?[ -]+" + YEAR, re.IGNORECASE)
MONTH_FIRST = re.compile(r"\b(?P<n>[a-z]{3,9})\.? +(?P<d>\d{1,2})(?:st|nd|rd|th)?,? +" + YEAR, re.IGNORECASE)
DOTTED = re.compile(r"(?<!\d)(?P<d>\d{1,2})\.(?P<m>\d{1,2})\." + YEAR)
SLASHED = re.compile(r"(?<!\d)(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-]" + YEAR)
LONGEST_CELL = 40  # characters of a cell that is a day and nothing else
LONGEST = 200  # characters in which a day is looked for


def moment(written: str) -> date | datetime | None:
    """A cell that is a day or a moment, and nothing else. A moment without a zone counts as UTC."""
    written = written[: 2 * LONGEST_CELL].strip()
    if len(written) > LONGEST_CELL:
        return None
    try:
        if len(written) > len("2024-03-31"):
            read = datetime.fromisoformat(written)
            return read.replace(tzinfo=read.tzinfo or UTC)
    except ValueError:
        pass
    return within(written)


def within(text: str) -> date | None:
    """The first day that a line names. "03/04/2024" could be two days, so it is none; "13/04/2024" is one."""
    text = text[:LONGEST]
    for form in (ISO, DAY_FIRST, MONTH_FIRST, DOTTED, SOLID):
        for found in form.finditer(text):
            parts = found.groupdict()
            month = MONTHS.get(parts["n"].lower(), 0) if "n" in parts else int(parts["m"])
            if day := _day(int(parts["y"]), month, int(parts["d"])):
                return day
    return _slashed(text)


def _slashed(text: str) -> date | None:
    found = SLASHED.search(text)
    if found is None:
        return None
    year, a, b = int(found["y"]), int(found["a"]), int(found["b"])
    if a == b or b > 12:
        return _day(year, a, b)
    return _day(year, b, a) if a > 12 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
