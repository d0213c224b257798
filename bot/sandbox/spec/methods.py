"""The Web API methods that the pretend Slack knows: arguments, scopes, how often they may be called.

Source: https://docs.slack.dev/reference/methods, one page per method; read in August 2026.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.sandbox.spec.blocks import BLOCK
from bot.sandbox.spec.check import told
from bot.sandbox.spec.kinds import Anything, Each, Either, Flag, Found, Kind, Number, OneOf, Shape, Text

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


TEXTS = "app_id app_unfurl_url author_icon author_link author_name author_subname bot_id callback_id color fallback"
TEXTS += " footer_icon image_url pretext text thumb_url title title_link"
FIELD = Shape({"title": Text(), "value": Text()}, {"short": Flag()})
ACTION = Shape(
    {"type": OneOf(("button", "select")), "text": Text()},
    {
        "id": Text(),
        "name": Text(),
        "value": Text(),
        "style": OneOf(("default", "primary", "danger")),
        "url": Text(),
        "confirm": Anything(),
        "data_source": OneOf(("static", "channels", "conversations", "users", "external")),
        "min_query_length": Number(),
        "options": Each(Anything()),
        "option_groups": Each(Anything()),
        "selected_options": Each(Anything()),
    },
)
FIELDS: dict[str, Kind] = {
    **dict.fromkeys(TEXTS.split(), Text()),
    "actions": Each(ACTION),
    "blocks": Each(BLOCK),
    "fields": Each(FIELD),
    "footer": Text(most=300),
    "mrkdwn_in": Each(OneOf(("pretext", "text", "fields"))),
    "is_app_unfurl": Flag(),
    "preview": Anything(),
    "ts": Either((Text(), Number())),
}
ATTACHMENT = Shape(optional=FIELDS)


FLAGS = "as_user exclude_archived exclude_muted include_all_metadata include_count include_disabled include_locale"
FLAGS += " include_num_members include_users inclusive link_names mrkdwn prevent_creation reply_broadcast return_im"
FLAGS += " unfurl_links unfurl_media"
NUMBERS = "length limit"
TRUE, FALSE = {"1", "true", "True"}, {"0", "false", "False", ""}
ANY_TEXT = Text()

FILE = Shape({"id": Text(least=1)}, {"title": Text(), "highlight_type": Text()})
KINDS: dict[str, Kind] = {
    **dict.fromkeys(FLAGS.split(), Flag()),
    **dict.fromkeys(NUMBERS.split(), Number(is_whole=True)),
    "attachments": Each(ATTACHMENT, most=100),
    "file_ids": Each(Text()),
    "files": Each(FILE, least=1),
    "parse": OneOf(("full", "none")),
}  # everything else is text
CHECKED_LATER = frozenset({"blocks", "metadata", "view"})  # they have errors of their own
STRUCTURED = CHECKED_LATER | {name for name, kind in KINDS.items() if isinstance(kind, Each)}  # JSON in a form field


def problems(rules: Method, args: Mapping[str, Any]) -> list[str]:
    """What is wrong with the arguments; nothing when Slack would take them. Absent and null are alike."""
    given = {name: value for name, value in args.items() if value is not None}
    return [*_missing(rules, given), *_unknown(rules, given), *_wrong(given)]


def _missing(rules: Method, given: Mapping[str, Any]) -> Iterator[str]:
    lacking = (name for name in rules.required if given.get(name, "") == "")
    yield from (f"missing required field: {name}" for name in lacking)
    for either in rules.either:
        if not any(given.get(name) for name in either):
            yield f"missing required field: {' or '.join(either)}"


def _unknown(rules: Method, given: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"unknown argument: {name}" for name in given if name not in rules.arguments)


def _wrong(given: Mapping[str, Any]) -> Iterator[str]:
    found: Found = []
    for name in given.keys() - CHECKED_LATER:
        kind = KINDS.get(name, ANY_TEXT)
        kind.find(_read(kind, given[name]), (name,), found)
    yield from told(sorted(found, key=str))


def _read(kind: Kind, value: Any) -> Any:
    """What a form field means: there, flags and numbers are text."""
    if isinstance(kind, Flag):
        written = str(value)
        return written in TRUE if written in TRUE | FALSE else value
    if isinstance(kind, Number) and isinstance(value, str) and re.fullmatch(r"-?\d{1,15}", value):
        return int(value)
    return value
