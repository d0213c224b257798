"""The Web API methods that the pretend Slack knows: arguments, scopes, how often they may be called.

Source: https://docs.slack.dev/reference/methods, one page per method; read in August 2026.
"""

from dataclasses import dataclass
from typing import Literal

SPECIAL = 0  # Slack limits it in a way of its own, or names no number
READ_CHANNELS = ("channels:read", "groups:read", "im:read", "mpim:read")
READ_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
MANAGE_CHANNELS = ("channels:manage", "groups:write", "im:write", "mpim:write")
AUTHORSHIP = ("as_user", "icon_emoji", "icon_url", "link_names", "parse", "username")
CONTENT = ("attachments", "blocks", "markdown_text", "metadata", "text")
PAGING = ("cursor", "limit")
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
    caller: Literal["bot", "app"] = "bot"  # whose token it takes
    either: tuple[tuple[str, ...], ...] = ()

    @property
    def arguments(self) -> frozenset[str]:
        return frozenset((*self.required, *self.optional, *ANYWHERE))


METHODS = {
    "apps.connections.open": Method(3, caller="app"),
    "auth.test": Method(SPECIAL),
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
    "files.completeUploadExternal": Method(
        4,
        ("files",),
        ("blocks", "channel_id", "channels", "icon_emoji", "icon_url", "initial_comment", "thread_ts", "username"),
        ("files:write",),
    ),
    "files.getUploadURLExternal": Method(
        4, ("filename", "length"), ("alt_text", "alt_txt", "snippet_type"), ("files:write",), takes_json=False
    ),
    "usergroups.list": Method(
        2,
        optional=("include_count", "include_disabled", "include_users", "team_id"),
        scopes=("usergroups:read",),
        takes_json=False,
    ),
}
