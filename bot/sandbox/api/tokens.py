"""The tokens that the pretend Slack gives out, and whether the bot's still works."""

from bot.sandbox.errors import SlackError
from bot.sandbox.spec.methods import Method

BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-sandbox", "xapp-sandbox", "sandbox-signing-secret"


class Tokens:
    def __init__(self) -> None:
        self.is_revoked = False

    def check(self, token: str | None, rules: Method) -> None:
        """Raises SlackError when this token may not call this method."""
        if not token:
            raise SlackError("not_authed")
        if token not in (BOT_TOKEN, APP_TOKEN):
            raise SlackError("invalid_auth")
        if token == BOT_TOKEN and self.is_revoked:
            raise SlackError("token_revoked")
        if rules.caller != ("app" if token == APP_TOKEN else "bot"):
            raise SlackError("not_allowed_token_type")

    def revoke(self) -> None:
        """The bot's own token works no longer."""
        self.is_revoked = True

    def restore(self) -> None:
        """The app is installed again, and gets the same token."""
        self.is_revoked = False
