"""Our plain values in Slack's Block Kit, within its limits whatever people wrote. Only this file knows its JSON.

Limits: https://docs.slack.dev/reference/block-kit/blocks
"""

import json
import re
from collections.abc import Iterable
from functools import singledispatch
from typing import Any

from bot.chat import messages
from bot.chat.messages import Form, Message, Page, Part

Block = dict[str, Any]

LONGEST_SECTION = 3_000  # characters of one section
LONGEST_ASIDE = 2_000  # characters of one context element
LONGEST_LABEL = 75  # characters on a button or an option
LONGEST_TITLE = 24  # characters of a form's title, submit and close
MOST_OPTIONS, MOST_OPTIONS_IN_MESSAGE = 100, 40  # more in a message would leave no room for its words
MOST_BLOCKS, MOST_BLOCKS_IN_VIEW = 50, 100
MOST_BOXES = 10  # radio buttons or checkboxes in one element
LONGEST_MESSAGE = 12_000  # characters of all blocks; Slack refuses somewhat above 13,000
LONGEST_FALLBACK = 3_000  # characters of `text`; chat.update refuses more than 4,000

BROKEN_END = re.compile(r"(?:<[^<>]*|&[a-z]{0,4})$")


def content(message: Message) -> Block:
    """`text` and `blocks` of a message."""
    parts = message.parts or (messages.Paragraph(message.text),)
    return {"text": cut(message.text, LONGEST_FALLBACK) or "…", "blocks": _within(_blocks(parts))[:MOST_BLOCKS]}


def modal(form: Form) -> Block:
    view: Block = {
        "type": "modal",
        "callback_id": form.name,
        "title": _plain(form.title, LONGEST_TITLE),
        "close": _plain(form.close, LONGEST_TITLE),
        "private_metadata": form.memo,
        "blocks": _blocks(form.parts)[:MOST_BLOCKS_IN_VIEW],
    }
    if form.submit:
        view["submit"] = _plain(form.submit, LONGEST_TITLE)
    return view


def home(page: Page) -> Block:
    return {"type": "home", "blocks": _blocks(page.parts)[:MOST_BLOCKS_IN_VIEW]}


def fits(parts: Iterable[Part]) -> bool:
    """Whether these fit in one message as they are."""
    found = _blocks(parts)
    return len(found) <= MOST_BLOCKS and len(json.dumps(found, ensure_ascii=False)) <= LONGEST_MESSAGE


def cut(text: str, longest: int) -> str:
    """At most so many characters, without leaving half a mark or half an escaped character behind."""
    if len(text) <= longest:
        return text
    return BROKEN_END.sub("", text[: longest - 1]).rstrip() + "…"


def _blocks(parts: Iterable[Part]) -> list[Block]:
    return [block for part in parts if (block := _block(part))]


def _within(found: list[Block]) -> list[Block]:
    """Shorten the longest paragraphs until Slack takes the message; the whole text stays one click away."""
    longest = LONGEST_SECTION
    while len(json.dumps(found, ensure_ascii=False)) > LONGEST_MESSAGE and longest > 200:
        longest = longest * 2 // 3
        for block in found:
            if block["type"] == "section":
                block["text"]["text"] = cut(block["text"]["text"], longest)
    return found


@singledispatch
def _block(part: object) -> Block | None:
    raise TypeError(f"no block for {part!r}")


@_block.register
def _words(part: messages.Paragraph) -> Block | None:
    text = cut(part.text, LONGEST_SECTION)
    return {"type": "section", "text": _marked(text)} if text.strip() else None


@_block.register
def _aside(part: messages.SmallPrint) -> Block | None:
    texts = [_marked(cut(text, LONGEST_ASIDE)) for text in part.texts if text.strip()][:10]
    return {"type": "context", "elements": texts} if texts else None


@_block.register
def _title(part: messages.Title) -> Block | None:
    return {"type": "header", "text": _plain(part.text, 150)} if part.text.strip() else None


@_block.register
def _line(part: messages.Divider) -> Block:
    return {"type": "divider"}


@_block.register
def _buttons(part: messages.Buttons) -> Block | None:
    return {"type": "actions", "elements": [_button(each) for each in part.buttons][:25]} if part.buttons else None


