"""A real Chromium without a screen, for the tests that click through the page."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.conftest import chromium

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

expect.set_options(timeout=20_000)  # ms: what is slow is not wrong, where other tests keep the machine busy


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Closed at the end; it can reach this machine and nothing else."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGS)
        yield opened
        opened.close()


class Visits:
    """Opens the page as somebody; in the end nothing may have gone wrong in it."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._wrong: list[str] = []
        self._contexts: list[BrowserContext] = []

    def __enter__(self) -> "Visits":
        return self

    def __call__(self, person: str, channel: str = "C0GENERAL", *, width: int = 1280, asked: str = "") -> Page:
        self._contexts.append(self._browser.new_context(viewport={"width": width, "height": 800}))
        page = self._contexts[-1].new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self._wrong.append(str(error)))
        page.on("console", lambda line: self._wrong.append(line.text) if line.type == "error" else None)
        page.goto(f"{self._url}/as/{person}/{channel}{asked}")
        return page

    def __exit__(self, *error: object) -> None:
        for context in self._contexts:
            context.close()
        assert self._wrong == []
