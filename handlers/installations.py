"""Let go by a workspace: Slack says so in two events, in any order, and perhaps late."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from slack_bolt import App

from bot.features import installations
from bot.settings import Settings
from bot.slack.payloads import Payload
from storage import Begin

log = logging.getLogger(__name__)


def register(app: App, settings: Settings) -> None:
    app.event("app_uninstalled")(let_go)
    app.event("tokens_revoked")(token_ended)


def let_go(body: Payload, begin: Begin, now: datetime, sign_out: Callable[[], None]) -> None:
    """The token is forgotten now, the memory after thirty days: until then whoever installs again keeps it all."""
    told = body.get("event_time")
    at = datetime.fromtimestamp(int(told), UTC) if told else now
    with begin() as db:
        left = installations.leave(db, at=at)
    if left:
        sign_out()
        log.info(
            "let go by workspace %s; its memory is kept for %d days", body.get("team_id"), installations.GRACE.days
        )


def token_ended(event: Payload, body: Payload, begin: Begin, now: datetime, sign_out: Callable[[], None]) -> None:
    """Of the people's own tokens we have none; without the bot's we are out."""
    if (event.get("tokens") or {}).get("bot"):
        let_go(body, begin, now, sign_out)
