"""What a logged decision and an answer cost, as ratios within one run against a Bolt listener that remembers nothing.

    python -m tests.benchmarks.decisions [--times 400] [--people 16] [--decisions 10000]

Prints one JSON line per measurement. Requests are dispatched in process, as Socket Mode would; the pretend Slack
answers in process too.
"""

import argparse
import json
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.features import decisions
from bot.features.decisions import Origin
from bot.runtime.app import Steward, web_client
from bot.sandbox import Clock, Server, Workspace, client, direct
from bot.sandbox.people import presses
from bot.sandbox.workspace.state import APP_TOKEN, BOT_TOKEN
from bot.settings import Settings
from bot.text.reasons import Wording
from storage import Memory, members, open_store
from storage.db import migrate
from tests.conftest import DATABASES, MANIFEST, MONDAY_9, fresh_url, people_of_the_stories

WORDS = ("harbour", "tide", "gauge", "ferry", "calendar", "budget", "school", "river", "sediment", "ministry", "eels")


def main() -> None:
    given = arguments()
    with tempfile.TemporaryDirectory() as folder:
        for database in DATABASES:
            memory = open_store(fresh_url(database, Path(folder)))
            migrate.upgrade(memory)
            workspace, steward = a_bot(memory)
            say(database, "logged decision, dispatch only", alone(workspace, steward, given.times))
            say(database, "logged decision, as a person waits for it", over_the_wire(memory, given.times // 2))
            say(database, f"ack with {given.people} people at once", together(steward, given.people, given.times))
            say(database, f"/ask-why over {given.decisions} decisions", asked(steward, given.decisions, given.times))
            memory.close()


def alone(workspace: Workspace, steward: Steward, times: int) -> dict[str, float]:
    """One after the other, the three kinds in turn, so that a noisy moment hits them all."""
    acks, posts, ours = [], [], []
    bare, posting = a_bare_listener(workspace, posts=False), a_bare_listener(workspace, posts=True)
    for number in range(times):
        acks.append(timed(bare.dispatch, a_command(number)))
        posts.append(timed(posting.dispatch, a_command(number)))
        ours.append(timed(steward.bolt.dispatch, a_command(number)))
    return {
        **figures("bare_ack", acks),
        **figures("bare_post", posts),
        **figures("ours", ours),
        **ratios("bare_ack", acks, ours),
        **ratios("bare_post", posts, ours),
    }


def over_the_wire(memory: Memory, times: int) -> dict[str, float]:
    """From Enter to the ack over Socket Mode on loopback, with the same calls: a post, its link, a private word.

    The two bots serve two workspaces and are asked in turn.
    """
    took: dict[str, list[float]] = {"bare": [], "ours": []}
    with served(a_bare_bot) as bare, served(lambda workspace, url: our_bot(workspace, url, memory)) as ours:
        for number in range(times):
            for name, workspace in (("bare", bare), ("ours", ours)):
                started = time.perf_counter()
                reply = presses.command(
                    workspace, "U0ADA", "C0GENERAL", f"/decision We meet at {number} because of {name}"
                )
                took[name].append((time.perf_counter() - started) * 1_000)
                assert reply.acked
    return {
        **figures("bare", took["bare"]),
        **figures("ours", took["ours"]),
        **ratios("bare", took["bare"], took["ours"]),
    }


@contextmanager
def served(connect: Callable[[Workspace, str], App]) -> Iterator[Workspace]:
    workspace = people_of_the_stories(Workspace(MANIFEST, Clock(MONDAY_9)))
    server = Server(workspace, 0).start()
    handler = SocketModeHandler(connect(workspace, f"{server.url}/api/"), APP_TOKEN, concurrency=16)
    handler.connect()
    server.sockets.wait_for_connections()
    yield workspace
    handler.close()
    server.stop()


def a_bare_bot(workspace: Workspace, url: str) -> App:
    web = WebClient(BOT_TOKEN, base_url=url, retry_handlers=[])
    who = AuthorizeResult(enterprise_id=None, team_id="T0HAVEN", bot_user_id="U0STEWARD", bot_token=BOT_TOKEN)
    app = App(client=web, authorize=lambda: who, signing_secret="none", process_before_response=True)

    @app.command("/decision")
    def log(ack: Any, command: Any, respond: Any) -> None:
        ack()
        posted = web.chat_postMessage(channel=command["channel_id"], text=command["text"])
        web.chat_getPermalink(channel=command["channel_id"], message_ts=posted["ts"])
        respond(f"Logged: {command['text']}")

    return app


def our_bot(workspace: Workspace, url: str, memory: Memory) -> App:
    settings = Settings(_env_file=None, slack_bot_token=BOT_TOKEN, slack_app_token=APP_TOKEN, slack_api_url=url)
    steward = Steward(web_client(settings), memory, settings=settings, clock=workspace.clock)
    steward.get_acquainted()
    return steward.bolt


def ratios(name: str, theirs: list[float], ours: list[float]) -> dict[str, float]:
    return {
        f"ratio_to_{name}_p50": round(statistics.median(ours) / statistics.median(theirs), 2),
        f"ratio_to_{name}_p99": round(percentile(ours, 99) / percentile(theirs, 99), 2),
    }


def together(steward: Steward, people: int, times: int) -> dict[str, float]:
    """Everybody at once: how long each waits for the ack."""
    took: list[float] = []

    def work(person: int) -> None:
        for number in range(times // people):
            took.append(timed(steward.bolt.dispatch, a_command(f"{person}-{number}")))

    threads = [threading.Thread(target=work, args=(person,)) for person in range(people)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {**figures("ack", took), "a_second": round(len(took) / (time.perf_counter() - started))}


def asked(steward: Steward, count: int, times: int) -> dict[str, float]:
    fill(steward, count)
    took = []
    for number in range(times):
        words = f"why the {WORDS[number % len(WORDS)]} and the {WORDS[(number * 7) % len(WORDS)]} of week {number}"
        took.append(timed(steward.bolt.dispatch, a_command(words, command="/ask-why", key=words)))
    return figures("answer", took)


def fill(steward: Steward, count: int) -> None:
    with steward.begin() as db:
        by = members.by_person(db, "U0ADA")
        assert by is not None
        for number in range(count):
            a, b, c = (WORDS[(number * step) % len(WORDS)] for step in (1, 5, 11))
            wording = Wording(f"In week {number} the {a} goes before the {b}", f"the {c} needs it, said {number}")
            decisions.log(
                db, wording, origin=Origin(by=by.person, at=MONDAY_9), channel="C0GENERAL", by=by, at=MONDAY_9
            )


def a_bot(memory: Memory) -> tuple[Workspace, Steward]:
    clock = Clock(MONDAY_9)
    workspace = people_of_the_stories(Workspace(MANIFEST, clock))
    settings = Settings(slack_bot_token="xoxb-sandbox", _env_file=None)
    steward = Steward(client(workspace), memory, settings=settings, clock=clock, answer=lambda *_: True)
    workspace.wire = direct(steward.bolt)
    steward.get_acquainted()
    return workspace, steward


def a_bare_listener(workspace: Workspace, *, posts: bool) -> App:
    web = client(workspace)
    who = AuthorizeResult(enterprise_id=None, team_id="T0HAVEN", bot_user_id="U0STEWARD", bot_token="xoxb-sandbox")
    app = App(client=web, authorize=lambda: who, signing_secret="none", process_before_response=True)

    @app.command("/decision")
    def log(ack: Any, command: Any) -> None:
        ack()
        if posts:
            web.chat_postMessage(channel=command["channel_id"], text=command["text"])

    return app


def a_command(text: object, *, command: str = "/decision", key: object = None) -> BoltRequest:
    body = {
        "command": command,
        "text": f"We meet at {text} because the ferry does" if command == "/decision" else text,
        "user_id": "U0ADA",
        "team_id": "T0HAVEN",
        "channel_id": "C0GENERAL",
        "channel_name": "general",
        "trigger_id": f"{command}.{key or text}.{time.perf_counter_ns()}",
        "response_url": "http://127.0.0.1/none",
    }
    return BoltRequest(body=body, mode="socket_mode")


def timed(dispatch: Callable[[BoltRequest], Any], request: BoltRequest) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    dispatch(request)
    return (time.perf_counter() - started) * 1_000


def figures(name: str, took: list[float]) -> dict[str, float]:
    return {f"{name}_p50_ms": round(statistics.median(took), 2), f"{name}_p99_ms": round(percentile(took, 99), 2)}


def percentile(took: list[float], which: int) -> float:
    return sorted(took)[min(len(took) - 1, len(took) * which // 100)]


def say(database: str, what: str, measured: dict[str, float]) -> None:
    print(json.dumps({"database": database, "what": what, **measured}), flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=400)
    parser.add_argument("--people", type=int, default=16)
    parser.add_argument("--decisions", type=int, default=10_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
