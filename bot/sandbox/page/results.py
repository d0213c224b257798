"""What a search has found, as a page: each message where it stands, and the way there."""

from bot.sandbox.page.icons import icon
from bot.sandbox.page.messages import FOUND, row
from bot.sandbox.page.moments import short_day
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.searching import MOST_FOUND, Found, search
from bot.sandbox.page.tags import Html, tag
from bot.sandbox.workspace.messages import Message

NARROWER = "Narrow it with another word, with from:name or with in:channel."


def results(scene: Scene) -> Html:
    found = search(scene)
    title = tag("h1", f"“{scene.words}”" if scene.words else "Search")
    head = tag("header", title, tag("span", _count(found), class_="topic"), id="head")
    rows = [_result(scene, each) for each in found.messages]
    shown = rows or [_nothing(scene)]
    stream = tag("div", *shown, class_="stream results", id="results", data_keyed=True)
    return tag("main", head, stream, class_="room", id="main")


def _count(found: Found) -> str:
    if found.number > MOST_FOUND:
        return f"{found.number} messages; these are the latest {MOST_FOUND}"
    return "" if not found.number else "1 message" if found.number == 1 else f"{found.number} messages"


def _result(scene: Scene, message: Message) -> Html:
    channel = scene.workspace.channels[message.channel]
    sign = icon("talk") if channel.is_direct else icon("lock") if channel.is_private else icon("hash")
    has_thread = message.is_reply or scene.workspace.messages.replies(channel.id, message.ts)
    thread = (message.thread_ts or message.ts) if has_thread else ""
    where = scene.called(channel)
    day = short_day(scene.reader.when(float(message.ts)).date())
    words = (sign, tag("b", where), " in a thread" if message.is_reply else "", tag("small", day))
    link = tag("a", *words, href=scene.href(channel.id, thread=thread, at=message.ts), class_="way")
    return tag("section", link, row(scene, message, FOUND), class_="result", id=f"r{message.ts}{channel.id}")


def _nothing(scene: Scene) -> Html:
    words = (
        f"Nothing that {scene.me.real_name} can see contains all of that." if scene.words else "What do you look for?"
    )
    return tag("div", icon("search"), tag("p", words), tag("p", NARROWER), class_="empty", id="nothing")
