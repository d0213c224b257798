"""Everything that can be pressed, chosen or filled in, and where each may stand.

Source: https://docs.slack.dev/reference/block-kit/block-elements
"""

from bot.sandbox.spec.kinds import ByType, Each, Either, Flag, Kind, Number, OneOf, Shape, Text

LONGEST = 3_000  # characters in any text
ID = Text(most=255)
URL = Text(most=3_000)


def plain(most: int = LONGEST) -> ByType:
    """Words without marks."""
    return ByType({"plain_text": Shape({"text": Text(most, least=1)}, {"emoji": Flag()})})


def marked(most: int = LONGEST) -> ByType:
    """Words with Slack's marks."""
    return ByType({"mrkdwn": Shape({"text": Text(most, least=1)}, {"verbatim": Flag()})})


def words(most: int = LONGEST) -> ByType:
    """With or without marks."""
    return ByType({**plain(most).shapes, **marked(most).shapes})


STYLE = OneOf(("primary", "danger"))

CONFIRM = Shape({"text": words(300)}, {"title": plain(100), "confirm": plain(30), "deny": plain(30), "style": STYLE})

DISPATCH = Shape(optional={"trigger_actions_on": Each(OneOf(("on_enter_pressed", "on_character_entered")))})

SLACK_FILE = Either((Shape({"id": Text()}), Shape({"url": Text()})))


def option(text: Kind) -> Shape:
    return Shape({"text": text}, {"value": Text(most=150), "description": words(75), "url": URL})


OPTION = option(plain(75))
ANY_OPTION = option(words(75))  # in checkboxes and radio buttons
OPTION_GROUP = Shape({"label": plain(), "options": Each(OPTION)})


STYLES = ("bold", "code", "italic", "strike", "underline", "highlight", "client_highlight", "unlink")
MARKS: dict[str, Kind] = {"style": Shape(optional={name: Flag() for name in STYLES})}
BORDER: dict[str, Kind] = {"border": OneOf((0, 1))}

LINK = Shape({"url": Text()}, {**MARKS, "text": Text(), "unsafe": Flag()})
WORDS = Shape({"text": Text()}, MARKS)
INLINE = ByType(
    {
        "text": WORDS,
        "link": LINK,
        "broadcast": Shape({"range": OneOf(("here", "channel", "everyone"))}, MARKS),
        "channel": Shape({"channel_id": Text()}, MARKS),
        "color": Shape({"value": Text()}, MARKS),
        "date": Shape({"timestamp": Number(), "format": Text()}, {**MARKS, "fallback": Text(), "url": Text()}),
        "emoji": Shape(
            {"name": Text()}, {**MARKS, "unicode": Text(), "url": Text(), "skin_tone": Number(1, 6, is_whole=True)}
        ),
        "team": Shape({"team_id": Text()}, MARKS),
        "user": Shape({"user_id": Text()}, MARKS),
        "usergroup": Shape({"usergroup_id": Text()}, MARKS),
    }
)
SECTION = Shape({"elements": Each(INLINE)})
LIST = Shape(
    {"elements": Each(ByType({"rich_text_section": SECTION})), "style": OneOf(("bullet", "ordered"))},
    {**BORDER, "indent": Number(0, 8), "offset": Number(0, is_whole=True)},
)
PARTS = ByType(
    {
        "rich_text_section": SECTION,
        "rich_text_list": LIST,
        "rich_text_quote": Shape({"elements": Each(INLINE)}, BORDER),
        "rich_text_preformatted": Shape(
            {"elements": Each(ByType({"text": WORDS, "link": LINK}))}, {**BORDER, "language": Text()}
        ),
    }
)
RICH_TEXT = Shape({"elements": Each(PARTS)}, {"block_id": ID})


LABEL = Text(most=75)
PLACEHOLDER = plain(150)
ASKED: dict[str, Kind] = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": Flag()}
CHOSEN: dict[str, Kind] = {**ASKED, "placeholder": PLACEHOLDER}
TYPED: dict[str, Kind] = {
    "action_id": ID,
    "dispatch_action_config": DISPATCH,
    "focus_on_load": Flag(),
    "initial_value": Text(),
    "placeholder": PLACEHOLDER,
}
MANY: dict[str, Kind] = {**CHOSEN, "max_selected_items": Number(least=1)}
LISTED: dict[str, Kind] = {"options": Each(OPTION, most=100), "option_groups": Each(OPTION_GROUP, most=100)}
FILTER = Shape(
    optional={
        "include": Each(OneOf(("im", "mpim", "private", "public"))),
        "exclude_bot_users": Flag(),
        "exclude_external_shared_channels": Flag(),
    }
)
CONVERSATIONS: dict[str, Kind] = {"default_to_current_conversation": Flag(), "filter": FILTER}
ANSWERABLE: dict[str, Kind] = {"response_url_enabled": Flag()}
INITIAL_IDS = Each(Text())

