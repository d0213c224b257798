"""Exports: everything and back again without loss, tables that run nothing, a book, and one partner's part."""

import csv
import json
import stat
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features import decisions, imports
from bot.features.decisions import Origin
from bot.features.imports import candidates
from bot.text.reasons import Wording
from bot.transfer.exporters import write as transfer_write
from bot.transfer.importers import formats
from bot.transfer.importers import run as transfer_run
from bot.transfer.importers.new_records import Choices
from bot.transfer.rows.policy import BY_NAME
from storage.channels import Channel, ChannelPerson
from storage.db import policy
from storage.db.base import Base
from storage.decisions import Decision
from storage.members import EXTERNAL, FULL, GUEST, Member
from storage.partnerships import Partner
from storage.reviews import Review
from storage.search import index as search_index
from storage.search.tokens import Query
from tests.conftest import DATABASES, MONDAY_9
from tests.imports.test_imports import TABLE, watch_nothing
from tests.support.worlds import World

NASTY = '=HYPERLINK("http://evil.example","free")'
EXPORTED = {"partnerships", "partners", "members", "channels", "channel_people", "decisions", "decision_people"}
EXPORTED |= {"decision_versions", "import_candidates", "reviews"}


def member(person, name, kind, partner_id):
    zone = {"zone_name": "Europe/London", "mail_digest": f"digest of {name}"}
    seen = {"met_at": MONDAY_9, "refreshed_at": MONDAY_9}
    return Member(team="T1", person=person, name=name, kind=kind, partner_id=partner_id, **seen, **zone)


def live(memory):
    """A partnership that has lived: amended, replaced, withdrawn, undone, imported, proposed."""
    begin = memory.of(memory.partnership("T1", name="Home", at=MONDAY_9).id)
    with begin() as db:
        tide, salt, north = (
            Partner(name=name, known_by=by)
            for name, by in (("Tidewater", "domain:t"), ("Saltmarsh", "domain:s"), ("Northwind", "team:N"))
        )
        db.add_all([tide, salt, north])
        db.flush()
        ada, bo = member("U0ADA", "Ada", FULL, tide.id), member("U0BO", "Bo", GUEST, salt.id)
        ada.is_convener = bo.is_convener = True
        db.add_all([ada, bo, member("U0DAN", "Dan", EXTERNAL, north.id)])
        for channel, is_private, people in (("C1", False, ["U0ADA"]), ("C2", True, ["U0ADA", "U0BO"])):
            db.add(Channel(channel=channel, name=f"room-{channel}", is_private=is_private, people_known_at=MONDAY_9))
            db.add_all(ChannelPerson(channel=channel, person=person) for person in people)
        db.flush()

        def log(number, text, channel, by, *more):
            wording = Wording(text, "a reason\nof two lines", "another option", more, date(2026, 9, number))
            origin = Origin(
                by.person, MONDAY_9 - timedelta(days=9 - number), f"{channel}:{number}", "https://x.example/1"
            )
            decisions.log(db, wording, origin=origin, channel=channel, by=by, at=MONDAY_9)

        log(1, "We meet on Tuesdays", "C1", ada, "U0DAN")
        log(2, NASTY, "C2", ada, "U0BO")
        log(3, "Use the harbour — “quoted”, ünïcode 🛶 & <b>tags</b>", "C2", bo)
        log(4, "Undone at once", "C1", ada)
        decisions.amend(db, 1, Wording("We meet on Fridays", "market day"), version=1, by=ada, at=MONDAY_9)
        decisions.amend(db, 1, Wording("We meet on Mondays", "no market"), version=2, by=ada, at=MONDAY_9)
        decisions.supersede(db, 3, Wording("Use the river mouth", "it silts up"), by=bo, at=MONDAY_9)
        decisions.withdraw(db, 2, "it was a joke", by=bo, at=MONDAY_9)
        decisions.erase(db, db.scalars(select(Decision).filter_by(number=4)).one(), by=ada, at=MONDAY_9)
    minutes = "ACTION: Bo to call the mayor\nRESOLUTION: We use the ferry\n"
    with TemporaryDirectory() as folder:
        for name, text in (("decisions.csv", TABLE), ("2024-05-06.md", minutes)):
            Path(folder, name).write_text(text)
            keep(begin, Path(folder, name))


