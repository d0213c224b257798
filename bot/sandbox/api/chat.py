"""chat.*: the bot speaks, changes what it said, takes it back."""

from bot.sandbox.api import posting
from bot.sandbox.api.call import Call
from bot.sandbox.delivery import events
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace import payloads
from bot.sandbox.workspace.directory import SlackChannel
from bot.sandbox.workspace.messages import SlackMessage

LONGEST_UPDATE = 4_000  # characters; an update over it fails although a new message of that length does not


def post_message(call: Call) -> Payload:
    _check_author(call)
    where = speakable(call, call.text("channel"))
    said = posting.content(call.args)
    under = thread(call, where)
    message = posting.put(call.workspace, where.id, said, thread=under)
    message.is_broadcast = bool(under) and call.flag("reply_broadcast")
    call.after.append(lambda: posting.announce(call.workspace, message))
    told = payloads.message(call.workspace, message, with_metadata=True)
    return {"channel": where.id, "ts": message.ts, "message": told}


def post_ephemeral(call: Call) -> Payload:
    _check_author(call)
    where = speakable(call, call.text("channel"))
    said = posting.content(call.args)
    to = call.workspace.users.get(call.text("user"))
    if to is None or to.is_deleted or to.id not in where.people:
        raise SlackError("user_not_in_channel")
    return {"message_ts": posting.put(call.workspace, where.id, said, thread=thread(call, where), to=to.id).ts}


def update(call: Call) -> Payload:
    where = call.channel()
    message = _own(call, where, "cant_update_message")
    if len(call.text("text")) > LONGEST_UPDATE:
        raise SlackError("msg_too_long")
    before = payloads.message(call.workspace, message)
    posting.rewrite(call.workspace, message, posting.content(call.args))
    call.after.append(lambda: events.edited(call.workspace, message, before))
    told = payloads.message(call.workspace, message)
    return {"channel": where.id, "ts": message.ts, "text": message.text, "message": told}


def delete(call: Call) -> Payload:
    where = call.channel()
    message = _own(call, where, "cant_delete_message")
    before = payloads.message(call.workspace, message)
    call.workspace.forget(message)
    call.after.append(lambda: events.deleted(call.workspace, before, where))
    return {"channel": where.id, "ts": message.ts}


def get_permalink(call: Call) -> Payload:
    where = call.channel()
    message = call.message(where, call.text("message_ts"))
    return {"channel": where.id, "permalink": call.workspace.permalink(message)}


def speakable(call: Call, named: str) -> SlackChannel:
    """The channel of that id or name, or somebody's conversation with the bot, if the bot may speak there."""
    where = call.channel_of(named, for_words=True)
    if not call.is_member(where) and not _is_open(call, where):
        raise SlackError("not_in_channel")
    if where.is_archived:
        raise SlackError("is_archived")
    if where.is_direct and call.workspace.users[where.people[0]].is_deleted:
        raise SlackError("channel_not_found")
    if where.is_direct and not call.workspace.manifest.has_messages:
        raise SlackError("messages_tab_disabled")
    return where


def _check_author(call: Call) -> None:
    """Another name or face needs a scope of its own."""
    if any(call.text(each) for each in ("icon_emoji", "icon_url", "username")):
        call.needs_one(("chat:write.customize",))


def _is_open(call: Call, where: SlackChannel) -> bool:
    """With a scope of its own the bot speaks in all public channels."""
    return where.type == "channel" and "chat:write.public" in call.workspace.manifest.scopes


def thread(call: Call, where: SlackChannel) -> str | None:
    """The message to answer under; an answer under an answer lands in the same thread."""
    ts = call.text("thread_ts")
    if not ts:
        return None
    found = call.workspace.messages.find(where.id, ts)
    if found is None:
        raise SlackError("thread_not_found")
    if found.ephemeral_to:
        raise SlackError("cannot_reply_to_message")
    return found.thread_ts or found.ts


def _own(call: Call, where: SlackChannel, refusal: str) -> SlackMessage:
    message = call.message(where, call.text("ts"))
    if message.user != call.workspace.bot.id:
        raise SlackError(refusal)
    return message
