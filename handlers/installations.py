"""Let go by a workspace: Slack says so in two events, in any order, and perhaps late."""

import logging

from bot.dispatch.interactions import WorkspaceEvent
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import installations

log = logging.getLogger(__name__)


def let_go(event: WorkspaceEvent, request: Request) -> None:
    """The token is forgotten now, the memory after thirty days: until then whoever installs again keeps it all."""
    with request.begin() as db:
        left = installations.leave(db, at=event.at)
    if left:
        request.sign_out()
        days = installations.GRACE.days
        log.info("let go by workspace %s; its memory is kept for %d days", event.workspace, days)


ROUTES = Routes(events={"let_go": let_go})
