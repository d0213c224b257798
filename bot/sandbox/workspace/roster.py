"""People and channels from a file, so that any app can be tried among them.

The file is JSON with these lists (`alliance/people.json` is an example; only `teams` and `people` must be there):

    teams       id, name, domain             the first one is where the app is installed
    people      id, name                     and, if you like: real_name, email, tz ("Europe/London"), locale ("en-GB"),
                                             team (an id; else the first), kind: "member", "guest" or "external"
    channels    id, name                     and: people (their names or ids), topic, private (true or false),
                                             shared_with (ids of teams), app (false: the app is not in it)
    usergroups  id, handle                   and: name, people
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from bot.sandbox.spec.kinds import At, Each, Flag, Found, OneOf, Shape, Text
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.directory import BOT_USER, SLACKBOT

EXAMPLE = Path(__file__).parents[1] / "alliance" / "people.json"
TAKEN = {BOT_USER, SLACKBOT}
ID = Text(least=2, pattern=r"[A-Z][A-Z0-9]+")
NAME, NAMES = Text(least=1, most=80), Each(Text(least=1))
TEAM = Shape({"id": ID, "name": NAME, "domain": Text(least=1, pattern=r"[a-z0-9-]+")})
PERSON = Shape(
    {"id": ID, "name": NAME},
    {
        "real_name": NAME,
        "email": Text(pattern=r"[^@\s]+@[^@\s]+"),
        "tz": Text(),
        "locale": Text(pattern=r"[a-z]{2}-[A-Z]{2}"),
        "team": ID,
        "kind": OneOf(("member", "guest", "external")),
    },
)
CHANNEL = Shape(
    {"id": ID, "name": Text(least=1, most=80, pattern=r"[\w-]+")},
    {"people": NAMES, "topic": Text(), "private": Flag(), "shared_with": Each(ID), "app": Flag()},
)
GROUP = Shape({"id": ID, "handle": NAME}, {"name": NAME, "people": NAMES})
CENSUS = Shape(
    {"teams": Each(TEAM, least=1), "people": Each(PERSON, least=1)},
    {"channels": Each(CHANNEL), "usergroups": Each(GROUP)},
)


class BadFile(ValueError):  # noqa: N818 - an answer to whoever wrote it
    """A file that cannot be used; the words name the line or the field."""


def fill(workspace: Workspace, path: Path = EXAMPLE) -> None:
    """Teams, people, channels and user groups of a file. Raises BadFile."""
    given = read(path)
    refuse(path, check(given))
    for team in given["teams"]:
        workspace.add_team(**team)
    for person in given["people"]:
        workspace.add_user(**person)
    for channel in given.get("channels", ()):
        told = {name: value for name, value in channel.items() if name != "app"}
        app = [workspace.bot.id] if channel.get("app", True) else []
        workspace.add_channel(**{**told, "people": [*channel.get("people", ()), *app]})
    for group in given.get("usergroups", ()):
        workspace.add_usergroup(**group)


def read(path: Path) -> Any:
    """The JSON of a file. Raises BadFile."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not written in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise BadFile(f"{path} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from error


def refuse(path: Path, found: Found) -> None:
    """Raises BadFile with the first of these problems."""
    if found:
        at, words = found[0]
        more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
        raise BadFile(f"{path}: {_place(at)} {words}.{more}")


def check(given: Any) -> Found:
    """What is wrong with a file of people: first its form, then what its parts say of one another."""
    found: Found = []
    CENSUS.find(given, (), found)
    return found or [*_twice(given), *_strangers(given), *_zones(given)]


def _twice(given: Any) -> Iterator[tuple[At, str]]:
    ids = Counter(each["id"] for part in given.values() for each in part)
    yield from ((("ids",), f"must differ, {id} is there {times} times") for id, times in ids.items() if times > 1)
    yield from ((("ids",), f"must differ, {id} is the app's or Slack's own") for id in TAKEN & ids.keys())
    for part in ("people", "channels"):
        names = Counter(each["name"].lower() for each in given.get(part, ()))
        yield from (((part,), f"must differ, {name} is there {n} times") for name, n in names.items() if n > 1)


def _strangers(given: Any) -> Iterator[tuple[At, str]]:
    """Names that are mentioned and that nobody has."""
    teams = {each["id"] for each in given["teams"]}
    known = {each[key].lower() for each in given["people"] for key in ("id", "name", "real_name") if key in each}
    for part, key, names in (
        ("people", "team", teams),
        ("channels", "shared_with", teams),
        ("channels", "people", known),
        ("usergroups", "people", known),
    ):
        for number, each in enumerate(given.get(part, ())):
            said = each.get(key, [])
            for name in [said] if isinstance(said, str) else said:
                if name not in names and name.lower() not in names:
                    yield (part, number, key), f"names {name}, who is not in this file"


def _zones(given: Any) -> Iterator[tuple[At, str]]:
    zones = available_timezones()
    for number, each in enumerate(given["people"]):
        if "tz" in each and each["tz"] not in zones:
            yield ("people", number, "tz"), f"is no time zone: {each['tz']}"


def _place(at: At) -> str:
    """people[2].kind"""
    written = "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in at).lstrip(".")
    return written or "the file"
