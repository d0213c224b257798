"""Doors: nobody is told to use one that is shut to them, and a convener learns which are open to whom."""

import ast
import json
import re
from pathlib import Path

import pytest

from bot.cli import doctor, parser
from bot.features import capabilities
from bot.features.capabilities import MISSING, NOT_HERE
from bot.sandbox import client
from bot.settings import Settings
from storage.capabilities import COMMAND, EVERY, HOME, MENTION, PANE, PRIVATE, REACTION
from storage.members import Member
from tests.cli.test_commands import filled
from tests.conftest import MANIFEST, MONDAY_9
from tests.runtime.test_settings import bare
from tests.support.walk import walk

__all__ = ["bare", "filled"]

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"(?<![\w/.:])/(?:decision|commit|ask-why|invite|remind|[a-z]+-[a-z]+)\b")
FOR_COMMANDS = "has_commands"
BEHIND_A_COMMAND = {
    *((noun, "USAGE") for noun in ("answers", "decisions", "commitments")),
    ("onboarding", "BY_COMMAND"),
}
"""Said only to those who have commands, or in answer to one."""


def sayings():
    """Every text that people in the chat may be told, with the folder and the name it stands under."""
    rooms = ("bot/chat", "bot/features", "bot/surfaces", "handlers", "schedules", "storage")
    files = [path for room in rooms for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]
    for path in [*files, ROOT / "bot/runtime/app.py"]:
        tree = ast.parse(path.read_text())
        documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for_some = {id(word) for node in ast.walk(tree) if is_for_commands(node) for word in ast.walk(node)}
        for statement in tree.body:
            target = getattr(statement, "targets", [None])[0]
            for node in ast.walk(statement):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
                    name = FOR_COMMANDS if id(node) in for_some else getattr(target, "id", "")
                    yield path.parent.name, name, node.value


def is_for_commands(node):
    """A line of help that only those read who have commands."""
    return isinstance(node, ast.Call) and any(getattr(each, "id", "") == FOR_COMMANDS for each in node.args)


def test_no_text_names_a_command_but_those_for_people_who_have_them():
    said = list(sayings())
    named = [(where, name, text) for where, name, text in said if NAMED.search(text)]
    to_all = [each for each in named if each[1] != FOR_COMMANDS and each[:2] not in BEHIND_A_COMMAND]

    assert len(said) > 1_000
    assert to_all == []
    assert len(named) > 3


@pytest.mark.parametrize("who", ["chi", "dan"])
def test_a_guest_and_an_external_are_shown_no_command_wherever_they_look(workspace, steward, who):
    walk(workspace)
    person = workspace.person(who)
    for said in ("help", "blargh", "settings", "my promises", "partners", "doors", "set up", "purpose", "why?", "D-99"):
        person.dm(said)
        person.says(f"@Steward {said}", channel="general")
    person.opens_home()
    seen = [*person.dms, *person.whispers, person.home, *person.sees("general")]
    bots = [each for each in seen if getattr(each, "user", "U0STEWARD") == "U0STEWARD"]

    assert len(bots) > 20
    assert [each.reads for each in bots if NAMED.search(each.reads)] == []


@pytest.mark.parametrize(
    ("kind", "single", "has", "has_not"),
    [
        ("full", False, {COMMAND, HOME, PANE}, set()),
        ("guest", False, {MENTION, PRIVATE, HOME}, {COMMAND, PANE}),
        ("guest", True, {MENTION, PRIVATE, REACTION}, {COMMAND, PANE}),
        ("external", False, {MENTION, PRIVATE, REACTION}, {COMMAND, PANE, HOME}),
        ("bot", False, set(), set(EVERY)),
    ],
)
def test_everybody_knows_their_doors(kind, single, has, has_not):
    seen = {"met_at": MONDAY_9, "refreshed_at": MONDAY_9}
    me = Member(team="T", person="U", name="x", kind=kind, is_single_channel=single, **seen)

    assert has <= me.doors
    assert not has_not & me.doors


def test_a_convener_asks_which_doors_are_open(workspace, steward, ada, chi, dan):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    ada.dm("Which doors are open?")

    told = ada.dms[-1].reads
    assert "Conveners (1 person): command, message shortcut" in told
    assert "Members of this workspace (2 people): command, message shortcut, mention, private message" in told
    assert "People of other workspaces (1 person): mention, private message, button, reaction · home perhaps" in told
    assert "have no commands" in told
    ada.clicks("Who convenes", ada.home)
    ada.submits(people=["ada", "dan"])
    dan.dm("doors")
    assert "Conveners (2 people): mention, private message, button, reaction · command for some" in dan.dms[-1].reads
    chi.dm("doors")
    assert "Only conveners can do this. Ask one of them: Ada, Dan." in chi.dms[-1].text


def test_a_scope_that_slack_did_not_grant_shuts_the_doors_that_need_it(workspace, steward):
    scopes = frozenset(MANIFEST["oauth_config"]["scopes"]["bot"]) - {"reactions:read", "commands"}
    with steward.begin(reading=True) as db:
        rows = capabilities.table(db, capabilities.granted(MANIFEST, scopes))
        whole = capabilities.table(db, capabilities.granted(MANIFEST, scopes | {"reactions:read", "commands"}))

    missing = {door for row in rows for door in EVERY if row.doors[door] == MISSING}
    assert missing == {"reaction", "command", "message shortcut"}
    assert "Something is missing for: command" in capabilities.advice(rows)[0]
    assert not any(state == MISSING for row in whole for state in row.doors.values())


def test_doctor_prints_the_table_and_says_what_it_could_not_ask(filled, capsys):
    assert parser.main(["doctor", "--doors"]) == 0

    said = capsys.readouterr().out
    table = {line.split("  ")[0]: line.split()[-1] for line in said.splitlines() if line}
    assert (table["command"], table["mention"], table["home"]) == ("no", "yes", "perhaps")
    assert "Slack did not tell which scopes I have" in said


@pytest.mark.usefixtures("bare")
def test_doctor_says_so_where_it_has_met_nobody(capsys):
    assert parser.main(["doctor", "--doors"]) == 0
    assert "I have met nobody yet" in capsys.readouterr().out


def test_without_a_channel_mentions_reach_nobody(memory):
    home = memory.partnership("T1", name="Home", at=MONDAY_9)
    with memory.of(home.id)(reading=True) as db:
        rows = capabilities.table(db, capabilities.granted(json.loads((ROOT / "manifest.json").read_text()), None))

    assert rows[0].doors[MENTION] == NOT_HERE
    assert "I am in no channel yet" in capabilities.advice(rows)[0]


def test_doctor_asks_slack_what_it_may_do_and_where_it_is(workspace, steward, settings, monkeypatch, capsys):
    """Over the pretend Slack's own protocol, as an operator does."""
    monkeypatch.setattr("bot.cli.doctor.web_client", lambda _: client(workspace))

    scopes, rooms = doctor.asked(settings)
    assert scopes == set(MANIFEST["oauth_config"]["scopes"]["bot"])
    assert rooms == 3
    assert doctor.asked(Settings(_env_file=None)) == (None, None)
