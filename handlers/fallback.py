"""What no feature has understood: a hello, a call for help, a thank-you, an edit, a message of a bot."""

import re

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat
from bot.settings import Settings
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.surfaces import help
from storage import Begin
from storage.members import Member

GREETING = re.compile(
    r"(?:help|hi|hello|hey|good (?:morning|day|evening)|thanks?|thank you|\?)?[\s!.?]*", re.IGNORECASE
)


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[is_said_by_a_person])(answer_mention)
    app.event("message", matchers=[is_direct_message, is_said_by_a_person])(answer_in_private)
    app.event("app_mention")(leave_alone)
    app.event("message")(leave_alone)
    app.action(re.compile(r".*"))(follow_link)


def is_said_by_a_person(event: Payload) -> bool:
    return is_from_a_person(event) and "edited" not in event


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def answer_mention(
    event: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, settings: Settings
) -> None:
    with begin():
        understood = GREETING.fullmatch(addressed(event, context.bot_user_id)) is not None
    message = help.message(me, settings.steward_reaction, settings.steward_promise_reaction, understood=understood)
    chat.whisper(event["channel"], me.person, message, thread=event.get("thread_ts"))


def answer_in_private(
    event: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, settings: Settings
) -> None:
    with begin():
        understood = GREETING.fullmatch(addressed(event, context.bot_user_id)) is not None
    message = help.message(me, settings.steward_reaction, settings.steward_promise_reaction, understood=understood)
    chat.post(event["channel"], message, thread=event.get("thread_ts"))


def leave_alone() -> None:
    """Edits, deletions, bots, joins: heard, and nothing to do."""


def follow_link(ack: Ack) -> None:
    """A button that is only a link also sends a click, and Slack wants it acked."""
    ack()
