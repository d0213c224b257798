"""Installing by oneself (OAuth): to Slack's own page and back, with a state that only this browser can bring back.

Source: https://docs.slack.dev/authentication/installing-with-oauth
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode, urljoin

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.errors import Refusal
from bot.features import installations
from bot.features.installations import pages as installation_pages
from bot.runtime.app import Steward
from bot.settings import Settings
from bot.slack.manifest import scopes
from storage.installations import Installation, NewInstallation

INSTALL, BACK = "/slack/install", "/slack/oauth_redirect"
COOKIE = "steward_state"
LONGEST_CODE = 300  # characters; Slack's have fewer than 100
A_CODE = re.compile(r"[\w.-]+", re.ASCII)
SAFELY = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # the address has the state and the code in it
    "X-Content-Type-Options": "nosniff",
}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PageReply:
    status: str
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: SAFELY)


class Installing:
    """The two pages of the door."""

    def __init__(self, steward: Steward) -> None:
        self._steward, self._settings = steward, steward.settings

    def begin(self) -> PageReply:
        """Send the browser to Slack's own page, with a new state in the address and in a cookie."""
        try:
            with self._steward.memory.everywhere() as db:
                state = installations.begin(db, at=self._steward.clock())
        except Refusal:
            return PageReply("503 Service Unavailable", installation_pages.crowded(INSTALL))
        asked = {"client_id": self._settings.slack_client_id, "scope": ",".join(scopes()), "state": state}
        address = urljoin(self._settings.slack_api_url, "/oauth/v2/authorize")
        to = f"{address}?{urlencode(asked | self._redirect())}"
        return PageReply("302 Found", "", {**SAFELY, "Location": to, "Set-Cookie": self._cookie(state)})

    def end(self, query: Mapping[str, str], cookies: Mapping[str, str]) -> PageReply:
        """Somebody comes back from Slack. The state is looked at first: it is worth nothing a second time."""
        now = self._steward.clock()
        with self._steward.memory.everywhere() as db:
            known = installations.redeem(db, query.get("state", ""), cookies.get(COOKIE, ""), at=now)
        if not known:
            return PageReply("400 Bad Request", installation_pages.too_late(INSTALL))
        if query.get("error"):
            return PageReply("200 OK", installation_pages.declined(INSTALL))
        code = query.get("code", "")
        if len(code) > LONGEST_CODE or not A_CODE.fullmatch(code):
            return PageReply("400 Bad Request", installation_pages.not_taken("no code", INSTALL))
        return self._exchange(code)

    def _exchange(self, code: str) -> PageReply:
        try:
            told = self._steward.connect("").oauth_v2_access(code=code, **secrets(self._settings), **self._redirect())
            granted = self._granted(told)
        except SlackApiError as error:
            return PageReply("400 Bad Request", installation_pages.not_taken(str(error.response["error"]), INSTALL))
        except (SlackClientError, OSError):
            return PageReply("502 Bad Gateway", installation_pages.unreachable(INSTALL))
        name = str((told.get("team") or told.get("enterprise") or {}).get("name") or "")
        installations.welcome(self._steward.memory, granted, name=name, at=self._steward.clock())
        self._steward.homes.forget()
        link = urlencode({"app": told.get("app_id", ""), "team": granted.team})
        return PageReply("200 OK", installation_pages.installed(name, f"https://slack.com/app_redirect?{link}"))

    def _granted(self, told: SlackResponse) -> NewInstallation:
        """What Slack hands over. People's own tokens are left where they are: nothing here speaks for a person."""
        token = str(told["access_token"])
        whole = bool(told.get("is_enterprise_install"))
        seconds = told.get("expires_in")
        return NewInstallation(
            team="" if whole else str(told["team"]["id"]),
            enterprise=str((told.get("enterprise") or {}).get("id") or ""),
            bot_token=token,
            bot_user=str(told["bot_user_id"]),
            bot_id=str(self._steward.connect(token).auth_test()["bot_id"]),
            scopes=str(told.get("scope") or ""),
            installed_by=str((told.get("authed_user") or {}).get("id") or ""),
            refresh_token=told.get("refresh_token"),
            expires_at=self._steward.clock() + timedelta(seconds=int(seconds)) if seconds else None,
        )

    def _redirect(self) -> dict[str, str]:
        """Where Slack sends the browser back to; not said, it takes the first address of the app's settings."""
        address = self._settings.steward_address
        return {"redirect_uri": address + BACK} if address else {}

    def _cookie(self, state: str) -> str:
        secure = "; Secure" if self._settings.steward_address.startswith("https") else ""
        lasts = int(installations.STATE_GOOD_FOR.total_seconds())
        return f"{COOKIE}={state}; Path=/slack; Max-Age={lasts}; HttpOnly; SameSite=Lax{secure}"


def secrets(settings: Settings) -> dict[str, str]:
    """What shows Slack that it is this app that asks."""
    secret = settings.slack_client_secret
    return {"client_id": settings.slack_client_id, "client_secret": secret.get_secret_value() if secret else ""}


def refresh_tokens(steward: Steward) -> None:
    """Fetch the next token wherever one ends soon; only where the app has token rotation switched on.

    A replica that dies in between leaves it to another one, half a minute later; so does one that Slack refuses.
    """
    now = steward.clock()
    with steward.memory.everywhere() as db:
        before, until = now + installations.REFRESH_BEFORE, now + installations.REFRESHING
        due = installations.expiring(db, before=before, now=now, until=until)
    for each in due:
        try:
            _refresh(steward, each, now)
        except (SlackApiError, SlackClientError, OSError) as error:
            log.error("no next token for partnership %d: %s", each.partnership_id, type(error).__name__)


def _refresh(steward: Steward, row: Installation, now: datetime) -> None:
    told = steward.connect("").oauth_v2_access(
        grant_type="refresh_token", refresh_token=row.refresh_token, **secrets(steward.settings)
    )
    with steward.memory.everywhere() as db:
        installations.refreshed(
            db,
            row.id,
            token=str(told["access_token"]),
            refresh_token=str(told["refresh_token"]),
            expires_at=now + timedelta(seconds=int(told["expires_in"])),
            at=now,
        )
