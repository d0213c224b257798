"""Everything that a partnership remembers besides decisions: carried away, and home again elsewhere as it was."""

import json
from datetime import date, time, timedelta

import pytest
from sqlalchemy import inspect, select

from bot.features import commitments, decisions, imports
from bot.features.commitments import CommitmentSource, CommitmentText, Recipient
from bot.features.decisions import Origin
from bot.text.reasons import Wording
from bot.transfer.exporters import write as transfer_write
from bot.transfer.importers import formats
from bot.transfer.importers import run as transfer_run
from bot.transfer.importers.new_records import Choices
from bot.transfer.rows import restore as transfer_restore
from bot.transfer.rows.policy import REGISTER
from bot.transfer.rows.values import written
from storage import events
from storage.agreements import Agreement, AgreementQuestion, AgreementVersion, AgreementWord
from storage.buddies import BuddyAsk, Buddyship, BuddyWish
from storage.catch_ups import CatchUp
from storage.channels import Channel, ChannelPerson
from storage.commitments import Commitment
from storage.decision_logs import DecisionLog
from storage.decisions import Decision
from storage.duplicates import ToldApart
from storage.exports import Export
from storage.glossary import GlossaryEntry
from storage.groups import Group, GroupPerson
from storage.members import FULL, GUEST, Member
from storage.memberships import REPRESENTATIVE, Membership
from storage.notification_settings import DayOff, Preference, Stop
from storage.onboarding import Onboarding, OnboardingText, OnboardingTouch
from storage.open_questions import QuestionAsker, QuestionExpert
from storage.partner_identifiers import DOMAIN, PartnerIdentifier
from storage.partnerships import Partner, own
from storage.purpose import Purpose, PurposeForm
from storage.recurrences import Recurrence
from storage.reopenings import Reopening
from storage.search import feedback as search_feedback
from storage.search import index as search_index
from storage.search import kinds
from storage.search.tokens import Query
from storage.spotlights import Spotlight
from storage.suggestions import Suggestion
from storage.surveys import ANONYMOUS, Invitation, Survey, SurveyAnswer
from storage.whys import ANSWERED, OpenQuestion
from tests.conftest import DATABASES, MONDAY_9
from tests.imports.test_imports import watch_nothing
from tests.support.worlds import World

DAY = date(2026, 3, 2)
TUESDAY = MONDAY_9 + timedelta(days=1)
SHOWN = [{"question": "q", "total": None, "cells": [{"partners": ["2"], "result": {"kind": "scale", "answered": 5}}]}]


def member(person, name, partner_id, kind=FULL):
    seen = {"met_at": MONDAY_9, "refreshed_at": MONDAY_9}
    return Member(team="T1", person=person, name=name, kind=kind, partner_id=partner_id, **seen)


def a_round(key, **more):
    facts = {"title": "Are we moving?", "set_key": "own", "questions": "[]", "privacy": ANONYMOUS, "fewest": 3}
    days = {"opens_on": DAY, "hour": time(10), "closes_on": DAY, "opened_by": "U0ADA", "made_at": MONDAY_9}
    return Survey(key=key, audience="partner:2", channel="C1", **facts, **days, **more)


