"""The fields between two lines of dashes at the top of a Markdown file."""

import re
from collections.abc import Sequence

from bot.carriage.prose import named


def front_matter(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """The fields between two lines of dashes at the very top, lists in one line or below; and where the rest begins."""
    if not lines or lines[0].lstrip("\ufeff").rstrip() != "---":
        return {}, 0
    end = next((number for number in range(1, min(len(lines), 200)) if lines[number].rstrip() in ("---", "...")), 0)
    found: dict[str, str] = {}
    key = ""
    for line in lines[1:end]:
        if line.strip().startswith("- ") and key:
            found[key] = "; ".join(filter(None, (found[key], _value(line.strip()[2:]))))
        elif ":" in line and not line.startswith((" ", "#")):
            name, _, value = line.partition(":")
            key = named(name)
            found[key] = _value(value)
    return found, end + 1 if end else 0


def _value(written: str) -> str:
    written = re.sub(r"\s#.*$", "", written.strip()[:1_000]).strip()
    if written.startswith("[") and written.endswith("]") and "](" not in written:
        return "; ".join(each.strip(" \"'") for each in written[1:-1].split(","))
    return written.strip("\"'")