HOME = World(live)
ELSEWHERE = World(lambda memory: memory.partnership("T1", name="Another name", at=MONDAY_9))


@pytest.fixture(params=DATABASES)
def lived(request, tmp_path):
    """The partnership that has lived, on each database."""
    with HOME.copy(request.param, tmp_path) as begin:
        yield begin


@pytest.fixture
def home(tmp_path):
    """The same, on one database: what is written down is the same from each, as the ways there and back show."""
    with HOME.copy("sqlite", tmp_path) as begin:
        yield begin


def keep(begin, path, kind=None):
    source = formats.known(path, kind)
    return transfer_run.keep(begin, source, Choices(), now=MONDAY_9, progress=watch_nothing)


def written(begin, out, form="json", partner=None):
    transfer_write.write(begin, form, out, partner=partner, at=MONDAY_9)
    return out


def whole(begin, folder, partner=None):
    return json.loads(written(begin, folder / "whole.json", partner=partner).read_text())


@pytest.fixture(params=DATABASES)
def elsewhere(request, tmp_path_factory):
    """An empty memory, on each database again."""
    with ELSEWHERE.copy(request.param, tmp_path_factory.mktemp("elsewhere")) as begin:
        yield begin


def test_everything_comes_back_record_by_record(lived, elsewhere, tmp_path):
    before = whole(lived, tmp_path)
    outcome = keep(elsewhere, tmp_path / "whole.json")
    after = whole(elsewhere, tmp_path)

    assert outcome.left == []
    assert [row["number"] for row in before["decisions"]] == [1, 2, 3, 5, 6, 7, 8, 9]
    assert [len(row["versions"]) for row in before["decisions"]] == [2, 0, 0, 0, 0, 0, 0, 0]
    assert [row["superseded_by"] for row in before["decisions"]][2] == 5
    assert len(before["import_candidates"]) == 1
    for row in before["decisions"] + after["decisions"]:
        del row["id"]  # of the row, which is another one elsewhere
    for noun in ("partnership", "partners", "members", "channels", "decisions", "import_candidates"):
        assert after[noun] == before[noun], noun


def looked_at(begin):
    """D-1 has been looked at, put off and asked about; its texts are the only ones with these words."""
    with begin() as db:
        row = db.scalars(select(Decision).filter_by(number=1)).one()
        row.owner, row.offered_to, row.expected = "U0BO", "U0DAN", "that quokkas come"
        row.last_confirmed_at, row.last_confirmed_by = MONDAY_9, "U0ADA"
        done = {"done_at": MONDAY_9, "by": "U0ADA", "asked": "U0ADA", "asked_on": date(2026, 3, 1)}
        db.add(Review(decision_id=row.id, outcome="kept", happened="wombats came", lesson="feed them", **done))
        db.add(Review(decision_id=row.id, due_on=date(2026, 3, 1), asked="U0ADA", asked_on=date(2026, 3, 1)))


def test_what_was_expected_and_learned_comes_back_and_is_found(lived, elsewhere, tmp_path):
    looked_at(lived)
    before = whole(lived, tmp_path)["decisions"][0]
    keep(elsewhere, tmp_path / "whole.json")

    assert [row["lesson"] for row in before["reviews"]] == ["feed them", ""]
    assert whole(elsewhere, tmp_path)["decisions"][0] == before
    with elsewhere(reading=True) as db:
        [hit, *_] = search_index.find(db, Query("wombats"), kind="decision")
        assert db.get_one(Decision, hit.record_id).number == 1


def test_a_partner_does_not_learn_whom_we_have_asked(home, tmp_path):
    looked_at(home)
    [review] = whole(home, tmp_path, "Tidewater")["decisions"][0]["reviews"]

    assert (review["lesson"], "asked" in review) == ("feed them", False)


