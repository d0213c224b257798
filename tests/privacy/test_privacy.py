"""Rights: who changed what, sealed; what is known about me; to be forgotten; how long things are kept."""

import json
import logging
from datetime import UTC, date, datetime, time, timedelta
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import JSON, String, delete, func, insert, inspect, select, text, update
from sqlalchemy.types import TypeDecorator

from bot.errors import Refusal
from bot.features import answers, decisions
from bot.features.decisions import Origin
from bot.features.privacy import audit as privacy_audit
from bot.features.privacy import data_report
from bot.features.privacy import erasure as privacy_erasure
from bot.features.privacy import retention as privacy_retention
from bot.text.reasons import Wording
from bot.transfer.exporters import write as transfer_write
from storage import events, members
from storage.channels import Channel, ChannelPerson
from storage.db import backup, encryption
from storage.db.base import Base
from storage.decisions import Decision
from storage.deliveries import Delivery
from storage.members import FULL, Member
from storage.partnerships import Partner
from storage.privacy import audit
from storage.privacy.audit import AuditLine, Seal
from storage.privacy.personal_data import register
from storage.search.tables import is_index
from storage.surveys import Survey, SurveyAnswer
from tests.conftest import MONDAY_9

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ADA, NAME = "U0ADALOVELACE", "Ada Lovelace"
JSONS = {"questions": '[{"key": "q", "kind": "scale", "text": "WORDS", "choices": []}]', "results": '["WORDS"]',
         "settings": '{"question": "WORDS"}', "reply": '"WORDS"'}  # fmt: skip
SAID = f"Ada asked <@{ADA}|ada> whether ADA  LOVELACE, Bo and @Ada agree: Ada’s tide table of the harbour"


def person(db, id_, name, **more):
    row = Member(team="T1", person=id_, name=name, kind=FULL, met_at=NOW, refreshed_at=NOW, **more)
    db.add(row)
    db.flush()
    return row


def texts_of(table):
    is_text = [column for column in table.columns if isinstance(kind(column), (String, JSON))]
    return [column.name for column in is_text]


def kind(column):
    return column.type.impl if isinstance(column.type, TypeDecorator) else column.type


@pytest.fixture
def begin(any_memory):
    return any_memory.of(any_memory.partnership("T1", name="Home", at=NOW).id)


# the audit trail


def some_acts(begin, count=5):
    with begin() as db:
        for number in range(count):
            events.note(db, "decision.logged", subject_id=number, by=f"U{number % 2}", at=NOW)
        events.note(db, "commitment.made", subject_id=9, by="U1", at=NOW)


def test_each_act_that_concerns_others_is_a_line_sealed_with_the_one_before_and_no_word_of_it(begin):
    some_acts(begin)
    some_acts(begin)

    with begin(reading=True) as db:
        verdict = privacy_audit.verify(db)
        assert (verdict.lines, verdict.flaws) == (10, ())
        assert [line.n for line in audit.lines(db)] == list(range(1, 11))
        assert len({line.who for line in audit.lines(db)}) == 2
        assert {"U0", "U1"}.isdisjoint({line.who for line in audit.lines(db)})


