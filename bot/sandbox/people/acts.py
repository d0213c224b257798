"""What people do in channels: say, edit, delete, react, join, leave, invite, archive.

Each act changes the workspace first, then lets the bot know, with no lock held.
"""

import uuid
from collections.abc import Sequence

from bot.sandbox.delivery import events
from bot.sandbox.delivery.wire import Change
from bot.sandbox.errors import Unavailable
from bot.sandbox.people import typed
from bot.sandbox.workspace import payloads
from bot.sandbox.workspace.directory import SlackChannel
from bot.sandbox.workspace.files import File
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.state import State


def say(
    workspace: State,
    user: str,
    channel: str,
    text: str,
    *,
    thread: str | None = None,
    broadcast: bool = False,
    literally: bool = False,
    files: Sequence[File] = (),
) -> SlackMessage:
    """Say something in a channel or under a message. `text` is what is typed: names, not ids, are turned into marks.

    `literally`: marks that are typed by hand stay words.
    """
    with workspace.lock:
        who, where = workspace.user(user), _where_they_are(workspace, user, channel)
        said = SlackMessage(where.id, workspace.new_ts(), who.id, team=who.team, thread_ts=thread, bot_id=who.bot_id)
        said.text = typed.marked(workspace, text, literally=literally)
        said.blocks = [] if who.is_bot else [typed.rich_text(said.text, workspace.new_id(""))]
        said.client_msg_id = "" if who.is_bot else str(uuid.uuid5(uuid.NAMESPACE_URL, f"{where.id}/{said.ts}"))
        said.is_broadcast = broadcast and thread is not None
        said.subtype = "thread_broadcast" if said.is_broadcast else "bot_message" if who.is_bot else ""
        _share(files, said)
        workspace.keep(said)
    events.posted(workspace, said)
    return said.as_seen()


def edit(workspace: State, user: str, channel: str, ts: str, text: str, *, literally: bool = False) -> SlackMessage:
    """Change one's own words."""
    with workspace.lock:
        said = _own(workspace, user, channel, ts)
        before = payloads.message(workspace, said)
        said.text = typed.marked(workspace, text, literally=literally)
        said.blocks = [typed.rich_text(said.text, workspace.new_id(""))]
        said.edited_ts = workspace.new_ts()
        workspace.changed(said)
    events.edited(workspace, said, before)
    return said.as_seen()


def delete(workspace: State, user: str, channel: str, ts: str) -> None:
    """Take one's own words away; a message with replies stays as an empty place."""
    with workspace.lock:
        said = _own(workspace, user, channel, ts)
        before = payloads.message(workspace, said)
        workspace.forget(said)
    events.deleted(workspace, before, workspace.channels[said.channel])


def react(workspace: State, user: str, channel: str, ts: str, emoji: str) -> None:
    """Add an emoji; a second time changes nothing."""
    with workspace.lock:
        who, said = workspace.user(user), _found(workspace, channel, ts)
        people = said.reactions.setdefault(emoji, [])
        if who.id in people:
            return
        people.append(who.id)
        workspace.changed(said)
    events.reacted(workspace, who, said, emoji, added=True)


def unreact(workspace: State, user: str, channel: str, ts: str, emoji: str) -> None:
    with workspace.lock:
        who, said = workspace.user(user), _found(workspace, channel, ts)
        people = said.reactions.get(emoji, [])
        if who.id not in people:
            return
        people.remove(who.id)
        if not people:
            del said.reactions[emoji]
        workspace.changed(said)
    events.reacted(workspace, who, said, emoji, added=False)


def join(workspace: State, user: str, channel: str, *, inviter: str | None = None) -> None:
    with workspace.lock:
        who, where = workspace.user(user), workspace.channel(channel)
        if who.id in where.people:
            return
        where.people.append(who.id)
        workspace.tell(Change(channel=where.id))
    events.joined(workspace, who, where, workspace.user(inviter) if inviter else None)


def leave(workspace: State, user: str, channel: str) -> None:
    with workspace.lock:
        who, where = workspace.user(user), workspace.channel(channel)
        if who.id not in where.people:
            return
        where.people.remove(who.id)
        workspace.tell(Change(channel=where.id))
    events.left(workspace, who, where)


def invite(workspace: State, by: str | None, user: str, channel: str) -> None:
    """Bring somebody, or a bot, into a channel."""
    join(workspace, workspace.user(user).id, channel, inviter=by)


def archive(workspace: State, by: str, channel: str, *, back: bool = False) -> None:
    """Close a channel for good, or open it again (`back`)."""
    with workspace.lock:
        where = workspace.channel(channel)
        where.is_archived = not back
        workspace.tell(Change(channel=where.id))
    events.archived(workspace, workspace.user(by), where, back=back)


def rename(workspace: State, channel: str, name: str) -> None:
    with workspace.lock:
        where = workspace.channel(channel)
        where.name = workspace.names[where.id] = name
        workspace.tell(Change(channel=where.id))
    events.renamed(workspace, where)


def open_home(workspace: State, user: str, *, tab: str = "home") -> None:
    """Go to the bot's own place: its Home page, or its messages."""
    with workspace.lock:
        who = workspace.user(user)
        workspace.direct(who)
    if workspace.manifest.has_home:
        events.home_opened(workspace, who, tab)


def _share(files: Sequence[File], said: SlackMessage) -> None:
    """Files stand in a message that is about to be said."""
    for each in files:
        each.channels.append(said.channel)
    said.files = list(files)
    said.subtype = said.subtype or ("file_share" if files else "")


def _where_they_are(workspace: State, user: str, channel: str) -> SlackChannel:
    who, where = workspace.user(user), workspace.channel(channel)
    if where.is_archived:
        raise Unavailable(f"#{where.name} is archived")
    if who.id not in where.people:
        raise Unavailable(f"{who.name} is not in #{where.name}")
    return where


def _found(workspace: State, channel: str, ts: str) -> SlackMessage:
    said = workspace.messages.find(workspace.channel(channel).id, ts)
    if said is None or said.ephemeral_to:
        raise LookupError(f"no message {ts} in {channel}")
    return said


def _own(workspace: State, user: str, channel: str, ts: str) -> SlackMessage:
    said = _found(workspace, channel, ts)
    if said.user != workspace.user(user).id:
        raise Unavailable("only one's own messages can be changed")
    return said
