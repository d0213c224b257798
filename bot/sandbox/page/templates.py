"""The page's templates: whatever is not HTML already is escaped, and what is not there is an error.

Facts are gathered in Python, by the modules that a template names; how they look stands in the template.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from bot.sandbox.page import arrivals, choices, moments, mrkdwn, room, search, steering, written
from bot.sandbox.page.emoji import emoji
from bot.sandbox.page.markdown import markdown
from bot.sandbox.page.reader import Part, Reader
from bot.sandbox.page.visit import OUTSIDE, Visit, hash_of, initials
from bot.sandbox.people.presses import SHORTEST_QUERY
from bot.sandbox.workspace.directory import User

FOLDER = Path(__file__).parents[1] / "templates"
BETWEEN = re.compile(r"(?:^|(?<=>))\s*\n\s*|\s*\n\s*(?=<|$)")  # line breaks beside tags and placeholders
BREAK = re.compile(r"\s*\n\s*")  # all others: between words, and between attributes
SIZES = ((1 << 20, "MB"), (1 << 10, "kB"))


class Unindented(Extension):
    """Line breaks and indentation are for whoever reads a template: between tags they make no room on the page."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", BREAK.sub(" ", BETWEEN.sub("", token.value)))
            else:
                yield token


def page(visit: Visit) -> str:
    """The whole page."""
    return _environment().get_template("page.html").render(visit=visit)


def alone(title: str, words: str, person: User | None = None) -> str:
    """A page that says one thing only; with a way back for `person`."""
    return _environment().get_template("alone.html").render(title=title, words=words, person=person)


def blocks(parts: Iterable[Part], reader: Reader, state: Mapping[str, Mapping[str, Part]] | None = None) -> Markup:
    """All blocks, with what was already chosen and typed in them, by block and action, as Slack writes it."""
    return _macro("blocks.html", "blocks", parts, reader, state)


def files(parts: Iterable[Part], reader: Reader) -> Markup:
    return _macro("blocks.html", "files", parts, reader)


def size(number: int) -> str:
    """12 kB."""
    return next((f"{number / unit:.3g} {name}" for unit, name in SIZES if number >= unit), f"{number} bytes")


@cache
def icon(name: str) -> Markup:
    return _macro("icons.html", "icon", name)


def _macro(template: str, name: str, *given: object) -> Markup:
    shown: Markup = getattr(_environment().get_template(template).module, name)(*given)
    return shown


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        extensions=[Unindented],
    )
    for module in (arrivals, choices, moments, mrkdwn, room, search, steering):
        made.globals[module.__name__.rpartition(".")[2]] = module
    for function in (emoji, hash_of, icon, initials, markdown, size, mrkdwn.lines, mrkdwn.text, moments.slack_date):
        made.globals[function.__name__] = function
    made.globals |= {"OUTSIDE": OUTSIDE, "SHORTEST_QUERY": SHORTEST_QUERY, "in_field": written.in_field}
    made.globals["is_safe"] = mrkdwn.SAFE_LINK.match
    return made
