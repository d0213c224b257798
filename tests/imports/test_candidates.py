"""Proposals out of a Slack export: nobody finds them, whoever may see them settles them, nothing is posted."""

import json
import zipfile

import pytest
from sqlalchemy import select

from bot.features import decisions, imports
from bot.features.decisions import Origin
from bot.features.imports import candidates
from bot.text.reasons import Wording
from bot.transfer.importers import formats
from bot.transfer.importers import run as transfer_run
from bot.transfer.importers.new_records import Choices
from storage.channels import Channel, ChannelPerson
from storage.commitments import Commitment
from storage.decisions import Decision, DecisionPerson
from storage.events import Event
from storage.members import Member
from storage.proposals import Proposal
from storage.search import index as search_index
from storage.search.tokens import Query
from tests.imports.test_imports import MONDAY_9, asked, begin, every, watch_nothing

__all__ = ["begin"]

USERS = [
    {"id": "U0ADA", "name": "ada", "profile": {"real_name": "Ada Lovelace"}},
    {"id": "U9RITA", "name": "rita", "profile": {"real_name": "Rita", "email": "bo@tidewater.example"}},
    {"id": "U9OLD", "name": "old", "profile": {"real_name": "Olga Old"}},
    {"id": "U9BOT", "name": "bot", "is_bot": True, "profile": {"real_name": "A program"}},
]
SAID = {
    "tides": [
        ("U0ADA", "1700000000.000100", "Decision: we meet on Tuesdays because the ferry does"),
        ("U9RITA", "1700000100.000100", "#agreed use the harbour site, says <@U9OLD>"),
        ("U9OLD", "1700000200.000100", "Action: Ada calls the mayor"),
        ("U9BOT", "1700000300.000100", "Decision: programs decide nothing"),
        ("U9OLD", "1700000400.000100", "good morning everybody"),
    ],
    "general": [("U9OLD", "1700000500.000100", "RESOLUTION: share one calendar")],
}


def message(user, ts, text):
    return {"type": "message", "user": user, "ts": ts, "text": text}


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("users.json", json.dumps(USERS))
        archive.writestr("channels.json", json.dumps([{"id": "C0GENERAL", "name": "general"}]))
        archive.writestr("groups.json", json.dumps([{"id": "C0TIDES", "name": "tides"}]))
        archive.writestr("dms.json", json.dumps([{"id": "D1"}]))
        archive.writestr(
            "D1/2023-11-14.json", json.dumps([message("U0ADA", "1700000000.1", "Decision: it is private")])
        )
        for channel, said in SAID.items():
            archive.writestr(f"{channel}/2023-11-14.json", json.dumps([message(*each) for each in said]))
    return formats.known(path, None)


def keep(begin, source):
    return transfer_run.keep(begin, source, Choices(), now=MONDAY_9, progress=watch_nothing)


def person(db, who):
    """Somebody, who convenes."""
    found = db.scalars(select(Member).filter_by(person=who)).one()
    found.is_convener = True
    return found


def waiting(begin, who, **more):
    with begin(reading=True) as db:
        return [(each.id, each.text) for each in candidates.waiting(db, to=person(db, who), **more)]


def test_an_export_makes_proposals_that_nobody_finds(begin, export):
    outcome = keep(begin, export)

    assert (outcome.decisions, outcome.proposed_decisions, outcome.proposed_commitments) == (0, 3, 1)
    assert [remark.words for remark in outcome.remarks] == ["Direct messages are private: I did not read them."]
    assert asked(begin, "why do we meet on Tuesdays?") == []
    first = next(row for row in every(begin, Proposal) if row.text.startswith("We meet"))
    assert (first.text, first.reason, first.people) == ("We meet on Tuesdays", "the ferry does", "U0ADA")
    assert (first.channel, first.source) == ("C0TIDES", "C0TIDES:1700000000.000100")


def test_people_are_known_by_id_by_mail_or_by_name(begin, export):
    keep(begin, export)

    rows = {row.source: row for row in every(begin, Proposal)}
    assert rows["C0TIDES:1700000100.000100"].people == "U0BO"
    assert rows["C0TIDES:1700000100.000100"].text == "Use the harbour site, says @Olga Old"
    assert rows["C0GENERAL:1700000500.000100"].people == "said:Olga Old"


def test_what_was_said_in_a_private_channel_is_shown_to_its_people_alone(begin, export):
    keep(begin, export)

    assert len(waiting(begin, "U0ADA")) == 4
    assert waiting(begin, "U0BO") == []
    assert waiting(begin, "U0DAN") == []
    with begin() as db:
        db.add(ChannelPerson(channel="C0GENERAL", person="U0DAN"))
    assert [text for _, text in waiting(begin, "U0DAN")] == ["Share one calendar"]


def test_a_channel_that_the_memory_knows_keeps_what_is_known(begin, export):
    keep(begin, export)

    rows = {row.channel: row for row in every(begin, Channel)}
    assert (rows["C0TIDES"].is_private, rows["C0TIDES"].has_bot) == (True, True)
    assert (rows["C0GENERAL"].is_private, rows["C0GENERAL"].has_bot) == (False, False)


