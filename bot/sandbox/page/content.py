"""What stands under a name: words or blocks, files, reactions, and how many have answered."""

from bot.sandbox.page import moments
from bot.sandbox.page.emoji import emoji
from bot.sandbox.page.faces import avatar
from bot.sandbox.page.files import files
from bot.sandbox.page.markup import mrkdwn, only_emoji
from bot.sandbox.page.render import blocks
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, join, tag
from bot.sandbox.workspace.files import told
from bot.sandbox.workspace.messages import Message

MOST_FACES = 4  # of those who replied


def body(scene: Scene, message: Message) -> Html:
    """A person's words as they wrote them; an app's blocks; the files of either."""
    place = scene.workspace
    shared = [told(each, place.address, place.home.id) for each in message.files]
    return join([_words(scene, message), files(shared, scene.reader)])


def is_by_app(message: Message) -> bool:
    """People's messages have blocks too, but theirs only repeat the words."""
    return bool(message.blocks and message.bot_id)


def _words(scene: Scene, message: Message) -> Html:
    if not is_by_app(message):
        if not message.text and message.files:
            return Html("")
        edited = tag("small", " (edited)", class_="edited") if message.edited_ts else ""
        look = "body jumbo" if only_emoji(message.text) else "body"
        return tag("div", mrkdwn(message.text, scene.reader), edited, class_=look)
    chosen = scene.workspace.chosen.get((scene.me.id, message.channel, message.ts))
    shown = blocks(message.blocks, scene.reader, chosen)
    surface = {"data_surface": True, "data_channel": message.channel, "data_ts": message.ts}
    return tag("div", tag("form", shown, class_="blocks", **surface), class_="body")


def reactions(scene: Scene, message: Message) -> Html:
    shown = [_reaction(scene, name, people) for name, people in message.reactions.items()]
    return tag("div", *shown, class_="reactions") if shown else Html("")


def _reaction(scene: Scene, name: str, people: list[str]) -> Html:
    mine = str(scene.me.id in people).lower()
    who = ", ".join(scene.reader.person(user) for user in people)
    words = f"{who} reacted with :{name}:"
    inside = (tag("i", emoji(name) or f":{name}:"), " ", str(len(people)))
    return tag("button", *inside, data_act="react", value=name, title=words, aria_label=words, aria_pressed=mine)


def replies(scene: Scene, message: Message) -> Html:
    said = [] if message.is_reply else scene.workspace.messages.replies(message.channel, message.ts)
    if not said:
        return Html("")
    people = list(dict.fromkeys(scene.author(each).id for each in said))[:MOST_FACES]
    faces = [
        avatar(scene.workspace.users[id], scene.partners, small=True) for id in people if id in scene.workspace.users
    ]
    last = moments.ago(scene.reader.when(float(said[-1].ts)), scene.reader.now)
    words = f"{len(said)} {'reply' if len(said) == 1 else 'replies'}"
    inside = (*faces, tag("span", words), tag("small", f"last reply {last}"))
    return tag("a", *inside, class_="replies", href=scene.href(thread=message.ts))
