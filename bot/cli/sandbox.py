"""`steward sandbox`: the bot and a pretend Slack in one process, with a partnership in it to try things with."""

import json
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.embeddings import model as embedding_model
from bot.errors import Refusal
from bot.runtime import server as runtime_server
from bot.runtime.app import Steward, utc_now, web_client
from bot.sandbox import Clock, Server, Workspace, client, direct
from bot.sandbox.workspace import roster, sample
from bot.sandbox.workspace.state import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from bot.settings import Settings, read_settings
from storage import Memory, open_store
from storage.db import migrate

MANIFEST = Path(__file__).parents[2] / "manifest.json"

PURPOSE = "A living marsh between the town and the sea, tended by everybody whom the tide reaches."

WELCOME = """
  Steward is in a workspace on this machine:  {url}

  You are {who}. In the corner you can be anybody else.
  Try:  /decision We meet on Tuesdays because the ferry does
        @Steward why did we choose the harbour site?

  Nothing leaves this machine, and nothing is kept when you stop it with Ctrl-C.
"""


def serve(*, port: int, empty: bool, http: bool, stop: threading.Event) -> int:
    """Until `stop` is set. Raises Refusal when the port is taken."""
    bot_port = _free_port() if http else None
    workspace = Workspace(json.loads(MANIFEST.read_text()), Clock.real())
    server = _server(workspace, port, bot_port)
    with _memory() as memory:
        memory.sense = embedding_model.sense_of(Path(read_settings(_env_file=None).steward_model_dir))
        fill(workspace, memory, empty=empty, url=server.url)
        workspace.limits.is_on = True
        server.start()
        try:
            _serve_bot(server, memory, bot_port, stop)
        finally:
            server.stop()
    return 0


def fill(workspace: Workspace, memory: Memory, *, empty: bool, url: str) -> None:
    """People and channels; and unless `empty` a month of their conversation, which the bot hears as it happens.

    `url` is where the page will be: the links that the bot remembers must lead there.
    """
    workspace.base_url = url
    roster.fill(workspace)
    bot = Steward(
        client(workspace),
        memory,
        settings=_settings(url),
        clock=workspace.clock,
        answer=lambda url, body: workspace.answer(url, body)[0] == 200,
    )
    workspace.wire = direct(bot.bolt)
    if not empty:
        bot.get_acquainted()
        sample.play(workspace, until=utc_now())
        begin_rhythms(workspace)


def begin_rhythms(workspace: Workspace) -> None:
    """Somebody convenes, says why they exist, and begins a weekly question, a reminder of the purpose, and spotlights.

    Whoever travels to the next weeks meets them.
    """
    first = next(user for user in workspace.users.values() if user.kind == "member")
    convener = workspace.person(first.id)
    convener.opens_home()
    for door, answers in (
        ("I convene", None),
        ("A weekly question", {"channel": "general"}),
        ("Why we exist", {"purpose": PURPOSE}),
        ("Bring the purpose back", {"channel": "general", "weekdays": ["2"]}),
        ("Spotlights", {"channel": "general"}),
    ):
        convener.clicks(door, convener.home)
        if answers:
            convener.submits(**answers)


def _settings(url: str) -> Settings:
    """Only the sandbox's own: whatever tokens this machine knows stay out of it."""
    tokens = {"slack_bot_token": BOT_TOKEN, "slack_app_token": APP_TOKEN, "slack_signing_secret": SIGNING_SECRET}
    return read_settings(_env_file=None, **tokens, slack_api_url=f"{url}/api/", steward_tick_seconds=5)


@contextmanager
def _memory() -> Iterator[Memory]:
    with tempfile.TemporaryDirectory(prefix="steward-sandbox-") as folder:
        memory = open_store(f"sqlite:///{folder}/steward.db")
        migrate.upgrade(memory)
        yield memory
        memory.close()


def _serve_bot(server: Server, memory: Memory, port: int | None, stop: threading.Event) -> None:
    """The bot, unchanged, over Slack's own protocols."""
    settings = _settings(server.url)
    steward = Steward(web_client(settings), memory, settings=settings, clock=server.workspace.clock)
    server.workspace.on_tick = lambda moment: steward.tick()
    first = next(user for user in server.workspace.users.values() if user.kind == "member")
    print(WELCOME.format(url=server.url, who=first.real_name), flush=True)
    runtime_server.serve(steward, http=port, stop=stop)


def _server(workspace: Workspace, port: int, bot_port: int | None) -> Server:
    request_url = f"http://127.0.0.1:{bot_port}/slack/events" if bot_port else None
    try:
        return Server(workspace, port, request_url)
    except OSError as error:
        raise Refusal(f"Port {port} is taken. Choose another one: steward sandbox --port {port + 1}") from error


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