def test_they_are_looked_at_in_pages(begin, export):
    keep(begin, export)
    first = waiting(begin, "U0ADA", kind="decision", limit=2)
    rest = waiting(begin, "U0ADA", kind="decision", limit=2, after=first[-1][0])

    assert [len(first), len(rest)] == [2, 1]
    assert not {id_ for id_, _ in first} & {id_ for id_, _ in rest}


def test_accepted_they_are_found_with_the_day_they_were_said(begin, export):
    keep(begin, export)
    ids = [id_ for id_, _ in waiting(begin, "U0ADA")]
    with begin() as db:
        settled = candidates.accept(db, ids, by=person(db, "U0ADA"), at=MONDAY_9)
        assert db.info.get("to_deliver") is None

    assert settled.decisions == (1, 2, 3)
    assert (settled.left, [row.text for row in every(begin, Commitment)]) == ((), ["Ada calls the mayor"])
    assert asked(begin, "why do we meet on Tuesdays?") == ["We meet on Tuesdays"]
    kept = next(row for row in every(begin, Decision) if row.text == "We meet on Tuesdays")
    assert (kept.decided_by, kept.logged_by, kept.decided_at.year) == ("U0ADA", "U0ADA", 2023)
    assert kept.imported_from == "export.zip, #tides"
    assert [row.person for row in every(begin, DecisionPerson) if row.decision_id == kept.id] == ["U0ADA"]
    assert [row.what for row in every(begin, Event)].count("decision.accepted") == 3
    assert waiting(begin, "U0ADA") == []


def test_accepting_twice_remembers_once(begin, export):
    keep(begin, export)
    ids = [id_ for id_, _ in waiting(begin, "U0ADA", kind="decision")]
    for _ in range(2):
        with begin() as db:
            settled = candidates.accept(db, ids * 2, by=person(db, "U0ADA"), at=MONDAY_9)

    assert (settled.decisions, settled.left) == ((), tuple(ids))
    assert len(every(begin, Decision)) == 3


def test_nobody_settles_what_they_may_not_see(begin, export):
    keep(begin, export)
    ids = [row.id for row in every(begin, Proposal)]
    with begin() as db:
        bo = person(db, "U0BO")
        assert candidates.accept(db, ids, by=bo, at=MONDAY_9).left == tuple(ids)
        assert candidates.decline(db, ids, by=bo, at=MONDAY_9).left == tuple(ids)

    assert every(begin, Decision) == []
    assert {row.state for row in every(begin, Proposal)} == {"pending"}


def test_declined_they_are_not_proposed_again(begin, export):
    keep(begin, export)
    ids = [id_ for id_, _ in waiting(begin, "U0ADA")]
    with begin() as db:
        assert candidates.decline(db, ids, by=person(db, "U0ADA"), at=MONDAY_9).left == ()

    assert waiting(begin, "U0ADA") == []
    assert keep(begin, export).known == 4
    assert waiting(begin, "U0ADA") == []


def test_a_message_that_was_logged_in_the_chat_is_not_proposed(begin, export):
    with begin() as db:
        ada = person(db, "U0ADA")
        origin = Origin("U0ADA", MONDAY_9, source="C0TIDES:1700000000.000100")
        decisions.log(db, Wording("We meet on Tuesdays"), origin=origin, channel="C0TIDES", by=ada, at=MONDAY_9)

    assert keep(begin, export).known == 1


def test_a_message_that_was_logged_meanwhile_is_not_remembered_twice(begin, export):
    keep(begin, export)
    with begin() as db:
        ada = person(db, "U0ADA")
        origin = Origin("U0ADA", MONDAY_9, source="C0TIDES:1700000000.000100")
        decisions.log(db, Wording("We meet on Tuesdays"), origin=origin, channel="C0TIDES", by=ada, at=MONDAY_9)
        ids = [row.id for row in candidates.waiting(db, to=ada, kind="decision")]
        assert candidates.accept(db, ids, by=ada, at=MONDAY_9).decisions == (2, 3)

    accepted = next(row for row in every(begin, Proposal) if row.source == "C0TIDES:1700000000.000100")
    assert (accepted.state, accepted.decision_id) == ("accepted", 1)


def test_taken_back_only_what_was_accepted_stays(begin, export):
    keep(begin, export)
    with begin() as db:
        ada = person(db, "U0ADA")
        [first, second, *_] = candidates.waiting(db, to=ada, kind="decision")
        candidates.accept(db, [first.id], by=ada, at=MONDAY_9)
        candidates.decline(db, [second.id], by=ada, at=MONDAY_9)
    with begin() as db:
        undone = imports.undo(db, 1, at=MONDAY_9)

    assert (undone.decisions, undone.proposals, undone.accepted) == (0, 3, 1)
    assert [row.state for row in every(begin, Proposal)] == ["accepted"]
    assert len(every(begin, Decision)) == 1


def test_an_accepted_promise_can_be_asked_for(begin, export):
    keep(begin, export)
    ids = [id_ for id_, _ in waiting(begin, "U0ADA")]
    with begin() as db:
        candidates.accept(db, ids, by=person(db, "U0ADA"), at=MONDAY_9)
    with begin(reading=True) as db:
        assert search_index.find(db, Query("who calls the mayor?"))[0].kind == "commitment"