def live(db):
    """A little of everything. The partner that matters has another number than it will have elsewhere."""
    tide, salt = Partner(name="Tide", known_by="domain:t"), Partner(name="Salt", known_by="domain:s")
    db.add_all([tide, salt])
    db.flush()
    ada, bo = member("U0ADA", "Ada", tide.id), member("U0BO", "Bo", salt.id, GUEST)
    db.add_all([ada, bo, Channel(channel="C1", name="one", is_private=True)])
    db.add_all(
        [ChannelPerson(channel="C1", person="U0ADA"), Preference(person="U0BO", since=time(8, 30), away_until=DAY)]
    )
    db.add_all(
        [Stop(person="U0BO", kind="purpose", at=MONDAY_9), DayOff(on=DAY, name="The regatta", partner_id=salt.id)]
    )
    db.add_all(
        [
            DayOff(on=DAY, name="Everybody's"),
            Suggestion(channel="C1", person="U0BO", kind="decision", at=MONDAY_9, rules="a\nb", was_right=True),
        ]
    )
    db.add(
        Recurrence(
            noun="pulse",
            weekdays="0",
            hour=time(10),
            channel="C1",
            set_by="U0ADA",
            set_at=MONDAY_9,
            came=4,
            settings='{"set": "x"}',
        )
    )
    db.add_all(
        [
            Purpose(kind="purpose", text=text, written_by="U0ADA", written_at=MONDAY_9 + timedelta(days=n), reason="so")
            for n, text in enumerate(("=First", "Second <!channel>"))
        ]
    )
    db.add(GlossaryEntry(folded="withy", word="Withy", meaning="A rod", written_by="U0ADA", written_at=MONDAY_9))
    db.add(
        PurposeForm(kind="quote", text="We care", written_by="U0BO", written_at=MONDAY_9, partner_id=salt.id, shown=2)
    )
    done = a_round("r1", opened_at=MONDAY_9, closed_at=MONDAY_9, results=json.dumps(SHOWN), post="1.1")
    going = a_round("r2", opened_at=MONDAY_9, secret="a secret of the round")
    db.add_all([done, going, a_round("r3")])
    db.flush()
    for number, token in enumerate(("zz", "aa", "mm")):
        db.add(SurveyAnswer(survey_id=done.id, token=token, question="q", reply=str(number), partner_id=salt.id))
        db.add(Invitation(survey_id=done.id, person=f"U{9 - number}", partner_id=tide.id, state="answered"))
    db.add(SurveyAnswer(survey_id=going.id, token="half-way", question="q", reply='"not yet"'))
    db.add(Invitation(survey_id=going.id, person="U0BO", state="answered"))
    db.add(
        Spotlight(
            partner_id=salt.id,
            due_on=DAY,
            channel="C1",
            person="U0BO",
            representative="U0BO",
            state="posted",
            post="4.4",
            text='{"what": "They mend nets"}',
            asked_at=MONDAY_9,
        )
    )
    db.add_all(
        [
            DecisionLog(channel="C1", asked_by="U0ADA", asked_at=MONDAY_9, post="2.2"),
            Export(person="U0ADA", form="csv", scope="whole", asked_at=MONDAY_9),
        ]
    )
    _belong(db, salt)
    _welcome(db)
    _promise(db, ada, bo, salt)
    _decide(db, ada)
    _wonder(db, ada, bo)
    _agree(db, salt)
    _pair(db)


def _agree(db, salt):
    """A draft, and an agreement with two wordings, to which somebody said yes for their partner, and asked."""
    dropped, kept = (Agreement(made_by="U0ADA", made_at=at) for at in (MONDAY_9, TUESDAY))
    db.add_all([dropped, kept])
    db.flush()
    facts = {"title": "How we answer", "text": "Soon", "link": "", "whom": "representatives", "written_by": "U0ADA"}
    db.add(AgreementVersion(agreement_id=dropped.id, written_at=MONDAY_9, **facts))
    rows = [
        AgreementVersion(
            agreement_id=kept.id, written_at=MONDAY_9 + timedelta(days=n), follows=n, number=n + 1, **facts
        )
        for n in (0, 1)
    ]
    db.add_all(rows)
    db.flush()
    word = {"agreement_id": kept.id, "person": "U0BO", "at": TUESDAY, "partner_id": salt.id}
    db.add(AgreementWord(version_id=rows[1].id, number=2, said="accepted", **word))
    db.add(AgreementQuestion(agreement_id=kept.id, person="U0BO", text="In August too?", asked_at=TUESDAY))


def _pair(db):
    db.add(BuddyWish(person="U0ADA", is_willing=True, said_at=MONDAY_9))
    row = Buddyship(newcomer="U0BO", offered_at=MONDAY_9, state="together", buddy="U0ADA", since=TUESDAY)
    db.add(row)
    db.flush()
    db.add(BuddyAsk(buddyship_id=row.id, person="U0ADA", asked_at=MONDAY_9, expires_at=TUESDAY, said="accepted"))


