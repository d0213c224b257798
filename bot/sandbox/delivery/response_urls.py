"""What the bot says through a response URL, or in its very answer to a command.

Source: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""

from urllib.parse import urlsplit

from bot.sandbox.api import posting
from bot.sandbox.delivery.tickets import Hook
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.spec import refusals
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.state import State

GONE = {"no_service", "expired_url", "used_url"}


def answer(workspace: State, url: str, body: Payload) -> tuple[int, str]:
    """Use a response URL; gives Slack's status and words."""
    path = urlsplit(url).path
    entry = workspace.trace.begin("response_url", path, body)
    try:
        with workspace.lock:
            said = _speak(workspace, _used(workspace, path.rsplit("/", 1)[-1]), body)
    except SlackError as error:
        sentence = refusals.response_url(error.code, error.messages)
        workspace.trace.end(entry, error.code, sentence=sentence)
        return 404 if error.code in GONE else 400, error.code
    workspace.trace.end(entry)
    if said is not None:
        posting.announce(workspace, said)
    return 200, "ok"


def _used(workspace: State, token: str) -> Hook:
    """The response URL, with one use less."""
    hook = workspace.tickets.find_hook(token)
    refused = hook.use(workspace.clock()) if hook else "no_service"
    if refused or hook is None:
        raise SlackError(refused)
    return hook


def _speak(workspace: State, hook: Hook, body: Payload) -> SlackMessage | None:
    """Do what is asked for; gives the message that everybody sees, if there is a new one."""
    original = workspace.messages.find(hook.channel, hook.message_ts)
    if body.get("delete_original"):
        if original is not None:
            workspace.forget(original)
        return None
    content = posting.content(body)
    if body.get("replace_original") and original is not None:
        posting.rewrite(workspace, original, content)
        return None
    to = None if body.get("response_type") == "in_channel" else hook.user
    said = posting.put(workspace, hook.channel, content, thread=body.get("thread_ts"), to=to)
    return None if to else said
