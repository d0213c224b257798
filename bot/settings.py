"""Every setting: its unit, its default, and the environment variable that sets it."""

import base64
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import Refusal


def _secret(prefix: str) -> AfterValidator:
    def check(value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(prefix):
            raise ValueError(f"should begin with {prefix}")
        return value

    return AfterValidator(check)


def _keys(value: SecretStr | None) -> SecretStr | None:
    for key in split(value):
        if len(base64.b64decode(key, altchars=b"-_", validate=True)) != 32:
            raise ValueError("a key is 32 bytes in base64")
    return value


def split(keys: SecretStr | None) -> list[str]:
    """The keys, the first of which seals."""
    return [key.strip() for key in keys.get_secret_value().split(",") if key.strip()] if keys else []


class Settings(BaseSettings):
    """Read once, at start, from the environment and from `.env`. A wrong value is named, a secret never printed."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    slack_bot_token: Annotated[SecretStr | None, _secret("xoxb-")] = None
    slack_app_token: Annotated[SecretStr | None, _secret("xapp-")] = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: str = ""  # with the secret: many workspaces install by themselves (OAuth)
    slack_client_secret: SecretStr | None = None
    slack_api_url: str = Field(default="https://slack.com/api/", pattern=r"^https?://.+/$")
    database_url: str = Field(default="", pattern=r"^(|sqlite:///.*|postgres(ql)?(\+psycopg)?://.+)$")
    steward_database: str = "steward.db"  # a file beside where it runs; DATABASE_URL wins
    steward_reaction: str = Field(default="scroll", pattern=r"^[a-z0-9_+'-]+$")  # an emoji's name, without colons
    steward_promise_reaction: str = Field(default="handshake", pattern=r"^[a-z0-9_+'-]+$")
    steward_tick_seconds: int = Field(default=30, ge=5, le=3_600)
    steward_undo_minutes: int = Field(default=10, ge=1, le=1_440)  # how long a reaction taken back undoes
    steward_slack_seconds: int = Field(default=2, ge=1, le=10)  # how long one call to Slack may take
    steward_messages_a_minute: int = Field(default=300, ge=10, le=3_000)  # to one workspace; Slack: "several hundred"
    steward_model_dir: str = "steward-model"  # a folder; without a model in it, records are found by words alone
    steward_log_level: str = Field(default="INFO", pattern=r"^(DEBUG|INFO|WARNING|ERROR)$")
    steward_logs: Annotated[Literal["text", "json"], BeforeValidator(str.lower)] = "text"  # json: an object a line
    steward_keys: Annotated[SecretStr | None, AfterValidator(_keys)] = None  # seal tokens; the first one seals
    steward_address: str = Field(default="", pattern=r"^(|https?://[^/]+)$")  # where the world reaches `--http`

    @property
    def keys(self) -> list[str]:
        """What tokens are sealed with, and opened."""
        return split(self.steward_keys)

    @property
    def is_for_many(self) -> bool:
        """Whether workspaces install by themselves, each with a token of its own in the memory."""
        return bool(self.slack_client_id) and self.slack_bot_token is None

    @property
    def store_url(self) -> str:
        """Where the memory is, as a SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.steward_database}"


WHAT_IT_SHOULD_BE = {
    "slack_bot_token": "a bot token, beginning with xoxb- (Slack: your app, Install App)",
    "slack_app_token": "an app-level token, beginning with xapp- (Slack: your app, Basic Information)",
    "slack_api_url": "an address that ends with a slash, such as https://slack.com/api/",
    "database_url": "postgresql://user:password@host/name or sqlite:///path/to/steward.db",
    "steward_reaction": "the name of an emoji without colons, such as scroll",
    "steward_promise_reaction": "the name of an emoji without colons, such as handshake",
    "steward_tick_seconds": "a whole number of seconds from 5 to 3600",
    "steward_undo_minutes": "a whole number of minutes from 1 to 1440",
    "steward_slack_seconds": "a whole number of seconds from 1 to 10",
    "steward_messages_a_minute": "a whole number from 10 to 3000",
    "steward_model_dir": "a folder with model.onnx and tokenizer.json",
    "steward_log_level": "DEBUG, INFO, WARNING or ERROR",
    "steward_logs": "text or json",
    "steward_keys": "keys made by `steward keys new`, with commas between them",
    "steward_address": "the public address without a slash at its end, such as https://steward.example.org",
}


def read_settings(**given: object) -> Settings:
    """Settings from the environment; `given` wins.

    Raises Refusal naming every wrong variable with what it should be, and never its value.
    """
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        names = [str(problem["loc"][0]) for problem in error.errors(include_input=False)]
        lines = [f"{name.upper()} should be {WHAT_IT_SHOULD_BE.get(name, 'something else')}." for name in names]
        raise Refusal("\n".join(lines)) from None
