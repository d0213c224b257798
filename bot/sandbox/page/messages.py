"""What was said, as rows: grouped by who said it, divided by days."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bot.sandbox.messages import Message
from bot.sandbox.page import moments
from bot.sandbox.page.brackets import unescaped
from bot.sandbox.page.emoji import emoji
from bot.sandbox.page.faces import avatar, badge, chip
from bot.sandbox.page.icons import icon
from bot.sandbox.page.markup import mrkdwn, only_emoji
from bot.sandbox.page.render import blocks
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, join, tag
from bot.sandbox.page.tools import tools
from bot.sandbox.words import read

CLOSE = timedelta(minutes=5)  # what one person says within it stands under one name
MOST_FACES = 4  # of those who replied
CHANNEL, THREAD = "m", "t"  # how the ids of rows begin; one message may stand in both


def rows(scene: Scene, said: Iterable[Message], prefix: str) -> Iterator[Html]:
    """Days and messages. `prefix` is CHANNEL or THREAD."""
    before: Message | None = None
    for message in said:
        when = _when(scene, message)
        if before is None or _when(scene, before).date() != when.date():
            yield _day(scene, when, prefix)
            before = None
        yield _row(scene, message, prefix, continues=before is not None and _continues(scene, before, message))
        before = message


def _day(scene: Scene, when: datetime, prefix: str) -> Html:
    today = scene.reader.now.astimezone(scene.reader.zone).date()
    words = tag("span", moments.day(when.date(), today))
    return tag("div", words, class_="day", id=f"{prefix}{when:%Y-%m-%d}", role="separator")


def _row(scene: Scene, message: Message, prefix: str, *, continues: bool) -> Html:
    looks = {
        "more": continues,
        "marked": message.ts == scene.marked,
        "whisper": message.ephemeral_to,
    }
    in_thread = prefix == THREAD
    head, more = _head(scene, message, continues, in_thread), tools(scene, message, in_thread=in_thread)
    return tag(
        "article",
        _private(message),
        *head,
        more,
        class_=" ".join(["message", *(look for look, on in looks.items() if on)]),
        id=f"{prefix}{message.ts}",
        data_channel=message.channel,
        data_ts=message.ts,
        data_raw=_typed(scene, message) if message.user == scene.me.id else None,
    )


def _head(scene: Scene, message: Message, continues: bool, in_thread: bool) -> list[Html]:
    when, author = _when(scene, message), scene.author(message)
    at = moments.stamp(when, moments.clock(when))
    rest = join([_body(scene, message), _reactions(scene, message), "" if in_thread else _replies(scene, message)])
    if continues:
        return [tag("div", at, class_="at"), tag("div", rest, class_="content")]
    name = tag("b", author.real_name)
    changed = tag("small", "edited", class_="edited") if message.edited_ts and _speaks_in_blocks(message) else ""
    by = tag("div", name, chip(author, scene.partners), badge(author), at, changed, class_="by")
    return [avatar(author, scene.partners), tag("div", by, rest, class_="content")]


def _private(message: Message) -> Html:
    if not message.ephemeral_to:
        return Html("")
    return tag("div", icon("eye"), tag("span", "Only visible to you"), class_="eyes")


def _body(scene: Scene, message: Message) -> Html:
    """A person's words as they wrote them; an app's blocks."""
    if not _speaks_in_blocks(message):
        edited = tag("small", " (edited)", class_="edited") if message.edited_ts else ""
        look = "body jumbo" if only_emoji(message.text) else "body"
        return tag("div", mrkdwn(message.text, scene.reader), edited, class_=look)
    chosen = scene.workspace.chosen.get((scene.me.id, message.channel, message.ts))
    shown = blocks(message.blocks, scene.reader, chosen)
    surface = {"data_surface": True, "data_channel": message.channel, "data_ts": message.ts}
    return tag("div", tag("form", shown, class_="blocks", **surface), class_="body")


def _speaks_in_blocks(message: Message) -> bool:
    """People's messages have blocks too, but theirs only repeat the words."""
    return bool(message.blocks and message.bot_id)


def _reactions(scene: Scene, message: Message) -> Html:
    shown = [_reaction(scene, name, people) for name, people in message.reactions.items()]
    return tag("div", *shown, class_="reactions") if shown else Html("")


def _reaction(scene: Scene, name: str, people: list[str]) -> Html:
    mine = str(scene.me.id in people).lower()
    who = ", ".join(scene.reader.person(user) for user in people)
    words = f"{who} reacted with :{name}:"
    inside = (tag("i", emoji(name) or f":{name}:"), " ", str(len(people)))
    return tag("button", *inside, data_act="react", value=name, title=words, aria_label=words, aria_pressed=mine)


def _replies(scene: Scene, message: Message) -> Html:
    replies = [] if message.is_reply else scene.workspace.messages.replies(message.channel, message.ts)
    if not replies:
        return Html("")
    people = list(dict.fromkeys(scene.author(each).id for each in replies))[:MOST_FACES]
    faces = [
        avatar(scene.workspace.users[id], scene.partners, small=True) for id in people if id in scene.workspace.users
    ]
    last = moments.ago(_when(scene, replies[-1]), scene.reader.now)
    words = f"{len(replies)} {'reply' if len(replies) == 1 else 'replies'}"
    inside = (*faces, tag("span", words), tag("small", f"last reply {last}"))
    return tag("a", *inside, class_="replies", href=scene.href(thread=message.ts))


def _continues(scene: Scene, before: Message, message: Message) -> bool:
    same = (before.user, before.ephemeral_to) == (message.user, message.ephemeral_to)
    return same and not message.ephemeral_to and float(message.ts) - float(before.ts) < CLOSE.total_seconds()


def _typed(scene: Scene, message: Message) -> str:
    """The words as they would be typed again."""
    return unescaped(read(message.text, scene.workspace.names))


def _when(scene: Scene, message: Message) -> datetime:
    return scene.reader.when(float(message.ts))
