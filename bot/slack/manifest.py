"""The app's manifest, as it is shown to Slack: here only what is asked for."""

import json
from functools import cache
from pathlib import Path

PATH = Path(__file__).parents[2] / "manifest.json"


@cache
def scopes() -> tuple[str, ...]:
    """The bot's scopes. Raises FileNotFoundError where the manifest was not installed along."""
    return tuple(json.loads(PATH.read_text())["oauth_config"]["scopes"]["bot"])
