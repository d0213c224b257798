"""What Bolt hears, read into plain interactions; and what their handlers give back, said in Slack's way."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.dispatch.interactions import (
    ChannelEvent,
    Click,
    HomeOpened,
    Interaction,
    MessageAction,
    Overheard,
    PersonEvent,
    Reaction,
    Said,
    Submission,
    WorkspaceEvent,
)
from bot.dispatch.requests import Request
from bot.dispatch.router import Router
from bot.slack.blocks import modal
from bot.slack.forms import answers_in
from bot.slack.payloads import Payload, addressed, heard, is_direct, is_from_a_person, moment, profile

ANY = re.compile(".*", re.DOTALL)


def listen(app: App, router: Router) -> None:
    """One listener for each way in. What nobody listens for, Bolt answers as it answers what it does not know."""

    def finds(kind: str, name_in: Callable[[Payload], str]) -> Callable[..., bool]:
        def is_known(body: Payload, context: BoltContext) -> bool:
            context["answer"] = router.find(kind, name_in(body))
            return context["answer"] is not None

        return is_known

    def command_in(body: Payload) -> str:
        """With its word, where that has a listener of its own."""
        name = str(body["command"]).removeprefix("/")
        with_word = f"{name} {str(body.get('text') or '').strip().casefold()}"
        return with_word if router.find("commands", with_word) else name

    def action_in(body: Payload) -> str:
        return str(body["actions"][0].get("action_id")) if body.get("type") == "block_actions" else ""

    app.command(ANY, matchers=[finds("commands", command_in)])(_answers(_command))
    app.action(ANY, matchers=[finds("clicks", action_in)])(_answers(_click))
    app.action(ANY)(_follow_link)
    app.view(ANY, matchers=[finds("forms", lambda body: str(body["view"]["callback_id"]))])(_takes_its_place)
    app.shortcut(ANY, matchers=[finds("messages", lambda body: str(body["callback_id"]))])(_answers(_message_action))
    _listen_for_events(app, router)


def _answers(read: Callable[[Payload, Request], Interaction]) -> Callable[..., None]:
    def hear(ack: Ack, body: Payload, context: BoltContext) -> None:
        request: Request = context["request"]
        form = context["answer"](request, read(body, request))
        if form is not None:
            request.chat.ask(body["trigger_id"], form)
        ack()

    return hear


def _follow_link(ack: Ack) -> None:
    """A button that is only a link also sends a click, and Slack wants it acked."""
    ack()


def _takes_its_place(ack: Ack, body: Payload, context: BoltContext) -> None:
    """A form that was filled in closes, or another one takes its place."""
    view, request = body["view"], context["request"]
    filled = Submission(at=request.now, answers=answers_in(view["state"]), payload=view["private_metadata"])
    form = context["answer"](request, filled)
    if form is None:
        ack()
    else:
        ack(response_action="update", view=modal(form))


def _listen_for_events(app: App, router: Router) -> None:
    def is_known(event: Payload) -> bool:
        return event["type"] in EVENTS

    @app.event(ANY, matchers=[is_known])
    def hear(event: Payload, body: Payload, context: BoltContext) -> None:
        request: Request = context["request"]
        name, read = EVENTS[event["type"]]
        happened = read(event, body, context)
        if isinstance(happened, Said):
            router.answer(request, happened)
        elif happened is not None:
            router.tell(name, request, happened)


def _words(event: Payload, body: Payload, context: BoltContext) -> Said | Overheard | None:
    """None where nobody said anything just now: edits, deletions, bots, joins."""
    if not is_from_a_person(event) or "edited" in event:
        return None
    is_private = is_direct(body)
    where: dict[str, Any] = {
        "at": _when(event.get("ts"), context["request"]),
        "channel": event["channel"],
        "message": event["ts"],
        "thread": event.get("thread_ts"),
        "is_private": is_private,
    }
    text = str(event.get("text") or "")
    if event["type"] == "app_mention" or is_private:
        return Said(text=addressed(event, context.bot_user_id), **where)
    is_to_us = f"<@{context.bot_user_id}" in text  # a mention comes by an event of its own
    return None if is_to_us else Overheard(text=text, **where)


def _command(body: Payload, request: Request) -> Said:
    text, is_private = str(body.get("text") or "").strip(), is_direct(body)
    return Said(at=request.now, channel=body["channel_id"], is_private=is_private, is_command=True, text=text)


def _message_action(body: Payload, request: Request) -> MessageAction:
    picked = heard(body["message"], body["channel"]["id"])
    return MessageAction(
        at=_when(body.get("action_ts"), request),
        channel=picked.channel,
        message=picked.message,
        thread=picked.thread,
        is_private=is_direct(body),
        picked=picked,
    )


def _click(body: Payload, request: Request) -> Click:
    container, action = body.get("container") or {}, body["actions"][0]
    chosen = (action.get("selected_option") or {}).get("value")
    is_ephemeral = bool(container.get("is_ephemeral"))
    return Click(
        at=_when(action.get("action_ts"), request),
        channel=str((body.get("channel") or {}).get("id", "")),
        message="" if is_ephemeral else str(container.get("message_ts") or ""),
        thread=container.get("thread_ts"),
        is_private=is_direct(body),
        payload=str(chosen or action.get("value") or ""),
        at_home=(body.get("view") or {}).get("type") == "home",
        is_ephemeral=is_ephemeral,
        answers=answers_in(body.get("state") or {}),
    )


def _when(ts: object, request: Request) -> datetime:
    """The moment that an interaction came with, or now, where it came with none."""
    try:
        return moment(str(ts)) if ts else request.now
    except (ValueError, OverflowError, OSError):
        return request.now


def _in_channel(event: Payload, _body: Payload, context: BoltContext) -> ChannelEvent:
    channel, person = event.get("channel"), str(event.get("user") or "")
    return ChannelEvent(
        at=_when(event.get("event_ts"), context["request"]),
        channel=str(event.get("old_channel_id") or (channel["id"] if isinstance(channel, dict) else channel)),
        person=person,
        invited_by=str(event.get("inviter") or ""),
        is_us=event["type"] in ("channel_left", "group_left") or person == context.bot_user_id,
        moved_to=str(event.get("new_channel_id") or ""),
    )


def _of_person(event: Payload, _body: Payload, context: BoltContext) -> PersonEvent:
    at = _when(event.get("event_ts"), context["request"])
    return PersonEvent(at=at, known=profile(event["user"]), is_new=event["type"] == "team_join")


def _reaction(event: Payload, _body: Payload, context: BoltContext) -> Reaction | None:
    """The emoji alone, or with a skin tone, on a message."""
    item = event.get("item") or {}
    if item.get("type") != "message":
        return None
    at, emoji = _when(event.get("event_ts"), context["request"]), str(event.get("reaction", "")).split("::")[0]
    return Reaction(at=at, channel=item["channel"], message=item["ts"], emoji=emoji)


def _home(event: Payload, _body: Payload, context: BoltContext) -> HomeOpened | None:
    return HomeOpened(at=context["request"].now) if event.get("tab", "home") == "home" else None


def _of_workspace(event: Payload, body: Payload, context: BoltContext) -> WorkspaceEvent | None:
    if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
        return None  # of the people's own tokens we have none; without the bot's we are out
    told = body.get("event_time")
    at = datetime.fromtimestamp(int(told), UTC) if told else context["request"].now
    return WorkspaceEvent(at=at, workspace=str(body.get("team_id") or ""))


EVENTS: dict[str, tuple[str, Callable[[Payload, Payload, BoltContext], Interaction | None]]] = {
    "message": ("overheard", _words),
    "app_mention": ("said", _words),
    "app_home_opened": ("home_opened", _home),
    "reaction_added": ("reaction_given", _reaction),
    "reaction_removed": ("reaction_taken_back", _reaction),
    "member_joined_channel": ("joined", _in_channel),
    "member_left_channel": ("left", _in_channel),
    "channel_left": ("left", _in_channel),
    "group_left": ("left", _in_channel),
    "channel_rename": ("channel_changed", _in_channel),
    "group_rename": ("channel_changed", _in_channel),
    "channel_archive": ("channel_changed", _in_channel),
    "group_archive": ("channel_changed", _in_channel),
    "channel_unarchive": ("channel_changed", _in_channel),
    "group_unarchive": ("channel_changed", _in_channel),
    "channel_shared": ("channel_changed", _in_channel),
    "channel_unshared": ("channel_changed", _in_channel),
    "channel_id_changed": ("channel_moved", _in_channel),
    "team_join": ("person_changed", _of_person),
    "user_change": ("person_changed", _of_person),
    "subteam_members_changed": ("groups_changed", _of_workspace),
    "subteam_updated": ("groups_changed", _of_workspace),
    "app_uninstalled": ("let_go", _of_workspace),
    "tokens_revoked": ("let_go", _of_workspace),
}
"""Slack's events, as their listeners call them, and how each is read."""
