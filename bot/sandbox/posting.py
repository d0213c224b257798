"""The bot's own messages: what may stand in them, how they are kept, changed and told back to it."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import events
from bot.sandbox.directory import BOT_ID
from bot.sandbox.elements import with_ids
from bot.sandbox.errors import SlackError
from bot.sandbox.messages import Message
from bot.sandbox.spec import check
from bot.sandbox.state import State
from bot.sandbox.wire import Payload

LONGEST_TEXT = 40_000  # characters
NOT_SHOWN = "This content can't be displayed."


@dataclass(frozen=True)
class Content:
    text: str
    blocks: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    metadata: Payload | None = None


def content(args: Payload) -> Content:
    """What a call wants to say, checked. Raises SlackError as Slack does."""
    text, blocks = str(args.get("text") or args.get("markdown_text") or ""), args.get("blocks") or []
    if args.get("markdown_text") and (args.get("text") or blocks):
        raise SlackError("markdown_text_conflict")
    if not text and not blocks and not args.get("attachments"):
        raise SlackError("no_text")
    if len(text) > LONGEST_TEXT:
        raise SlackError("msg_too_long")
    _check(blocks)
    return Content(text or NOT_SHOWN, blocks, args.get("attachments") or [], _metadata(args.get("metadata")))


def put(workspace: State, channel: str, said: Content, *, thread: str | None = None, to: str | None = None) -> Message:
    """A new message of the bot; `to`: only this person sees it."""
    message = Message(channel, workspace.new_ts(), workspace.bot.id, said.text, thread_ts=thread, ephemeral_to=to)
    message.bot_id, message.team = BOT_ID, workspace.home.id
    _fill(workspace, message, said)
    return workspace.keep(message)


def rewrite(workspace: State, message: Message, said: Content) -> Message:
    """Put something else in a message's place."""
    _fill(workspace, message, said)
    if not message.ephemeral_to:
        message.edited_ts = workspace.new_ts()
    workspace.changed(message)
    return message


def announce(workspace: State, message: Message) -> None:
    """Slack tells a bot of its own messages too, where it listens to messages at all."""
    events.posted(workspace, message)


def _fill(workspace: State, message: Message, said: Content) -> None:
    message.text, message.attachments = said.text, said.attachments
    message.blocks = with_ids(said.blocks, lambda: workspace.new_id("")[-5:])
    if said.metadata is not None:
        message.metadata = said.metadata


def _check(blocks: Any) -> None:
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    problems = check.blocks(blocks)
    if problems:
        raise SlackError("invalid_blocks", *problems, errors=problems)
    if check.is_larger(blocks, check.LONGEST_BLOCKS):
        raise SlackError("msg_blocks_too_long")


def _metadata(given: Payload | None) -> Payload | None:
    if given is None:
        return None
    if not isinstance(given.get("event_type"), str) or not isinstance(given.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    return {"event_type": given["event_type"], "event_payload": given["event_payload"]}
