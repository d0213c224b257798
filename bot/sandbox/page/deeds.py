"""What people do on the page, one verb each. The page names ids; the elements are looked up in what is stored."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bot.sandbox.delivery.wire import Reply
from bot.sandbox.errors import Unavailable
from bot.sandbox.page import steering, targets
from bot.sandbox.page.answering import is_ours, told
from bot.sandbox.page.targets import Facts
from bot.sandbox.page.visit import OUTSIDE
from bot.sandbox.people import acts, finding, presses
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.directory import User

NO_COMMANDS = "Slash commands do not exist for {people}. Mention @{bot} instead."
LONGEST_QUESTION = 200  # characters of what is typed into a select
SILENT = "{bot} did not answer. Is it running?"


class Deeds:
    """As they come from the browser."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def act(self, request: Request) -> Response:
        if not is_ours(request):
            return told({"words": "That did not come from this page."}, 403)
        verb, facts = request.path_params["verb"], await request.json()
        if verb not in VERBS:
            return told({"words": "There is no such thing to do."}, 404)
        return told(await run_in_threadpool(do, self._workspace, verb, facts))


def do(workspace: Workspace, verb: str, facts: Facts) -> Facts:
    """Do it, and give what the page should know: `words` to say, `errors` to show in red, that it was `refused`."""
    try:
        return VERBS[verb](workspace, workspace.user(facts["as"]), facts) or {}
    except (Unavailable, LookupError) as refusal:
        return {"refused": True, "words": _sentence(refusal)}


def _say(workspace: Workspace, me: User, facts: Facts) -> Facts | None:
    """A line that starts with a slash is a command, whoever types it."""
    text, thread = str(facts["text"]), facts.get("thread") or None
    shared = targets.files(workspace, me, facts)
    if shared or not text.startswith("/"):
        acts.say(workspace, me.id, facts["channel"], text, thread=thread, literally=True, files=shared)
        return None
    if not me.has_commands:
        raise Unavailable(NO_COMMANDS.format(people=OUTSIDE[me.kind], bot=workspace.bot.real_name))
    if thread:
        raise Unavailable("Slash commands do not work in threads.")
    presses.command(workspace, me.id, facts["channel"], text)
    return None


def _edit(workspace: Workspace, me: User, facts: Facts) -> None:
    acts.edit(workspace, me.id, facts["channel"], facts["ts"], str(facts["text"]), literally=True)


def _delete(workspace: Workspace, me: User, facts: Facts) -> None:
    acts.delete(workspace, me.id, facts["channel"], facts["ts"])


def _react(workspace: Workspace, me: User, facts: Facts) -> None:
    """A second time takes the reaction back."""
    said, name = targets.message(workspace, me, facts), str(facts["name"])
    change = acts.unreact if me.id in said.reactions.get(name, ()) else acts.react
    change(workspace, me.id, said.channel, said.ts, name)


def _shortcut(workspace: Workspace, me: User, facts: Facts) -> Facts:
    """Of a message, or from anywhere."""
    name = str(facts["shortcut"])
    said = finding.visible(workspace, me.id, facts["channel"], facts["ts"]) if "ts" in facts else None
    return _answered(workspace, presses.shortcut(workspace, me.id, name, said))


def _press(workspace: Workspace, me: User, facts: Facts) -> Facts:
    said, block, action = targets.surface(workspace, me, facts), str(facts["block"]), str(facts["action"])
    targets.remember(workspace, me, said, facts.get("state") or {})
    value = targets.value_of(workspace, said, me, block, action, facts.get("value"))
    return _answered(workspace, presses.press(workspace, me.id, said, block, action, value))


def _suggest(workspace: Workspace, me: User, facts: Facts) -> Facts:
    said = targets.surface(workspace, me, facts)
    words = str(facts["words"])[:LONGEST_QUESTION]
    offered = presses.offer(workspace, me.id, said, str(facts["block"]), str(facts["action"]), words)
    return {name: offered[name] for name in ("options", "option_groups") if name in offered}


def _submit(workspace: Workspace, me: User, facts: Facts) -> Facts:
    said = targets.surface(workspace, me, facts)
    state = {
        block: {
            action: targets.value_of(workspace, said, me, block, action, value) for action, value in actions.items()
        }
        for block, actions in (facts.get("state") or {}).items()
    }
    errors = presses.submit(workspace, me.id, str(facts["view"]), state)
    return {"trouble": errors.get("", ""), "errors": {block: words for block, words in errors.items() if block}}


def _close(workspace: Workspace, me: User, facts: Facts) -> None:
    presses.close(workspace, me.id, str(facts["view"]))


def _dismiss(workspace: Workspace, me: User, facts: Facts) -> None:
    said = targets.message(workspace, me, facts)
    if said.ephemeral_to == me.id:
        with workspace.lock:
            workspace.forget(said)


def _join(workspace: Workspace, me: User, facts: Facts) -> None:
    acts.join(workspace, me.id, targets.channel_seen(workspace, me, facts))


def _home(workspace: Workspace, me: User, facts: Facts) -> None:
    acts.open_home(workspace, me.id, tab="messages" if facts.get("tab") == "messages" else "home")


VERBS: dict[str, Callable[[Workspace, User, Facts], Facts | None]] = {
    "say": _say,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "shortcut": _shortcut,
    "press": _press,
    "submit": _submit,
    "close": _close,
    "dismiss": _dismiss,
    "join": _join,
    "home": _home,
    "suggest": _suggest,
    **steering.VERBS,
}


def _answered(workspace: Workspace, reply: Reply) -> Facts:
    return {} if reply.acked else {"words": SILENT.format(bot=workspace.bot.real_name)}


def _sentence(refusal: Exception) -> str:
    words = str(refusal.args[0]) if refusal.args else "That is not possible here."
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith((".", "!", "?")) else ".")
