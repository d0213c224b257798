"""Search, time, faults and inspector as a browser asks for them: who sees what, and what is refused."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bot.sandbox.page.moments import ways_ahead
from tests.sandbox.town import MONDAY_9, Town, town

AGAIN = {"x-page": "again"}


@pytest.fixture
def place() -> Iterator[Town]:
    with town() as here:
        yield here


def found(place: Town, person: str, words: str) -> str:
    return place.get(f"/as/{person}/search?q={words}").text


@pytest.mark.parametrize(
    ("person", "words", "number"),
    [
        ("U0ADA", "gauge", 2),
        ("U0CHI", "gauge", 1),
        ("U0ADA", "GAUGE+broken", 1),
        ("U0ADA", "gauge+nowhere", 0),
        ("U0ADA", "gauge+from:bo", 1),
        ("U0ADA", "gauge+from:@ada", 1),
        ("U0ADA", "in:steering", 1),
        ("U0CHI", "in:steering", 0),
        ("U0ADA", "from:", 0),
        ("U0ADA", "", 0),
        ("U0ADA", "%3Cscript%3E", 0),
        ("U0ADA", "(.*" * 1000, 0),
    ],
)
def test_one_finds_what_one_may_see_and_no_more(place: Town, person: str, words: str, number: int) -> None:
    place.workspace.person("bo").says("The gauge is *broken*", channel="steering")
    place.workspace.person("ada").says("A new gauge is ordered")

    page = found(place, person, words)

    assert page.count('class="result"') == number
    assert "<script>" not in page


def test_what_only_another_sees_is_not_found(place: Town) -> None:
    place.act("say", "U0BO", channel="C0GENERAL", text="@Harbour Master hello")
    place.until(lambda: place.workspace.person("bo").whispers)

    assert 'class="result"' in found(place, "U0BO", "winds")
    assert 'class="result"' not in found(place, "U0ADA", "winds")


def test_too_much_is_found_the_latest_first(place: Town) -> None:
    for number in range(60):
        place.workspace.person("bo").says(f"Tide {number}")

    page = found(place, "U0ADA", "tide")

    assert "60 messages; these are the latest 50" in page
    assert page.index("Tide 59") < page.index("Tide 58")
    assert "Tide 9<" not in page


def test_what_only_one_sees_is_shown_again_but_not_after_a_reload(place: Town) -> None:
    place.act("say", "U0BO", channel="C0GENERAL", text="@Harbour Master hello")
    place.until(lambda: place.workspace.person("bo").whispers)

    shown = [
        "fair winds" in place.get("/as/U0BO/C0GENERAL", **asked).text for asked in ({}, AGAIN, {"x-page": "next"}, {})
    ]

    assert shown == [True, True, True, False]


def test_a_moment_without_a_zone_is_meant_where_one_is(place: Town) -> None:
    place.workspace.user("ada").tz = "America/Halifax"

    told = place.act("clock", "U0ADA", to="2026-03-02T10:00")

    assert told == {"drawer": "arrivals"}
    assert place.workspace.clock() == MONDAY_9 + timedelta(hours=5)


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("2026-03-02T08:59", "Time goes forward only."),
        ("2036-03-02T09:00", "That is more than a year away."),
        ("soon", "That is no moment."),
        ("", "That is no moment."),
        ("9999-12-31T23:59:59+00:00", "That is more than a year away."),
        ("0001-01-01T00:00:00+14:00", "That is no moment."),
    ],
)
def test_where_one_cannot_travel_is_said_in_words(place: Town, to: str, words: str) -> None:
    told = place.act("clock", "U0ADA", to=to)

    assert told["refused"]
    assert told["words"].startswith(words)
    assert place.workspace.clock() == MONDAY_9


def test_ways_ahead_are_told_where_one_is_and_this_evening_only_while_it_is_to_come() -> None:
    morning = datetime.fromisoformat("2026-03-04T09:00+01:00")

    def ahead(now: datetime) -> dict[str, str]:
        return {name: f"{moment:%a %d %H:%M}" for name, moment in ways_ahead(now)}

    assert ahead(morning) == {
        "In an hour": "Wed 04 10:00",
        "This evening": "Wed 04 18:00",
        "Tomorrow morning": "Thu 05 09:00",
        "Next Monday": "Mon 09 09:00",
        "In a month": "Fri 03 09:00",
    }
    assert "This evening" not in ahead(morning + timedelta(hours=9))
    assert ahead(morning - timedelta(days=2))["Next Monday"] == "Mon 09 09:00"


def test_an_app_that_stumbles_on_the_way_is_said_to_have(place: Town, caplog: pytest.LogCaptureFixture) -> None:
    def stumble(moment: datetime) -> None:
        raise RuntimeError("the mast broke")

    place.workspace.on_tick = stumble

    told = place.act("clock", "U0ADA", to="2026-03-02T10:00")

    assert told["words"].startswith("Harbour Master stumbled on the way")
    assert "the mast broke" in caplog.text


def test_what_arrived_is_listed_for_everybody_with_a_way_that_its_reader_has(place: Town) -> None:
    workspace = place.workspace

    def write(moment: datetime) -> None:
        workspace.bot_says(workspace.bot, "To <@U0BO> alone", channel=workspace.direct("bo"))
        workspace.bot_says(workspace.bot, "To *all*", channel="general")

    workspace.on_tick = write
    place.act("clock", "U0CHI", to="2026-03-02T09:10")

    page = place.get("/as/U0CHI/C0GENERAL?drawer=arrivals").text

    assert "2 messages arrived." in page
    assert 'href="/as/U0BO/D0BO?at=' in page
    assert 'href="/as/U0CHI/C0GENERAL?at=' in page
    assert "To @Bo Castellanos alone" in page


def test_a_fault_is_switched_on_and_off(place: Town) -> None:
    place.act("faults", "U0ADA", key="slow", seconds="7")
    on = place.get("/as/U0ADA/C0GENERAL").text
    place.act("faults", "U0ADA", key="slow")
    off = place.get("/as/U0ADA/C0GENERAL").text

    assert "Slack is slow" in on
    assert "Slack is slow" not in off
    assert place.workspace.faults.active() == ()


@pytest.mark.parametrize(
    "facts", [{"key": "nonsense"}, {"key": "slow", "seconds": "soon"}, {"key": "slow", "seconds": "nan"}]
)
def test_a_fault_that_does_not_exist_is_refused(place: Town, facts: dict[str, str]) -> None:
    assert place.act("faults", "U0ADA", **facts)["refused"]
    assert place.workspace.faults.active() == ()


def test_rate_limits_are_never_switched_off_silently(place: Town) -> None:
    place.workspace.limits.is_on = True
    before = place.get("/as/U0ADA/C0GENERAL").text
    place.act("limits", "U0ADA", to="off")
    off = place.get("/as/U0ADA/C0GENERAL").text
    place.act("limits", "U0ADA", to="20")

    assert "Not as in Slack" not in before
    assert "Rate limits are off" in off
    assert "20 times tighter than Slack&#39;s" in place.get("/as/U0ADA/C0GENERAL").text
    assert place.act("limits", "U0ADA", to="0.001")["refused"]


def test_an_app_whose_events_slack_has_switched_off_gets_them_back(place: Town) -> None:
    place.workspace.failures.is_disabled = True
    before = place.get("/as/U0ADA/C0GENERAL").text
    place.act("faults", "U0ADA", key="enable")

    assert "Switch events on again" in before
    assert not place.workspace.failures.is_disabled


def test_the_inspector_gives_what_is_new_of_a_kind_with_certain_words(place: Town) -> None:
    trace = place.workspace.trace
    first = trace.begin("call", "chat.update", {"text": "Grüße"})
    trace.end(first, "cant_update_message", sentence="not yours. See https://docs.slack.dev/x")
    under_way = trace.begin("command", "/tide", {})

    def numbers(asked: str) -> list[int]:
        return [each["number"] for each in place.get(f"/trace?as=U0ADA&{asked}").told["entries"]]

    whole = place.get("/trace").told
    assert whole["from"] == under_way.number - 1  # it is not over: it is asked for again
    assert numbers(f"after={first.number}") == [under_way.number]
    assert numbers("kind=command") == numbers("kind=envelope") == [under_way.number]
    assert numbers("kind=refused") == numbers("words=gr%C3%BC%C3%9Fe") == [first.number]
    assert numbers("after=x&words=%00") == []


def test_one_entry_is_told_whole_and_what_is_gone_is_not(place: Town) -> None:
    entry = place.workspace.trace.begin("call", "chat.update", {"text": "<script>"})
    place.workspace.trace.end(entry, answer={"ok": True})

    answer = place.get(f"/trace/{entry.number}")

    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.text) == {"payload": {"text": "<script>"}, "answer": {"ok": True}, "id": ""}
    assert place.get("/trace/999999").status == 404


def test_only_this_page_uploads_files_and_not_too_large_ones(place: Town) -> None:
    kind = {"content-type": "application/octet-stream"}

    def send(body: str, headers: dict[str, str], person: str = "U0ADA") -> int:
        return place.ask("POST", f"/upload?as={person}&name=a.txt", body, headers).status

    assert send("x", kind) == 200
    assert send("x", {**kind, "origin": "https://elsewhere.example"}) == 403
    assert send("x", {"content-type": "text/plain"}) == 403
    assert send("x", kind, "U0NOBODY") == 403
    assert send("x" * (21 << 20), kind) == 413


def test_somebody_elses_file_is_not_ones_own_to_share(place: Town) -> None:
    kind = {"content-type": "application/octet-stream"}
    file = place.ask("POST", "/upload?as=U0BO&name=a.txt", "x", kind).told

    refused = place.act("say", "U0ADA", channel="C0GENERAL", text="Mine", files=[file["id"]])
    place.act("say", "U0BO", channel="C0GENERAL", text="", files=[file["id"]])

    assert refused["words"] == "That file is gone. Choose it again."
    assert "<b>a.txt</b><small>1 bytes</small>" in place.get("/as/U0ADA/C0GENERAL").text


def test_what_the_app_is_about_stands_on_its_third_tab(place: Town) -> None:
    page = place.get("/as/U0DAN/about").text

    assert '<a href="/as/U0DAN/about" aria-current="page">About</a>' in page
    assert "<b>/tide</b> Tell the tide" in page


def test_shortcuts_are_for_members_and_others_are_told_what_to_do(place: Town) -> None:
    assert 'data-act="global" value="voyage"' in place.get("/as/U0ADA/C0GENERAL").text
    assert 'data-act="global"' not in place.get("/as/U0DAN/C0GENERAL").text
    assert place.act("shortcut", "U0DAN", shortcut="voyage")["refused"]
    assert place.act("shortcut", "U0ADA", shortcut="note")["refused"]


def test_an_app_is_asked_for_options_only_when_enough_is_typed(place: Town) -> None:
    place.act("shortcut", "U0ADA", shortcut="voyage")
    view = place.workspace.person("ada").form
    assert view is not None
    field = {"view": view.id, "block": "stops", "action": "stops"}

    assert place.act("suggest", "U0ADA", **field, words="b") == {}
    assert [each["value"] for each in place.act("suggest", "U0ADA", **field, words="bri")["options"]] == ["brixham"]
    assert place.act("suggest", "U0BO", **field, words="bri")["refused"]
    assert place.act("suggest", "U0ADA", **{**field, "action": "forged"}, words="bri")["refused"]


def test_a_link_far_back_shows_what_stands_around_it_and_the_way_to_the_end(place: Town) -> None:
    said = [place.workspace.bot_says("U0BO", f"Tide {number};", channel="general") for number in range(2000)]

    page = place.get(f"/as/U0ADA/C0GENERAL?at={said[100].ts}").text

    assert page.count("<article") == 1500
    assert "Tide 50;" in page
    assert "Tide 49;" not in page
    assert 'class="later"' in page


def test_quotes_without_end_break_no_page(place: Town) -> None:
    place.workspace.person("bo").says(">" * 5000 + "\n" + ">>>a\n" * 2000 + "> " * 2000)

    assert place.get("/as/U0ADA/C0GENERAL").status == 200


def test_a_conversation_of_several_is_called_by_who_else_is_in_it(place: Town) -> None:
    group = place.workspace.group_direct(["ada", "bo"])

    page = place.get(f"/as/U0ADA/{group.id}").text

    assert "<title>Bo Castellanos, Harbour Master · Havenmouth Alliance</title>" in page
    assert 'aria-label="Message Bo Castellanos, Harbour Master"' in page
    assert "mpdm" not in page
    assert place.get(f"/as/U0CHI/{group.id}").status == 403


def test_a_group_of_people_is_mentioned_by_its_handle(place: Town) -> None:
    place.workspace.add_usergroup("S0CREW", "crew", people=["ada"])
    place.workspace.bot_says(place.workspace.bot, "Ahoy <!subteam^S0CREW>", channel="general")

    assert '<span class="mention">@crew</span>' in place.get("/as/U0ADA/C0GENERAL").text


def test_conversations_are_chosen_among_those_that_one_has(place: Town) -> None:
    place.workspace.group_direct(["ada", "bo"])
    place.act("shortcut", "U0ADA", shortcut="voyage")

    page = place.get("/as/U0ADA/C0GENERAL").text
    told = page.split('data-action="rooms"')[1].split("</details>")[0]
    meeting = page.split('data-action="where"')[1].split("</select>")[0]

    assert re.findall(r'value="(\w[\w-]+)"', told) == ["C0GENERAL", "C0STEERING", "C0TIDES", "D0ADA", "G0ADA-0BO"]
    assert re.findall(r'value="(\w[\w-]+)"', meeting) == ["C0GENERAL", "C0TIDES"]


def test_half_a_character_breaks_no_page(place: Town) -> None:
    place.act("say", "U0BO", channel="C0GENERAL", text="half \ud83d, nothing \x00, back \u202e to front")

    seen = place.get("/as/U0ADA/C0GENERAL")

    assert (seen.status, found(place, "U0ADA", "half").count('class="result"')) == (200, 1)
    assert "half \ufffd, nothing" in seen.text
