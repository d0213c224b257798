"""Search: the messages that a person can see and that contain all the words, the latest first.

`from:ada` and `in:general` narrow it, as in Slack.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.sandbox.page.scene import Scene
from bot.sandbox.workspace.messages import Message

MOST_FOUND = 50  # shown; a longer list is narrowed by another word rather than read


@dataclass(frozen=True)
class Found:
    messages: list[Message]
    number: int  # of all that were found


def search(scene: Scene) -> Found:
    words = scene.words.casefold().split()
    asked = [_test(scene, word) for word in words]
    found = [each for each in _visible(scene) if all(test(each) for test in asked)] if words else []
    found.sort(key=lambda each: float(each.ts), reverse=True)
    return Found(found[:MOST_FOUND], len(found))


def _visible(scene: Scene) -> Iterator[Message]:
    for channel in scene.workspace.channels.values():
        if scene.workspace.sees(scene.me, channel):
            said = scene.workspace.messages.of(channel.id)
            yield from (each for each in said if each.ephemeral_to in (None, scene.me.id))


def _test(scene: Scene, word: str) -> Callable[[Message], bool]:
    kind, _, name = word.partition(":")
    if kind == "from" and name:
        wanted = name.removeprefix("@")
        return lambda message: wanted in _names(scene, message)
    if kind == "in" and name:
        wanted = name.removeprefix("#")
        return lambda message: wanted == scene.workspace.channels[message.channel].name.casefold()
    return lambda message: word in message.reads.casefold()


def _names(scene: Scene, message: Message) -> str:
    author = scene.author(message)
    return f"{author.name} {author.real_name}".casefold()
