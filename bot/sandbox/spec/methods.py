"""The Web API methods that the pretend Slack knows: arguments, scopes, how often they may be called.

Source: https://docs.slack.dev/reference/methods, one page per method; read in August 2026.
"""

from dataclasses import dataclass
from typing import Literal

SPECIAL = 0  # Slack limits it in a way of its own, or names no number
READ_CHANNELS = ("channels:read", "groups:read", "im:read", "mpim:read")
READ_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
MANAGE_CHANNELS = ("channels:manage", "groups:write", "im:write", "mpim:write")
WRITE_CHANNELS = (*MANAGE_CHANNELS, "channels:write")
TOPICS = ("channels:write.topic", "groups:write.topic", "im:write.topic", "mpim:write.topic")
AUTHORSHIP = ("as_user", "icon_emoji", "icon_url", "link_names", "parse", "username")
CONTENT = ("attachments", "blocks", "markdown_text", "metadata", "text")
PAGING = ("cursor", "limit")
SEARCH = ("count", "highlight", "page", "sort", "sort_dir", "team_id")
TRIGGER, VIEW = ("interactivity_pointer", "trigger_id"), ("external_id", "view_id")
ANYWHERE = ("team_id", "token")  # Bolt adds the team to every call
SPAN = (*PAGING, "include_all_metadata", "inclusive", "latest", "oldest")


@dataclass(frozen=True)
class Method:
    """`scopes`: any one of them is enough. `tier`: 1 to 4, from once to a hundred times a minute.

    `either`: of each of these, one argument at least.
    """

    tier: int
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    takes_json: bool = True  # a body in JSON, or only form fields
    caller: Literal["bot", "app", "user"] = "bot"  # whose token it takes
    either: tuple[tuple[str, ...], ...] = ()
    takes_anything: bool = False  # arguments of any name

    @property
    def arguments(self) -> frozenset[str]:
        return frozenset((*self.required, *self.optional, *ANYWHERE))


