"""The page as a browser asks for it: what it shows to whom, what it lets them do, what it refuses."""

import re
from collections.abc import Iterator
from contextlib import closing
from graphlib import TopologicalSorter
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from bot.sandbox.page import STATIC
from bot.sandbox.people import acts
from tests.sandbox.town import Town, town

HOSTILE = '<script>alert(1)</script> & "quotes" <img src=x onerror=alert(1)>'


@pytest.fixture
def place() -> Iterator[Town]:
    with town() as here:
        yield here


def test_the_door_leads_to_the_first_person_in_their_first_channel(place: Town) -> None:
    page = place.follow("/")

    assert "<title>general · Havenmouth Alliance</title>" in page
    assert 'data-me="U0ADA"' in page


def test_whoever_comes_back_is_who_they_were(place: Town) -> None:
    cookie = place.get("/as/U0BO/C0TIDES").headers["set-cookie"].split(";")[0]

    assert place.get("/", cookie=cookie).headers["location"] == "/as/U0BO"


def test_nothing_on_the_page_comes_from_elsewhere(place: Town) -> None:
    answer = place.get("/as/U0ADA/C0GENERAL")
    page = answer.text

    assert answer.headers["content-security-policy"].startswith("default-src 'self';")
    assert all(address.startswith("/") for address in re.findall(r'(?:src|href|action)="([^"]*)"', page))
    assert not re.search(r" (?:style|on\w+)=", page)


def test_every_file_that_the_page_names_is_there(place: Town) -> None:
    named = set(re.findall(r'"(/static/[^"]+)"', place.follow("/")))
    waiting = {"/static/page.js"}
    while waiting:
        script = place.get(waiting.pop()).text
        imported = {f"/static/{name}" for name in re.findall(r'(?:from|import) "\./(\w+\.js)"', script)}
        waiting |= imported - named
        named |= imported

    assert {path: place.get(path).status for path in named} == dict.fromkeys(named, 200)
    assert len(named) > 20


def test_scripts_import_one_another_in_no_circle() -> None:
    imported = {
        script.name: set(re.findall(r'(?:from|import) "\./(\w+\.js)"', script.read_text("utf-8")))
        for script in STATIC.glob("*.js")
    }

    order = list(TopologicalSorter(imported).static_order())

    assert (order[0], order[-1]) == ("dom.js", "page.js")


def test_peoples_words_stay_words(place: Town) -> None:
    place.act("say", "U0BO", channel="C0GENERAL", text=HOSTILE)

    page = place.follow("/as/U0ADA/C0GENERAL")

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;quotes&#34; &lt;img" in page
    assert "<script>" not in page
    assert "<img" not in page


def test_a_private_channel_is_neither_shown_nor_named_to_others(place: Town) -> None:
    place.act("say", "U0ADA", channel="C0STEERING", text="Between us")
    place.act("say", "U0ADA", channel="C0GENERAL", text="See #steering")

    forbidden = place.get("/as/U0CHI/C0STEERING")

    assert forbidden.status == 403
    assert "Between us" not in forbidden.text
    assert "steering" not in place.follow("/as/U0CHI/C0GENERAL")
    assert "#steering" in place.follow("/as/U0BO/C0GENERAL")


@pytest.mark.parametrize(
    ("person", "commands", "shortcut", "words"),
    [
        ("U0ADA", True, True, "commands"),
        ("U0CHI", False, False, "no slash commands for guests"),
        ("U0DAN", False, False, "no slash commands for external people"),
    ],
)
def test_doors_that_do_not_exist_are_not_shown(
    place: Town, person: str, commands: bool, shortcut: bool, words: str
) -> None:
    place.act("say", "U0BO", channel="C0GENERAL", text="Ahoy")

    page = place.follow(f"/as/{person}/C0GENERAL")

    assert ('data-insert="/berth "' in page) is commands
    assert ('data-act="shortcut"' in page) is shortcut
    assert words in page


def test_a_command_of_somebody_without_commands_is_refused_in_words(place: Town) -> None:
    told = place.act("say", "U0DAN", channel="C0GENERAL", text="/tide")

    assert told["refused"]
    assert told["words"] == "Slash commands do not exist for external people. Mention @Harbour Master instead."
    assert place.workspace.person("ada").sees("general") == []


