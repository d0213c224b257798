"""Doors: which ways to the bot work here, for which kinds of people, as far as the chat lets us find out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.capabilities import (
    ANYWHERE,
    BUTTON,
    COMMAND,
    EVERY,
    EXTERNAL,
    FULL,
    GUEST,
    HOME,
    MENTION,
    PANE,
    PERHAPS,
    PRIVATE,
    REACTION,
    SHORTCUT,
    open_to,
)
from storage.channels import Channel
from storage.members import BOT, Member

SINGLE, CONVENER = "single-channel guest", "convener"
KINDS = (FULL, CONVENER, GUEST, SINGLE, EXTERNAL)

YES, NO, PERHAPS_SO, NOT_HERE, MISSING, FOR_SOME = "yes", "no", "perhaps", "no channel", "missing", "for some"
"""Works; not for them; the chat does not promise it; I am in no channel; the app lacks something for it; as it says."""


@dataclass(frozen=True)
class Grants:
    """What the app has: scopes (None: the chat did not tell), the events it hears, and its manifest's features."""

    scopes: frozenset[str] | None
    events: frozenset[str]
    has_commands: bool
    has_shortcuts: bool
    has_global_shortcuts: bool
    has_home: bool
    has_pane: bool
    is_interactive: bool

    def has(self, *scopes: str) -> bool:
        return self.scopes is None or set(scopes) <= self.scopes


def granted(manifest: Mapping[str, object], scopes: frozenset[str] | None) -> Grants:
    """What a manifest asks for, together with the scopes that were granted."""
    told = {name: dict(part) for name, part in manifest.items() if isinstance(part, Mapping)}
    features, settings = told.get("features", {}), told.get("settings", {})
    shortcuts = [each.get("type") for each in features.get("shortcuts", ())]
    return Grants(
        scopes,
        frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        has_commands=bool(features.get("slash_commands")),
        has_shortcuts="message" in shortcuts,
        has_global_shortcuts="global" in shortcuts,
        has_home=bool(features.get("app_home", {}).get("home_tab_enabled")),
        has_pane="assistant_view" in features or "agent_view" in features,
        is_interactive=bool(settings.get("interactivity", {}).get("is_enabled")),
    )


NEEDS: dict[str, Callable[[Grants], bool]] = {
    COMMAND: lambda app: app.has_commands and app.has("commands"),
    SHORTCUT: lambda app: app.has_shortcuts and app.has("commands"),
    ANYWHERE: lambda app: app.has_global_shortcuts and app.has("commands"),
    MENTION: lambda app: "app_mention" in app.events and app.has("app_mentions:read", "chat:write"),
    PRIVATE: lambda app: "message.im" in app.events and app.has("im:history", "chat:write"),
    BUTTON: lambda app: app.is_interactive and app.has("chat:write"),
    REACTION: lambda app: "reaction_added" in app.events and app.has("reactions:read", "channels:history"),
    HOME: lambda app: app.has_home and "app_home_opened" in app.events,
    PANE: lambda app: app.has_pane and app.has("assistant:write"),
}
"""What each door needs from the app. Source: the events' and methods' own pages in Slack's reference."""

IN_CHANNELS = frozenset({MENTION, REACTION})
BY_CHOICE = frozenset({ANYWHERE, PANE})  # the app has none on purpose: the pane would shut guests out


@dataclass(frozen=True)
class CapabilityRow:
    """One kind of people: how many are here, and how each door stands for them."""

    kind: str
    people: int
    doors: Mapping[str, str]


def table(db: Session, app: Grants, *, rooms: int | None = None) -> list[CapabilityRow]:
    """Every kind of people, with every door. `rooms`: the channels the bot is in, if the chat was asked just now."""
    people, reached = _people(db), (_reached(db) if rooms is None else rooms) > 0
    rows = {kind: {door: _state(door, kind, app, reached) for door in EVERY} for kind in KINDS if kind != CONVENER}
    convening = [kind for kind in rows if people.get((kind, True))] or [FULL]
    rows[CONVENER] = {door: _for_all([rows[kind][door] for kind in convening]) for door in EVERY}
    counted = {kind: people.get((kind, True), 0) + people.get((kind, False), 0) for kind in rows}
    counted[CONVENER] = sum(count for (_, convenes), count in people.items() if convenes)
    return [CapabilityRow(kind, counted[kind], rows[kind]) for kind in KINDS]


def _for_all(states: Sequence[str]) -> str:
    """What can be said of a door that is not the same for all of them."""
    return states[0] if len(set(states)) == 1 else FOR_SOME if YES in states else NO


def _state(door: str, kind: str, app: Grants, is_in_channels: bool) -> str:
    chat_kind = GUEST if kind == SINGLE else kind
    if door not in open_to(chat_kind):
        return PERHAPS_SO if door in PERHAPS.get(chat_kind, ()) and NEEDS[door](app) else NO
    if not NEEDS[door](app):
        return NO if door in BY_CHOICE else MISSING
    return NOT_HERE if door in IN_CHANNELS and not is_in_channels else YES


def _people(db: Session) -> dict[tuple[str, bool], int]:
    """How many are of each kind, those who convene apart."""
    here = (Member.kind != BOT, Member.left_at.is_(None), ~Member.is_second)
    query = select(Member.kind, Member.is_single_channel, Member.is_convener, func.count()).where(*here)
    found: dict[tuple[str, bool], int] = {}
    grouped = query.group_by(Member.kind, Member.is_single_channel, Member.is_convener)
    for kind, is_single, is_convener, count in db.execute(grouped):
        called = SINGLE if kind == GUEST and is_single else kind
        found[called, is_convener] = found.get((called, is_convener), 0) + count
    return found


def _reached(db: Session) -> int:
    """The channels that the bot is in, as far as we remember."""
    return db.scalar(select(func.count(Channel.id)).where(Channel.has_bot, ~Channel.is_archived)) or 0


def advice(rows: Sequence[CapabilityRow]) -> list[str]:
    """What to do about doors that should work and do not, and what is good to know. One sentence each."""
    by_kind = {row.kind: row for row in rows}
    said = []
    missing = [door for door in EVERY if any(row.doors[door] == MISSING for row in rows)]
    if missing:
        said.append(f"Something is missing for: {', '.join(missing)}. Update the app from manifest.json and reinstall.")
    if any(row.doors[MENTION] == NOT_HERE for row in rows):
        said.append("I am in no channel yet: mention me in one, and Slack offers to add me.")
    if by_kind[EXTERNAL].people:
        said.append("People of other workspaces have no commands: they mention me, write to me, or press buttons.")
    if by_kind[SINGLE].people:
        said.append("Guests of a single channel can mention me only there, but write to me at any time.")
    return said
