"""What an import has found: told to conveners, looked through ten at a time, kept or waved away, then known to all."""

import json
import zipfile

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features import commitments, imports
from bot.features.imports import candidates
from bot.transfer.importers import formats, slack_messages
from bot.transfer.importers import run as transfer_run
from bot.transfer.importers.new_records import Choices
from bot.transfer.importers.slack_messages import ExportReading
from storage import commitment_lists
from storage.commitments import Commitment
from storage.decisions import Decision
from storage.members import Member
from storage.proposals import Proposal
from tests.conftest import MONDAY_9
from tests.imports.test_candidates import USERS, message
from tests.imports.test_imports import watch_nothing

AGO = 1_760_000_000  # October 2025, in seconds since 1970
TALK = {
    "general": [
        ("U0ADA", "Decision: we meet on Tuesdays because the ferry does"),
        ("U0BO", "So we decided to read the gauge at noon because the sun is high."),
        ("U0DAN", "I'll send the tide data to Ada by Friday"),
        ("U0BO", "good morning everybody"),
        ("U9OLD", "Decision: <!channel> *we* paint &lt;b&gt;boats&lt;/b&gt; \u202e blue"),
    ],
    "steering": [("U0ADA", "Decision: the grant is ours")],
    "elsewhere": [("U9OLD", "Decision: nobody knows who was here")],
}


def archive(folder, talk=TALK, name="export.zip", since=AGO):
    path = folder / name
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("users.json", json.dumps(USERS))
        public = [{"id": f"C0{each.upper()}", "name": each} for each in talk if each == "general"]
        private = [{"id": f"C0{each.upper()}", "name": each} for each in talk if each != "general"]
        file.writestr("channels.json", json.dumps(public))
        file.writestr("groups.json", json.dumps(private))
        for channel, said in talk.items():
            lines = [message(who, f"{since + number}.000100", text) for number, (who, text) in enumerate(said)]
            file.writestr(f"{channel}/2025-10-09.json", json.dumps(lines))
    return path


def bring(memory, path, now=MONDAY_9):
    begin = memory.of(memory.partnerships()[0].id)
    source = formats.known(path, None, ExportReading(judge=slack_messages.judge))
    return begin, transfer_run.keep(begin, source, Choices(), now=now, progress=watch_nothing)


def boxes(person):
    """What stands in the form to be ticked, and what of it is ticked already."""
    [element] = [each["element"] for each in person.form.blocks if each.get("block_id", "").startswith("right")]
    return element["options"], element.get("initial_options", [])


def submits(person, **chosen):
    """Send the page; a field's name goes on with the number of its page."""
    names = {each["block_id"].split("_")[0]: each["block_id"] for each in person.form.blocks if "block_id" in each}
    person.submits(**{names[name]: value for name, value in chosen.items()})


@pytest.fixture
def convener(ada):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    return ada


@pytest.fixture
def begin(memory, convener, tmp_path):
    return bring(memory, archive(tmp_path))[0]


def every(begin, row):
    with begin(reading=True) as db:
        return list(db.scalars(select(row).order_by(row.id)))


def test_a_convener_is_told_that_something_was_found(begin, convener, steward, bo):
    steward.tick()

    [letter] = [each for each in convener.dms if "found" in each.text]
    assert letter.text == "4 found decisions and 1 promise wait for your look. They were found in export.zip."
    assert "Stop these" in json.dumps(letter.blocks)
    assert bo.dms == []


def test_ten_at_a_time_they_are_kept_and_found_by_everybody_who_could_hear_them(begin, convener, dan, chi):
    convener.opens_home()
    convener.clicks("Look through them", convener.home)
    options, ticked = boxes(convener)
    assert [each["text"]["text"][:12] for each in options] == [
        "1 · We meet ",
        "2 · We decid",
        "3 · @channel",
        "4 · The gran",
    ]
    assert ticked == options

    submits(convener, right=[options[0]["value"], options[1]["value"], options[3]["value"]], others="none")
    assert "Kept: 3 decisions." in convener.form.reads
    convener.submits()
    assert "Kept: 1 promise. That was all that waits for you." in convener.form.reads
    convener.opens_home()
    assert "your look" not in convener.home.reads

    dan.says("@Steward why do we meet on Tuesdays?", channel="general")
    assert "the ferry does" in dan.whispers[-1].reads
    chi.says("@Steward why is the grant ours?", channel="general")
    assert "The grant is ours" not in chi.whispers[-1].reads
    assert sorted(row.state for row in every(begin, Proposal)) == [*["accepted"] * 4, "declined", "pending"]


def test_whoever_promised_finds_it_among_their_promises(begin, convener, dan, memory, tmp_path):
    convener.dm("proposals")
    convener.clicks("Look through them", convener.dms[-1])
    submits(convener, right=[])
    assert "Nothing kept from that page." in convener.form.reads
    convener.submits()

    [row] = every(begin, Commitment)
    assert (row.owner, row.text, str(row.due_on), row.channel) == (
        "U0DAN",
        "I'll send the tide data to Ada by Friday",
        "2025-10-10",
        "C0GENERAL",
    )
    assert (row.state, row.ended_because) == ("let go", "It came with an import; how it ended was not recorded.")
    dan.dm("my promises")
    assert "tide data" not in dan.dms[-1].reads


