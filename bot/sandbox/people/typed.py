"""What people type, as Slack stores it: escaped, names turned into marks, and the same as rich text.

Source: https://docs.slack.dev/messaging/formatting-message-text#escaping
"""

import re
from collections.abc import Iterator

from bot.sandbox.delivery.wire import Payload
from bot.sandbox.workspace.directory import Directory
from bot.sandbox.workspace.words import GROUP, MARK

TOKEN = re.compile(r"(<(?:[@#!][^<>\s]+|https?://[^<>\s]+)>)")
BROADCASTS = {f"@{name}": f"<!{name}>" for name in ("here", "channel", "everyone")}
ADDRESS = re.compile(r"(?<![<|\w])(https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"])")


def marked(directory: Directory, text: str, *, labelled: bool = False, literally: bool = False) -> str:
    """Typed words in Slack's own form. `labelled`: as commands get them.

    Marks that are already there stay; `literally`: they are words like any other, as for somebody at a keyboard,
    who reaches everybody by typing @channel.
    """
    names = _mentionable(directory)
    if literally:
        return _mark(directory, text, names | BROADCASTS, labelled)
    parts = TOKEN.split(text)
    return "".join(part if number % 2 else _mark(directory, part, names, labelled) for number, part in enumerate(parts))


def rich_text(text: str, block_id: str) -> Payload:
    """A stored text as the block that Slack makes of what people write."""
    section = {"type": "rich_text_section", "elements": list(_elements(text))}
    return {"type": "rich_text", "block_id": block_id, "elements": [section]}


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _mentionable(directory: Directory) -> dict[str, str]:
    """Ids by what people type: @Steward, @ada, @crew, #general."""
    people = {
        f"@{name.lower()}": f"<@{who.id}>" for who in directory.users.values() for name in (who.name, who.real_name)
    }
    groups = {f"@{each.handle.lower()}": f"<!subteam^{each.id}>" for each in directory.usergroups.values()}
    return (
        groups
        | people
        | {f"#{each.name.lower()}": f"<#{each.id}|{each.name}>" for each in directory.channels.values() if each.name}
    )


def _mark(directory: Directory, text: str, names: dict[str, str], labelled: bool) -> str:
    if "@" not in text and "#" not in text and "://" not in text:
        return escaped(text)
    longest_first = sorted(names, key=len, reverse=True)
    named = re.compile(rf"(?<![\w@#])({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def mark(found: re.Match[str]) -> str:
        made = names[found[1].lower()]
        if labelled and made.startswith("<@"):
            return f"{made[:-1]}|{directory.users[made[2:-1]].name}>"
        if labelled and made.startswith(f"<!{GROUP}"):
            return f"{made[:-1]}|{found[1]}>"
        return made

    return ADDRESS.sub(r"<\1>", named.sub(mark, escaped(text)))


def _elements(text: str) -> Iterator[Payload]:
    end = 0
    for mark in MARK.finditer(text):
        if mark.start() > end:
            yield {"type": "text", "text": unescaped(text[end : mark.start()])}
        yield _element(mark)
        end = mark.end()
    if end < len(text):
        yield {"type": "text", "text": unescaped(text[end:])}


def _element(mark: re.Match[str]) -> Payload:
    kind, what = mark["kind"], mark["what"]
    if kind == "@":
        return {"type": "user", "user_id": what}
    if kind == "#":
        return {"type": "channel", "channel_id": what}
    if kind == "!":
        group = what.removeprefix(GROUP)
        return {"type": "usergroup", "usergroup_id": group} if group != what else {"type": "broadcast", "range": what}
    return {"type": "link", "url": unescaped(what), **({"text": unescaped(mark["label"])} if mark["label"] else {})}
