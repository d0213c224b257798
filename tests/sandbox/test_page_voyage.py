"""A whole walk in a real Chromium: shortcut, form, search, time, what goes wrong, what goes to and fro."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import Browser, Page, expect

from tests.conftest import chromium
from tests.sandbox import voyage
from tests.sandbox.town import MONDAY_9, Town, town
from tests.support.browsing import Visits, a_browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="neither chromium-headless-shell nor chromium is installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as opened:
        yield opened


@pytest.fixture
def place() -> Iterator[Town]:
    with town() as here:
        yield here


@pytest.fixture
def visit(browser: Browser, place: Town) -> Iterator[Visits]:
    with Visits(browser, place.url) as visits:
        yield visits


def open_voyage(page: Page) -> None:
    page.get_by_label("Shortcuts").click()
    page.get_by_role("menuitem", name="Plan a voyage").click()
    expect(page.get_by_role("dialog", name="A voyage")).to_be_visible()


def values(place: Town) -> dict[str, object]:
    """What the app got with the form, by field."""
    [body] = [body for body in place.heard if body["type"] == "view_submission"]
    held = {name: actions[name] for name, actions in body["view"]["state"]["values"].items()}
    return {name: next(value for key, value in each.items() if key != "type") for name, each in held.items()}


def test_a_global_shortcut_opens_a_form_whose_options_the_app_tells_as_one_types(visit: Visits, place: Town) -> None:
    page = visit("U0ADA")
    open_voyage(page)

    harbour = page.get_by_label("Which harbour?")
    harbour.press_sequentially("ar")
    offered = page.locator(".offered:visible")
    expect(offered.get_by_role("option")).to_have_text(["Ardglass", "Arbroath", "Dartmouth", "Arundel"])
    expect(offered).to_contain_text("South")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Arbroath")).to_be_visible()

    stops = page.get_by_label("Stops on the way")
    for words, name in (("bri", "Brixham"), ("ber", "Berwick")):
        stops.press_sequentially(words)
        expect(offered.get_by_role("option")).to_have_text([name])
        offered.get_by_role("option").click()
    page.get_by_role("button", name="Set sail").click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    assert values(place)["harbour"]["value"] == "arbroath"
    assert [option["value"] for option in values(place)["stops"]] == ["brixham", "berwick"]
    expect(page.get_by_role("cell", name="12")).to_have_class("to-right")


def test_a_form_of_everything_is_filled_in_by_keyboard_alone(visit: Visits, place: Town) -> None:
    page = visit("U0ADA")
    press = page.keyboard.press
    page.get_by_label("Shortcuts").focus()
    press("ArrowDown")
    press("Enter")
    expect(page.get_by_label("Which harbour?")).to_be_focused()

    page.keyboard.type("brix")
    expect(page.locator(".offered:visible").get_by_role("option")).to_have_text(["Brixham"])
    press("Enter")
    walk_to(page, "Which boats?")
    press("Enter")
    press("Tab")
    page.keyboard.type("her")
    press("Tab")
    press("Space")
    walk_to(page, "Who steers?")
    page.keyboard.type("Bo")
    walk_to(page, "A breeze")
    press("ArrowDown")
    walk_to(page, "Tea")
    press("Space")
    walk_to(page, "How many?")
    page.keyboard.type("7")
    walk_to(page, "The plan")
    page.keyboard.type("We *sail*")
    press("Enter")
    page.keyboard.type("- with @Bo Castellanos")
    walk_to(page, "Set sail")
    press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)

    got = values(place)
    assert got["harbour"]["value"] == "brixham"
    assert [each["value"] for each in got["boats"]] == ["heron"]
    assert (got["captain"], got["wind"]["value"], got["people"]) == ("U0BO", "a storm", "7")
    assert [each["value"] for each in got["aboard"]] == ["tea"]
    words, listed = got["plan"]["elements"]
    assert words["elements"][1] == {"type": "text", "text": "sail", "style": {"bold": True}}
    assert listed["elements"][0]["elements"][1] == {"type": "user", "user_id": "U0BO"}


def walk_to(page: Page, label: str) -> None:
    """With the Tab key; at most through the whole form."""
    there = page.get_by_label(re.compile(f"^{re.escape(label)}")).or_(page.get_by_role("button", name=label))
    wanted = there.element_handle()
    for _ in range(60):
        if wanted.evaluate("each => each.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not lead to {label!r}")


def test_files_go_with_a_form_and_with_a_message(visit: Visits, place: Town) -> None:
    page = visit("U0ADA")
    picture = {"name": "chart.png", "mimeType": "image/png", "buffer": PIXEL}
    open_voyage(page)
    page.get_by_label("Papers").set_input_files([picture, {**picture, "name": "crew.txt"}])
    expect(page.locator(".uploads .chip")).to_have_text(["chart.png", "crew.txt"])
    page.get_by_role("button", name="Set sail").click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.get_by_label("Attach files").first.set_input_files(picture)
    expect(page.locator(".attached .chip")).to_have_text("chart.png")
    page.get_by_label("Message #general").fill("The chart")
    page.keyboard.press("Enter")
    shown = page.locator(".message .shown img")
    expect(shown).to_have_attribute("alt", "chart.png")

    assert [each["name"] for each in values(place)["papers"]] == ["chart.png", "crew.txt"]
    assert shown.evaluate("async (each) => { await each.decode(); return each.naturalWidth; }") == 1


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0"
    "000003010100c9fe92ef0000000049454e44ae426082"
)


def test_what_only_one_sees_is_gone_after_a_reload(visit: Visits, place: Town) -> None:
    page = visit("U0ADA")
    place.act("say", "U0ADA", channel="C0GENERAL", text="@Harbour Master which wind?")
    whisper = page.locator(".message.whisper")
    expect(whisper).to_contain_text("fair winds")
    place.workspace.person("bo").says("Somebody else talks")
    expect(page.locator("#main .message")).to_have_count(3)

    page.reload()

    expect(page.locator("#main .message")).to_have_count(2)
    expect(whisper).to_have_count(0)


def test_a_search_finds_what_one_may_see_and_opens_it(visit: Visits, place: Town) -> None:
    bo = place.workspace.person("bo")
    bo.says("The gauge is broken", channel="steering")
    root = bo.says("What about the mussels?")
    bo.says("The gauge is mended", thread=root)
    page = visit("U0CHI")

    page.get_by_label("Search messages").fill("GAUGE from:bo")
    page.keyboard.press("Enter")
    expect(page.locator(".result")).to_have_count(1)
    page.keyboard.press("Enter")

    expect(page.locator("#thread .message.marked")).to_contain_text("The gauge is mended")
    expect(page.get_by_label("Search messages")).to_have_value("")


def test_one_travels_to_next_monday_and_sees_what_arrived(visit: Visits, place: Town) -> None:
    workspace = place.workspace

    def greet(moment: datetime) -> None:
        if (moment.hour, moment.minute) == (8, 0):
            workspace.bot_says(workspace.bot, f"Good morning, it is {moment:%A}", channel="general")
            workspace.bot_says(workspace.bot, "A word with you", channel=workspace.direct("bo"))

    workspace.on_tick = greet
    page = visit("U0ADA")

    page.get_by_label("Mon 2 March, 09:00").click()
    page.get_by_role("button", name="Next Monday Mon 9 March, 09:00").click()
    came = page.locator(".came")
    expect(came).to_have_count(14)
    expect(page.get_by_label("Mon 9 March, 09:00")).to_be_visible()
    expect(came.first).to_contain_text("general")
    came.nth(1).click()

    expect(page.locator("#main .message.marked")).to_contain_text("A word with you")
    expect(page.locator("#who summary")).to_contain_text("Bo Castellanos")
    assert workspace.clock() == MONDAY_9 + timedelta(days=7)


def test_what_goes_wrong_on_purpose_is_said_wherever_one_is(visit: Visits, place: Town) -> None:
    place.workspace.limits.is_on = True
    page = visit("U0ADA")
    expect(page.locator("#warnings")).to_be_hidden()

    page.get_by_label("What goes wrong on purpose").click()
    switch = page.get_by_role("switch", name="Slack answers 500")
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).to_be_checked()
    expect(switch).to_be_focused()
    page.get_by_role("link", name="steering").click()

    expect(page.locator("#warnings")).to_contain_text("Slack answers 500")
    assert place.workspace.faults.active() == ("server_error",)
    page.get_by_role("button", name="End all").click()
    expect(page.locator("#warnings")).to_be_hidden()
    page.get_by_label("Rate limits").select_option("5 times tighter")
    expect(page.locator("#warnings")).to_contain_text("Rate limits are 5 times tighter than Slack's.")


def test_the_inspector_shows_what_goes_to_and_fro_as_it_happens(visit: Visits, place: Town) -> None:
    page = visit("U0ADA", asked="?drawer=inspector")
    entries = page.locator("#trace .entry")
    expect(entries.locator("b")).to_have_text(["auth.test"])

    place.act("say", "U0ADA", channel="C0GENERAL", text="/tide")
    expect(entries.locator("b")).to_have_text(["chat.postMessage", "/tide", "auth.test"])
    entries.nth(1).locator("summary").click()
    expect(entries.nth(1).locator("pre").first).to_contain_text('"command": "/tide"')

    page.get_by_label("Kind").select_option("Calls of the app")
    expect(entries.locator("b")).to_have_text(["chat.postMessage", "auth.test"])
    page.get_by_label("Filter by text").fill("nobody ever said this")
    expect(entries).to_have_count(0)


def test_an_ack_that_came_too_late_is_red_and_says_what_slack_would_have_said(visit: Visits, place: Town) -> None:
    trace = place.workspace.trace
    late = trace.begin("command", "/tide", {"command": "/tide"})
    trace.end(late, "no ack", sentence="/tide failed with the error “operation_timeout”. See https://docs.slack.dev/x")
    late.took = 3.4
    page = visit("U0ADA", asked="?drawer=inspector")

    red = page.locator("#trace .late")

    expect(red).to_contain_text("Slack would have said: /tide failed")
    expect(red).to_contain_text("3.4 s")


def test_a_thousand_entries_stay_fluent(visit: Visits, place: Town) -> None:
    trace = place.workspace.trace
    for number in range(1000):
        trace.end(trace.begin("call", f"chat.update {number}", {"number": number}))
    page = visit("U0ADA", asked="?drawer=inspector")
    expect(page.locator("#trace .entry")).to_have_count(1000)

    started = page.evaluate("performance.now()")
    page.get_by_label("Filter by text").fill("chat.update 77")
    expect(page.locator("#trace .entry")).to_have_count(11)

    assert page.evaluate("performance.now()") - started < 2000


def test_ctrl_k_leads_to_a_channel_and_to_somebody_else(visit: Visits, place: Town) -> None:
    page = visit("U0ADA")

    page.keyboard.press("Control+k")
    page.keyboard.type("steer")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Message #steering")).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type("cas")
    page.keyboard.press("Enter")

    expect(page.locator("#who summary")).to_contain_text("Bo Castellanos")


def test_escape_closes_what_lies_on_top_one_after_another(visit: Visits, place: Town) -> None:
    root = place.workspace.person("bo").says("Ahoy")
    page = visit("U0ADA", asked=f"?thread={root.ts}&drawer=faults")
    page.get_by_label("Mon 2 March, 09:00").click()
    expect(page.get_by_role("button", name="In an hour")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="In an hour")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    expect(page.locator("#thread")).to_be_visible()


def test_earlier_messages_come_as_one_scrolls_up(visit: Visits, place: Town) -> None:
    for number in range(450):
        place.workspace.bot_says("U0BO", f"Tide number {number}", channel="general")
    page = visit("U0ADA")
    shown = page.locator("#main .message")
    expect(shown).to_have_count(300)
    expect(shown.last).to_be_in_viewport()

    page.locator("#stream").evaluate("each => { each.scrollTop = 100; }")

    expect(shown).to_have_count(450)
    expect(page.get_by_text("Tide number 155", exact=True)).to_be_in_viewport()
    expect(page.locator("#start")).to_be_attached()


def test_what_is_new_stands_under_a_line_and_the_channel_is_counted(visit: Visits, place: Town) -> None:
    page = visit("U0ADA", "C0STEERING")
    bo = place.workspace.person("bo")
    bo.says("Nothing for anybody")
    expect(page.get_by_role("link", name="general unread")).to_be_visible()
    bo.says("@Ada Lindqvist, have you seen the tide?")
    expect(page.get_by_role("link", name="general 1 unread")).to_be_visible()

    page.get_by_role("link", name="general 1 unread").click()

    expect(page.locator(".new-line + .message")).to_contain_text("Nothing for anybody")
    page.get_by_role("link", name="steering").click()
    page.get_by_role("link", name="general").click()
    expect(page.get_by_label("Message #general")).to_be_visible()
    expect(page.locator(".new-line")).to_have_count(0)


def test_a_deleted_message_leaves_its_answers_reachable(visit: Visits, place: Town) -> None:
    bo = place.workspace.person("bo")
    root = bo.says("Regrettable")
    place.workspace.person("ada").says("I saw that", thread=root)
    bo.deletes(root)
    page = visit("U0CHI")

    expect(page.locator("#main .message")).to_contain_text("This message was deleted.")
    page.get_by_role("link", name="1 reply").click()

    expect(page.locator("#thread .message").last).to_contain_text("I saw that")


def test_a_typed_mark_is_words_but_a_chosen_one_calls_everybody(visit: Visits, place: Town) -> None:
    page = visit("U0ADA")
    field = page.get_by_label("Message #general")

    field.fill("Write <!channel> or <@U0BO> here")
    page.keyboard.press("Enter")
    expect(page.locator("#main .message")).to_contain_text("Write <!channel> or <@U0BO> here")
    field.press_sequentially("@chan")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#main .mention.all")).to_have_text("@channel")
    assert [said.text for said in place.workspace.person("bo").sees("general")] == [
        "Write &lt;!channel&gt; or &lt;@U0BO&gt; here",
        "<!channel>",
    ]


def test_who_goes_elsewhere_while_something_is_said_arrives_there(visit: Visits, place: Town) -> None:
    page = visit("U0ADA")

    for _ in range(4):
        page.get_by_role("link", name="steering").click(no_wait_after=True)
        place.workspace.person("bo").says("Ahoy")
        expect(page.get_by_label("Message #steering")).to_be_visible()
        assert page.url.endswith("/C0STEERING")
        page.get_by_role("link", name="general").click(no_wait_after=True)
        place.workspace.person("bo").says("Ahoy", channel="steering")
        expect(page.get_by_label("Message #general")).to_be_visible()
        assert page.url.endswith("/C0GENERAL")


def test_what_stands_in_a_message_is_chosen_typed_and_asked_about(visit: Visits, place: Town) -> None:
    place.client().chat_postMessage(channel="C0GENERAL", text="She is under way", blocks=[voyage.MORE])
    page = visit("U0DAN")

    page.get_by_label("Another stop").press_sequentially("brix")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Brixham")).to_be_visible()
    page.get_by_label("More", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    day = page.get_by_label("Another day")
    day.fill("2026-03-04")
    page.get_by_role("button", name="No", exact=True).click()
    expect(day).to_have_value("")
    day.fill("2026-03-05")
    page.get_by_role("button", name="Yes").click()

    heard = place.until(lambda: [body["actions"][0] for body in place.heard] if len(place.heard) > 2 else None)
    assert heard[0]["selected_option"]["value"] == "brixham"
    assert heard[1]["selected_option"]["value"] == "drop anchor"
    assert heard[2]["selected_date"] == "2026-03-05"


def test_the_menu_of_the_last_message_is_seen_whole(visit: Visits, place: Town) -> None:
    for number in range(30):
        place.workspace.bot_says("U0BO", f"Tide number {number}", channel="general")
    page = visit("U0ADA")
    last = page.locator("#main .message").last

    last.hover()
    last.get_by_label("More actions").click()
    item = last.get_by_role("menuitem", name="Copy link")

    box, field = item.bounding_box(), page.locator("#composer").bounding_box()
    assert box["y"] + box["height"] <= field["y"]
    page.keyboard.press("Escape")
    expect(item).to_be_hidden()
