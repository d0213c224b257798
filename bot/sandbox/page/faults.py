"""What goes wrong on purpose: the panel in which one chooses it, and the mark that says so wherever one is."""

from bot.sandbox.delivery.faults import Scene as Fault
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, join, tag
from bot.sandbox.workspace import Workspace

OFF = "off"
TIGHTNESS = {"1": "As Slack's", "5": "5 times tighter", "20": "20 times tighter", OFF: "Off"}
LIMITS_ON = "Calls are limited as often as Slack limits them, and to one message a second in each channel."


def inside(scene: Scene) -> list[Html]:
    words = "Each of these happens to the app until you switch it off. What people do here always works."
    scenes = scene.workspace.faults.scenes()
    active = scene.workspace.faults.active()
    rows = [_limits(scene.workspace), *(_row(scene, each, each.key in active) for each in scenes)]
    return [tag("p", words, class_="intro", id="faults-intro"), tag("div", *rows, class_="scroll", id="scenes")]


def warnings(scene: Scene) -> Html:
    """Seen everywhere while anything is not as in Slack."""
    workspace = scene.workspace
    titles = {each.key: each.title for each in workspace.faults.scenes()}
    on = [titles.get(key, key) for key in workspace.faults.active()]
    words = [*on, *filter(None, (workspace.limits.mark, workspace.failures.mark))]
    if not words:
        return tag("div", id="warnings", hidden=True)
    href = scene.href(thread=scene.thread, at=scene.marked, drawer="faults")
    end = tag("button", "End all", class_="btn", data_act="faults", value="end") if on else ""
    if workspace.failures.is_disabled:
        end = tag("button", "Switch events on again", class_="btn", data_act="faults", value="enable")
    shown = tag("a", tag("b", "Not as in Slack: "), join(words, " · "), href=href)
    return tag("div", shown, end, class_="notice wrong", id="warnings", role="status")


def is_any_on(workspace: Workspace) -> bool:
    return bool(workspace.faults.active())


def _limits(workspace: Workspace) -> Html:
    """As Slack's, tighter, or off; whatever is not as Slack's is marked."""
    limits = workspace.limits
    now = f"{limits.tightened:g}" if limits.is_on else OFF
    options = [tag("option", words, value=value, selected=value == now) for value, words in TIGHTNESS.items()]
    select = tag("select", *options, aria_label="Rate limits", data_limits=True)
    sentence = limits.mark or LIMITS_ON
    return _line("limits", "Rate limits", sentence, tag("span", select, class_="select"), on=bool(limits.mark))


def _row(scene: Scene, fault: Fault, on: bool) -> Html:
    control = _switch(fault.key, fault.title, on=on) if fault.lasts else _once(fault)
    return _line(fault.key, fault.title, fault.sentence, _on_whom(scene, fault), control, on=on)


def _line(key: str, title: str, sentence: str, *controls: object, on: bool) -> Html:
    words = tag("div", tag("b", title, id=f"{key}-title"), tag("p", sentence, id=f"{key}-words"))
    return tag("div", words, *controls, class_="scene on" if on else "scene", id=f"scene-{key}")


def _switch(key: str, title: str, *, on: bool) -> Html:
    return tag(
        "button",
        tag("span", "On" if on else "Off", class_="unseen"),
        class_="switch",
        role="switch",
        aria_checked=str(on).lower(),
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-words",
        data_act="faults",
        value=key,
    )


def _once(fault: Fault) -> Html:
    return tag("button", "Now", class_="btn", data_act="faults", value=fault.key, aria_describedby=f"{fault.key}-words")


def _on_whom(scene: Scene, fault: Fault) -> Html:
    """The channel or person that it happens to, where it happens to one."""
    if fault.needs == "seconds":
        name = f"Seconds: {fault.title}"
        return tag("input", type="number", min="1", max="600", placeholder="s", aria_label=name, data_seconds=True)
    offered = {"channel": _channels, "person": _people}.get(fault.needs)
    if offered is None:
        return Html("")
    options = [tag("option", name, value=id) for id, name in offered(scene)]
    return tag("span", tag("select", *options, aria_label=f"{fault.title}: which?", data_on=True), class_="select")


def _channels(scene: Scene) -> list[tuple[str, str]]:
    bot = scene.workspace.bot.id
    return [
        (each.id, f"#{each.name}") for each in scene.workspace.channels.values() if each.name and bot in each.people
    ]


def _people(scene: Scene) -> list[tuple[str, str]]:
    return [(each.id, each.real_name) for each in scene.workspace.users.values() if not each.is_bot]