WRONG = ({"outcome": "shamed"}, {"lesson": "x" * 2_001}, {"done_at": "yesterday"}, {"by": 7})


def test_a_review_that_could_not_be_is_left_out_with_its_decision(home, elsewhere, tmp_path):
    looked_at(home)
    told = whole(home, tmp_path)
    [review, *_] = told["decisions"][0]["reviews"]
    for wrong in WRONG:
        told["decisions"][0]["reviews"][0] = review | wrong
        (tmp_path / "wrong.json").write_text(json.dumps(told))
        outcome = keep(elsewhere, tmp_path / "wrong.json")

        assert [left.where for left in outcome.left] == ["wrong.json, D-1"], wrong
        assert len(whole(elsewhere, tmp_path)["decisions"]) == 7, wrong


def test_a_new_decision_gets_a_number_that_was_never_given(home, elsewhere, tmp_path):
    whole(home, tmp_path)
    keep(elsewhere, tmp_path / "whole.json")
    with elsewhere() as db:
        ada = db.scalars(select(Member).filter_by(person="U0ADA")).one()
        new = decisions.log(
            db, Wording("Share one calendar"), origin=Origin("U0ADA", MONDAY_9), channel="C1", by=ada, at=MONDAY_9
        )
        assert new.number == 10


def test_brought_back_to_where_it_came_from_it_adds_nothing(lived, tmp_path):
    before = whole(lived, tmp_path)
    outcome = keep(lived, tmp_path / "whole.json")

    assert (outcome.kept, outcome.known, outcome.left) == (0, 9, [])
    assert whole(lived, tmp_path)["decisions"] == before["decisions"]


def test_brought_twice_and_taken_back(home, elsewhere, tmp_path):
    whole(home, tmp_path)
    first = keep(elsewhere, tmp_path / "whole.json")
    again = keep(elsewhere, tmp_path / "whole.json")
    with elsewhere() as db:
        undone = imports.undo(db, first.import_id, at=MONDAY_9)

    assert (again.kept, again.known) == (0, 9)
    assert (undone.decisions, undone.proposals, undone.changed) == (8, 1, ())
    assert whole(elsewhere, tmp_path)["decisions"] == []


def test_numbers_that_are_taken_are_given_anew_and_links_follow(home, elsewhere, tmp_path):
    whole(home, tmp_path)
    taken = tmp_path / "other.csv"
    taken.write_text("what,decided on\n" + "".join(f"Some other decision {n},2024-01-01\n" for n in range(3)))
    keep(elsewhere, taken)
    keep(elsewhere, tmp_path / "whole.json")

    rows = {row["text"]: row for row in whole(elsewhere, tmp_path)["decisions"]}
    old = next(row for text, row in rows.items() if text.startswith("Use the harbour —"))
    assert old["number"] > 3
    assert rows["Use the river mouth"]["supersedes"] in (old["number"], rows["Use the harbour site"]["number"])
    assert old["superseded_by"] == 5


def test_a_table_that_runs_nothing_and_can_be_read_again(lived, elsewhere, tmp_path):
    path = written(lived, tmp_path / "all.csv", "csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert rows[1]["what"] == f"'{NASTY}"
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())
    outcome = keep(elsewhere, path)
    assert (outcome.decisions, outcome.left) == (8, [])
    texts = [row["text"] for row in whole(elsewhere, tmp_path)["decisions"]]
    assert texts == [row["text"] for row in whole(lived, tmp_path)["decisions"]]


def test_a_book_with_an_index_in_which_words_stay_words(home, tmp_path):
    book = written(home, tmp_path / "book", "markdown")

    index = (book / "index.md").read_text()
    chapter = (book / "2026.md").read_text()
    assert sorted(path.name for path in book.iterdir()) == ["2023.md", "2024.md", "2026.md", "index.md"]
    assert "[D-1](2026.md#d-1) We meet on Mondays" in index
    assert "[D-3](2026.md#d-3) (replaced by D-5)" in index
    assert '<a id="d-3"></a>' in chapter
    assert "&lt;b&gt;tags" in chapter
    assert "**Withdrawn:** it was a joke" in chapter
    assert "by Ada (Tidewater), Dan (Northwind)" in chapter