def _belong(db, salt):
    """Who was of which partner, what it is known by, and a working group."""
    db.add(
        Membership(person="U0BO", partner_id=salt.id, role=REPRESENTATIVE, since=MONDAY_9, because="said", by="U0ADA")
    )
    db.add(PartnerIdentifier(kind=DOMAIN, mark="s", at=MONDAY_9, partner_id=salt.id, said_by="U0ADA"))
    divers = Group(name="Divers", begun_at=MONDAY_9, channel="C1")
    db.add(divers)
    db.flush()
    db.add(GroupPerson(group_id=divers.id, person="U0BO"))


def _welcome(db):
    """Somebody who is settled, the wish they said, a text that was changed, and what somebody missed."""
    db.add_all(Onboarding(person=who, because="joined", began_at=MONDAY_9) for who in ("U0ADA", "U0BO"))
    db.flush()
    bo = db.scalars(select(Onboarding).filter_by(person="U0BO")).one()
    db.add(
        OnboardingTouch(onboarding_id=bo.id, turn=1, step="why", made_at=MONDAY_9, done_at=TUESDAY, wish="More boats")
    )
    db.add(OnboardingText(name="why", version=1, text="Hello", ask="", written_by="U0ADA", written_at=MONDAY_9))
    db.add(CatchUp(person="U0BO", since=MONDAY_9, until=TUESDAY))


def _decide(db, ada):
    """Two decisions, the first one undone, so that rows and numbers differ; the second one is looked at again."""
    for number in (1, 2):
        origin = Origin("U0ADA", MONDAY_9, f"C1:{number}", None)
        decisions.log(db, Wording(f"We sail at dawn {number}"), origin=origin, channel="C1", by=ada, at=MONDAY_9)
    gone, kept = db.scalars(select(Decision).order_by(Decision.number)).all()
    decisions.erase(db, gone, by=ada, at=MONDAY_9)
    facts = {"by": "U0BO", "at": MONDAY_9, "people": "U0ADA\nU0BO", "post": "3.3"}
    db.add(Reopening(decision_id=kept.id, what_changed="A storm", settled_how="kept", settled_by="U0ADA", **facts))
    db.add(ToldApart(decision_id=kept.id, words="a digest", by="U0ADA", at=MONDAY_9))


def _wonder(db, ada, bo):
    """A question with an answer, and one that follows it and is open; each in a private channel."""
    ended = {"state": ANSWERED, "answer": "The lantern was broken", "ended_by": "U0ADA", "ended_at": MONDAY_9}
    first = OpenQuestion(number=1, question="Why no lantern?", place="C1", asked_at=MONDAY_9, channel="C1", **ended)
    second = OpenQuestion(number=2, question="Why still none?", place="C1", asked_at=TUESDAY, follows=1, channel="C1")
    db.add_all([first, second])
    own(db).questions_numbered = 2
    db.flush()
    seen = {"person": "U0BO", "asked_at": MONDAY_9}
    db.add(QuestionAsker(question_id=first.id, wording="why, tell me", is_named=False, helped=True, **seen))
    db.add(
        QuestionExpert(
            question_id=second.id, because="D", record="D-2", draft="half a thought", drafted_at=MONDAY_9, **seen
        )
    )
    search_feedback.remember(db, ["lantern"], "why", first.id, person="U0BO", at=MONDAY_9)
    [kept] = db.scalars(select(Decision.id).where(Decision.undone_at.is_(None)))
    search_feedback.remember(db, ["dawn"], "decision", kept, person="U0BO", at=MONDAY_9)


