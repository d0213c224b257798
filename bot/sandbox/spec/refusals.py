"""Why Slack says no, in one sentence, and where it documents that."""

from collections.abc import Sequence
from typing import Any

WORDS = {
    # who calls
    "not_authed": "the call carries no token",
    "invalid_auth": "the token is not one of this workspace",
    "token_revoked": "the token was revoked, or the app uninstalled: it has to be installed again",
    "not_allowed_token_type": "this method does not take this kind of token (bot, app-level and user tokens differ)",
    "missing_scope": "the manifest does not ask for a scope that is needed",
    "ratelimited": "too many calls; the header Retry-After tells how many seconds to wait",
    # what is asked
    "unknown_method": "Slack has no method of this name, or the pretend Slack does not know it",
    "invalid_arguments": "an argument is missing, unknown, or of the wrong kind",
    "invalid_json": "the body is not JSON although its content type says so",
    "invalid_limit": "limit must be from 1 to 1000",
    "invalid_cursor": "the cursor is not one that Slack gave",
    "invalid_types": "types may name public_channel, private_channel, mpim and im, with commas between",
    "invalid_ts_oldest": "oldest must be a time stamp",
    "invalid_ts_latest": "latest must be a time stamp",
    # channels
    "channel_not_found": "there is no such channel, or it is private and the bot is not in it",
    "not_in_channel": "the bot is not in that channel: somebody has to invite it",
    "is_archived": "the channel is archived",
    "user_not_in_channel": "that person is not in the channel",
    "thread_not_found": "there is no such thread",
    # people
    "user_not_found": "there is no such person, or the bot may not know of them",
    "user_disabled": "that person was deactivated",
    "users_list_not_supplied": "users or channel must be given",
    "not_enough_users": "a conversation needs somebody besides the bot",
    "too_many_users": "a group conversation has at most eight people besides the bot",
    "team_not_found": "there is no such workspace",
    # messages
    "no_text": "a message needs text, blocks or attachments",
    "msg_too_long": "the text is too long: 4,000 characters in an update, 40,000 in a scheduled message",
    "msg_blocks_too_long": "the blocks together are longer than some 13,000 characters of JSON",
    "markdown_text_conflict": "markdown_text cannot stand beside text or blocks",
    "invalid_blocks": "the blocks are not as Block Kit wants them",
    "invalid_blocks_format": "blocks must be a list, written as JSON",
    "invalid_metadata_format": "metadata needs event_type (text) and event_payload (an object)",
    "message_not_found": "there is no such message, or only one person sees it",
    "cannot_reply_to_message": "nobody can reply to what only one person sees",
    "cant_update_message": "only the bot's own messages can be changed by it",
    "cant_delete_message": "only the bot's own messages can be deleted by it",
    "messages_tab_disabled": "the manifest switches the app's messages tab off, so nothing can be said there",
    # views
    "invalid_trigger_id": "Slack never gave this trigger_id",
    "exchanged_trigger_id": "a trigger_id works once, and this one was used already",
    "expired_trigger_id": "a trigger_id lives for 3 seconds, and these are over",
    "not_found": "there is no such view, or no window is open to push it on",
    "push_limit_reached": "at most three windows lie on top of one another",
    "hash_conflict": "the view has changed since this hash was given",
    "duplicate_external_id": "another view has this external_id",
    "view_too_large": "a view has at most 250 kB",
    "not_enabled": "the manifest does not switch the Home tab on",
    # files
    "file_not_found": "there is no such file, or nothing was uploaded to its address yet",
    "file_deleted": "the file was deleted",
    "file_upload_size_restricted": "the file is empty, or larger than 1 GB",
    "alt_txt_too_large": "alt_txt has at most 1,000 characters",
    # the app
    "internal_error": "something went wrong inside Slack",
    # response URLs
    "no_service": "Slack never gave this response URL",
    "expired_url": "a response URL lives for 30 minutes, and these are over",
    "used_url": "a response URL works five times, and these are used up",
    "invalid_payload": "the body is not JSON",
}


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
