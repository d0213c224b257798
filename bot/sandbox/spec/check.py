"""Whether blocks and views are what Slack accepts; each problem in Slack's own words, with where it is."""

from typing import Any


def blocks(given: Any, surface: str = "message") -> list[str]:
    return []


def view(given: Any) -> list[str]:
    return []
