"""Which scopes let an app hear of which events.

Source: https://docs.slack.dev/reference/events, one page per event; read in August 2026. Archiving is not told there:
Slack sends it with the scope that reads such channels.
"""

READS = ("channels:read", "groups:read", "mpim:read")
BY_SCOPES: dict[tuple[str, ...], tuple[str, ...]] = {
    ("app_mentions:read",): ("app_mention",),
    ("assistant:write",): ("app_context_changed",),
    ("channels:history",): ("message.channels",),
    ("channels:read",): (
        "channel_archive",
        "channel_created",
        "channel_deleted",
        "channel_left",
        "channel_rename",
        "channel_unarchive",
    ),
    ("chat:write",): ("agent_session_stopped", "agent_session_title_changed"),
    ("dnd:read",): ("dnd_updated", "dnd_updated_user"),
    ("emoji:read",): ("emoji_changed",),
    ("files:read",): ("file_change", "file_created", "file_deleted", "file_public", "file_shared", "file_unshared"),
    ("groups:history",): ("message.groups",),
    ("groups:read",): (
        "group_archive",
        "group_close",
        "group_deleted",
        "group_left",
        "group_open",
        "group_rename",
        "group_unarchive",
    ),
    ("im:history",): ("message.im",),
    ("im:read",): ("im_close", "im_created", "im_open"),
    ("links:read",): ("link_shared",),
    ("metadata.message:read",): ("message_metadata_deleted", "message_metadata_posted", "message_metadata_updated"),
    ("mpim:history",): ("message.mpim",),
    ("pins:read",): ("pin_added", "pin_removed"),
    ("reactions:read",): ("reaction_added", "reaction_removed"),
    READS[:2]: ("channel_shared", "channel_unshared", "member_left_channel"),
    READS: ("member_joined_channel",),
    ("stars:read",): ("star_added", "star_removed"),
    ("team:read",): ("email_domain_changed", "team_domain_change", "team_rename"),
    ("usergroups:read",): (
        "subteam_created",
        "subteam_members_changed",
        "subteam_self_added",
        "subteam_self_removed",
        "subteam_updated",
    ),
    ("users:read",): ("team_join", "user_change", "user_profile_changed", "user_status_changed"),
}
SCOPES = {name: scopes for scopes, names in BY_SCOPES.items() for name in names}
PREFIXES = {"channel": "channels:", "group": "groups:", "im": "im:", "mpim": "mpim:"}


def needed(name: str, kind: str = "") -> tuple[str, ...]:
    """The scopes any one of which lets an app hear of this event; none for events that everybody may hear.

    `kind`: of the channel that it happens in, where that makes a difference: channel, group, im, mpim.
    """
    scopes = SCOPES.get(name, ())
    of_kind = tuple(each for each in scopes if kind and each.startswith(PREFIXES[kind]))
    return of_kind or scopes
