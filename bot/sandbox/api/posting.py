"""The bot's own messages: what may stand in them, how they are kept, changed and told back to it."""

from collections.abc import Sequence
from typing import Any

from bot.sandbox.delivery import events
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.spec import check
from bot.sandbox.spec.check import told
from bot.sandbox.spec.kinds import Anything, Each, Found, Shape, Text
from bot.sandbox.workspace.directory import BOT_ID
from bot.sandbox.workspace.elements import with_ids
from bot.sandbox.workspace.files import File
from bot.sandbox.workspace.messages import Content, SlackMessage
from bot.sandbox.workspace.state import State

LONGEST_TEXT = 40_000  # characters; Slack cuts off what is beyond
METADATA = Shape(
    {"event_type": Text(least=1), "event_payload": Anything()}, {"entities": Each(Anything())}
)  # https://docs.slack.dev/messaging/message-metadata
NOT_SHOWN = "This content can't be displayed."


def content(args: Payload) -> Content:
    """What a call wants to say, checked. Raises SlackError as Slack does."""
    text, blocks = str(args.get("text") or args.get("markdown_text") or ""), args.get("blocks") or []
    if args.get("markdown_text") and (args.get("text") or blocks):
        raise SlackError("markdown_text_conflict")
    if not text and not blocks and not args.get("attachments"):
        raise SlackError("no_text")
    check_blocks(blocks)
    return Content(
        text[:LONGEST_TEXT] or NOT_SHOWN, blocks, args.get("attachments") or [], _metadata(args.get("metadata"))
    )


def put(
    workspace: State,
    channel: str,
    said: Content,
    *,
    thread: str | None = None,
    to: str | None = None,
    files: Sequence[File] = (),
) -> SlackMessage:
    """A new message of the bot; `to`: only this person sees it."""
    message = SlackMessage(channel, workspace.new_ts(), workspace.bot.id, said.text, thread_ts=thread, ephemeral_to=to)
    message.bot_id, message.team = BOT_ID, workspace.home.id
    if files:
        message.files, message.subtype = list(files), "file_share"
    _fill(workspace, message, said)
    return workspace.keep(message)


def rewrite(workspace: State, message: SlackMessage, said: Content) -> SlackMessage:
    """Put something else in a message's place."""
    _fill(workspace, message, said)
    if not message.ephemeral_to:
        message.edited_ts = workspace.new_ts()
    workspace.changed(message)
    return message


def announce(workspace: State, message: SlackMessage) -> None:
    """Slack tells a bot of its own messages too, where it listens to messages at all."""
    events.posted(workspace, message)


def check_blocks(blocks: Any) -> None:
    """Raises SlackError when Slack would not take them."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    problems = check.blocks(blocks)
    if problems:
        raise SlackError("invalid_blocks", *problems, errors=problems)
    if check.is_larger(blocks, check.LONGEST_BLOCKS):
        raise SlackError("msg_blocks_too_long")


def _fill(workspace: State, message: SlackMessage, said: Content) -> None:
    message.text, message.attachments = said.text, said.attachments
    message.blocks = with_ids(said.blocks, lambda: workspace.new_id("")[-5:])
    if said.metadata is not None:
        message.metadata = said.metadata


def _metadata(given: Any) -> Payload | None:
    if given is None:
        return None
    problems: Found = []
    METADATA.find(given, ("metadata",), problems)
    if not problems:
        empty = [name for name, value in given["event_payload"].items() if value is None]
        problems += [(("metadata", "event_payload", name), "must not be null") for name in empty]
    if problems:
        raise SlackError("invalid_metadata_format", *told(problems))
    return {"event_type": given["event_type"], "event_payload": given["event_payload"]}