@_block.register
def _choice(part: messages.Choice) -> Block | None:
    if not part.options:
        return None
    select = _select(part.action, part.label, part.options[:MOST_OPTIONS_IN_MESSAGE], part.chosen)
    return {"type": "actions", "block_id": part.action, "elements": [select]}


@_block.register
def _text_field(part: messages.TextField) -> Block:
    element = {
        "type": "plain_text_input",
        "action_id": part.name,
        "multiline": part.long,
        "max_length": min(part.longest, 3_000),
        **({"initial_value": part.answer[: part.longest]} if part.answer else {}),
    }
    return _input(part, element)


@_block.register
def _day_field(part: messages.DayField) -> Block:
    day = {"initial_date": part.answer.isoformat()} if part.answer else {}
    return _input(part, {"type": "datepicker", "action_id": part.name, **day})


@_block.register
def _people_field(part: messages.PeopleField) -> Block:
    people = {"initial_users": list(part.answer)} if part.answer else {}
    return _input(part, {"type": "multi_users_select", "action_id": part.name, **people})


@_block.register
def _choice_field(part: messages.ChoiceField) -> Block:
    return _input(part, _select(part.name, "Choose", part.options, part.answer))


@_block.register
def _radio_field(part: messages.RadioField) -> Block:
    return _input(part, _options("radio_buttons", part.name, part.options, (part.answer,)))


@_block.register
def _several_field(part: messages.SeveralField) -> Block:
    kind = "checkboxes" if len(part.options) <= MOST_BOXES else "multi_static_select"
    return _input(part, _options(kind, part.name, part.options, part.answer))


@_block.register
def _number_field(part: messages.NumberField) -> Block:
    bounds = {"min_value": str(part.least), "max_value": str(part.most), "is_decimal_allowed": False}
    initial = {} if part.answer is None else {"initial_value": str(part.answer)}
    return _input(part, {"type": "number_input", "action_id": part.name, **bounds, **initial})


@_block.register
def _hour_field(part: messages.HourField) -> Block:
    initial = {"initial_time": part.answer} if part.answer else {}
    return _input(part, {"type": "timepicker", "action_id": part.name, **initial})


def _options(kind: str, name: str, options: tuple[tuple[str, str], ...], chosen: tuple[str, ...]) -> Block:
    """Radio buttons hold one choice, boxes and a menu of several hold a list."""
    most = MOST_OPTIONS if kind == "multi_static_select" else MOST_BOXES
    shown = [{"text": _plain(label, LONGEST_LABEL), "value": value} for label, value in options[:most]]
    initial = [each for each in shown if each["value"] in chosen]
    one_or_more = (
        {"initial_option": initial[0]} if kind == "radio_buttons" and initial else {"initial_options": initial}
    )
    return {"type": kind, "action_id": name, "options": shown, **(one_or_more if initial else {})}


def _input(part: Any, element: Block) -> Block:
    hint = {"hint": _plain(part.hint, 2_000)} if part.hint else {}
    label = _plain(part.label, 2_000)
    return {
        "type": "input",
        "block_id": part.name,
        "label": label,
        "element": element,
        "optional": part.optional,
        **hint,
    }


def _button(part: messages.Button | messages.Link) -> Block:
    if isinstance(part, messages.Link):
        return {"type": "button", "text": _plain(part.label, LONGEST_LABEL), "action_id": part.action, "url": part.url}
    style = {"style": part.style} if part.style else {}
    value = {"value": part.value} if part.value else {}
    return {"type": "button", "text": _plain(part.label, LONGEST_LABEL), "action_id": part.action, **value, **style}


def _select(name: str, prompt: str, options: tuple[tuple[str, str], ...], chosen: str) -> Block:
    shown = [{"text": _plain(label, LONGEST_LABEL), "value": value} for label, value in options[:MOST_OPTIONS]]
    initial = next(({"initial_option": each} for each in shown if each["value"] == chosen), {})
    return {"type": "static_select", "action_id": name, "placeholder": _plain(prompt, 150), "options": shown, **initial}


def _plain(text: str, longest: int) -> Block:
    text = " ".join(text.split()) or "…"
    return {"type": "plain_text", "text": text if len(text) <= longest else text[: longest - 1] + "…", "emoji": True}


def _marked(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}
