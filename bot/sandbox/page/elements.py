"""What can be clicked, chosen and typed in a block: each says only which one it is, the server knows the rest.

Source: https://docs.slack.dev/reference/block-kit/block-elements
"""

from collections.abc import Callable
from typing import Any

from bot.sandbox.page import asking, choices, fields
from bot.sandbox.page.brackets import SAFE_LINK, plain
from bot.sandbox.page.markup import mrkdwn
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.tags import Html, join, tag

Part = dict[str, Any]
Show = Callable[[Part, Reader], Html]

STYLES = frozenset({"primary", "danger"})


def element(part: Part, reader: Reader) -> Html:
    """One element within whatever it needs to be pressed or chosen: its action, its type, and what to ask before."""
    show = ELEMENTS.get(part.get("type", ""), _unknown)
    asked = question(part["confirm"], reader) if "confirm" in part else ""
    return tag(
        "span",
        show(part, reader),
        asked,
        class_="el",
        data_action=part.get("action_id"),
        data_type=part.get("type"),
    )


def text(part: Part | str | None, reader: Reader) -> Html:
    """A text object, plain or marked."""
    if not isinstance(part, dict):
        return plain(part or "")
    words = str(part.get("text", ""))
    return mrkdwn(words, reader) if part.get("type") == "mrkdwn" else plain(words)


def picture(part: Part, reader: Reader) -> Html:
    """Nothing is fetched from outside: a picture from elsewhere is named and linked, not shown."""
    url = str(part.get("image_url") or (part.get("slack_file") or {}).get("url") or "")
    words, here = str(part.get("alt_text") or "Picture"), reader.kept(url)
    if here:
        return tag("img", src=here, alt=words, class_="picture", loading="lazy")
    inside = join([tag("span", "🖼", aria_hidden="true"), " ", words])
    if SAFE_LINK.match(url):
        inside = tag("a", inside, href=url, target="_blank", rel="noopener noreferrer")
    return tag("span", inside, class_="picture elsewhere", role="img", aria_label=words)


def _button(part: Part, reader: Reader) -> Html:
    style = str(part.get("style", ""))
    look = f"btn {style}" if style in STYLES else "btn"
    words, said = text(part.get("text"), reader), part.get("accessibility_label")
    url = str(part.get("url", ""))
    if SAFE_LINK.match(url):
        here = reader.local(url)
        apart = {} if here else {"target": "_blank", "rel": "noopener noreferrer"}
        return tag("a", words, class_=look, href=here or url, aria_label=said, **apart)
    return tag("button", words, type="button", class_=look, aria_label=said)


def _overflow(part: Part, reader: Reader) -> Html:
    items = [
        tag("button", text(option.get("text"), reader), type="button", role="menuitem", value=option.get("value"))
        for option in part.get("options", ())
    ]
    opener = tag("summary", "⋯", class_="btn round", aria_label="More", aria_haspopup="menu")
    return tag("details", opener, tag("div", *items, role="menu", class_="menu"), class_="drop")


def _feedback(part: Part, reader: Reader) -> Html:
    both = [(sign, part.get(name, {})) for sign, name in (("👍", "positive_button"), ("👎", "negative_button"))]
    return join(
        tag("button", sign, type="button", class_="btn round", value=each.get("value"), title=_words(each.get("text")))
        for sign, each in both
    )


def _icon_button(part: Part, reader: Reader) -> Html:
    words = _words(part.get("text"))
    sign = "🗑" if part.get("icon") == "trash" else "•"
    return tag("button", sign, type="button", class_="btn round", title=words, aria_label=words)


def _unknown(part: Part, reader: Reader) -> Html:
    return tag("span", f"This sandbox does not show “{part.get('type')}” yet.", class_="note")


def question(part: Part, reader: Reader, **attributes: object) -> Html:
    """What is asked before something is done; kept aside until then."""
    danger = part.get("style") == "danger"
    return tag(
        "template",
        tag("h2", text(part.get("title"), reader)),
        tag("div", text(part.get("text"), reader)),
        tag("button", text(part.get("deny"), reader), class_="btn", value="no"),
        tag(
            "button", text(part.get("confirm"), reader), class_=f"btn {'danger' if danger else 'primary'}", value="yes"
        ),
        class_="confirm",
        **attributes,
    )


def _words(part: Part | None) -> str:
    return str((part or {}).get("text", ""))


ELEMENTS: dict[str, Show] = {
    "button": _button,
    "workflow_button": _button,
    "overflow": _overflow,
    "image": picture,
    "feedback_buttons": _feedback,
    "icon_button": _icon_button,
    **fields.SHOW,
    **dict.fromkeys(("checkboxes", "radio_buttons"), choices.boxes),
    **dict.fromkeys(choices.SELECTS, choices.select),
    **dict.fromkeys((f"multi_{each}" for each in choices.SELECTS), choices.several),
    **dict.fromkeys(("external_select", "multi_external_select"), asking.asking),
}
