"""A channel or direct message with its stream and composer, and the thread beside it."""

from bot.sandbox.messages import Message
from bot.sandbox.page.composer import composer, offers
from bot.sandbox.page.faces import avatar
from bot.sandbox.page.icons import icon
from bot.sandbox.page.messages import CHANNEL, THREAD, rows
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, join, tag
from bot.sandbox.people import Channel

MOST_FACES = 4
MOST_MESSAGES = 300  # shown at once; older ones are reached through links


def room(scene: Scene, channel: Channel) -> Html:
    said = scene.workspace.seen(scene.me, channel)
    shown = [each for each in said if not each.is_reply or each.is_broadcast or _is_lone(scene, each)]
    parts = [
        _head(scene, channel),
        _stream(scene, channel, _latest(scene, shown)),
        composer(scene, channel),
        offers(scene),
    ]
    return tag("main", *parts, class_="room", id="main")


def thread(scene: Scene) -> Html:
    """The open thread; an empty place when there is none."""
    root = scene.channel and scene.workspace.messages.find(scene.channel.id, scene.thread)
    if not scene.channel or not root:
        return tag("aside", class_="thread", id="thread", hidden=True)
    said = [each for each in scene.workspace.seen(scene.me, scene.channel) if scene.thread in (each.ts, each.thread_ts)]
    close = tag(
        "a", icon("close"), href=scene.href(), class_="plain-icon", aria_label="Close the thread", title="Close"
    )
    name = f"# {scene.channel.name}" if scene.channel.name else scene.workspace.bot.real_name
    title = tag("h1", "Thread", tag("small", name))
    stream = tag("div", *rows(scene, said, THREAD), class_="stream", id="thread-stream", data_keyed=True)
    parts = [tag("header", title, close, id="thread-head"), stream, composer(scene, scene.channel, thread=root.ts)]
    return tag("aside", *parts, class_="thread", id="thread", aria_label="Thread")


def _head(scene: Scene, channel: Channel) -> Html:
    title = tag("h1", tag("span", _sign(channel), class_="sign"), _title(scene, channel))
    opener = tag("button", icon("menu"), class_="plain-icon opener", data_act="side", aria_label="Places and people")
    topic = tag("span", channel.topic, class_="topic", title=channel.topic) if channel.topic else ""
    shared = [tag("span", f"Shared with {_others(scene, channel)}", class_="badge")] if channel.is_shared else []
    return tag("header", opener, title, *shared, topic, _faces(scene, channel), id="head")


def _faces(scene: Scene, channel: Channel) -> Html:
    if channel.is_direct:
        return tag("span", "Between you and the app", class_="faces")
    people = [scene.workspace.users[id] for id in channel.people if not scene.workspace.users[id].is_bot]
    shown = [avatar(user, scene.partners, small=True) for user in people[:MOST_FACES]]
    names = ", ".join(scene.reader.person(id) for id in channel.people)
    count = tag("span", f"{len(people)} {'person' if len(people) == 1 else 'people'}")
    return tag("span", *shown, count, class_="faces", title=names)


def _stream(scene: Scene, channel: Channel, said: list[Message]) -> Html:
    words = _welcome(scene, channel)
    start = tag("div", tag("h2", _title(scene, channel)), tag("p", words), class_="start", id="start")
    return tag("div", start, *rows(scene, said, CHANNEL), class_="stream", id="stream", data_keyed=True)


def _welcome(scene: Scene, channel: Channel) -> str:
    if channel.is_direct:
        return f"This is your conversation with {scene.workspace.bot.real_name}. Nobody else sees it."
    if channel.is_private:
        return "This is the beginning of a private channel. Only those who are in it see it."
    return channel.topic or "This is where the channel begins."


def _latest(scene: Scene, said: list[Message]) -> list[Message]:
    """The last ones, or those around the one that a link led to."""
    at = next((number for number, each in enumerate(said) if each.ts == scene.marked), len(said))
    last = min(len(said), max(at + MOST_MESSAGES // 2, MOST_MESSAGES) if at < len(said) - MOST_MESSAGES else len(said))
    return said[max(0, last - MOST_MESSAGES) : last]


def _is_lone(scene: Scene, message: Message) -> bool:
    """A reply to something that is gone, which would be seen nowhere."""
    return not message.ephemeral_to and scene.workspace.messages.find(message.channel, message.thread_ts) is None


def _title(scene: Scene, channel: Channel) -> str:
    return channel.name or scene.workspace.bot.real_name


def _sign(channel: Channel) -> Html:
    if channel.is_direct:
        return Html("")
    return icon("lock") if channel.is_private else Html("# ")


def _others(scene: Scene, channel: Channel) -> str:
    names = [scene.workspace.names.get(team, team) for team in sorted(channel.shared_with)]
    here = scene.workspace.home.name if scene.me.team != scene.workspace.home.id else ""
    return join([here or ", ".join(names)])