def _promise(db, ada, bo, salt):
    said = CommitmentSource(MONDAY_9, "C1", "C1:1.1", "https://x.example/1")
    first = commitments.record(
        db, CommitmentText("Send the data", Recipient("partner", None, salt.id), DAY), said=said, owner=ada, at=MONDAY_9
    )
    commitments.renegotiate(
        db, first.number, "Send half", due_on=DAY + timedelta(days=3), version=1, by=ada, at=MONDAY_9
    )
    commitments.record(db, CommitmentText("Only mine"), said=CommitmentSource(MONDAY_9), owner=bo, at=MONDAY_9)
    events.note(db, "convener.added", subject_id=bo.id, by="U0ADA", at=MONDAY_9)
    own(db).messages_a_week = 7


def home_of(memory):
    with memory.of(memory.partnership("T1", name="Home", at=MONDAY_9).id)() as db:
        live(db)


def after_others(memory):
    """Another partnership was there first, so that every number is another one."""
    with memory.of(memory.partnership("T0", name="Others", at=MONDAY_9).id)() as db:
        live(db)
    memory.partnership("T1", name="Another name", at=MONDAY_9)


HOME, ELSEWHERE = World(home_of), World(after_others)


@pytest.fixture(params=DATABASES)
def lived(request, tmp_path):
    with HOME.copy(request.param, tmp_path) as begin:
        yield begin


@pytest.fixture
def home(tmp_path):
    """The same, on one database: what is written down is the same from each, as the ways there and back show."""
    with HOME.copy("sqlite", tmp_path) as begin:
        yield begin


@pytest.fixture(params=DATABASES)
def elsewhere(request, tmp_path_factory):
    """Another memory with an empty partnership in it, on each database again."""
    with ELSEWHERE.copy(request.param, tmp_path_factory.mktemp("elsewhere")) as begin:
        yield begin


def keep(begin, path):
    return transfer_run.keep(begin, formats.known(path, None), Choices(), now=MONDAY_9, progress=watch_nothing)


def carried(begin, folder, **which):
    transfer_write.write(begin, "json", folder / "whole.json", partner=which.get("partner"), at=MONDAY_9)
    return json.loads((folder / "whole.json").read_text())


def known_by_name(told):
    """The same with partners, rounds and promises by their names, as numbers are other ones elsewhere."""
    names = {
        table: {row["id"]: row[name] for row in told[table]}
        for table, name in (
            ("partners", "known_by"),
            ("surveys", "key"),
            ("commitments", "number"),
            ("members", "person"),
            ("decisions", "number"),
            ("open_questions", "number"),
            ("agreements", "made_at"),
            ("agreement_versions", "number"),
            ("buddyships", "newcomer"),
            ("working_groups", "name"),
            ("onboardings", "person"),
        )
    }
    for each in REGISTER:
        for row in told[each.name]:
            for column, table in each.refs.items():
                row[column] = names[table].get(row[column])
            if each.name == "search_feedback":
                row["record_id"] = names[transfer_restore.HELPFUL[row["kind"]]].get(row["record_id"])
            row.pop("id", None)
    for row in told["surveys"]:
        row["audience"] = names["partners"][int(row["audience"].split(":")[1])]
        row["results"] = [
            names["partners"][int(cell["partners"][0])]
            for shown in json.loads(row["results"] or "[]")
            for cell in shown["cells"]
        ]
    about = {"commitment": "commitments", "convener": "members"}
    told["events"] = [
        (row["what"], names[about[row["what"].split(".")[0]]][row["subject_id"]])
        for row in told["events"]
        if not row["what"].startswith("import.")
    ]
    return told


def test_every_kind_of_record_comes_back(lived, elsewhere, tmp_path):
    before = known_by_name(carried(lived, tmp_path))
    outcome = keep(elsewhere, tmp_path / "whole.json")
    after = known_by_name(carried(elsewhere, tmp_path))

    assert outcome.left == []
    assert {name: count for name, count in outcome.others.items() if count != len(before[name])} == {}
    for each in REGISTER:
        assert before[each.name], each.name
        assert after[each.name] == before[each.name], each.name
    assert after["partnership"] == before["partnership"]
    assert after["partnership"]["messages_a_week"] == 7


