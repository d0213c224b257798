"""Texts, options, confirmations: the parts that blocks and elements share.

Source: https://docs.slack.dev/reference/block-kit/composition-objects
"""

from bot.sandbox.spec.kinds import Each, Flag, Kind, OneOf, Text
from bot.sandbox.spec.shapes import ByType, Either, Shape

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
