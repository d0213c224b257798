"""Slack's own markup as HTML: what people wrote, escaped, with bold, lists, links, mentions, dates and emoji.

Source: https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from markupsafe import Markup, escape

from bot.sandbox.page.emoji import NAME, emoji
from bot.sandbox.page.moments import slack_date
from bot.sandbox.page.reader import Part, Reader

FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
CODE = r"`[^`\n]+`"
ANGLE = r"<[^<>\n]+>"
BARE_LINK = r"\bhttps?://[^\s<>|\x00]*[^\s<>|\x00.,;:!?)\]}'\"*_~`]"
ATOM = re.compile(f"(?P<code>{CODE})|(?P<angle>{ANGLE})|(?P<link>{BARE_LINK})|(?P<emoji>{NAME.pattern})")
HOLE = "\x00"  # stands for an atom while the words around it are marked; no text can bring its own

STYLES = tuple(
    (re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^\n{mark}]*[^\s{mark}]){mark}(?![\w{mark}])"), rf"<{name}>\1</{name}>")
    for mark, name in ((r"\*", "b"), ("_", "i"), ("~", "s"))
)  # each reads on to the next such mark only: the time grows with the text, whatever is in it

BULLET = re.compile(r"^[•◦▪-] +")
QUOTE = re.compile(r"^(?:&gt;|>) ?")
QUOTE_REST = re.compile(r"^(?:&gt;|>){3,} ?", re.MULTILINE)  # from here to the end
DEEPEST = 3  # quotes within quotes; deeper ones are words

SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
HERE = Markup('<a href="%s">%s</a>')
ELSEWHERE = Markup('<a href="%s" target="_blank" rel="noopener noreferrer">%s</a>')
PERSON = Markup('<span class="mention%s" data-person="%s">@%s</span>')
CHANNEL = Markup('<a class="mention" href="%s">#%s</a>')
HIDDEN_CHANNEL = Markup('<span class="mention hidden-channel">a private channel</span>')
GROUP = Markup('<span class="mention">%s</span>')
BROADCAST = Markup('<span class="mention all">@%s</span>')


def mrkdwn(text: str, reader: Reader) -> Markup:
    """A whole text, several lines and all."""
    pieces = FENCE.split(text.replace(HOLE, "").replace("\r\n", "\n"))
    return Markup().join(
        Markup("<pre>%s</pre>") % unescaped(piece) if odd % 2 else _lines(piece, reader)
        for odd, piece in enumerate(pieces)
    )


def text(part: Part | str | None, reader: Reader) -> Markup:
    """A text object, plain or marked."""
    if not isinstance(part, dict):
        return plain(part or "")
    words = str(part.get("text", ""))
    return mrkdwn(words, reader) if part.get("type") == "mrkdwn" else plain(words)


def plain(text: str) -> Markup:
    """Plain text as `plain_text` objects show it: emoji and line breaks, nothing else."""
    return lines(NAME.sub(lambda found: emoji(found[1], found[2]) or found[0], text))


def lines(text: str) -> Markup:
    return escape(text).replace("\n", Markup("<br>"))


def only_emoji(text: str) -> bool:
    """Whether nothing but a few emoji was said: those are shown large."""
    names = [found[1] for found in NAME.finditer(text)]
    return 0 < len(names) <= 8 and not NAME.sub("", text).strip() and all(emoji(name) for name in names)


def link(url: str, label: object, reader: Reader) -> Markup:
    """A link that may be followed: to a message here it stays on the page, to elsewhere it opens apart."""
    if not SAFE_LINK.match(url):
        return escape(label)
    local = reader.local(url)
    return HERE % (local, label) if local else ELSEWHERE % (url, label)


def person(user: str, reader: Reader) -> Markup:
    return PERSON % (" me" if user == reader.me else "", user, reader.person(user))


def channel(channel: str, reader: Reader) -> Markup:
    name = reader.channels.get(channel)
    return HIDDEN_CHANNEL if name is None else CHANNEL % (reader.place(channel), name)


def group(id: str, reader: Reader, label: str = "") -> Markup:
    known = reader.handles.get(id)
    return GROUP % (f"@{known}" if known else label or f"@{id}")


def broadcast(name: str) -> Markup:
    return BROADCAST % name


def unescaped(text: str) -> str:
    """Slack escapes these three characters and no others."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _lines(text: str, reader: Reader, depth: int = 0) -> Markup:
    if depth >= DEEPEST:
        return _words(text.split("\n"), reader)
    before, *rest = QUOTE_REST.split(text, maxsplit=1)
    shown = [_group(kind, list(lines), reader, depth) for kind, lines in groupby(_without_edges(before), key=_kind)]
    return Markup().join([*shown, *(_quoted(each, reader, depth) for each in rest)])


