"""How the pretend Slack says no: to the bot in Slack's own codes, to people in words."""

from typing import Any


class SlackError(Exception):
    """An answer `{"ok": false, "error": code, …}`."""

    def __init__(self, code: str, *messages: str, **more: Any) -> None:
        super().__init__(code, *messages)
        self.code, self.messages, self.more = code, messages, more

    @property
    def body(self) -> dict[str, Any]:
        body = {"ok": False, "error": self.code, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return body


class Unavailable(Exception):  # noqa: N818 - not an error but how things are
    """Slack does not offer this to this person here."""