def test_writers_at_once_leave_no_gap(begin):
    threads = [Thread(target=some_acts, args=(begin, 3)) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    with begin(reading=True) as db:
        assert privacy_audit.verify(db).flaws == ()
        assert privacy_audit.verify(db).lines == 12


TAMPERS = {
    "alter": lambda n: update(AuditLine).where(AuditLine.n == n).values(act="decision.withdrawn"),
    "other person": lambda n: update(AuditLine).where(AuditLine.n == n).values(who="0"),
    "other time": lambda n: update(AuditLine).where(AuditLine.n == n).values(at=NOW + timedelta(seconds=1)),
    "delete": lambda n: delete(AuditLine).where(AuditLine.n == n),
    "insert": lambda n: insert(AuditLine).values(
        n=n + 100, who="", act="decision.logged", subject_id=1, at=NOW, hash="0"
    ),
}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(how=st.sampled_from([*TAMPERS, "swap"]), n=st.integers(1, 6))
def test_whatever_somebody_does_to_a_line_is_found_and_named(memory, how, n):
    begin = memory.of(memory.partnership("T1", name="Home", at=NOW).id)
    with begin() as db:
        if audit.seal(db) is None:
            some = db.info.setdefault("acts", [])
            some += [("decision.logged", number, f"U{number}", NOW) for number in range(1, 7)]
    with begin() as db:
        if how == "swap":
            other = n % 6 + 1
            for before, after in ((n, 999), (other, n), (999, other)):
                db.execute(update(AuditLine).where(AuditLine.n == before).values(n=after))
        else:
            db.execute(TAMPERS[how](n))
        flaws = privacy_audit.verify(db).flaws
        first = {"delete": n + 1 if n < 6 else 6, "insert": n + 100, "swap": min(n, n % 6 + 1)}.get(how, n)
        assert flaws[0].n == first
        db.rollback()


def test_lines_taken_off_the_end_are_missed_even_with_the_seal_forged(begin):
    some_acts(begin)
    with begin(reading=True) as db:
        noted = privacy_audit.verify(db).seal
    with begin() as db:
        db.execute(delete(AuditLine).where(AuditLine.n == 5))
        last = db.scalars(select(AuditLine).where(AuditLine.n == 4)).one()
        db.execute(update(Seal).values(n=4, hash=last.hash))

        assert privacy_audit.verify(db).flaws == ()
        assert [flaw.n for flaw in privacy_audit.verify(db, expected=noted).flaws] == [5]


def test_old_lines_may_go_and_the_rest_still_holds(begin):
    some_acts(begin)
    with begin() as db:
        events.note(db, "decision.logged", subject_id=7, by="U1", at=NOW + timedelta(days=9))
    with begin() as db:
        assert audit.let_go(db, before=NOW + timedelta(days=1), limit=3) == 3
        assert audit.let_go(db, before=NOW + timedelta(days=1), limit=30) == 2
        verdict = privacy_audit.verify(db)
        assert (verdict.lines, verdict.flaws) == (1, ())
        db.execute(delete(AuditLine))
        assert privacy_audit.verify(db).flaws != ()


# erasure


def planted(db, table, partner_id):
    """A row with the person wherever somebody can stand, and their name wherever somebody can write."""
    whole = inspect(table.row).local_table
    values = {each.name: standing(table, each, partner_id) for each in whole.columns if each.name != "id"}
    values = {name: value for name, value in values.items() if value is not None}
    if whole.name == "spotlights":
        values["text"] = json.dumps({"proud": SAID, "thanks": "", "needs": ""})
    db.connection().execute(insert(whole).values({**values, "partnership_id": db.info["partnership_id"]}))


def standing(table, column, partner_id):
    name = column.name
    written = JSONS.get(name, "WORDS").replace("WORDS", SAID)
    ways = ((table.who, ADA), (table.many, f"U0BO\n{ADA}"), (table.words, written), (table.stems, "ada"))
    found = next((value for names, value in ways if name in names), None)
    return found or (None if column.nullable else an_example(column, partner_id))


def an_example(column, partner_id):
    if column.name == "partner_id":
        return partner_id
    if column.name == "privacy":
        return "named"
    if column.foreign_keys or column.name in ("survey_id", "decision_id"):
        return 1
    kinds = {datetime: NOW, date: NOW.date(), time: time(9), bool: False, int: 1, str: "x", bytes: b""}
    return kinds[kind(column).python_type]


def everything_written(memory):
    """Every text of every table, with where it stands."""
    with memory.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            names = ", ".join(f'"{name}"' for name in texts_of(table)) or "1"
            for row in connection.execute(text(f"SELECT {names} FROM {table.name}")):
                for value in row:
                    yield table.name, str(value)


LEFT_ALONE = {"search", "embeddings", "audit", "audit_seals", "erasures", "retention", "audit_people"}


@pytest.fixture
def everywhere(any_memory, begin):
    """Ada stands in every column of every table."""
    encryption.give_keys(any_memory.engine, [encryption.new_key()])
    with begin() as db:
        partner = Partner(name='The "Tide" Trust', known_by="domain:tide")
        db.add(partner)
        db.flush()
        ada, bo = person(db, ADA, NAME, partner_id=partner.id), person(db, "U0BO", "Bo Diddley", is_convener=True)
        db.add(Channel(channel="C1", name="tides", is_private=False, has_bot=True, people_known_at=NOW))
        db.add_all(ChannelPerson(channel="C1", person=each) for each in (ADA, "U0BO"))
        db.flush()
        origin = Origin(ADA, NOW, "C1:1", "")
        decisions.log(db, Wording(SAID, SAID, SAID, (ADA,)), origin=origin, channel="C1", by=ada, at=NOW)
        named = {inspect(each.row).local_table.name: each for each in register()}
        for table in Base.metadata.sorted_tables:
            is_told = table.name != "deliveries" and db.connection().execute(select(table.c.id)).first() is not None
            if not is_told and table.name in named.keys() - LEFT_ALONE and not is_index(table.name):
                planted(db, named[table.name], partner.id)
        partner.representative = ADA
        db.flush()
    return ada, bo


def test_an_erased_person_stands_nowhere_any_more_and_the_decision_stays(any_memory, begin, everywhere):
    ada, bo = everywhere
    had = {table for table, words in everything_written(any_memory) if ADA in words or "Lovelace" in words}
    assert len(had) > 30

    with begin() as db:
        called = privacy_erasure.erase(db, ADA, by=ada, at=NOW)

    assert called == "said:a former member of The Tide Trust"
    left = [(table, words) for table, words in everything_written(any_memory)
            if ADA in words or "lovelace" in words.lower() or "Ada" in words]  # fmt: skip
    assert left == []
    with begin(reading=True) as db:
        decision = db.scalars(select(Decision)).one()
        spoken = "a former member of The Tide Trust"
        assert decision.text == (
            f"{spoken} asked {spoken} whether {spoken}, Bo and {spoken} agree: {spoken}’s tide table of the harbour"
        )
        assert decision.decided_by == called
        assert privacy_audit.verify(db).flaws == ()
        assert {act.who for act in privacy_audit.latest(db, by=bo)} == {called}
        assert answers.answer(db, "what did Ada Lovelace say?", to=bo, now=NOW).records == ()
        assert answers.answer(db, "the tide table of the harbour?", to=bo, now=NOW).records != ()


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_no_file_that_is_carried_away_names_an_erased_person(begin, everywhere, tmp_path, form):
    ada, _ = everywhere
    with begin() as db:
        privacy_erasure.erase(db, ADA, by=ada, at=NOW, withdrawn=True)
    transfer_write.write(begin, form, tmp_path / "out", partner=None, at=NOW)

    files = [tmp_path / "out"] if form != "markdown" else [*(tmp_path / "out").rglob("*.md")]
    written = "".join(file.read_text("utf-8-sig") for file in files)
    assert "a former member of The Tide Trust" in written
    assert [each for each in (ADA, "Lovelace", "LOVELACE", "Ada") if each in written] == []


def test_a_backup_from_before_brings_nobody_back(memory, tmp_path):
    begin = memory.of(memory.partnership("T1", name="Home", at=NOW).id)
    with begin() as db:
        ada = person(db, ADA, NAME)
        events.note(db, "rhythm.set", subject_id=1, by=ADA, at=NOW)
    backup.backup(memory, tmp_path / "backup", at=NOW)
    with begin() as db:
        privacy_erasure.erase(db, ADA, by=ada, at=NOW)
    erased = privacy_erasure.noted(memory)
    backup.restore(memory, tmp_path / "backup", replace=True)
    assert "Lovelace" in str(list(everything_written(memory)))

    assert privacy_erasure.again(memory, erased) == 1
    assert privacy_erasure.again(memory, {}) == 0
    assert [each for each in everything_written(memory) if ADA in each[1] or NAME in each[1]] == []
    with begin(reading=True) as db:
        assert privacy_audit.verify(db).flaws == ()


def test_what_is_known_about_somebody_names_every_table_and_nothing_of_others(any_memory, begin, everywhere):
    ada, bo = everywhere
    with begin(reading=True) as db:
        titles = {chapter.title for chapter in data_report.report(db, ada).chapters}
        theirs = str(data_report.report(db, bo).chapters)

    assert {each.title for each in register() if each.title} - titles == {"How long things are kept, as you set it"}
    assert "waits for" not in theirs
    assert "tide table" not in theirs  # Bo stands in Ada's drafts, and took part in nothing


def test_who_comes_back_in_a_backup_is_erased_again_and_who_comes_back_alive_is_not(any_memory, begin, everywhere):
    ada, _ = everywhere
    with begin() as db:
        called = privacy_erasure.erase(db, ADA, by=ada, at=NOW, called="somebody who is no longer here", withdrawn=True)
    with begin() as db:
        person(db, ADA, NAME)  # as the backup has them
        db.execute(update(Decision).values(text="Ada Lovelace knows", decided_by=ADA))
        assert privacy_erasure.reapply(db) == 1
        decision = db.scalars(select(Decision)).one()
        assert (decision.text, decision.decided_by) == ("somebody who is no longer here knows", called)
        assert members.by_person(db, ADA) is None

        person(db, ADA, NAME).met_at = NOW + timedelta(days=1)
        db.flush()
        assert privacy_erasure.reapply(db) == 0


def test_only_they_themselves_or_a_convener_once_they_have_left(begin):
    with begin() as db:
        ada, bo = person(db, ADA, NAME), person(db, "U0BO", "Bo", is_convener=True)
        with pytest.raises(Refusal, match="Only they can ask"):
            privacy_erasure.erase(db, ADA, by=bo, at=NOW)
        with pytest.raises(Refusal, match="Only they can ask"):
            privacy_erasure.erase(db, "U0BO", by=ada, at=NOW)
        ada.left_at = NOW
        db.flush()
        assert privacy_erasure.erase(db, ADA, by=bo, at=NOW) == "said:somebody who is no longer here"


def test_one_partnership_neither_sees_nor_erases_what_is_anothers(any_memory, begin, everywhere):
    ada, bo = everywhere
    other = any_memory.of(any_memory.partnership("T2", name="Elsewhere", at=NOW).id)
    with other() as db:
        twin, cy = person(db, ADA, NAME), person(db, "U0CY", "Cy", is_convener=True)
        events.note(db, "rhythm.set", subject_id=1, by=ADA, at=NOW)
        old_answers(db, 60, NOW - timedelta(days=800))
    with other(reading=True) as db:
        assert "tide table" not in str(data_report.report(db, twin))
        assert [(act.act, act.n) for act in privacy_audit.latest(db, by=cy)] == [("rhythm.set", 1)]
    with begin() as db:
        assert "answers" not in {each.kind for each in privacy_retention.going(db, on=NOW.date())}
        privacy_erasure.erase(db, ADA, by=ada, at=NOW)
        assert {act.act for act in privacy_audit.latest(db, by=bo)}.isdisjoint({"rhythm.set"})

    with other(reading=True) as db:
        assert members.by_person(db, ADA).name == NAME
        assert privacy_erasure.stand_ins(db, [ADA]) == {}
        assert {act.who for act in privacy_audit.latest(db, by=cy)} == {ADA}
        assert privacy_audit.verify(db).flaws == ()


# how long things are kept


def old_answers(db, count, at):
    common = {"title": "t", "set_key": "s", "questions": "[]", "privacy": "anonymous", "fewest": 5, "audience": "all"}
    days = {"opens_on": at.date(), "closes_on": at.date(), "hour": time(9), "made_at": at, "closed_at": at}
    survey = Survey(key=f"round:{at}", channel="C1", opened_by="U0BO", **common, **days)
    db.add(survey)
    db.flush()
    db.add_all(SurveyAnswer(survey_id=survey.id, token=str(each), question="q", reply="1") for each in range(count))


def test_much_goes_only_a_week_after_conveners_heard_of_it_and_only_on_a_monday(begin):
    with begin() as db:
        bo = person(db, "U0BO", "Bo", is_convener=True)
        old_answers(db, 120, NOW - timedelta(days=800))
        old_answers(db, 3, NOW)
        ada = person(db, ADA, NAME)
        with pytest.raises(Refusal, match="Only conveners can do this: Bo"):
            privacy_retention.set_days(db, {"answers": 60}, by=ada, at=NOW)
        with pytest.raises(Refusal, match="from 30 to"):
            privacy_retention.set_days(db, {"answers": 1}, by=bo, at=NOW)

    left = {}
    for day in range(10):
        now = NOW + timedelta(days=day)
        with begin() as db:
            privacy_retention.announce(db, now=now)
        with begin() as db:
            privacy_retention.purge(db, now=now)
            left[f"{now:%A %d}"] = db.scalar(select(func.count(SurveyAnswer.id)))

    assert [left["Monday 02"], left["Sunday 08"], left["Monday 09"]] == [123, 123, 3]
    with begin(reading=True) as db:
        [told] = db.scalars(select(Delivery).filter_by(kind=privacy_retention.ANNOUNCE))
        assert (told.to, told.about_id) == ("U0BO", date(2026, 3, 9).toordinal())


def test_little_goes_at_once_and_people_long_gone_are_erased(begin):
    with begin() as db:
        bo = person(db, "U0BO", "Bo", is_convener=True)
        person(db, ADA, NAME, left_at=NOW - timedelta(days=800))
        events.note(db, "decision.logged", subject_id=1, by=ADA, at=NOW)
    with begin() as db:
        assert [each.title for each in privacy_retention.going(db, on=NOW.date())] == [
            "people who left (they are erased)"
        ]
        assert privacy_retention.purge(db, now=NOW) == 1
        assert privacy_retention.purge(db, now=NOW) == 0
    with begin() as db:
        assert members.by_person(db, ADA) is None
        assert [act.who for act in privacy_audit.latest(db, by=bo)] == ["", "said:somebody who is no longer here"]


# in the chat


def test_chi_a_guest_asks_what_is_known_and_gets_two_files(workspace, steward, chi, ada):
    ada.types("/decision We ask <@U0CHI> about the dunes because they know")
    chi.dm("So what do you know about me?")
    steward.tick()

    readable, whole = (file for each in chi.dms for file in each.files)
    assert (readable.name, whole.name) == ("steward-about-you-2026-03-02.md", "steward-about-you-2026-03-02.json")
    assert "We ask @Chi about the dunes" in readable.content.decode()
    told = json.loads(whole.content)
    assert told["about"] == "U0CHI"
    assert {"Who you are to me", "Channels that we share"} <= {each["title"] for each in told["chapters"]}


def test_dan_of_another_workspace_is_erased_by_two_clicks_and_met_anew(workspace, steward, dan, ada, clock):
    dan.dm("erase me")
    dan.clicks("Erase me", dan.dms[-1])
    assert dan.submits(sure=["sure"], also=["words"]) == {}

    assert "a former member of Northwind Marine" in dan.dms[-1].text
    with steward.begin(reading=True) as db:
        assert members.by_person(db, "U0DAN") is None
    steward.get_acquainted()
    clock.forward(hours=2)
    ada.says("<@U0STEWARD> help")
    with steward.begin(reading=True) as db:
        assert members.by_person(db, "U0DAN") is None

    dan.dm("help")
    with steward.begin(reading=True) as db:
        assert members.by_person(db, "U0DAN").met_at > MONDAY_9


def test_a_partner_that_leaves_gets_its_copy_before_it_is_gone(steward, ada, dan):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    dan.reacts(steward.settings.steward_reaction, dan.says("We share the buoy because it saves a trip"))
    with steward.begin() as db:
        north = members.by_person(db, "U0DAN").partner_id
        db.get_one(Partner, north).representative = "U0DAN"
    ada.opens_home()
    ada.clicks("Who speaks for whom", ada.home)
    ada.submits(partner=str(north))
    ada.submits(left=["yes"])
    assert "gets the copy of Northwind Marine" in ada.dms[-1].text
    steward.tick()

    files = [file for each in dan.dms for file in each.files]
    assert [file.name for file in files] == ["steward-2026-03-02.zip", "steward-2026-03-02.json"]
    assert "share the buoy" in files[1].content.decode()
    steward.tick()
    with steward.begin(reading=True) as db:
        assert db.get_one(Partner, north).ended_at is not None
        assert members.by_person(db, "U0DAN").partner_id is None


# no words of people in the logs


@pytest.mark.parametrize("door", ["said", "command", "form"])
def test_the_canary_sings_when_a_log_line_has_what_somebody_typed(steward, ada, canary, door):
    if door == "said":
        ada.dm("I wonder why we chose the dunes")
    elif door == "command":
        ada.types("/ask-why I wonder why we chose the dunes")
    else:
        ada.types("/decision")
        ada.submits(text="I wonder why we chose the dunes", reason="")
    assert canary.leaks() == []

    logging.getLogger("handlers.planted").debug("answering %s", "I wonder why we chose the dunes")

    assert [words for words, _ in canary.leaks()] == ["I wonder why we chose the dunes"]
    canary.lines.clear()


def test_what_broke_inside_a_story_is_logged_without_its_words(steward, ada, canary, monkeypatch):
    monkeypatch.setattr("storage.search.index.find", lambda *given, **more: 1 / 0 if given[1] else 0)
    ada.dm("why did we choose the dunes of the north?")

    assert any("ZeroDivisionError" in line for line in canary.lines)
    assert canary.leaks() == []