def _without_edges(text: str) -> Iterator[str]:
    """The lines; the break that only separates a paragraph from a code block is not shown."""
    return iter(text.strip("\n").split("\n") if text.strip("\n") else ())


def _kind(line: str) -> str:
    return "quote" if QUOTE.match(line) else "list" if BULLET.match(line) else "words"


def _group(kind: str, lines: list[str], reader: Reader, depth: int) -> Markup:
    if kind == "list":
        rows = Markup().join(Markup("<li>%s</li>") % _inline(BULLET.sub("", line), reader) for line in lines)
        return Markup("<ul>%s</ul>") % rows
    if kind == "quote":
        return _quoted("\n".join(QUOTE.sub("", line) for line in lines), reader, depth)
    return _words(lines, reader)


def _quoted(text: str, reader: Reader, depth: int) -> Markup:
    return Markup("<blockquote>%s</blockquote>") % _lines(text, reader, depth + 1)


def _words(lines: list[str], reader: Reader) -> Markup:
    words = Markup("<br>").join(_inline(line, reader) for line in lines)
    return Markup('<div class="words" dir="auto">%s</div>') % words


def _inline(text: str, reader: Reader) -> Markup:
    """One line: its atoms are put aside while the words around them are marked."""
    atoms: list[Markup] = []

    def keep(found: re.Match[str]) -> str:
        atoms.append(_atom(found, reader))
        return HOLE

    words = str(escape(unescaped(ATOM.sub(keep, text))))
    for pattern, marked in STYLES:
        words = pattern.sub(marked, words)
    holes = iter(atoms)
    return Markup(re.sub(HOLE, lambda _: next(holes), words))  # noqa: S704  # words and atoms are escaped above


def _atom(found: re.Match[str], reader: Reader) -> Markup:
    match found.lastgroup:
        case "code":
            return Markup("<code>%s</code>") % unescaped(found[0][1:-1])
        case "angle":
            return _angle(found[0][1:-1], reader)
        case "link":
            url = unescaped(found[0])
            return link(url, url, reader)
    return plain(found[0])


def _angle(inside: str, reader: Reader) -> Markup:
    """What stands in pointed brackets: a mention, a channel, a date, or a link."""
    for start, show in ANGLES.items():
        if inside.startswith(start):
            return show(inside[len(start) :], reader)
    url, _, label = inside.partition("|")
    if SAFE_LINK.match(url):
        return link(unescaped(url), plain(unescaped(label or url.removeprefix("mailto:"))), reader)
    return escape(f"<{unescaped(inside)}>")


def _group_mention(rest: str, reader: Reader) -> Markup:
    name, _, label = rest.partition("|")
    return group(name, reader, unescaped(label))


def _special(rest: str, reader: Reader) -> Markup:
    name, _, label = rest.partition("|")
    return broadcast(name) if name in BROADCASTS else escape(unescaped(label) or f"<!{name}>")


BROADCASTS = {
    "here": "everybody in this channel who is online",
    "channel": "everybody in this channel",
    "everyone": "everybody in the workspace",
}

ANGLES: dict[str, Callable[[str, Reader], Markup]] = {
    "@": lambda rest, reader: person(rest.partition("|")[0], reader),
    "#": lambda rest, reader: channel(rest.partition("|")[0], reader),
    "!date^": slack_date,
    "!subteam^": _group_mention,
    "!": _special,
}
