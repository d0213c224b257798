"""What stands in pointed brackets in Slack's markup: mentions, channels, links and dates."""

import re
from collections.abc import Callable

from bot.sandbox.page.emoji import NAME, emoji
from bot.sandbox.page.moments import slack_date
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.tags import Html, escaped, join, tag

SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def angle(inside: str, reader: Reader) -> Html:
    """What stands in pointed brackets: a mention, a channel, a date, or a link."""
    for start, show in ANGLES.items():
        if inside.startswith(start):
            return show(inside[len(start) :], reader)
    url, _, label = inside.partition("|")
    if SAFE_LINK.match(url):
        return link(unescaped(url), plain(unescaped(label or url.removeprefix("mailto:"))), reader)
    return escaped(f"<{unescaped(inside)}>")


def link(url: str, label: object, reader: Reader) -> Html:
    """A link that may be followed: to a message here it stays on the page, to elsewhere it opens apart."""
    if not SAFE_LINK.match(url):
        return escaped(label)
    local = reader.local(url)
    if local:
        return tag("a", label, href=local)
    return tag("a", label, href=url, target="_blank", rel="noopener noreferrer")


def plain(text: str) -> Html:
    """Plain text as `plain_text` objects show it: emoji and line breaks, nothing else."""
    shown = NAME.sub(lambda found: emoji(found[1], found[2]) or found[0], text)
    return join(shown.split("\n"), "<br>")


def unescaped(text: str) -> str:
    """Slack escapes these three characters and no others."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def person(user: str, reader: Reader) -> Html:
    mine = " me" if user == reader.me else ""
    return tag("span", f"@{reader.person(user)}", class_=f"mention{mine}", data_person=user)


def channel(channel: str, reader: Reader) -> Html:
    name = reader.channel(channel)
    if name is None:
        return tag("span", "a private channel", class_="mention hidden-channel")
    return tag("a", f"#{name}", class_="mention", href=reader.place(channel))


def group(id: str, reader: Reader) -> Html:
    return tag("span", f"@{reader.handles.get(id, id)}", class_="mention")


def broadcast(name: str) -> Html:
    return tag("span", f"@{name}", class_="mention all")


def _group_mention(rest: str, reader: Reader) -> Html:
    name, _, label = rest.partition("|")
    return (
        group(name, reader) if name in reader.handles else tag("span", unescaped(label) or f"@{name}", class_="mention")
    )


def _special(rest: str, reader: Reader) -> Html:
    name, _, label = rest.partition("|")
    if name in ("here", "channel", "everyone"):
        return broadcast(name)
    return escaped(unescaped(label) or f"<!{name}>")


ANGLES: dict[str, Callable[[str, Reader], Html]] = {
    "@": lambda rest, reader: person(rest.partition("|")[0], reader),
    "#": lambda rest, reader: channel(rest.partition("|")[0], reader),
    "!date^": slack_date,
    "!subteam^": _group_mention,
    "!": _special,
}
