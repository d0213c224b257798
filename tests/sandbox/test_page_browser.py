"""The page in a real Chromium: members, guests and external people walk through every door that they have."""

from collections.abc import Iterator

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import chromium
from tests.sandbox.town import Town, town
from tests.support.browsing import a_browser

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
def visit(browser: Browser, place: Town) -> Iterator[object]:
    """Open the page as somebody; in the end nothing may have gone wrong in it."""
    wrong: list[str] = []
    contexts = []

    def open_as(person: str, channel: str = "C0GENERAL", *, width: int = 1280, asked: str = "") -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        page.goto(f"{place.url}/as/{person}/{channel}{asked}")
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert wrong == []


def say(page: Page, words: str, field: str = "Message #general") -> None:
    page.get_by_label(field, exact=True).fill(words)
    page.keyboard.press("Enter")


def messages(page: Page, pane: str = "#main") -> Locator:
    return page.locator(f"{pane} .message")


def tools(message: Locator, name: str) -> Locator:
    message.hover()
    return message.get_by_role("toolbar").get_by_label(name, exact=True)


def test_a_command_is_completed_by_keyboard_and_answered(visit) -> None:
    page = visit("U0ADA")
    field = page.get_by_label("Message #general")

    field.press_sequentially("/")
    expect(page.get_by_role("option")).to_have_text(["/berth[boat]Ask for a berth", "/tideTell the tide"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("/tide ")
    page.keyboard.press("Enter")

    expect(messages(page)).to_have_count(1)
    expect(messages(page)).to_contain_text("High water at 9:40")
    expect(field).to_have_value("")


@pytest.mark.parametrize("person", ["U0CHI", "U0DAN"])
def test_who_has_no_commands_is_told_so_and_mentions_instead(visit, person: str) -> None:
    page = visit(person)
    field = page.get_by_label("Message #general")

    field.press_sequentially("/")
    expect(page.locator(".hints")).to_contain_text("Mention @Harbour Master instead")
    field.fill("")
    field.press_sequentially("@harb")
    page.keyboard.press("Tab")
    page.keyboard.type("which wind?")
    page.keyboard.press("Enter")

    whisper = page.locator(".message.whisper")
    expect(whisper).to_contain_text("Only visible to you")
    expect(whisper.locator("b", has_text="fair winds")).to_be_visible()


def test_a_form_shows_errors_beside_the_fields_and_keeps_what_was_typed(visit) -> None:
    page = visit("U0ADA")
    say(page, "/berth")
    form = page.get_by_role("dialog", name="A berth, please")
    boat = form.get_by_label("Which boat?")
    expect(boat).to_be_focused()

    boat.fill("Titanic")
    form.get_by_label("Who is aboard?").click()
    form.get_by_label("Find").fill("bo c")
    form.get_by_text("Bo Castellanos").click()
    page.keyboard.press("Escape")
    expect(form.get_by_label("Find")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()

    say(page, "/berth")
    boat.fill("Titanic")
    form.get_by_label("Who is aboard?").click()
    form.get_by_text("Bo Castellanos").click()
    form.get_by_role("button", name="Ask").click()
    expect(form.get_by_text("Please complete this required field.")).to_be_visible()
    expect(form.get_by_label("Which pier?")).to_be_focused()

    form.get_by_label("Which pier?").select_option("North")
    form.get_by_role("button", name="Ask").click()
    expect(form.get_by_text("Not that one.")).to_be_visible()
    expect(boat).to_be_focused()
    expect(boat).to_have_value("Titanic")

    boat.fill("Petrel")
    page.keyboard.press("Enter")
    expect(form).to_be_hidden()
    expect(messages(page)).to_contain_text("The Petrel lies at the North pier. @Bo Castellanos")


def test_buttons_and_choices_in_a_message_reach_the_app(visit, place: Town) -> None:
    page = visit("U0DAN")
    place.act("say", "U0ADA", channel="C0GENERAL", text="/tide")

    page.get_by_label("Pier").select_option("South")
    page.get_by_role("button", name="Ring the bell").click()
    expect(page.locator("#toasts")).to_have_text("Harbour Master did not answer. Is it running?")
    page.get_by_role("button", name="Thank you").click()

    expect(messages(page)).to_contain_text("You are welcome.")
    assert [body["actions"][0]["action_id"] for body in place.heard] == ["pier", "thanks"]
    assert place.heard[1]["state"]["values"]["tide"]["pier"]["selected_option"]["value"] == "south"
    assert {body["user"]["id"] for body in place.heard} == {"U0DAN"}


def test_one_replies_in_a_thread_beside_the_channel(visit, place: Town) -> None:
    place.workspace.person("bo").says("Who has the keys?")
    page = visit("U0CHI")

    tools(messages(page).first, "Reply in thread").click()
    say(page, "I do", "Reply")

    expect(messages(page, "#thread")).to_have_count(2)
    expect(page.get_by_role("link", name="1 reply")).to_be_visible()
    page.get_by_label("Close the thread").click()
    expect(page.locator("#thread")).to_be_hidden()
    expect(messages(page)).to_have_count(1)


def test_a_reaction_is_given_and_taken_back(visit, place: Town) -> None:
    place.workspace.person("bo").says("The reef is *sheltered*")
    page = visit("U0DAN")

    tools(messages(page).first, ":scroll:").click()
    given = page.get_by_role("button", name="Dan Reuter reacted with :scroll:")
    expect(given).to_have_text("📜 1")
    given.click()

    expect(given).to_be_hidden()


def test_one_edits_and_deletes_what_one_said_oneself(visit, place: Town) -> None:
    page = visit("U0BO")
    say(page, "We meet on Mondya")
    expect(messages(page)).to_have_count(1)

    page.get_by_label("Message #general").press("ArrowUp")
    editor = page.get_by_label("Edit message")
    expect(editor).to_have_value("We meet on Mondya")
    editor.fill("We meet on Monday")
    page.keyboard.press("Enter")
    expect(messages(page)).to_contain_text("We meet on Monday (edited)")

    messages(page).first.hover()
    page.get_by_label("More actions").click()
    page.get_by_role("menuitem", name="Delete message…").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(messages(page)).to_have_count(0)


def test_a_message_shortcut_is_in_the_menu_of_members_only(visit, place: Town) -> None:
    place.workspace.person("bo").says("The gauge stands at 3.2")

    for person, count in (("U0ADA", 1), ("U0CHI", 0), ("U0DAN", 0)):
        page = visit(person)
        messages(page).first.hover()
        page.get_by_label("More actions").click()
        expect(page.get_by_role("menuitem", name="Copy link")).to_be_visible()
        expect(page.get_by_role("menuitem", name="Note in the log")).to_have_count(count)


def test_what_others_say_appears_by_itself_and_ones_draft_stays(visit, place: Town) -> None:
    page = visit("U0ADA")
    field = page.get_by_label("Message #general")
    field.fill("I was just about to")

    place.workspace.person("bo").says("Low water at noon")
    place.workspace.person("bo").says("Psst", channel="steering")

    expect(messages(page)).to_contain_text("Low water at noon")
    expect(page.get_by_role("link", name="steering unread")).to_be_visible()
    expect(field).to_have_value("I was just about to")
    expect(field).to_be_focused()


def test_one_becomes_somebody_else_and_stays_where_one_is(visit) -> None:
    page = visit("U0ADA")
    say(page, "Ahoy")

    page.get_by_text("You are").click()
    page.get_by_role("link", name="Dan Reuter External").click()

    expect(page.locator("#who summary")).to_contain_text("Northwind Marine · external")
    expect(page.get_by_role("link", name="steering")).to_have_count(0)
    say(page, "Ahoy yourself")
    expect(messages(page).last).to_contain_text("Dan Reuter")


def test_the_home_page_has_the_door_that_commands_close(visit) -> None:
    page = visit("U0DAN")

    page.get_by_role("link", name="Home").click()
    page.get_by_role("button", name="Ask").click()

    expect(page.get_by_role("dialog", name="A berth, please")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_link_leads_to_the_message_and_marks_it(visit, place: Town) -> None:
    ada = place.workspace.person("ada")
    said = [ada.says(f"Tide number {number}\n" * 4) for number in range(30)]
    ada.says(place.workspace.permalink(said[2]), channel="steering")
    page = visit("U0BO", "C0STEERING")

    messages(page).get_by_role("link").filter(has_text="/archives/").click()

    marked = page.locator("#main .message.marked")
    expect(marked).to_contain_text("Tide number 2")
    expect(marked).to_be_in_viewport()


def test_hostile_words_do_nothing(visit, place: Town) -> None:
    page = visit("U0ADA")
    hostile = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"

    say(page, hostile)

    expect(messages(page)).to_contain_text(hostile)
    assert page.title() == "general · Havenmouth Alliance"


@pytest.mark.parametrize("width", [400, 760, 1080, 1280])
def test_nothing_sticks_out_at_any_width(visit, place: Town, width: int) -> None:
    root = place.workspace.person("ada").says(
        "A very " + "l" + "o" * 200 + "ng word, `and code`, https://a.example/" + "x" * 200
    )
    place.act("say", "U0ADA", channel="C0GENERAL", text="/tide")

    page = visit("U0DAN", width=width, asked=f"?thread={root.ts}")
    expect(messages(page, "#thread")).to_have_count(1)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "[...document.querySelectorAll('.stream')].every((each) => each.scrollWidth <= each.clientWidth)"
    )


def test_on_a_phone_places_and_people_come_out_of_the_side(visit) -> None:
    page = visit("U0ADA", width=400)
    expect(page.get_by_role("link", name="steering")).to_be_hidden()

    page.get_by_label("Places and people").click()
    page.get_by_role("link", name="steering").click()

    expect(page.get_by_label("Message #steering")).to_be_visible()
    expect(page.get_by_role("link", name="general")).to_be_hidden()


def test_messages_are_walked_with_the_arrow_keys(visit, place: Town) -> None:
    for words in ("One", "Two", "Three"):
        place.workspace.person("bo").says(words)
    page = visit("U0ADA")

    messages(page).last.focus()
    page.keyboard.press("ArrowUp")

    expect(messages(page).nth(1)).to_be_focused()
    expect(messages(page).nth(1).get_by_role("toolbar")).to_be_visible()
