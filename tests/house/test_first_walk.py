"""The first walk as a newcomer takes it: `make sandbox`, a decision, and the answer to why, in a real browser."""

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import Page, expect

from tests.cli.test_sandbox import page as running
from tests.conftest import chromium
from tests.support.browsing import a_browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="neither chromium-headless-shell nor chromium is installed"),
    pytest.mark.parametrize("page", [(False, False)], indirect=True, ids=["with the sample"]),
]

page = running


def become(visit: Page, name: str, person: str) -> None:
    visit.get_by_text("You are").first.click()
    visit.get_by_text(name, exact=True).first.click()
    visit.locator(f'#app[data-me="{person}"]').wait_for()  # what is typed before belongs to whoever one was


def say(visit: Page, words: str) -> None:
    visit.get_by_label("Message #general", exact=True).fill(words)
    visit.keyboard.press("Enter")


def test_decide_in_chat_and_ask_why_as_somebody_of_another_organisation(page):
    url, _ = page
    with a_browser() as browser:
        visit = browser.new_page(viewport={"width": 1280, "height": 900})
        visit.set_default_timeout(20_000)
        visit.goto(url)

        say(visit, "/decision We paint the gauge house red because pilots look for it")
        posted = visit.locator(".message", has_text="We paint the gauge house red").first
        expect(posted).to_contain_text("pilots look for it")
        expect(posted.get_by_role("button", name="Withdraw")).to_be_visible()

        become(visit, "Mia Torres", "U0MIA")
        say(visit, "@Steward why did we choose the harbour site?")
        answer = visit.locator(".message", has_text="Here is what was decided").last
        for words in ("Restore the harbour site first", "the tide gauge is already there", "Northwind Marine"):
            expect(answer).to_contain_text(words)
        expect(answer.get_by_role("button", name="Share here")).to_be_visible()

        answer.get_by_role("link", name="where it was said").click()
        expect(visit.locator(".message", has_text="we decided to restore the harbour site").first).to_be_in_viewport()