def test_a_command_is_answered_in_the_channel(place: Town) -> None:
    place.act("say", "U0ADA", channel="C0GENERAL", text="/tide")

    page = place.follow("/as/U0BO/C0GENERAL")

    assert "High water at <b>9:40</b>" in page
    assert '<span class="badge">App</span>' in page


def test_a_second_click_takes_a_reaction_back(place: Town) -> None:
    said = place.workspace.person("bo").says("Ahoy")
    click = {"channel": said.channel, "ts": said.ts, "name": "anchor"}

    place.act("react", "U0ADA", **click)
    once = place.follow("/as/U0ADA/C0GENERAL")
    place.act("react", "U0ADA", **click)

    assert 'title="Ada Lindqvist reacted with :anchor:"' in once
    assert "reacted with" not in place.follow("/as/U0ADA/C0GENERAL")


def test_a_button_is_looked_up_in_the_message_not_taken_from_the_page(place: Town) -> None:
    place.act("say", "U0ADA", channel="C0GENERAL", text="/tide")
    [said] = place.workspace.person("ada").sees("general")
    where = {"channel": said.channel, "ts": said.ts, "block": "tide"}

    forged = place.act("press", "U0BO", **where, action="give_me_everything", value="x")
    odd = place.act("press", "U0BO", **where, action="pier", value="west")
    place.act("press", "U0BO", **where, action="pier", value="south", state={})

    assert forged["refused"]
    assert odd["refused"]
    assert [body["actions"][0]["selected_option"]["value"] for body in place.heard] == ["south"]


def test_what_only_another_sees_can_be_neither_seen_nor_pressed(place: Town) -> None:
    place.act("say", "U0BO", channel="C0GENERAL", text="@Harbour Master hello")
    [whisper] = place.until(lambda: place.workspace.person("bo").whispers)
    where = {"channel": whisper.channel, "ts": whisper.ts}

    refused = place.act("dismiss", "U0ADA", **where)

    assert refused["words"] == "That message is gone."
    assert "fair winds" not in place.follow("/as/U0ADA/C0GENERAL")
    assert "Only visible to you" in place.follow("/as/U0BO/C0GENERAL")
    place.act("dismiss", "U0BO", **where)
    assert "fair winds" not in place.follow("/as/U0BO/C0GENERAL")


def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(place: Town) -> None:
    place.act("say", "U0ADA", channel="C0GENERAL", text="/berth")
    view = place.workspace.person("ada").form
    assert view is not None
    form = {"view": view.id}
    typed = {"boat": {"boat": "Titanic"}, "crew": {"crew": []}}

    empty = place.act("submit", "U0ADA", **form, state=typed)
    sunk = place.act("submit", "U0ADA", **form, state={**typed, "pier": {"pier": "north"}})
    page = place.follow("/as/U0ADA/C0GENERAL")
    done = place.act("submit", "U0ADA", **form, state={"boat": {"boat": "Petrel"}})

    assert empty["errors"] == {"pier": "Please complete this required field."}
    assert sunk["errors"] == {"boat": "Not that one."}
    assert 'value="Titanic"' in page
    assert '<option value="north" selected>' in page
    assert done == {"trouble": "", "errors": {}}
    assert [each.text for each in place.workspace.person("ada").sees("general")] == [
        "The Petrel lies at the North pier. "
    ]


def test_an_app_that_does_not_answer_is_said_to_be_silent(place: Town) -> None:
    place.act("say", "U0ADA", channel="C0GENERAL", text="/tide")
    [said] = place.workspace.person("ada").sees("general")

    told = place.act("press", "U0BO", channel=said.channel, ts=said.ts, block="tide", action="broken")

    assert told == {"words": "Harbour Master did not answer. Is it running?"}


def test_only_ones_own_words_can_be_changed(place: Town) -> None:
    said = place.workspace.person("bo").says("Ahoy")
    where = {"channel": said.channel, "ts": said.ts}

    refused = place.act("edit", "U0ADA", **where, text="Never")
    place.act("edit", "U0BO", **where, text="Ahoy *there*")
    page = place.follow("/as/U0ADA/C0GENERAL")
    place.act("delete", "U0BO", **where)

    assert refused["words"] == "Only one's own messages can be changed."
    assert "Ahoy <b>there</b>" in page
    assert "(edited)" in page
    assert "Ahoy" not in place.follow("/as/U0ADA/C0GENERAL")


