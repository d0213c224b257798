"""Which scopes let an app hear of which events.

Source: https://docs.slack.dev/reference/events, one page per event; read in August 2026. Archiving is not told there:
Slack sends it with the scope that reads such channels.
"""

READS = ("channels:read", "groups:read", "mpim:read")
BY_SCOPES: dict[tuple[str, ...], tuple[str, ...]] = {
    ("app_mentions:read",): ("app_mention",),
    ("channels:history",): ("message.channels",),
    ("channels:read",): ("channel_archive", "channel_left", "channel_rename", "channel_unarchive"),
    ("groups:history",): ("message.groups",),
    ("groups:read",): ("group_archive", "group_left", "group_rename", "group_unarchive"),
    ("im:history",): ("message.im",),
    ("mpim:history",): ("message.mpim",),
    ("reactions:read",): ("reaction_added", "reaction_removed"),
    READS[:2]: ("channel_shared", "channel_unshared", "member_left_channel"),
    READS: ("member_joined_channel",),
    ("usergroups:read",): ("subteam_members_changed",),
    ("users:read",): ("team_join", "user_change"),
}  # the events that the pretend Slack sends
SCOPES = {name: scopes for scopes, names in BY_SCOPES.items() for name in names}
PREFIXES = {"channel": "channels:", "group": "groups:", "im": "im:", "mpim": "mpim:"}


def needed(name: str, kind: str = "") -> tuple[str, ...]:
    """The scopes any one of which lets an app hear of this event; none for events that everybody may hear.

    `kind`: of the channel that it happens in, where that makes a difference: channel, group, im, mpim.
    """
    scopes = SCOPES.get(name, ())
    of_kind = tuple(each for each in scopes if kind and each.startswith(PREFIXES[kind]))
    return of_kind or scopes