def test_a_book_wants_an_empty_folder(home, tmp_path):
    with pytest.raises(Refusal, match="not empty"):
        written(home, tmp_path, "markdown")


def test_only_its_owner_can_read_an_export(home, tmp_path):
    out = written(home, tmp_path / "all.json")

    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("partner", "numbers"),
    [("Tidewater", [1, 2, 6]), ("saltmarsh", [2, 3, 5, 7, 8]), ("team:N", [])],
)
def test_a_partner_gets_what_it_took_part_in_and_may_see(lived, tmp_path, partner, numbers):
    """Dan took part in D-1, but in a channel that he is not in; what is of no channel, everybody may see."""
    part = whole(lived, tmp_path, partner)

    assert [row["number"] for row in part["decisions"]] == numbers
    assert "import_candidates" not in part
    assert "events" not in part


def test_a_partner_learns_nothing_else_of_the_others(lived, tmp_path):
    part = whole(lived, tmp_path, "Saltmarsh")

    assert {row["name"] for row in part["members"]} == {"Ada", "Bo"}
    assert {row["name"] for row in part["partners"]} == {"Tidewater", "Saltmarsh"}
    assert {row["name"] for row in part["channels"]} == {"room-C2"}
    assert "digest of" in json.dumps(whole(lived, tmp_path))
    for secret in ("Europe/London", "digest of", "Dan", "Tuesdays", '"people": ["U0'):
        assert secret not in json.dumps(part)


def test_whoever_leaves_a_private_channel_takes_nothing_from_it(lived, tmp_path):
    with lived() as db:
        db.delete(db.scalars(select(ChannelPerson).filter_by(channel="C2", person="U0BO")).one())

    assert [row["number"] for row in whole(lived, tmp_path, "Saltmarsh")["decisions"]] == [7, 8]


def test_no_such_partner_names_those_there_are(home, tmp_path):
    with pytest.raises(Refusal, match="“Saltmarsh”"):
        written(home, tmp_path / "x.json", partner="Penguins")


def test_every_table_is_exported_or_said_not_to_be():
    said = {mapper.local_table.name: mapper.class_.__carried__ for mapper in Base.registry.mappers}
    staying = {name for name, each in said.items() if isinstance(each, policy.Stays)}

    assert {name for name, each in said.items() if each is policy.IN_ITS_OWN_FORM} == EXPORTED
    assert said.keys() == staying | BY_NAME.keys()
    assert not staying & BY_NAME.keys()


def test_a_proposal_that_came_accepted_goes_with_its_decision(home, elsewhere, tmp_path):
    with home() as db:
        ada = db.scalars(select(Member).filter_by(person="U0ADA")).one()
        [row] = candidates.waiting(db, to=ada)
        row.kind = "decision"
        db.flush()
        candidates.accept(db, [row.id], by=ada, at=MONDAY_9)
    whole(home, tmp_path)
    first = keep(elsewhere, tmp_path / "whole.json")
    again = whole(elsewhere, tmp_path)
    with elsewhere() as db:
        undone = imports.undo(db, first.import_id, at=MONDAY_9)

    assert again["import_candidates"][0]["state"] == "accepted"
    assert (undone.decisions, undone.proposals, undone.accepted) == (9, 1, 0)


def test_what_was_settled_is_known_as_such_elsewhere(home, elsewhere, tmp_path):
    with home() as db:
        bo = db.scalars(select(Member).filter_by(person="U0BO")).one()
        [waiting] = candidates.waiting(db, to=bo)
        candidates.decline(db, [waiting.id], by=bo, at=MONDAY_9)
    before = whole(home, tmp_path)
    keep(elsewhere, tmp_path / "whole.json")

    assert before["import_candidates"][0]["state"] == "declined"
    assert whole(elsewhere, tmp_path)["import_candidates"] == before["import_candidates"]