def test_brought_twice_nothing_is_there_twice_and_one_word_takes_it_back(home, elsewhere, tmp_path):
    carried(home, tmp_path)
    first = keep(elsewhere, tmp_path / "whole.json")
    again = keep(elsewhere, tmp_path / "whole.json")
    with elsewhere() as db:
        bo = db.scalars(select(Member).filter_by(person="U0BO")).one()
        commitments.mark_kept(db, 2, by=bo, at=MONDAY_9)
    with elsewhere() as db:
        undone = imports.undo(db, first.import_id, at=MONDAY_9)

    assert (again.kept, again.left) == (0, [])
    assert undone.others == first.others.total() - 1  # the promise that was kept since stays
    left = carried(elsewhere, tmp_path)
    assert [row["text"] for row in left["commitments"]] == ["Only mine"]
    assert [each.name for each in REGISTER if left[each.name]] == ["commitments", "events"]


def test_brought_home_again_it_adds_nothing(lived, tmp_path):
    before = carried(lived, tmp_path)
    outcome = keep(lived, tmp_path / "whole.json")
    after = carried(lived, tmp_path)

    assert (outcome.kept, outcome.left) == (0, [])
    assert {each.name: after[each.name] for each in REGISTER if each.name not in ("surveys", "events")} == {
        each.name: before[each.name] for each in REGISTER if each.name not in ("surveys", "events")
    }


def test_a_look_counts_what_it_would_keep_and_keeps_nothing(home, elsewhere, tmp_path):
    told = carried(home, tmp_path)
    source = formats.known(tmp_path / "whole.json", None)
    outcome = transfer_run.preview(elsewhere, source, Choices(), now=MONDAY_9, progress=watch_nothing)

    assert outcome.others == {each.name: len(told[each.name]) for each in REGISTER}
    assert carried(elsewhere, tmp_path)["commitments"] == []


def test_a_new_promise_gets_a_number_that_was_never_given(home, elsewhere, tmp_path):
    carried(home, tmp_path)
    keep(elsewhere, tmp_path / "whole.json")
    with elsewhere() as db:
        ada = db.scalars(select(Member).filter_by(person="U0ADA")).one()
        assert (
            commitments.record(
                db, CommitmentText("Another"), said=CommitmentSource(MONDAY_9), owner=ada, at=MONDAY_9
            ).number
            == 3
        )


def test_numbers_that_are_taken_are_given_anew(home, elsewhere, tmp_path):
    carried(home, tmp_path)
    with elsewhere() as db:
        dan = member("U0DAN", "Dan", None)
        db.add(dan)
        db.flush()
        commitments.record(db, CommitmentText("Mine since long"), said=CommitmentSource(TUESDAY), owner=dan, at=TUESDAY)
    keep(elsewhere, tmp_path / "whole.json")
    again = keep(elsewhere, tmp_path / "whole.json")

    with elsewhere(reading=True) as db:
        rows = {row.text: row.number for row in db.scalars(select(Commitment))}
    assert rows["Mine since long"] == 1
    assert sorted(rows.values()) == [1, 2, 3]
    assert again.kept == 0


def test_no_secret_and_no_order_leaves_the_house(lived, tmp_path):
    told = carried(lived, tmp_path)
    text = (tmp_path / "whole.json").read_text()

    for secret in ("a secret of the round", "half-way", "not yet"):
        assert secret not in text
    assert [row["token"] for row in told["answers"]] == ["aa", "mm", "zz"]
    assert [row["person"] for row in told["invitations"]] == ["U7", "U8", "U9"]
    assert all("id" not in row for table in ("answers", "invitations") for row in told[table])
    assert [row["cancelled_at"] is not None for row in told["surveys"]] == [False, True, False]


def test_columns_that_sound_secret_are_left_out_or_thought_about():
    """Tokens of answers are drawn by lot when a round closes; a round's key is its day."""
    harmless = {"answers.token", "surveys.key", "surveys.set_key"}
    told = {
        f"{each.name}.{column.key}"
        for each in REGISTER
        for column in inspect(each.row).local_table.columns
        if column.key not in each.said.leave
    }

    assert {
        name for name in told if any(word in name.split(".")[1] for word in ("secret", "token", "key", "password"))
    } == harmless