def test_a_promise_of_last_week_is_open_and_its_owner_hears_of_it(memory, convener, dan, steward, tmp_path):
    since = int(MONDAY_9.timestamp()) - 86_400 * 2
    begin, _ = bring(memory, archive(tmp_path, {"general": TALK["general"][2:3]}, since=since))
    convener.dm("proposals")
    convener.clicks("Look through them", convener.dms[-1])
    convener.submits()
    steward.tick()

    [row] = every(begin, Commitment)
    assert (row.state, str(row.due_on)) == ("open", "2026-03-06")
    assert "It is yours: do with it what is right." in dan.dms[-1].reads


def test_only_conveners_look_through_them(begin, bo, dan):
    bo.dm("proposals")
    assert bo.dms[-1].text.startswith("Only conveners look through what an import has found.")
    dan.says("@Steward proposals", channel="general")
    assert dan.whispers[-1].text.startswith("Only conveners")
    with begin() as db:
        me = db.scalars(select(Member).filter_by(person="U0BO")).one()
        for settle in (candidates.accept, candidates.decline):
            with pytest.raises(Refusal, match="Only conveners"):
                settle(db, [1], by=me, at=MONDAY_9)


def test_a_convener_of_another_workspace_does_it_all_with_buttons(begin, convener, dan):
    convener.opens_home()
    convener.clicks("Who convenes", convener.home)
    convener.submits(people=["ada", "dan"])
    dan.dm("proposals")
    assert dan.dms[-1].text.startswith("3 found decisions and 1 promise wait")  # the steering group is not theirs
    dan.clicks("Look through them", dan.dms[-1])
    dan.submits()
    dan.submits()

    assert len(every(begin, Decision)) == 3
    dan.dm("proposals")
    assert dan.dms[-1].text.startswith("Nothing that was found waits for you.")


def test_two_who_look_at_the_same_page_settle_it_once(begin, convener, bo):
    convener.opens_home()
    convener.clicks("Who convenes", convener.home)
    convener.submits(people=["ada", "bo"])
    for person in (convener, bo):
        person.dm("proposals")
        person.clicks("Look through them", person.dms[-1])
    convener.submits()
    bo.submits()

    assert "Nothing kept from that page. 4 had been settled by somebody else." in bo.form.reads
    assert len(every(begin, Decision)) == 4


def test_words_of_the_talk_ping_nobody_in_the_form(begin, convener):
    convener.dm("proposals")
    convener.clicks("Look through them", convener.dms[-1])

    shown = [each["text"]["text"] for each in convener.form.blocks if each["type"] == "section"]
    assert "> @channel *we* paint &lt;b&gt;boats&lt;/b&gt;" in shown[2]


def test_long_and_many_fit_in_the_form(memory, convener, tmp_path):
    talk = [("U0ADA", f"Decision: number {number} " + "very " * 900 + "long") for number in range(23)]
    begin, _ = bring(memory, archive(tmp_path, {"general": talk}))
    convener.dm("proposals")
    convener.clicks("Look through them", convener.dms[-1])
    assert len(boxes(convener)[0]) == 10
    for left in (10, 3):
        convener.submits()
        assert len(boxes(convener)[0]) == left
    convener.submits()

    assert len(every(begin, Decision)) == 23


def test_run_again_and_taken_back_what_was_accepted_stays(begin, convener, memory, tmp_path):
    convener.dm("proposals")
    convener.clicks("Look through them", convener.dms[-1])
    convener.submits()
    convener.submits()
    _, again = bring(memory, archive(tmp_path))
    with begin() as db:
        undone = imports.undo(db, 1, at=MONDAY_9)

    assert (again.kept, again.known) == (0, 6)
    assert (undone.decisions, undone.proposals, undone.accepted) == (0, 1, 5)
    assert len(every(begin, Commitment)) == 1


def test_a_message_that_is_a_promise_already_is_not_proposed_nor_kept_twice(begin, memory, tmp_path):
    with begin() as db:
        dan = db.scalars(select(Member).filter_by(person="U0DAN")).one()
        ada = db.scalars(select(Member).filter_by(person="U0ADA")).one()
        said = commitments.CommitmentSource(MONDAY_9, "C0GENERAL", f"C0GENERAL:{AGO + 2}.000100")
        first = commitments.record(
            db, commitments.CommitmentText("Send the tide data"), said=said, owner=dan, at=MONDAY_9
        )
        waiting = [row.id for row in candidates.waiting(db, to=ada, kind="commitment")]
        kept = candidates.accept(db, waiting, by=ada, at=MONDAY_9)
        assert kept.promises == (first.number,)
        assert commitment_lists.totals(db).made == 1
