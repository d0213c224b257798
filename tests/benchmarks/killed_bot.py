"""The bot as a process of its own that sends what is due until it is killed; `killing` starts and kills it."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.runtime.app import Steward, web_client
from bot.sandbox.workspace.state import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from bot.settings import Settings, read_settings
from storage import open_store

MOMENT = datetime(2026, 3, 2, 10, 5, tzinfo=UTC)  # a Monday, within everybody's hours
EVERY = 0.05  # seconds between two ticks


def quick_clock(begun: float, speed: float) -> Callable[[], datetime]:
    """Time that passes so many times faster, alike in every process: leases and back-off would take an hour."""
    return lambda: MOMENT + timedelta(seconds=(time.time() - begun) * speed)


def settings_for(url: str) -> Settings:
    tokens = {"slack_bot_token": BOT_TOKEN, "slack_app_token": APP_TOKEN, "slack_signing_secret": SIGNING_SECRET}
    return read_settings(_env_file=None, **tokens, slack_api_url=f"{url}/api/", steward_messages_a_minute=3_000)


def live(store: str, slack: str, begun: float, speed: float) -> None:
    """Tick for ever."""
    logging.disable(logging.CRITICAL)
    settings, pause = settings_for(slack), threading.Event()
    steward = Steward(web_client(settings), open_store(store), settings=settings, clock=quick_clock(begun, speed))
    steward.wait = lambda seconds: pause.wait(seconds / speed)
    while not pause.wait(EVERY):
        steward.tick()
