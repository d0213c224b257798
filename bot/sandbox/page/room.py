"""A channel or direct message with its stream and composer, and the thread beside it."""

from bot.sandbox.page.composer import composer, offers
from bot.sandbox.page.faces import avatar
from bot.sandbox.page.home import head
from bot.sandbox.page.icons import icon
from bot.sandbox.page.messages import CHANNEL, THREAD, rows
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, join, tag
from bot.sandbox.page.tombs import tomb, with_tombs
from bot.sandbox.workspace.messages import Message
from bot.sandbox.workspace.people import Channel

MOST_FACES = 4
BEFORE_MARKED = 50  # messages that are shown before the one that a link led to
MOST_AFTER = 1_500  # messages; a link that leads farther back shows these only


def room(scene: Scene, channel: Channel) -> Html:
    shown = with_tombs(scene.workspace, scene.workspace.seen(scene.me, channel))
    top = tag("header", *_head(scene, channel), id="head")
    parts = [top, _stream(scene, channel, shown), composer(scene, channel), offers(scene)]
    return tag("main", *parts, class_="room", id="main")


def thread(scene: Scene) -> Html:
    """The open thread; an empty place when there is none."""
    said = _in_thread(scene, scene.channel) if scene.channel and scene.thread else []
    if not scene.channel or not said:
        return tag("aside", class_="thread", id="thread", hidden=True)
    close = tag(
        "a", icon("close"), href=scene.href(), class_="plain-icon", aria_label="Close the thread", title="Close",
        data_closes=True,
    )  # fmt: skip
    sign = "" if scene.channel.is_direct or scene.channel.is_group else "# "
    name = f"{sign}{scene.called(scene.channel)}"
    title = tag("h1", "Thread", tag("small", name))
    stream = tag("div", *rows(scene, said, THREAD), class_="stream", id="thread-stream", data_keyed=True)
    field = composer(scene, scene.channel, thread=scene.thread)
    parts = [tag("header", title, close, id="thread-head"), stream, field]
    return tag("aside", *parts, class_="thread", id="thread", aria_label="Thread")


def _in_thread(scene: Scene, channel: Channel) -> list[Message]:
    """The message and its answers; an empty place for a message that is gone."""
    seen = scene.workspace.seen(scene.me, channel)
    said = [each for each in seen if scene.thread in (each.ts, each.thread_ts)]
    is_gone = said and scene.workspace.messages.find(channel.id, scene.thread) is None
    return [tomb(channel.id, scene.thread), *said] if is_gone else said


def _head(scene: Scene, channel: Channel) -> list[Html]:
    if channel.is_direct:
        return head(scene)
    title = tag("h1", tag("span", _sign(channel), class_="sign"), scene.called(channel))
    topic = tag("span", channel.topic, class_="topic", title=channel.topic) if channel.topic else ""
    shared = [tag("span", f"Shared with {_others(scene, channel)}", class_="badge")] if channel.is_shared else []
    return [title, *shared, join([topic]), _faces(scene, channel)]


def _faces(scene: Scene, channel: Channel) -> Html:
    people = [scene.workspace.users[id] for id in channel.people if not scene.workspace.users[id].is_bot]
    shown = [avatar(user, scene.partners, small=True) for user in people[:MOST_FACES]]
    names = ", ".join(scene.reader.person(id) for id in channel.people)
    count = tag("span", f"{len(people)} {'person' if len(people) == 1 else 'people'}")
    return tag("span", *shown, count, class_="faces", title=names)


def _stream(scene: Scene, channel: Channel, said: list[Message]) -> Html:
    first, last = _span(scene, said)
    words = _welcome(scene, channel)
    start = tag("div", tag("h2", scene.called(channel)), tag("p", words), class_="start", id="start")
    earlier = tag("div", "Earlier messages…", class_="earlier", id="earlier", data_shown=last - first)
    later = tag("a", "Go to the latest messages ↓", href=scene.href(), class_="later", id="later")
    shown = [earlier if first else start, *rows(scene, said[first:last], CHANNEL), later if last < len(said) else ""]
    return tag("div", *shown, class_="stream", id="stream", data_keyed=True)


def _span(scene: Scene, said: list[Message]) -> tuple[int, int]:
    """The last ones, from the one that a link led to on, if that is earlier."""
    first = max(0, len(said) - scene.shown)
    at = next((number for number, each in enumerate(said) if each.ts == scene.marked), len(said))
    if at < first + BEFORE_MARKED:
        first = max(0, min(first, at - BEFORE_MARKED))
    return first, min(len(said), first + MOST_AFTER) if at < first + MOST_AFTER else len(said)


def _welcome(scene: Scene, channel: Channel) -> str:
    if channel.is_direct:
        return f"This is your conversation with {scene.workspace.bot.real_name}. Nobody else sees it."
    if channel.is_private:
        return "This is the beginning of a private channel. Only those who are in it see it."
    return channel.topic or "This is where the channel begins."


def _sign(channel: Channel) -> Html:
    if channel.is_direct or channel.is_group:
        return Html("")
    return icon("lock") if channel.is_private else Html("# ")


def _others(scene: Scene, channel: Channel) -> str:
    names = [scene.workspace.names.get(team, team) for team in sorted(channel.shared_with)]
    here = scene.workspace.home.name if scene.me.team != scene.workspace.home.id else ""
    return join([here or ", ".join(names)])
