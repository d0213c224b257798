"""Who is in which channel, kept up from what Slack reports: answers depend on it."""

from datetime import datetime

from slack_bolt import App, BoltContext

from bot.chat.port import Chat
from bot.features import directory, members, onboarding
from bot.features.privacy import erasure as privacy_erasure
from bot.settings import Settings
from bot.slack.payloads import Payload, profile
from storage import Begin, channels
from storage.onboarding import CAME, JOINED


def register(app: App, settings: Settings) -> None:
    app.event("member_joined_channel")(joined)
    app.event("member_left_channel")(left)
    for event in ("channel_left", "group_left"):
        app.event(event)(bot_left)
    for event in ("channel_rename", "group_rename", "channel_archive", "group_archive", "channel_unarchive"):
        app.event(event)(look_again)
    for event in ("group_unarchive", "channel_shared", "channel_unshared"):
        app.event(event)(look_again)
    app.event("channel_id_changed")(follow_id)
    for event in ("team_join", "user_change"):
        app.event(event)(meet)
    for event in ("subteam_members_changed", "subteam_updated"):
        app.event(event)(look_at_usergroups)


def joined(event: Payload, begin: Begin, chat: Chat, now: datetime) -> None:
    """We ask who is there now rather than add somebody: a report that comes late may be about one who left again."""
    with begin() as db:
        channels.doubt(db, event["channel"])
        onboarding.greet(db, event["user"], because=JOINED, at=now)
    directory.channel(begin, chat, event["channel"], now=now)
    if event.get("inviter"):
        with begin() as db:
            members.note_inviter(db, event["user"], event["inviter"], at=now)


def left(event: Payload, context: BoltContext, begin: Begin) -> None:
    with begin() as db:
        if event["user"] == context.bot_user_id:
            channels.lose(db, event["channel"])
        else:
            channels.remove_person(db, event["channel"], event["user"])


def bot_left(event: Payload, begin: Begin) -> None:
    with begin() as db:
        channels.lose(db, event["channel"])


def look_again(event: Payload, begin: Begin, chat: Chat, now: datetime) -> None:
    """Something about the channel changed: forget when we last asked, and ask."""
    channel = event["channel"]
    channel_id = channel["id"] if isinstance(channel, dict) else channel
    with begin() as db:
        before = channels.people_in(db, channel_id)
        channels.doubt(db, channel_id)
    directory.channel(begin, chat, channel_id, now=now)
    with begin() as db:
        members.leave_if_nowhere(db, sorted(before - channels.people_in(db, channel_id)), at=now)


def follow_id(event: Payload, begin: Begin) -> None:
    with begin() as db:
        channels.rename_id(db, event["old_channel_id"], event["new_channel_id"])


def meet(event: Payload, begin: Begin, chat: Chat, now: datetime) -> None:
    """A late report does not undo a newer one: `members` looks at when the profile changed."""
    known = profile(event["user"])
    with begin(reading=True) as db:
        is_erased = bool(privacy_erasure.stand_ins(db, [known.person]))
    if known.is_bot or is_erased:
        return
    directory.remember(begin, chat, known, now=now)
    if event["type"] == "team_join":
        with begin() as db:
            onboarding.greet(db, known.person, because=CAME, at=now)


def look_at_usergroups(begin: Begin, chat: Chat, now: datetime) -> None:
    """We ask who is in them now: reports may come late and in any order."""
    directory.usergroups(begin, chat, now=now)
