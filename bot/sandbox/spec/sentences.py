"""Why Slack says no, in one sentence, and where it documents that."""

from collections.abc import Sequence
from typing import Any

from bot.sandbox.spec.codes import WORDS

METHOD = "https://docs.slack.dev/reference/methods/{method}"
METHODS = "https://docs.slack.dev/reference/methods"
RATES = "https://docs.slack.dev/apis/web-api/rate-limits"
SCOPES = "https://docs.slack.dev/reference/scopes/{scope}"
RESPONSE_URLS = "https://docs.slack.dev/interactivity/handling-user-interaction#message_responses"
SUBMISSIONS = "https://docs.slack.dev/surfaces/modals#response_actions"
LONGEST_TOLD = 200  # characters of one problem
MOST_TOLD = 3  # problems in one sentence

ADDRESSES = {"ratelimited": RATES, "unknown_method": METHODS}


def refusal(method: str, code: str, messages: Sequence[str] = (), needed: str = "", **_: Any) -> str:
    """One sentence and an address. `messages`: where exactly; `needed`: the scopes of which one lacks."""
    words = WORDS.get(code, f"Slack answers {code}")
    if messages:
        words += f": {'; '.join(_short(each) for each in messages[:MOST_TOLD])}"
        words += f" and {len(messages) - MOST_TOLD} more" if len(messages) > MOST_TOLD else ""
    if needed:
        words += f": {needed.replace(',', ' or ')}"
    return f"{words[0].upper()}{words[1:]}. {ADDRESSES.get(code) or METHOD.format(method=method)}"


def on_purpose(status: str) -> str:
    """Why a call failed that Slack would have taken."""
    return f"The sandbox lets it go wrong on purpose: {status}. {METHODS}"


def event(name: str, needed: Sequence[str]) -> str:
    """Why an event that the manifest subscribes to is not sent."""
    wanted = " or ".join(needed)
    return f"{name} is subscribed to but not sent: it needs the scope {wanted}. {_event_address(name)}"


def response_url(code: str, messages: Sequence[str] = ()) -> str:
    """Why a response URL was not taken."""
    return refusal("", code, messages).rpartition(" ")[0] + f" {RESPONSE_URLS}"


def submission(code: str, messages: Sequence[str] = ()) -> str:
    """Why what a form was answered with was not taken."""
    return refusal("", code, messages).rpartition(" ")[0] + f" {SUBMISSIONS}"


def _short(message: str) -> str:
    """In one line; what the app itself wrote may stand in it."""
    shown = "".join(each for each in message[: LONGEST_TOLD + 1] if each.isprintable())
    return shown if len(message) <= LONGEST_TOLD else f"{shown[:LONGEST_TOLD]}…"


def _event_address(name: str) -> str:
    return f"https://docs.slack.dev/reference/events/{name}"
