"""What the bot says through a response URL, or in its very answer to a command.

Source: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""

from urllib.parse import urlsplit

from bot.sandbox import posting
from bot.sandbox.errors import SlackError
from bot.sandbox.messages import Message
from bot.sandbox.state import State
from bot.sandbox.tickets import Hook
from bot.sandbox.wire import Payload


def answer(workspace: State, url: str, body: Payload) -> tuple[int, str]:
    """Use a response URL; gives Slack's status and words."""
    token = urlsplit(url).path.rsplit("/", 1)[-1]
    with workspace.lock:
        hook = workspace.tickets.find_hook(token)
        if hook is None:
            return 404, "no_service"
        refused = hook.use(workspace.clock())
        if refused:
            return 404, refused
        try:
            said = _speak(workspace, hook, body)
        except SlackError as error:
            return 400, error.code
    if said is not None:
        posting.announce(workspace, said)
    return 200, "ok"


def _speak(workspace: State, hook: Hook, body: Payload) -> Message | None:
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
