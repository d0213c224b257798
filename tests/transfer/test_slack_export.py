"""Slack exports: what people marked as decided, an entry at a time, whatever the archive holds besides."""

import json
import tracemalloc
import warnings
import zipfile

import pytest

from bot.errors import Refusal
from bot.transfer.importers import formats
from bot.transfer.importers.files import Meter
from bot.transfer.importers.found import COMMITMENT, Skipped
from bot.transfer.importers.slack_messages import Judged
from tests.transfer.reading import found, left, read, remarks

CHANNELS = [{"id": "C1", "name": "general", "is_general": True}, {"id": "C2", "name": "tides"}]
USERS = [
    {"id": "U1", "name": "ada", "profile": {"real_name": "Ada", "email": "ada@x.example"}},
    {"id": "U2", "name": "bo", "real_name": "Bo", "profile": {"display_name": "bobo"}},
    {"id": "UBOT", "name": "bot", "is_bot": True},
]
DAY, DAY_2 = "general/2023-11-14.json", "general/2023-11-15.json"
TS = "1700000000.000100"


def said(text, ts=TS, user="U1", **more):
    return {"type": "message", "user": user, "ts": ts, "text": text, **more}


def an_export(path, files, lists=None):
    """A zip file with the lists at its top and these entries: values as JSON, texts as they are."""
    told = {"channels.json": CHANNELS, "users.json": USERS, **(lists or {}), **files}
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # the archive may hold the same name twice
        for name, value in told.items():
            archive.writestr(name, value if isinstance(value, str | bytes) else json.dumps(value))
    return path


@pytest.mark.parametrize(
    "text",
    [
        "Decision: we meet on Tuesdays because the ferry does",
        "*Decision:* we meet on Tuesdays because the ferry does",
        "&gt; DECIDED: we meet on Tuesdays because the ferry does",
        "#agreed we meet on Tuesdays because the ferry does",
        "#decision: we meet on Tuesdays, because the ferry does",
    ],
)
def test_what_somebody_marked_is_proposed(tmp_path, text):
    [one] = found(an_export(tmp_path / "e.zip", {DAY: [said("hello"), said(text)]}))

    assert (one.text, one.reason, one.is_proposal) == ("We meet on Tuesdays", "the ferry does", True)
    assert (one.where, one.said, one.place.channel) == ("e.zip, #general", f"C1:{TS}", "C1")
    assert one.decided.isoformat() == "2023-11-14T22:13:20.000100+00:00"
    assert one.context == "hello"


@pytest.mark.parametrize(
    "text",
    ["we should decide about the decision: when", "The decision was hard", "Decision: yes", "decisions, decisions", ""],
)
def test_talk_about_decisions_is_none(tmp_path, text):
    assert read(an_export(tmp_path / "e.zip", {DAY: [said(text)]})) == []


def test_a_reaction_marks_a_decision_too(tmp_path):
    marked = said("So the river mouth is out", reactions=[{"name": "scroll", "users": ["U2"], "count": 1}])
    other = said("Lunch is at noon today", ts="1700000001.1", reactions=[{"name": "memo", "users": ["U2"]}])
    path = an_export(tmp_path / "e.zip", {DAY: [marked, other]})

    assert [one.text for one in found(path)] == ["So the river mouth is out"]
    assert [one.text for one in found(path, reaction="memo")] == ["Lunch is at noon today"]


def test_somebody_else_may_judge_the_talk_with_what_was_said_before(tmp_path):
    heard = []

    def judge(text, context):
        heard.append((text, tuple(context)))
        return Judged(COMMITMENT, text) if "I'll" in text else None

    day = [
        said("Who calls the mayor?", ts="1700000000.1", thread_ts="1700000000.1", reply_count=1),
        said("Lunch?", ts="1700000001.1"),
        said("I'll do it", ts="1700000002.1", thread_ts="1700000000.1", user="U2"),
    ]
    [one] = found(an_export(tmp_path / "e.zip", {DAY: day}), judge=judge)

    assert (one.kind, one.text, one.people[0].name) == (COMMITMENT, "I'll do it", "Bo")
    assert heard[-1] == ("I'll do it", ("Who calls the mayor?", "Who calls the mayor?", "Lunch?"))


def test_marks_of_the_chat_become_words(tmp_path):
    text = "Decision: <@U2> and <@U9|old> use <#C2|tides> &amp; <https://x.example|the site>, <!channel> &lt;b&gt;"
    [one] = found(an_export(tmp_path / "e.zip", {DAY: [said(text)]}))

    assert one.text == "@Bo and @old use #tides & the site (https://x.example), @channel <b>"


def test_an_edited_message_counts_as_it_reads_now(tmp_path):
    message = said("Decision: we meet on Fridays", edited={"user": "U1", "ts": "1700000009.1"})

    assert found(an_export(tmp_path / "e.zip", {DAY: [message]}))[0].text == "We meet on Fridays"


def test_messages_are_linked_where_the_workspace_is_known(tmp_path):
    path = an_export(tmp_path / "e.zip", {DAY: [said("Decision: we meet on Fridays")]})

    assert found(path)[0].link == ""
    [one] = found(path, workspace_url="https://x.slack.com/")
    assert one.link == "https://x.slack.com/archives/C1/p1700000000000100"


@pytest.mark.parametrize(
    "message",
    [
        said("Decision: programs decide nothing", user="UBOT"),
        said("Decision: programs decide nothing", bot_id="B1"),
        said("Decision: she joined the channel", subtype="channel_join"),
        said("Decision: this one is gone now", subtype="tombstone"),
    ],
)
def test_programs_and_notices_decide_nothing(tmp_path, message):
    assert read(an_export(tmp_path / "e.zip", {DAY: [message]})) == []