IMAGE = Either(
    (
        Shape({"alt_text": Text(most=2_000), "image_url": URL}),
        Shape({"alt_text": Text(most=2_000), "slack_file": SLACK_FILE}),
    )
)
BUTTON = Shape(
    {"text": plain(75)},
    {
        "action_id": ID,
        "url": URL,
        "value": Text(most=2_000),
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": LABEL,
        "agent_prompt": Text(most=4_000),
        "agent_prompt_display": Text(),
        "visible_to_user_ids": INITIAL_IDS,
    },
)
WORKFLOW = Shape(
    {
        "trigger": Shape(
            {"url": Text()}, {"customizable_input_parameters": Each(Shape({"name": Text(), "value": Text()}))}
        )
    }
)
THUMB = Shape({"text": plain(), "value": Text()}, {"accessibility_label": LABEL})
DAY, TIME = Text(pattern=r"\d{4}-\d{2}-\d{2}"), Text(pattern=r"([01]\d|2[0-3]):[0-5]\d")

SELECTS: dict[str, Kind] = {
    "static_select": Shape({}, {**CHOSEN, **LISTED, "initial_option": OPTION}, any_of=("options", "option_groups")),
    "external_select": Shape({}, {**CHOSEN, "initial_option": OPTION, "min_query_length": Number()}),
    "users_select": Shape({}, {**CHOSEN, "initial_user": Text()}),
    "conversations_select": Shape({}, {**CHOSEN, **CONVERSATIONS, **ANSWERABLE, "initial_conversation": Text()}),
    "channels_select": Shape({}, {**CHOSEN, **ANSWERABLE, "initial_channel": Text()}),
    "multi_static_select": Shape(
        {}, {**MANY, **LISTED, "initial_options": Each(OPTION)}, any_of=("options", "option_groups")
    ),
    "multi_external_select": Shape({}, {**MANY, "initial_options": Each(OPTION), "min_query_length": Number()}),
    "multi_users_select": Shape({}, {**MANY, "initial_users": INITIAL_IDS}),
    "multi_conversations_select": Shape({}, {**MANY, **CONVERSATIONS, "initial_conversations": INITIAL_IDS}),
    "multi_channels_select": Shape({}, {**MANY, "initial_channels": INITIAL_IDS}),
}
CHOICES: dict[str, Kind] = {
    **SELECTS,
    "checkboxes": Shape({"options": Each(ANY_OPTION, most=10)}, {**ASKED, "initial_options": Each(ANY_OPTION)}),
    "radio_buttons": Shape({"options": Each(ANY_OPTION, most=10)}, {**ASKED, "initial_option": ANY_OPTION}),
    "datepicker": Shape({}, {**CHOSEN, "initial_date": DAY}),
    "timepicker": Shape({}, {**CHOSEN, "initial_time": TIME, "timezone": Text()}),
}
MOMENT = Shape({}, {**ASKED, "initial_date_time": Number()})
PRESSED: dict[str, Kind] = {
    "button": BUTTON,
    "workflow_button": Shape(
        {"text": plain(75), "workflow": WORKFLOW},
        {"action_id": ID, "style": STYLE, "confirm": CONFIRM, "accessibility_label": LABEL},
    ),
    "overflow": Shape({"options": Each(OPTION, most=5)}, {"action_id": ID, "confirm": CONFIRM}),
}
RICH_INPUT = Shape(
    {},
    {
        **TYPED,
        "initial_value": ByType({"rich_text": RICH_TEXT}),
        "min_lines": Number(1, 100),
        "max_lines": Number(1, 100),
    },
)
TEXTS: dict[str, Kind] = {
    "plain_text_input": Shape(
        {}, {**TYPED, "multiline": Flag(), "min_length": Number(0, 3_000), "max_length": Number()}
    ),
    "email_text_input": Shape({}, TYPED),
    "url_text_input": Shape({}, TYPED),
    "number_input": Shape({"is_decimal_allowed": Flag()}, {**TYPED, "min_value": Text(), "max_value": Text()}),
    "rich_text_input": RICH_INPUT,
    "file_input": Shape({}, {"action_id": ID, "filetypes": Each(Text()), "max_files": Number(1, 10)}),
}

IN_ACTIONS = ByType({**PRESSED, **CHOICES, "datetimepicker": MOMENT, "rich_text_input": RICH_INPUT})
BESIDE_SECTION = ByType({**PRESSED, **CHOICES, "image": IMAGE})
IN_INPUT = ByType({**TEXTS, **CHOICES, "datetimepicker": MOMENT})
IN_CONTEXT_ACTIONS = ByType(
    {
        "feedback_buttons": Shape({"positive_button": THUMB, "negative_button": THUMB}, {"action_id": ID}),
        "icon_button": Shape(
            {"icon": Text(), "text": plain()},
            {
                "action_id": ID,
                "value": Text(),
                "confirm": CONFIRM,
                "accessibility_label": LABEL,
                "visible_to_user_ids": INITIAL_IDS,
            },
        ),
    }
)
