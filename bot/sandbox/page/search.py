"""Search: the messages that a person can see and that contain all the words, the latest first.

`from:ada` and `in:general` narrow it, as in Slack.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.sandbox.page.visit import Visit
from bot.sandbox.workspace.messages import SlackMessage

MOST_FOUND = 50  # shown; a longer list is narrowed by another word rather than read


@dataclass(frozen=True)
class SearchResults:
    messages: list[SlackMessage]
    number: int  # of all that were found

    @property
    def count(self) -> str:
        if self.number > MOST_FOUND:
            return f"{self.number} messages; these are the latest {MOST_FOUND}"
        return "" if not self.number else "1 message" if self.number == 1 else f"{self.number} messages"


def find(visit: Visit) -> SearchResults:
    words = visit.words.casefold().split()
    asked = [_test(visit, word) for word in words]
    found = [each for each in _visible(visit) if all(test(each) for test in asked)] if words else []
    found.sort(key=lambda each: float(each.ts), reverse=True)
    return SearchResults(found[:MOST_FOUND], len(found))


def _visible(visit: Visit) -> Iterator[SlackMessage]:
    for channel in visit.workspace.channels.values():
        if visit.workspace.sees(visit.me, channel):
            said = visit.workspace.messages.of(channel.id)
            yield from (each for each in said if each.ephemeral_to in (None, visit.me.id))


def _test(visit: Visit, word: str) -> Callable[[SlackMessage], bool]:
    kind, _, name = word.partition(":")
    if kind == "from" and name:
        wanted = name.removeprefix("@")
        return lambda message: wanted in _names(visit, message)
    if kind == "in" and name:
        wanted = name.removeprefix("#")
        return lambda message: wanted == visit.workspace.channels[message.channel].name.casefold()
    return lambda message: word in message.reads.casefold()


def _names(visit: Visit, message: SlackMessage) -> str:
    author = visit.author(message)
    return f"{author.name} {author.real_name}".casefold()