def test_a_partner_gets_its_promises_but_not_what_somebody_keeps_for_themselves(lived, tmp_path):
    told = carried(lived, tmp_path, partner="Salt")

    assert [row["text"] for row in told["commitments"]] == ["Send half"]
    assert [row["text"] for row in told["commitment_versions"]] == ["Send the data"]
    assert [row["name"] for row in told["days_off"]] == ["The regatta"]
    assert not {"answers", "invitations", "preferences", "stops", "suggestions", "events", "surveys"} & told.keys()


def test_the_first_version_can_still_be_read(elsewhere, tmp_path):
    old = {
        "steward_export": 1,
        "exported_at": "2026-01-01T00:00:00+00:00",
        "scope": "everything",
        "partnership": {
            "workspace": "T1",
            "name": "Home",
            "zone_name": "Europe/London",
            "language": "en",
            "decisions_numbered": 4,
        },
        "partners": [{"name": "Tide", "known_by": "domain:t"}],
        "members": [
            {
                "team": "T1",
                "person": "U0ADA",
                "name": "Ada",
                "kind": "full",
                "met_at": MONDAY_9.isoformat(),
                "refreshed_at": MONDAY_9.isoformat(),
                "partner": "domain:t",
            }
        ],
        "events": [{"what": "convener.added", "subject_id": 1, "by": "U0ADA", "at": MONDAY_9.isoformat()}],
    }
    (tmp_path / "old.json").write_text(json.dumps(old))
    outcome = keep(elsewhere, tmp_path / "old.json")

    assert outcome.left == []
    told = carried(elsewhere, tmp_path)
    assert [row["partner"] for row in told["members"]] == ["domain:t"]
    assert told["partnership"]["zone_name"] == "Europe/London"


def a_forged_round(questions):
    """All that a round needs, but for its questions."""
    return written(a_round("x")) | {"questions": questions, "audience": "everybody"}


def a_forged_help(kind):
    return {"word": "x", "question": "x", "size": 1, "kind": kind, "record_id": 1, "person": "U", "at": f"{MONDAY_9}"}


BROKEN = [
    ("commitments", {"number": "one"}),
    ("surveys", {"key": None}),
    ("stops", [1]),
    ("answers", {"survey_id": 99, "token": "a", "question": "q", "reply": "1"}),
    ("events", {"what": "round.closed", "subject_id": 10**12, "by": "U", "at": "yesterday"}),
    ("surveys", {"key": "x", "audience": "partner:²", "results": "{broken"}),
    ("surveys", a_forged_round("[1]")),
    ("surveys", a_forged_round("{broken")),
    ("surveys", a_forged_round("[" * 100_000)),
    ("reopenings", {"decision_id": 1, "by": "U", "at": MONDAY_9.isoformat(), "what_changed": "x"}),
    ("search_feedback", a_forged_help("decision")),
    ("search_feedback", a_forged_help("partnerships")),
    (
        "question_askers",
        {"question_id": 1, "person": "U", "wording": "x", "asked_at": MONDAY_9.isoformat(), "is_named": True},
    ),
]


def test_a_row_that_somebody_has_broken_does_no_harm(elsewhere, tmp_path):
    for table, row in BROKEN:
        told = {"steward_export": 2, "partnership": {"workspace": "T1"}, table: [row]}
        (tmp_path / "broken.json").write_text(json.dumps(told))
        assert keep(elsewhere, tmp_path / "broken.json").kept == 0, (table, str(row)[:200])

    told = carried(elsewhere, tmp_path)
    assert [table for table, _ in BROKEN if table != "events" and told[table]] == []
    assert {line["what"] for line in told["events"]} == {"import.begun", "import.completed"}


