"""Markdown, as `markdown` blocks bring it: read by markdown-it, shown in the page's own tags.

Source: https://docs.slack.dev/reference/block-kit/blocks/markdown-block
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from bot.sandbox.page.mrkdwn import SAFE_LINK, link, plain
from bot.sandbox.page.reader import Reader

TAGS = {"strong": "b", "em": "i", **{f"h{level}": f"h{min(level + 2, 6)}" for level in range(1, 7)}}
UNSEEN = frozenset({"thead_open", "thead_close", "tbody_open", "tbody_close"})  # rows stand in the table itself
TOO_DEEP = re.compile(r"^ {0,3}(?:> ?){4,}", re.MULTILINE)  # quotes within quotes within quotes


def markdown(text: str, reader: Reader) -> Markup:
    tokens = PARSER.parse(TOO_DEEP.sub("> > > ", text))
    _settle(tokens, reader)
    shown = PARSER.renderer.render(tokens, PARSER.options, {"reader": reader})
    return Markup(shown)  # noqa: S704  # the parser lets no HTML through and escapes every word


def _settle(tokens: Sequence[Token], reader: Reader) -> None:
    """Our tags for theirs; links lead where links here may lead, and columns have their side from the style sheet."""
    for token in _all(tokens):
        token.tag = TAGS.get(token.tag, token.tag)
        token.hidden = token.hidden or token.type in UNSEEN
        if token.type == "paragraph_open":
            token.attrs = {"dir": "auto"}
        elif token.tag in ("td", "th"):
            side = str(token.attrs.pop("style", "")).removeprefix("text-align:")
            token.attrs |= {"class": f"to-{side}"} if side in ("center", "right") else {}
        elif token.type == "link_open":
            _lead(token, reader)


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _lead(token: Token, reader: Reader) -> None:
    url = str(token.attrs["href"])
    local = reader.local(url)
    token.attrs = {"href": local} if local else {"href": url, "target": "_blank", "rel": "noopener noreferrer"}


class MarkdownPage(RendererHTML):
    """Words with emoji, code without a language, tables that scroll, and pictures as links to where they lie."""

    def text(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        return plain(tokens[at].content)

    def fence(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        return f"<pre>{escape(tokens[at].content.removesuffix(chr(10)))}</pre>"

    def code_block(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        return self.fence(tokens, at)

    def image(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return link(str(tokens[at].attrs["src"]), tokens[at].content or "Picture", env["reader"])

    def table_open(self, *_: Any) -> str:
        return '<div class="table"><table>'

    def table_close(self, *_: Any) -> str:
        return "</table></div>"


def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "breaks": True, "xhtmlOut": False}, renderer_cls=MarkdownPage)
    made.validateLink = lambda url: bool(SAFE_LINK.match(url))  # type: ignore[method-assign]
    return made.enable(["table", "strikethrough"])


PARSER = _parser()
