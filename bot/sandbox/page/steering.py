"""What concerns the sandbox itself rather than anybody in it: its time, its limits, what goes wrong on purpose."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.api.access import Limits
from bot.sandbox.delivery.wire import Change
from bot.sandbox.errors import Unavailable
from bot.sandbox.page.targets import Facts
from bot.sandbox.page.visit import zone
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.directory import User

OFF = "off"
TIGHTNESS = {"1": "As Slack's", "5": "5 times tighter", "20": "20 times tighter", OFF: "Off"}
STUMBLED = "{bot} stumbled on the way; its log tells more. Time stands where that happened."

LONGEST_WAIT = 600.0  # seconds, of what is slow or late

log = logging.getLogger(__name__)


def warnings(workspace: Workspace) -> list[str]:
    """Everything that is not as in Slack now."""
    titles = {each.key: each.title for each in workspace.faults.scenes()}
    on = [titles.get(key, key) for key in workspace.faults.active()]
    return [*on, *filter(None, (workspace.limits.mark, workspace.failures.mark))]


def tightness(limits: Limits) -> str:
    return f"{limits.tightened:g}" if limits.is_on else OFF


def victims(workspace: Workspace, needs: str) -> list[tuple[str, str]]:
    """The channels or people that a fault can happen to, by id."""
    if needs == "channel":
        mine = (each for each in workspace.channels.values() if each.name and workspace.bot.id in each.people)
        return [(each.id, f"#{each.name}") for each in mine]
    return [(each.id, each.real_name) for each in workspace.users.values() if not each.is_bot]


def _clock(workspace: Workspace, me: User, facts: Facts) -> Facts:
    """`to`: a moment; one without a zone is meant in the person's own."""
    moment = _moment(me, str(facts["to"]))
    try:
        workspace.travel(moment)
    except Unavailable:
        raise
    except Exception:
        log.exception("the bot broke while travelling")
        return {"words": STUMBLED.format(bot=workspace.bot.real_name), "drawer": "arrivals"}
    return {"drawer": "arrivals"}


def _moment(me: User, given: str) -> datetime:
    try:
        moment = datetime.fromisoformat(given)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone(me))).astimezone(UTC)
    except (ValueError, OverflowError):  # the calendar ends somewhere
        raise Unavailable("That is no moment. Choose a day and a time.") from None


def _get_off(workspace: Workspace, me: User, facts: Facts) -> None:
    workspace.get_off()


def _fault(workspace: Workspace, me: User, facts: Facts) -> None:
    """Start what is off, end what is on; `end` ends all, `enable` lets events come again."""
    key, faults = str(facts["key"]), workspace.faults
    if key == "enable":
        workspace.failures.enable()
        workspace.tell(Change())
    elif key == "end":
        faults.end_all()
    elif key in faults.active():
        faults.end(key)
    else:
        faults.start(key, str(facts.get("on") or ""), seconds=_seconds(facts.get("seconds")))


def _limits(workspace: Workspace, me: User, facts: Facts) -> None:
    """`to`: so many times tighter than Slack's, or off."""
    to, limits = str(facts["to"]), workspace.limits
    if to not in TIGHTNESS:
        raise LookupError("Rate limits cannot be like that.")
    limits.is_on = to != OFF
    if limits.is_on:
        limits.tightened = float(to)
    workspace.tell(Change())


def _seconds(given: Any) -> float | None:
    if not given:
        return None
    if not str(given).isascii() or not str(given).isdigit():
        raise Unavailable("How many seconds? A whole number, please.")
    return min(float(given), LONGEST_WAIT)


VERBS: dict[str, Callable[[Workspace, User, Facts], Facts | None]] = {
    "clock": _clock,
    "getoff": _get_off,
    "faults": _fault,
    "limits": _limits,
}
