"""Signed HTTP: each envelope is a POST to the bot's request URL.

Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from bot.sandbox.delivery.wire import Kind, Payload, Reply, answer_body
from bot.sandbox.transport import ACK_WITHIN
from bot.sandbox.workspace.state import SIGNING_SECRET

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class SignedHttp:
    def __init__(
        self,
        request_url: str,
        *,
        secret: str = SIGNING_SECRET,
        ack_within: float = ACK_WITHIN,
        machine_time: Callable[[], float] = time.time,  # bots compare it with their own machine's
    ) -> None:
        if not request_url.startswith(("http://", "https://")):
            raise ValueError(f"a request URL begins with http:// or https://, got {request_url!r}")
        self.request_url, self._secret, self.ack_within, self._time = request_url, secret, ack_within, machine_time

    def deliver(self, kind: Kind, payload: Payload, *, retry: int = 0, reason: str = "") -> Reply:
        body = _body(kind, payload)
        headers = {"Content-Type": JSON if kind == "events_api" else FORM, **self._signature(body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        request = Request(self.request_url, body.encode(), headers)  # noqa: S310 - only http, see __init__
        try:
            with urlopen(request, timeout=self.ack_within) as response:  # noqa: S310
                return Reply(acked=response.status == 200, body=answer_body(response.read().decode()))
        except HTTPError as refused:
            with refused:
                no_retry = refused.headers.get("x-slack-no-retry") == "1"
            return Reply(acked=False, reason="http_error", no_retry=no_retry)
        except TimeoutError:
            return Reply(acked=False, reason="http_timeout")
        except (OSError, HTTPException) as broken:
            late = isinstance(getattr(broken, "reason", None), TimeoutError)
            return Reply(acked=False, reason="http_timeout" if late else "connection_failed")

    def _signature(self, body: str) -> dict[str, str]:
        at = str(int(self._time()))
        digest = hmac.new(self._secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        agent = "Slackbot 1.0 (+https://api.slack.com/robots)"
        return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}", "User-Agent": agent}


def _body(kind: Kind, payload: Payload) -> str:
    if kind == "events_api":
        return json.dumps(payload)
    return urlencode(payload if kind == "slash_commands" else {"payload": json.dumps(payload)})
