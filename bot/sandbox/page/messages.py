"""What was said, as rows: grouped by who said it, divided by days, with a line above what is new."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bot.sandbox.page import moments
from bot.sandbox.page.brackets import unescaped
from bot.sandbox.page.content import body, is_by_app, reactions, replies
from bot.sandbox.page.faces import avatar, badge, chip
from bot.sandbox.page.icons import icon
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, join, tag
from bot.sandbox.page.tombs import is_tomb
from bot.sandbox.page.tools import tools
from bot.sandbox.workspace.messages import Message
from bot.sandbox.workspace.words import read

CLOSE = timedelta(minutes=5)  # what one person says within it stands under one name
CHANNEL, THREAD, FOUND = "m", "t", "f"  # how the ids of rows begin; one message may stand in several places


def rows(scene: Scene, said: Iterable[Message], prefix: str) -> Iterator[Html]:
    """Days and messages. `prefix` is CHANNEL or THREAD."""
    before: Message | None = None
    line_is_due = bool(scene.new_after) and prefix == CHANNEL
    for message in said:
        when = _when(scene, message)
        if before is None or _when(scene, before).date() != when.date():
            yield _day(scene, when, prefix)
            before = None
        if line_is_due and message.ts > scene.new_after and message.user != scene.me.id:
            yield tag("div", tag("span", "New"), class_="new-line", id=f"{prefix}-new", role="separator")
            line_is_due, before = False, None
        yield row(scene, message, prefix, continues=before is not None and _continues(scene, before, message))
        before = message


def row(scene: Scene, message: Message, prefix: str, *, continues: bool = False) -> Html:
    if is_tomb(message):
        return _tomb(scene, message, prefix)
    looks = {"more": continues, "marked": message.ts == scene.marked, "whisper": message.ephemeral_to}
    in_thread, is_found = prefix == THREAD, prefix == FOUND
    more = "" if is_found else tools(scene, message, in_thread=in_thread)
    return tag(
        "article",
        _private(message),
        *_head(scene, message, continues, with_replies=not in_thread and not is_found),
        more,
        class_=" ".join(["message", *(look for look, on in looks.items() if on)]),
        id=f"{prefix}{message.ts}",
        data_channel=message.channel,
        data_ts=message.ts,
        data_raw=_typed(scene, message) if message.user == scene.me.id else None,
    )


def _day(scene: Scene, when: datetime, prefix: str) -> Html:
    today = scene.reader.now.astimezone(scene.reader.zone).date()
    words = tag("span", moments.day(when.date(), today))
    return tag("div", words, class_="day", id=f"{prefix}{when:%Y-%m-%d}", role="separator")


def _head(scene: Scene, message: Message, continues: bool, *, with_replies: bool) -> list[Html]:
    when, author = _when(scene, message), scene.author(message)
    at = moments.stamp(when, moments.clock(when))
    rest = join([body(scene, message), reactions(scene, message), replies(scene, message) if with_replies else ""])
    if continues:
        return [tag("div", at, class_="at"), tag("div", rest, class_="content")]
    name = tag("b", author.real_name)
    changed = tag("small", "edited", class_="edited") if message.edited_ts and is_by_app(message) else ""
    by = tag("div", name, chip(author, scene.partners), badge(author), at, changed, class_="by")
    return [avatar(author, scene.partners), tag("div", by, rest, class_="content")]


def _tomb(scene: Scene, message: Message, prefix: str) -> Html:
    """A deleted message that others have answered keeps its place, and the way to the answers."""
    sign = tag("span", icon("trash"), class_="avatar gone", aria_hidden="true")
    way = replies(scene, message) if prefix == CHANNEL else ""
    inside = tag("div", tag("p", "This message was deleted.", class_="gone"), way, class_="content")
    ids = {"id": f"{prefix}{message.ts}", "data_channel": message.channel, "data_ts": message.ts}
    return tag("article", sign, inside, class_="message", **ids)


def _private(message: Message) -> Html:
    if not message.ephemeral_to:
        return Html("")
    return tag("div", icon("eye"), tag("span", "Only visible to you"), class_="eyes")


def _continues(scene: Scene, before: Message, message: Message) -> bool:
    same = (before.user, before.ephemeral_to) == (message.user, message.ephemeral_to)
    return (
        same
        and not message.ephemeral_to
        and not is_tomb(before)
        and float(message.ts) - float(before.ts) < CLOSE.total_seconds()
    )


def _typed(scene: Scene, message: Message) -> str:
    """The words as they would be typed again."""
    return unescaped(read(message.text, scene.workspace.names))


def _when(scene: Scene, message: Message) -> datetime:
    return scene.reader.when(float(message.ts))
