"""The doctor: looks at what the bot needs, and says in plain words what is missing and where to get it."""

import email.utils
import json
from dataclasses import dataclass
from pathlib import Path

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.embeddings import download as embedding_download
from bot.embeddings import messages as embedding_messages
from bot.runtime.app import utc_now, web_client
from bot.settings import Settings
from bot.slack.client import scopes_in
from storage import Memory, deliveries, open_store
from storage.db import migrate
from storage.search.embedding_queue import EmbeddingProgress

MANIFEST = Path(__file__).parents[2] / "manifest.json"
MOST_SKEW = 60  # seconds; Slack refuses signatures that differ by 300


@dataclass(frozen=True)
class Check:
    ok: bool
    words: str


def examine(settings: Settings) -> list[Check]:
    """Every finding, the good ones too, in the order in which to mend them."""
    return [_database(settings), _meaning(settings), *_stuck(settings), *_tokens(settings), *_slack(settings)]


def _database(settings: Settings) -> Check:
    where = make_url(settings.store_url).render_as_string(hide_password=True)
    try:
        memory = open_store(settings.store_url)
        memory.ping()
        current = migrate.is_current(memory)
        memory.close()
    except SQLAlchemyError:
        return Check(False, f"The database {where} does not answer. Is it running, and DATABASE_URL right?")
    if not current:
        return Check(True, f"The database {where} answers; its tables are made at the first `steward run`.")
    return Check(True, f"The database {where} answers and is up to date.")


def _meaning(settings: Settings) -> Check:
    """Whether records are found by meaning too; that they are found by words alone is no fault."""
    state = embedding_download.state(Path(settings.steward_model_dir))
    return Check(state.is_fine, embedding_messages.state(state, _filled(settings, state.name)))


def _filled(settings: Settings, model: str | None) -> dict[str, EmbeddingProgress]:
    if model is None:
        return {}
    memory = open_store(settings.store_url)
    try:
        return embedding_download.filled(memory, model) if migrate.is_current(memory) else {}
    except SQLAlchemyError:
        return {}
    finally:
        memory.close()


def _stuck(settings: Settings) -> list[Check]:
    """What never arrived, in each partnership; nothing when all is well, or when the database does not answer."""
    memory = open_store(settings.store_url)
    try:
        if not migrate.is_current(memory):
            return []
        rows = {each.name: _stuck_of(memory, each.id) for each in memory.partnerships()}
    except SQLAlchemyError:
        return []
    finally:
        memory.close()
    return [Check(False, _words_about(name, states)) for name, states in rows.items() if states]


def _stuck_of(memory: Memory, partnership_id: int) -> list[str]:
    with memory.of(partnership_id)(reading=True) as db:
        return [row.state for row in deliveries.stuck(db)]


def _words_about(name: str, states: list[str]) -> str:
    unsure = states.count(deliveries.UNSURE)
    some = "1 message is" if len(states) == 1 else f"{len(states)} messages are"
    perhaps = f", of which {unsure} may have arrived all the same" if unsure else ""
    return (
        f"{name}: {some} stuck{perhaps}. A convener opens my Home tab in Slack, looks at each, and chooses"
        " “Send again” or “Let it go”. Whether I am still in the channel is the first thing to look at."
    )


def _for_many(settings: Settings) -> list[Check]:
    """Where workspaces install by themselves, each has a token of its own."""
    wanted = {
        "SLACK_CLIENT_SECRET": settings.slack_client_secret,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
    }
    where = "in Slack, your app, Basic Information, App Credentials."
    findings = [Check(False, f"{name} is missing: {where}") for name, value in wanted.items() if value is None]
    if not settings.keys:
        findings.append(Check(False, "STEWARD_KEYS is missing: tokens rest encrypted. Make one: steward keys new"))
    return findings or [Check(True, "Workspaces can install me: steward run --http PORT, page /slack/install.")]


def _tokens(settings: Settings) -> list[Check]:
    if settings.is_for_many:
        return _for_many(settings)
    findings = []
    if settings.slack_bot_token is None:
        findings.append(
            Check(False, "SLACK_BOT_TOKEN is missing: in Slack, your app, Install App, Bot User OAuth Token.")
        )
    if settings.slack_app_token is None and settings.slack_signing_secret is None:
        words = (
            "SLACK_APP_TOKEN is missing: in Slack, your app, Basic Information, App-Level Tokens, with the scope"
            " connections:write. (Over HTTP it is SLACK_SIGNING_SECRET instead.)"
        )
        findings.append(Check(False, words))
    return findings


def _slack(settings: Settings) -> list[Check]:
    if settings.slack_bot_token is None:
        return []
    client = web_client(settings)
    try:
        told = client.auth_test()
    except SlackApiError as error:
        return [Check(False, f"Slack does not take the bot token: {error.response['error']}. Install the app again.")]
    except OSError:
        return [Check(False, f"Slack cannot be reached at {settings.slack_api_url}. Is there a proxy or a firewall?")]
    headers = {name.lower(): value for name, value in told.headers.items()}
    known = Check(True, f"Slack knows me as {told['user']} in {told['team']}.")
    scopes, clock = _scopes(headers.get("x-oauth-scopes", "")), _clock(headers.get("date", ""))
    return [known, *scopes, *clock, *_socket(settings, client)]


def asked(settings: Settings) -> tuple[frozenset[str] | None, int | None]:
    """What Slack says that the app may do, and in how many channels it is; None without a token or an answer."""
    if settings.slack_bot_token is None:
        return None, None
    client = web_client(settings)
    try:
        scopes = scopes_in(client.auth_test().headers)
        rooms = client.users_conversations(types="public_channel,private_channel", exclude_archived=True, limit=200)
    except (SlackApiError, OSError):
        return None, None
    return scopes, len(rooms["channels"])


def _scopes(granted: str) -> list[Check]:
    if not granted or not MANIFEST.exists():
        return []
    wanted = json.loads(MANIFEST.read_text())["oauth_config"]["scopes"]["bot"]
    missing = sorted(set(wanted) - {scope.strip() for scope in granted.split(",")})
    if missing:
        names = ", ".join(missing)
        return [Check(False, f"Scopes missing: {names}. Update the app from manifest.json, then reinstall it.")]
    return [Check(True, "All scopes are granted.")]


def _clock(date: str) -> list[Check]:
    try:
        theirs = email.utils.parsedate_to_datetime(date)
    except ValueError:
        return []
    skew = abs((utc_now() - theirs).total_seconds())
    if skew > MOST_SKEW:
        words = f"This machine's clock is {skew:.0f} seconds off Slack's. Switch on time synchronisation."
        return [Check(False, words)]
    return [Check(True, "The clock agrees with Slack's.")]


def _socket(settings: Settings, client: WebClient) -> list[Check]:
    if settings.slack_app_token is None:
        return []
    try:
        client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except SlackApiError as error:
        return [Check(False, f"Slack does not take SLACK_APP_TOKEN: {error.response['error']}.")]
    return [Check(True, "Socket Mode is open to me.")]
