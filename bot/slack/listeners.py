"""What Bolt hears, handed to whoever listens for it; and what they give back, said in Slack's way."""

import re
from collections.abc import Callable

from slack_bolt import Ack, App, BoltContext

from bot.dispatch.interactions import Click, Interaction, MessageAction, Said, Submission
from bot.dispatch.requests import Request
from bot.dispatch.router import Router
from bot.slack.blocks import modal
from bot.slack.events import EVENTS, when
from bot.slack.payloads import Json, answers_in, heard, is_direct

ANY = re.compile(".*", re.DOTALL)


def listen(app: App, router: Router) -> None:
    """One listener for each way in. What nobody listens for, Bolt answers as it answers what it does not know."""

    def finds(kind: str, name_in: Callable[[Json], str]) -> Callable[..., bool]:
        def is_known(body: Json, context: BoltContext) -> bool:
            context["answer"] = router.find(kind, name_in(body))
            return context["answer"] is not None

        return is_known

    def command_in(body: Json) -> str:
        """With its word, where that has a listener of its own."""
        name = str(body["command"]).removeprefix("/")
        with_word = f"{name} {str(body.get('text') or '').strip().casefold()}"
        return with_word if router.find("commands", with_word) else name

    def action_in(body: Json) -> str:
        return str(body["actions"][0].get("action_id")) if body.get("type") == "block_actions" else ""

    app.command(ANY, matchers=[finds("commands", command_in)])(_answers(_command))
    app.action(ANY, matchers=[finds("clicks", action_in)])(_answers(_click))
    app.action(ANY)(_follow_link)
    app.view(ANY, matchers=[finds("forms", lambda body: str(body["view"]["callback_id"]))])(_takes_its_place)
    app.shortcut(ANY, matchers=[finds("messages", lambda body: str(body["callback_id"]))])(_answers(_message_action))
    _listen_for_events(app, router)


def _answers(read: Callable[[Json, Request], Interaction]) -> Callable[..., None]:
    def hear(ack: Ack, body: Json, context: BoltContext) -> None:
        request: Request = context["request"]
        form = context["answer"](request, read(body, request))
        if form is not None:
            request.chat.ask(body["trigger_id"], form)
        ack()

    return hear


def _follow_link(ack: Ack) -> None:
    """A button that is only a link also sends a click, and Slack wants it acked."""
    ack()


def _takes_its_place(ack: Ack, body: Json, context: BoltContext) -> None:
    """A form that was filled in closes, or another one takes its place."""
    view, request = body["view"], context["request"]
    filled = Submission(at=request.now, answers=answers_in(view["state"]), payload=view["private_metadata"])
    form = context["answer"](request, filled)
    if form is None:
        ack()
    else:
        ack(response_action="update", view=modal(form))


def _listen_for_events(app: App, router: Router) -> None:
    def is_known(event: Json) -> bool:
        return event["type"] in EVENTS

    @app.event(ANY, matchers=[is_known])
    def hear(event: Json, body: Json, context: BoltContext) -> None:
        request: Request = context["request"]
        name, read = EVENTS[event["type"]]
        happened = read(event, body, context)
        if isinstance(happened, Said):
            router.answer(request, happened)
        elif happened is not None:
            router.tell(name, request, happened)


def _command(body: Json, request: Request) -> Said:
    text, is_private = str(body.get("text") or "").strip(), is_direct(body)
    return Said(at=request.now, channel=body["channel_id"], is_private=is_private, is_command=True, text=text)


def _message_action(body: Json, request: Request) -> MessageAction:
    picked = heard(body["message"], body["channel"]["id"])
    return MessageAction(
        at=when(body.get("action_ts"), request),
        channel=picked.channel,
        message=picked.message,
        thread=picked.thread,
        is_private=is_direct(body),
        picked=picked,
    )


def _click(body: Json, request: Request) -> Click:
    container, action = body.get("container") or {}, body["actions"][0]
    chosen = (action.get("selected_option") or {}).get("value")
    is_ephemeral = bool(container.get("is_ephemeral"))
    return Click(
        at=when(action.get("action_ts"), request),
        channel=str((body.get("channel") or {}).get("id", "")),
        message="" if is_ephemeral else str(container.get("message_ts") or ""),
        thread=container.get("thread_ts"),
        is_private=is_direct(body),
        payload=str(chosen or action.get("value") or ""),
        at_home=(body.get("view") or {}).get("type") == "home",
        is_ephemeral=is_ephemeral,
        answers=answers_in(body.get("state") or {}),
    )
