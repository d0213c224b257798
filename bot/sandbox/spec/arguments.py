"""What each argument of the Web API may be, and what is wrong with those of a call.

Source: https://docs.slack.dev/reference/methods, one page per method; read in August 2026.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.sandbox.spec.attachments import ATTACHMENT
from bot.sandbox.spec.check import told
from bot.sandbox.spec.kinds import Each, Flag, Found, Kind, Number, OneOf, Text
from bot.sandbox.spec.methods import Method
from bot.sandbox.spec.shapes import Shape

FLAGS = "as_user exclude_archived exclude_muted include_all_metadata include_count include_disabled include_locale"
FLAGS += " include_num_members include_users inclusive link_names mrkdwn prevent_creation reply_broadcast return_im"
FLAGS += " unfurl_links unfurl_media"
NUMBERS = "length limit"
TRUE, FALSE = {"1", "true", "True"}, {"0", "false", "False", ""}
ANY_TEXT = Text()

FILE = Shape({"id": Text(least=1)}, {"title": Text(), "highlight_type": Text()})
KINDS: dict[str, Kind] = {
    **dict.fromkeys(FLAGS.split(), Flag()),
    **dict.fromkeys(NUMBERS.split(), Number(is_whole=True)),
    "attachments": Each(ATTACHMENT, most=100),
    "file_ids": Each(Text()),
    "files": Each(FILE, least=1),
    "parse": OneOf(("full", "none")),
}  # everything else is text
CHECKED_LATER = frozenset({"blocks", "metadata", "view"})  # they have errors of their own
STRUCTURED = CHECKED_LATER | {name for name, kind in KINDS.items() if isinstance(kind, Each)}  # JSON in a form field


def problems(rules: Method, args: Mapping[str, Any]) -> list[str]:
    """What is wrong with the arguments; nothing when Slack would take them. Absent and null are alike."""
    given = {name: value for name, value in args.items() if value is not None}
    return [*_missing(rules, given), *_unknown(rules, given), *_wrong(given)]


def _missing(rules: Method, given: Mapping[str, Any]) -> Iterator[str]:
    lacking = (name for name in rules.required if given.get(name, "") == "")
    yield from (f"missing required field: {name}" for name in lacking)
    for either in rules.either:
        if not any(given.get(name) for name in either):
            yield f"missing required field: {' or '.join(either)}"


def _unknown(rules: Method, given: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"unknown argument: {name}" for name in given if name not in rules.arguments)


def _wrong(given: Mapping[str, Any]) -> Iterator[str]:
    found: Found = []
    for name in given.keys() - CHECKED_LATER:
        kind = KINDS.get(name, ANY_TEXT)
        kind.find(_read(kind, given[name]), (name,), found)
    yield from told(sorted(found, key=str))


def _read(kind: Kind, value: Any) -> Any:
    """What a form field means: there, flags and numbers are text."""
    if isinstance(kind, Flag):
        written = str(value)
        return written in TRUE if written in TRUE | FALSE else value
    if isinstance(kind, Number) and isinstance(value, str) and re.fullmatch(r"-?\d{1,15}", value):
        return int(value)
    return value