def test_private_channels_are_private_and_direct_messages_stay_closed(tmp_path):
    decided = [said("Decision: we meet on Fridays")]
    lists = {"groups.json": [{"id": "G1", "name": "steering"}], "dms.json": [{"id": "D1"}]}
    lists["mpims.json"] = [{"id": "G2", "name": "mpdm-ada--bo-1"}]
    files = {f"{name}/2023-11-14.json": decided for name in ("steering", "D1", "mpdm-ada--bo-1")}
    path = an_export(tmp_path / "e.zip", files, lists)

    assert [(one.place.name, one.place.is_private) for one in found(path)] == [("steering", True)]
    assert left(path) == {}
    assert remarks(path) == ["Direct messages are private: I did not read them."]


def test_an_unpacked_export_and_one_in_a_folder_of_its_own(tmp_path):
    packed = an_export(tmp_path / "e.zip", {DAY: [said("Decision: we meet on Fridays")]})
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "unpacked")
    deeper = tmp_path / "deeper.zip"
    with zipfile.ZipFile(packed) as archive, zipfile.ZipFile(deeper, "w") as other:
        for name in archive.namelist():
            other.writestr(f"export of 2023/{name}", archive.read(name))

    assert len(found(tmp_path / "unpacked")) == len(found(deeper)) == 1


@pytest.mark.parametrize(
    ("entry", "content", "where", "why"),
    [
        ("../../general/2023-11-14.json", "[]", "../../general/2023-11-14.json", "its name leads out of the archive"),
        ("/etc/2023-11-14.json", "[]", "/etc/2023-11-14.json", "its name leads out of the archive"),
        ("C:/general/2023-11-14.json", "[]", "C:/general/2023-11-14.json", "its name leads out of the archive"),
        (DAY_2, " " * 50_000_000, DAY_2, "times its size"),
        (DAY_2, '[{"ts": ', DAY_2, "it is broken, so I left what follows"),
        (DAY_2, '{"a": 1}', DAY_2, "it is broken, so I left what follows"),
        (DAY_2, "", DAY_2, "it is broken, so I left what follows"),
        (DAY_2, "[" * 200_000, DAY_2, "it is broken"),
        (DAY_2, '["words"]', "general/2023-11-15.json, message 1", "no message with a time"),
        (DAY_2, '[{"ts": "soon"}]', "general/2023-11-15.json, message 1", "no message with a time"),
        (
            DAY_2,
            '[{"ts": "1e300"}]',
            "general/2023-11-15.json, message 1",
            "no message with a time",
        ),
        ("nowhere/2023-11-15.json", "[]", "nowhere", "no channel of this name"),
    ],
    ids=range(12),
)
def test_a_bad_entry_is_left_out_and_the_others_are_read(tmp_path, entry, content, where, why):
    path = an_export(tmp_path / "e.zip", {DAY: [said("Decision: we meet on Fridays")], entry: content})

    assert [one.text for one in found(path)] == ["We meet on Fridays"]
    assert why in left(path)[where]


def test_an_entry_that_is_damaged_is_told_and_the_others_are_read(tmp_path):
    good, bad = (
        [said("Decision: we meet on Fridays")],
        [said(f"good morning {n}", ts=f"17{n:08}.1") for n in range(500)],
    )
    path = an_export(tmp_path / "e.zip", {DAY: good, "tides/2023-11-14.json": bad})
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo("tides/2023-11-14.json").header_offset
    content = bytearray(path.read_bytes())
    content[place + 200 : place + 300] = b"\xff" * 100
    path.write_bytes(content)

    items = read(path)
    assert [item.text for item in items if not isinstance(item, Skipped)] == ["We meet on Fridays"]
    assert [item.where for item in items if isinstance(item, Skipped)] == ["tides/2023-11-14.json"]


def test_what_is_no_archive_is_refused(tmp_path):
    path = tmp_path / "e.zip"
    path.write_bytes(b"PK\x03\x04 and then nothing")

    with pytest.raises(Refusal, match="cannot tell"):
        read(path)
    with pytest.raises(Refusal, match="cannot open"):
        read(path, "slack")


@pytest.mark.parametrize(
    "text", ["", "\x00", "\ud800", "<" * 100_000, "<@" * 50_000, "Decision: " * 100_000, "*" * 500_000]
)
def test_hostile_words_are_read_in_no_time(tmp_path, text):
    path = an_export(tmp_path / "e.zip", {DAY: [said(text), said("Decision: we meet on Fridays", ts="1700000009.1")]})

    assert found(path)[-1].text == "We meet on Fridays"


def peak(path):
    """MB that reading takes beyond what was there before."""
    tracemalloc.start()
    try:
        count = sum(1 for _ in formats.known(path, None).items(Meter()))
        return count, tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def test_an_export_ten_times_as_large_takes_no_more_memory(tmp_path):
    talk = [said("good morning, " * 40 + str(n), ts=f"1700{n:06}.1") for n in range(300)]
    talk.append(said("Decision: we meet on Fridays", ts="1700999999.1"))
    lean, large = (
        an_export(tmp_path / f"{days}.zip", {f"general/2023-{day:05}.json": talk for day in range(days)})
        for days in (2, 20)
    )

    (few, a), (many, b) = peak(lean), peak(large)

    assert (few, many) == (2, 20)
    assert b < a * 1.3
    assert b < 20
