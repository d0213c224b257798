"""Just the pretend Slack, for any Bolt app in any language: `steward sandbox --only`.

It prints what to give to the app: SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET.
"""

import sys
import threading
from pathlib import Path
from typing import Any

from bot.sandbox.server import Server
from bot.sandbox.spec import events
from bot.sandbox.spec.kinds import Found
from bot.sandbox.spec.methods import METHODS
from bot.sandbox.workspace import Workspace, roster
from bot.sandbox.workspace.clock import Clock
from bot.sandbox.workspace.manifest import MANIFEST
from bot.sandbox.workspace.roster import BadFile
from bot.sandbox.workspace.state import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET

WELCOME = """
  {app} can come to a workspace on this machine:  {url}

  Give it these, in place of Slack's own:

    SLACK_API_URL={url}/api/
    SLACK_BOT_TOKEN={bot_token}
    SLACK_APP_TOKEN={app_token}
    SLACK_SIGNING_SECRET={secret}

  {way}
  Nothing leaves this machine, and nothing is kept when you stop it with Ctrl-C.
"""
BY_SOCKET = "It connects by Socket Mode; apps.connections.open tells it where."
BY_HTTP = "Events and interactions are sent to {request_url}, signed."


def serve(
    *,
    port: int,
    people: Path | None = None,
    manifest: Path | None = None,
    request_url: str | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Until `stop` is set, or for ever. Raises BadFile for a file, an address or a port that is no good."""
    workspace = made(people, manifest)
    try:
        server = Server(workspace, port, request_url)
    except (OSError, ValueError) as error:
        raise BadFile(f"Port {port} is taken." if isinstance(error, OSError) else f"{error}.") from error
    server.start()
    try:
        sys.stdout.write(welcome(server, request_url))
        sys.stdout.flush()
        (stop or threading.Event()).wait()
    finally:
        server.stop()


def made(people: Path | None = None, manifest: Path | None = None) -> Workspace:
    """A workspace as strict as Slack, with these people in it. Raises BadFile."""
    workspace = Workspace(read_manifest(manifest) if manifest else any_app(), Clock.real(), rate_limited=True)
    roster.fill(workspace, people or roster.EXAMPLE)
    return workspace


def read_manifest(path: Path) -> dict[str, Any]:
    """An app's manifest. Raises BadFile."""
    given: dict[str, Any] = roster.read(path)
    found: Found = []
    MANIFEST.find(given, (), found)
    roster.refuse(path, found)
    return given


def any_app() -> dict[str, Any]:
    """An app that may do and hear everything that needs no command."""
    scopes = {scope for method in METHODS.values() for scope in method.scopes} | {"commands", "chat:write.public"}
    heard = {"app_home_opened", "channel_id_changed", "tokens_revoked", "app_uninstalled", *events.SCOPES}
    return {
        "display_information": {"name": "App"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": "App"},
        },
        "oauth_config": {"scopes": {"bot": sorted(scopes.union(*events.BY_SCOPES))}},
        "settings": {"interactivity": {"is_enabled": True}, "event_subscriptions": {"bot_events": sorted(heard)}},
    }


def welcome(server: Server, request_url: str | None) -> str:
    """What somebody needs to know who has just started it."""
    way = BY_HTTP.format(request_url=request_url) if request_url else BY_SOCKET
    tokens = {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "secret": SIGNING_SECRET}
    return WELCOME.format(app=server.workspace.manifest.name, url=server.url, way=way, **tokens)