def test_a_link_to_a_message_opens_it_in_its_thread_when_it_has_one(place: Town) -> None:
    ada, workspace = place.workspace.person("ada"), place.workspace
    alone, root = ada.says("Alone"), ada.says("Root")
    reply = ada.says("Reply", thread=root)

    links = [urlsplit(workspace.permalink(each)) for each in (alone, root, reply)]
    led = [place.get(f"{link.path}?{link.query}").headers["location"] for link in links]

    there = "/as/U0ADA/C0GENERAL"
    assert led == [
        f"{there}?at={alone.ts}",
        f"{there}?thread={root.ts}&at={root.ts}",
        f"{there}?thread={root.ts}&at={reply.ts}",
    ]
    assert f'class="message more marked" id="t{reply.ts}"' in place.follow(led[2])


def test_a_link_in_a_message_stays_on_the_page(place: Town) -> None:
    said = place.workspace.person("ada").says("Here")
    place.workspace.person("ada").says(f"See {place.workspace.permalink(said)}")

    link = place.workspace.permalink(said)

    assert f'<a href="{urlsplit(link).path}">{link}</a>' in place.follow("/as/U0BO/C0GENERAL")


@pytest.mark.parametrize("path", ["/archives/C0GENERAL/p1772442000000100", "/archives/C0NOWHERE/p1772442000000100"])
def test_a_link_to_nothing_says_so(place: Town, path: str) -> None:
    answer = place.get(path)

    assert answer.status == 404
    assert "That message is gone" in answer.text


def test_a_channel_with_something_new_is_marked_until_it_is_looked_at(place: Town) -> None:
    place.follow("/as/U0BO/C0GENERAL")
    place.workspace.person("ada").says("News", channel="steering")

    away = place.follow("/as/U0BO/C0GENERAL")
    place.follow("/as/U0BO/C0STEERING")

    assert '<a href="/as/U0BO/C0STEERING" class="new">' in away
    assert 'class="new"' not in place.follow("/as/U0BO/C0GENERAL")


def test_a_member_may_look_into_a_public_channel_and_join_it(place: Town) -> None:
    assert "Join #tides" in place.follow("/as/U0ADA/C0TIDES")

    place.act("join", "U0ADA", channel="C0TIDES")
    refused = place.act("join", "U0ADA", channel="C0NOWHERE")

    assert "Message #tides…" in place.follow("/as/U0ADA/C0TIDES")
    assert refused["refused"]


def test_nothing_can_be_said_in_an_archived_channel(place: Town) -> None:
    acts.archive(place.workspace, "U0BO", "C0TIDES")

    refused = place.act("say", "U0BO", channel="C0TIDES", text="Hello?")

    assert refused["words"] == "#tides is archived."
    assert "This channel is archived" in place.follow("/as/U0BO/C0TIDES")


def test_another_site_in_the_same_browser_may_do_nothing(place: Town) -> None:
    def refused(headers: dict[str, str]) -> int:
        return place.ask("POST", "/act/say", '{"as": "U0ADA", "channel": "C0GENERAL", "text": "x"}', headers).status

    json, text = {"content-type": "application/json"}, {"content-type": "text/plain"}

    assert refused({**json, "origin": "https://elsewhere.example"}) == 403
    assert refused(text) == 403
    assert refused({**json, "origin": place.url}) == 200


def test_an_open_page_is_told_to_look_again(place: Town) -> None:
    with closing(HTTPConnection(urlsplit(place.url).netloc, timeout=10)) as connection:
        connection.request("GET", "/live?as=U0BO")
        with connection.getresponse() as stream:
            assert stream.readline() == b"retry: 1000\n"
            place.workspace.person("ada").says("Ahoy")

            assert set(iter(stream.readline, b"data: look\n")) <= {b"\n"}


def test_the_home_page_is_published_when_it_is_opened(place: Town) -> None:
    before = place.follow("/as/U0DAN/home")
    place.act("home", "U0DAN")
    place.until(lambda: place.workspace.person("dan").home)

    assert "Harbour Master has not shown anything here yet." in before
    assert 'data-action="ask"' in place.follow("/as/U0DAN/home")