METHODS = {
    "api.test": Method(4, takes_anything=True),
    "apps.connections.open": Method(3, caller="app"),
    "auth.test": Method(SPECIAL),
    "bots.info": Method(3, optional=("bot", "team_id"), scopes=("users:read",), takes_json=False),
    "chat.delete": Method(3, ("channel", "ts"), ("as_user",), ("chat:write",)),
    "chat.getPermalink": Method(SPECIAL, ("channel", "message_ts"), takes_json=False),
    "chat.postEphemeral": Method(4, ("channel", "user"), (*CONTENT, *AUTHORSHIP, "thread_ts"), ("chat:write",)),
    "chat.postMessage": Method(
        SPECIAL,
        ("channel",),
        (*CONTENT, *AUTHORSHIP, "mrkdwn", "reply_broadcast", "thread_ts", "unfurl_links", "unfurl_media"),
        ("chat:write",),
    ),
    "chat.update": Method(
        3,
        ("channel", "ts"),
        (*CONTENT, "as_user", "file_ids", "link_names", "parse", "reply_broadcast"),
        ("chat:write",),
    ),
    "conversations.history": Method(3, ("channel",), SPAN, READ_HISTORY),
    "conversations.info": Method(
        3, ("channel",), ("include_locale", "include_num_members"), READ_CHANNELS, takes_json=False
    ),
    "conversations.list": Method(
        2, optional=(*PAGING, "exclude_archived", "team_id", "types"), scopes=READ_CHANNELS, takes_json=False
    ),
    "conversations.members": Method(4, ("channel",), PAGING, READ_CHANNELS, takes_json=False),
    "conversations.open": Method(
        3, optional=("channel", "prevent_creation", "return_im", "users"), scopes=MANAGE_CHANNELS
    ),
    "conversations.replies": Method(3, ("channel", "ts"), SPAN, READ_HISTORY, takes_json=False),
    "reactions.add": Method(3, ("channel", "name", "timestamp"), scopes=("reactions:write",)),
    "reactions.get": Method(
        3,
        optional=("channel", "file", "file_comment", "full", "timestamp"),
        scopes=("reactions:read",),
        takes_json=False,
    ),
    "reactions.remove": Method(2, ("name",), ("channel", "file", "file_comment", "timestamp"), ("reactions:write",)),
    "team.info": Method(3, optional=("domain", "team"), scopes=("team:read",)),
    "users.conversations": Method(
        3,
        optional=(*PAGING, "exclude_archived", "exclude_muted", "team_id", "types", "user"),
        scopes=READ_CHANNELS,
        takes_json=False,
    ),
    "users.info": Method(4, ("user",), ("include_locale",), ("users:read",), takes_json=False),
    "users.list": Method(2, optional=(*PAGING, "include_locale", "team_id"), scopes=("users:read",), takes_json=False),
    "views.open": Method(4, ("view",), TRIGGER, either=(TRIGGER,)),
    "views.publish": Method(4, ("user_id", "view"), ("hash", "interactivity_pointer")),
    "views.push": Method(4, ("view",), TRIGGER, either=(TRIGGER,)),
    "views.update": Method(4, ("view",), ("hash", *VIEW), either=(VIEW,)),
    "apps.uninstall": Method(1, ("client_id", "client_secret"), takes_json=False),
    "assistant.threads.setStatus": Method(
        SPECIAL,
        ("channel_id", "status", "thread_ts"),
        ("icon_emoji", "icon_url", "loading_messages", "username"),
        ("chat:write",),
    ),
    "assistant.threads.setSuggestedPrompts": Method(
        4, ("channel_id", "prompts"), ("thread_ts", "title"), ("assistant:write",)
    ),
    "assistant.threads.setTitle": Method(4, ("channel_id", "thread_ts", "title"), scopes=("assistant:write",)),
    "auth.revoke": Method(3, optional=("test",), takes_json=False),
    "chat.deleteScheduledMessage": Method(3, ("channel", "scheduled_message_id"), ("as_user",), ("chat:write",)),
    "chat.scheduleMessage": Method(
        3,
        ("channel", "post_at"),
        (*CONTENT, "as_user", "link_names", "parse", "reply_broadcast", "thread_ts", "unfurl_links", "unfurl_media"),
        ("chat:write",),
    ),
    "chat.scheduledMessages.list": Method(3, optional=("channel", "cursor", "latest", "limit", "oldest", "team_id")),
    "conversations.archive": Method(2, ("channel",), scopes=WRITE_CHANNELS),
    "conversations.create": Method(2, ("name",), ("is_private", "team_id"), WRITE_CHANNELS),
    "conversations.invite": Method(
        3, ("channel", "users"), ("force",), (*MANAGE_CHANNELS, "channels:write.invites", "groups:write.invites")
    ),
    "conversations.join": Method(3, ("channel",), scopes=("channels:join",)),
    "conversations.leave": Method(3, ("channel",), scopes=WRITE_CHANNELS),
    "conversations.setTopic": Method(2, ("channel", "topic"), scopes=(*MANAGE_CHANNELS, *TOPICS)),
    "conversations.unarchive": Method(2, ("channel",), scopes=WRITE_CHANNELS),
    "files.completeUploadExternal": Method(
        4,
        ("files",),
        ("blocks", "channel_id", "channels", "icon_emoji", "icon_url", "initial_comment", "thread_ts", "username"),
        ("files:write",),
    ),
    "files.delete": Method(3, ("file",), scopes=("files:write",)),
    "files.getUploadURLExternal": Method(
        4, ("filename", "length"), ("alt_text", "alt_txt", "snippet_type"), ("files:write",), takes_json=False
    ),
    "files.info": Method(4, ("file",), ("count", "cursor", "limit", "page"), ("files:read",), takes_json=False),
    "pins.add": Method(2, ("channel",), ("timestamp",), ("pins:write",)),
    "pins.list": Method(2, ("channel",), scopes=("pins:read",), takes_json=False),
    "pins.remove": Method(2, ("channel",), ("timestamp",), ("pins:write",)),
    "search.all": Method(2, ("query",), SEARCH, takes_json=False, caller="user"),
    "search.files": Method(2, ("query",), SEARCH, takes_json=False, caller="user"),
    "search.messages": Method(2, ("query",), ("cursor", *SEARCH), takes_json=False, caller="user"),
    "usergroups.list": Method(
        2,
        optional=("include_count", "include_disabled", "include_users", "team_id"),
        scopes=("usergroups:read",),
        takes_json=False,
    ),
    "usergroups.users.list": Method(
        2, ("usergroup",), ("include_disabled", "team_id"), ("usergroups:read",), takes_json=False
    ),
    "users.getPresence": Method(3, optional=("user",), scopes=("users:read",), takes_json=False),
    "users.lookupByEmail": Method(3, ("email",), scopes=("users:read.email",), takes_json=False),
    "users.profile.get": Method(
        4, optional=("include_labels", "user"), scopes=("users.profile:read",), takes_json=False
    ),
    "users.setPresence": Method(2, ("presence",), scopes=("users:write",)),
}