def test_people_of_a_forged_row_can_ping_nobody(elsewhere, tmp_path):
    row = {
        "number": 1,
        "text": "x",
        "owner": "<!channel>",
        "made_at": MONDAY_9.isoformat(),
        "recorded_at": MONDAY_9.isoformat(),
        "changed_at": MONDAY_9.isoformat(),
        "changed_by": "U0ADA",
        "source_link": "javascript:alert(1)",
    }
    (tmp_path / "forged.json").write_text(
        json.dumps({"steward_export": 2, "partnership": {"workspace": "T1"}, "commitments": [row]})
    )
    keep(elsewhere, tmp_path / "forged.json")

    [kept] = carried(elsewhere, tmp_path)["commitments"]
    assert (kept["owner"], kept["source_link"]) == ("said:<!channel>", None)


SOUGHT = ("dawn", "half", "second", "moving", "nets", "lantern", "withy")  # a word of a record of every kind


def found(begin):
    with begin(reading=True) as db:
        return {hit.kind for word in SOUGHT for hit in search_index.find(db, Query(word), among=kinds.kept())}


def test_what_has_arrived_is_found_until_it_is_taken_back(home, elsewhere, tmp_path):
    carried(home, tmp_path)
    arrived = keep(elsewhere, tmp_path / "whole.json")
    before = found(elsewhere)
    with elsewhere() as db:
        imports.undo(db, arrived.import_id, at=MONDAY_9)
    with elsewhere(reading=True) as db:
        left = [db.scalars(select(row)).all() for row in (search_index.IndexEntry, search_feedback.SearchFeedback)]

    assert before == set(kinds.every())
    assert left == [[], []]


def test_an_open_question_is_not_found_by_its_words(home, elsewhere, tmp_path):
    carried(home, tmp_path)
    keep(elsewhere, tmp_path / "whole.json")
    with elsewhere(reading=True) as db:
        assert [hit.kind for hit in search_index.find(db, Query("still none"))] == []


def test_questions_whose_numbers_are_taken_get_others_and_still_follow_one_another(home, elsewhere, tmp_path):
    carried(home, tmp_path)
    with elsewhere() as db:
        db.add(OpenQuestion(number=1, question="Ours since long", place="C1", asked_at=MONDAY_9))
        own(db).questions_numbered = 1
    keep(elsewhere, tmp_path / "whole.json")
    with elsewhere(reading=True) as db:
        rows = {row.question: (row.number, row.follows) for row in db.scalars(select(OpenQuestion))}

    assert rows == {"Ours since long": (1, None), "Why no lantern?": (3, None), "Why still none?": (2, 3)}


def test_nobodys_own_file_tells_who_asked_or_what_they_may_not_see(lived, tmp_path):
    files = {}
    with lived() as db:
        db.add_all([Channel(channel="C2", name="two", is_private=True), ChannelPerson(channel="C2", person="U0ADA")])
        db.scalars(select(OpenQuestion).filter_by(number=1)).one().channel = "C2"
        db.flush()
        rows = {row.person: row.id for row in db.scalars(select(Member))}
    for person, row in rows.items():
        path = tmp_path / f"{person}.json"
        transfer_write.write_asked(lived, "json", path, scope="whole", member=row, at=MONDAY_9)
        files[person] = path.read_text()
    ada, bo = (json.loads(files[person]) for person in ("U0ADA", "U0BO"))

    assert [row["question"] for row in ada["open_questions"]] == ["Why no lantern?", "Why still none?"]
    assert [len(told["reopenings"]) for told in (ada, bo)] == [1, 0]
    assert bo["open_questions"] == []
    assert [(row["place"], row["follows"]) for row in ada["open_questions"]] == [("C2", None), ("C1", None)]
    assert not {"question_askers", "question_experts", "search_feedback", "told_apart"} & (ada.keys() | bo.keys())
    assert "tell me" not in files["U0ADA"]
    assert "half a thought" not in carried_text(lived, tmp_path)


def carried_text(begin, folder):
    carried(begin, folder)
    return (folder / "whole.json").read_text()
