"""The side of the page: which workspace this is, who one is, and the places one can go to."""

from dataclasses import replace
from itertools import groupby

from bot.sandbox.page.faces import avatar, badge, hue
from bot.sandbox.page.icons import icon
from bot.sandbox.page.scene import HOME, Scene, address
from bot.sandbox.page.tags import Html, tag
from bot.sandbox.workspace.directory import Channel, User

KINDS = {"guest": "guest", "external": "external"}


def side(scene: Scene) -> Html:
    place = scene.workspace
    brand = tag("header", icon("waves"), tag("h1", place.home.name), id="brand")
    return tag("aside", brand, _who(scene), _places(scene), class_="side", id="side", aria_label="Places")


def _who(scene: Scene) -> Html:
    """Who one is, and everybody else one can be, by partner."""
    me = scene.me
    partner = tag("small", " · ".join(filter(None, (scene.partners[me.id], KINDS.get(me.kind)))))
    names = tag("span", tag("small", "You are"), tag("b", me.real_name), partner, class_="names")
    shown = tag("summary", avatar(me, scene.partners), names)
    return tag("details", shown, tag("div", *_everybody(scene), class_="people"), class_="who", id="who")


def _everybody(scene: Scene) -> list[Html]:
    people = [user for user in scene.workspace.users.values() if user.id in scene.partners and not user.is_deleted]
    order = list(dict.fromkeys(scene.partners.values()))
    people.sort(key=lambda user: (order.index(scene.partners[user.id]), user.real_name))
    groups = groupby(people, key=lambda user: scene.partners[user.id])
    return [part for partner, members in groups for part in _partner(scene, partner, list(members))]


def _partner(scene: Scene, partner: str, members: list[User]) -> list[Html]:
    heading = tag("h3", partner, class_=hue(members[0], scene.partners))
    return [heading, *(_person(scene, user) for user in members)]


def _person(scene: Scene, user: User) -> Html:
    stays = scene.channel and not scene.channel.is_direct and scene.workspace.sees(user, scene.channel)
    place = scene.place if stays or not scene.channel else _first_room(scene, user)
    current = "true" if user is scene.me else None
    face = avatar(user, scene.partners, small=True)
    return tag(
        "a",
        face,
        tag("span", user.real_name),
        badge(user),
        href=address(user.id, place, drawer=scene.drawer),
        aria_current=current,
    )


def _first_room(scene: Scene, user: User) -> str:
    """Their own messages with the app stay theirs; from a channel that they do not see one comes to their first."""
    if scene.channel and scene.channel.is_direct:
        return scene.workspace.direct(user).id
    rooms = replace(scene, me=user).rooms
    return rooms[0].id if rooms else HOME


def _places(scene: Scene) -> Html:
    bot = scene.workspace.bot
    rooms = [_link(scene, each.id, _sign(each), each.name) for each in scene.rooms]
    home = [_link(scene, HOME, icon("home"), "Home")] if scene.workspace.manifest.has_home else []
    messages = _link(scene, scene.workspace.direct(scene.me).id, icon("talk"), "Messages")
    rooms += [_link(scene, each.id, icon("people"), scene.called(each)) for each in scene.groups]
    empty = [] if rooms else [tag("p", "You are in no channel yet.")]
    parts = [tag("h2", "Channels"), *rooms, *empty, *_open_rooms(scene), tag("h2", bot.real_name), *home, messages]
    return tag("nav", *parts, id="places")


def _open_rooms(scene: Scene) -> list[Html]:
    """Public channels that a member could join."""
    others = [
        each
        for each in scene.workspace.channels.values()
        if scene.reader.channel(each.id) and not each.is_archived and each not in scene.rooms
    ]
    links = [_link(scene, each.id, icon("hash"), each.name) for each in sorted(others, key=lambda each: each.name)]
    return [tag("h2", "You could join"), *links] if links else []


def _link(scene: Scene, place: str, sign: Html, name: str) -> Html:
    here = "page" if place == scene.place else None
    new = "new" if place in scene.unread and not here else None
    note = tag("span", "unread", class_="unseen") if new else ""
    naming = scene.unread.get(place, 0) if new else 0
    count = tag("span", naming, class_="count", title="Name you") if naming else ""
    inside = (tag("span", sign, class_="sign"), tag("span", name), count, note)
    return tag("a", *inside, href=scene.href(place), aria_current=here, class_=new)


def _sign(channel: Channel) -> Html:
    return icon("lock" if channel.is_private else "hash")
