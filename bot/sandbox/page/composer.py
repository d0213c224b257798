"""The field one writes in, and what it offers. Who has no commands is told what to do instead."""

from bot.sandbox.page.faces import OUTSIDE, avatar, badge, chip
from bot.sandbox.page.icons import icon
from bot.sandbox.page.lightning import menu, no_commands
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, join, tag
from bot.sandbox.workspace.directory import Channel, User

BROADCASTS = {
    "here": "everybody in this channel who is online",
    "channel": "everybody in this channel",
    "everyone": "everybody in the workspace",
}


def composer(scene: Scene, channel: Channel, *, thread: str = "") -> Html:
    id = "thread-composer" if thread else "composer"
    if channel.is_archived:
        return _barred(id, "This channel is archived. Nothing can be said here any more.")
    if not scene.is_here:
        join_ = tag("button", f"Join #{channel.name}", class_="btn primary", data_act="join", value=channel.id)
        return _barred(id, "You are looking at this channel from outside. ", join_)
    newer = tag("button", "New messages ↓", class_="newer", data_act="newer", hidden=True)
    attached = tag("div", class_="attached chips", hidden=True)
    hints = tag("ul", class_="hints", role="listbox", aria_label="Suggestions", hidden=True)
    parts = [
        newer,
        hints,
        attached,
        _box(scene, channel, thread),
        tag("div", _under(scene, channel, thread), class_="under"),
    ]
    return tag(
        "div", *parts, class_="composer", id=id, data_kept=True, data_channel=channel.id, data_thread=thread or None
    )


def offers(scene: Scene) -> Html:
    """Everything that can be completed; the page picks from it while one types."""
    if not scene.channel:
        return tag("template", id="offers")
    here = [scene.workspace.users[id] for id in scene.channel.people if id != scene.me.id]
    here.sort(key=lambda user: (not user.is_bot, user.real_name))
    return tag(
        "template",
        *_commands(scene),
        *(_mention(scene, user) for user in here),
        *(_broadcast(name, words) for name, words in BROADCASTS.items() if not scene.channel.is_direct),
        *(_channel(each) for each in scene.rooms),
        id="offers",
    )


def editor() -> Html:
    """What takes the place of one's own message while it is edited."""
    field = tag("div", tag("textarea", rows="1", aria_label="Edit message", dir="auto"), class_="box")
    buttons = [
        tag("button", "Cancel", class_="btn", type="button", value="cancel"),
        tag("button", "Save", class_="btn primary", type="button", value="save"),
    ]
    return tag(
        "template", tag("div", field, tag("div", *buttons, class_="row"), class_="editing composer-like"), id="editor"
    )


def _barred(id: str, *words: object) -> Html:
    return tag("div", tag("div", *words, class_="barred"), class_="composer", id=f"{id}-barred")


def _box(scene: Scene, channel: Channel, thread: str) -> Html:
    sign = "" if channel.is_direct or channel.is_group else "#"
    name = "Reply" if thread else f"Message {sign}{scene.called(channel)}"
    field = tag(
        "textarea",
        rows="1",
        placeholder=f"{name}…",
        aria_label=name,
        dir="auto",
        role="combobox",
        aria_autocomplete="list",
        aria_expanded="false",
        data_draft=f"{scene.me.id}/{channel.id}/{thread}",
    )
    send = tag("button", icon("send"), type="button", class_="send", aria_label="Send", title="Send")
    clip = tag(
        "label",
        tag("input", type="file", multiple=True, class_="unseen", aria_label="Attach files", data_attach=True),
        icon("clip"),
        class_="plain-icon",
        title="Attach files",
    )
    return tag("div", "" if thread else menu(scene), field, clip, send, class_="box")


def _under(scene: Scene, channel: Channel, thread: str) -> Html:
    if thread:
        return join(["Commands do not work in threads; a mention does."])
    bot = scene.workspace.bot.real_name
    at = tag("span", tag("kbd", "@"), f" people and {bot}")
    if not scene.me.has_commands:
        return join([at, tag("span", f"no slash commands for {OUTSIDE[scene.me.kind]}")])
    if channel.is_direct:
        return join(["Write as you would to a person, or use a command: ", tag("kbd", "/")])
    return join([tag("span", tag("kbd", "/"), " commands"), at])


def _commands(scene: Scene) -> list[Html]:
    if not scene.me.has_commands:
        return [tag("li", no_commands(scene), class_="note", data_kind="command")]
    return [_command(each) for each in scene.workspace.manifest.commands.values()]


def _command(command: dict[str, str]) -> Html:
    name = command["command"]
    inside = (tag("b", name), tag("code", command.get("usage_hint")), tag("span", command.get("description")))
    return _offer("command", f"{name} ", name.removeprefix("/"), *inside)


def _mention(scene: Scene, user: User) -> Html:
    inside = (
        avatar(user, scene.partners, small=True),
        tag("b", user.real_name),
        chip(user, scene.partners),
        badge(user),
    )
    names = "|".join((user.real_name, user.name, *user.real_name.split()[1:]))
    return _offer("mention", f"@{user.real_name} ", names, *inside)


def _broadcast(name: str, words: str) -> Html:
    return _offer("mention", f"@{name} ", name, tag("b", f"@{name}"), tag("span", words))


def _channel(channel: Channel) -> Html:
    return _offer(
        "channel", f"#{channel.name} ", channel.name, tag("b", f"# {channel.name}"), tag("span", channel.topic)
    )


def _offer(kind: str, insert: str, match: str, *inside: object) -> Html:
    return tag("li", *inside, role="option", data_kind=kind, data_insert=insert, data_match=match)
