"""The scenes that the workspace can play: connections that break, a Slack that fails, people and channels that go.

Tests and the page begin and end them by key, through `workspace.faults`.
"""

import math
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from bot.sandbox.delivery import events
from bot.sandbox.delivery.faults import Fault, Scene
from bot.sandbox.delivery.wire import Change
from bot.sandbox.people import acts, admin
from bot.sandbox.workspace.directory import SlackChannel
from bot.sandbox.workspace.state import State

SLOW = 2.0  # seconds; long enough to be felt, short enough for one ack
LATE = 60.0  # seconds of the workspace's clock
LIMITED = timedelta(minutes=1)
FOUR = 4  # as often as Slack sends what is never acked: once, and three retries

SCENES = (
    Scene("lost_before", "Connection lost before Slack accepted", "Every call breaks; nothing was done."),
    Scene("lost_after", "Connection lost after Slack accepted", "Every call is done, but the bot never hears of it."),
    Scene("server_error", "Slack answers 500", "Every call fails inside Slack; nothing was done."),
    Scene("garbage", "Slack answers nonsense", "Every call gets a page instead of an answer; nothing was done."),
    Scene("slow", "Slack is slow", "Every call is done, and answered only after a while.", "seconds"),
    Scene("rate_limited", "Rate limited for a minute", "Every call has to wait for a minute of the sandbox's clock."),
    Scene("token_revoked", "Token revoked", "An admin removed the app: every call is refused until it is back."),
    Scene("channel_archived", "Channel archived", "Nothing can be said there any more.", "channel"),
    Scene("person_gone", "Person gone", "Somebody's account is deactivated.", "person"),
    Scene("events_four_times", "Events sent four times", "Slack sends every event four times."),
    Scene("events_swapped", "Events swapped", "Of each two events the second arrives first."),
    Scene("events_late", "Events sent late", "Every event arrives later by the sandbox's clock.", "seconds"),
    Scene("socket_dropped", "Socket Mode connection dropped", "The bot has to connect anew.", lasts=False),
)

End = Callable[[], object]
Begin = Callable[[State, str, float | None], End]


def stage(workspace: State) -> None:
    """Let a workspace play them all."""
    workspace.faults.all_scenes = SCENES
    workspace.faults.begin = {key: partial(begin, workspace) for key, begin in BEGIN.items()}
    workspace.faults.tell = lambda key: workspace.tell(Change(fault=key))


def _breaking(fault: Fault) -> Begin:
    """Every call is hit."""

    def begin(workspace: State, on: str, seconds: float | None) -> End:
        return _hit(workspace, lambda: fault)

    return begin


def _slow(workspace: State, on: str, seconds: float | None) -> End:
    fault = Fault("", "slow", seconds=SLOW if seconds is None else seconds)
    return _hit(workspace, lambda: fault)


def _limited(workspace: State, on: str, seconds: float | None) -> End:
    until = workspace.clock() + LIMITED

    def fault() -> Fault | None:
        left = math.ceil((until - workspace.clock()).total_seconds())
        if left > 0:
            return Fault("", retry_after=left)
        workspace.faults.end("rate_limited")
        return None

    return _hit(workspace, fault)


def _revoked(workspace: State, on: str, seconds: float | None) -> End:
    workspace.tokens.revoke()
    events.revoked(workspace)
    return workspace.tokens.restore


def _archived(workspace: State, on: str, seconds: float | None) -> End:
    where = workspace.channel(on) if on else _first_channel(workspace)
    by = where.creator or where.people[0]
    acts.archive(workspace, by, where.id)
    return lambda: acts.archive(workspace, by, where.id, back=True)


def _gone(workspace: State, on: str, seconds: float | None) -> End:
    who = workspace.user(on) if on else [each for each in workspace.users.values() if each.kind == "member"][-1]
    admin.change(workspace, who.id, is_deleted=True)
    return lambda: admin.change(workspace, who.id, is_deleted=False)


def _four_times(workspace: State, on: str, seconds: float | None) -> End:
    workspace.repeat_events = FOUR
    return lambda: setattr(workspace, "repeat_events", 1)


def _swapped(workspace: State, on: str, seconds: float | None) -> End:
    workspace.outbox.swap(True)
    return lambda: workspace.outbox.swap(False)


def _late(workspace: State, on: str, seconds: float | None) -> End:
    workspace.outbox.hold_back(timedelta(seconds=LATE if seconds is None else seconds))
    return lambda: workspace.outbox.hold_back(None)


def _dropped(workspace: State, on: str, seconds: float | None) -> End:
    workspace.drop_links()
    return lambda: None


BEGIN: dict[str, Begin] = {
    "lost_before": _breaking(Fault("", "drop")),
    "lost_after": _breaking(Fault("", "drop", after=True)),
    "server_error": _breaking(Fault("", "500")),
    "garbage": _breaking(Fault("", "garbage")),
    "slow": _slow,
    "rate_limited": _limited,
    "token_revoked": _revoked,
    "channel_archived": _archived,
    "person_gone": _gone,
    "events_four_times": _four_times,
    "events_swapped": _swapped,
    "events_late": _late,
    "socket_dropped": _dropped,
}


def _hit(workspace: State, fault: Callable[[], Fault | None]) -> End:
    """Each call from now on is hit by what `fault` gives; gives what ends it."""
    workspace.faults.standing.append(fault)
    return lambda: workspace.faults.standing.remove(fault)


def _first_channel(workspace: State) -> SlackChannel:
    inside = (each for each in workspace.channels.values() if workspace.bot.id in each.people)
    found = next((each for each in inside if not each.is_private and not each.is_archived), None)
    if found is None:
        raise LookupError("the bot is in no public channel that could be archived")
    return found
