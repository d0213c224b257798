"""What somebody writes in private while exactly one question waits for them: it may be their answer, so we ask."""

from datetime import datetime

from slack_bolt import App, BoltContext

from bot.chat.port import Chat
from bot.features.open_questions import queries
from bot.settings import Settings
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.text.reasons import is_sentence
from storage import Begin, open_questions
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.event("message", matchers=[is_direct_message, may_be_an_answer])(offer_draft)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def may_be_an_answer(event: Payload, context: BoltContext, begin: Begin) -> bool:
    """A sentence that nothing else has understood, from somebody for whom one question waits."""
    if not is_from_a_person(event) or "edited" in event or not is_sentence(addressed(event, context.bot_user_id)):
        return False
    with begin(reading=True) as db:
        return len(open_questions.awaited_from(db, event.get("user", ""))) == 1


def offer_draft(event: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        [why] = open_questions.awaited_from(db, me.person)
        draft = queries.draft(db, why, event["text"], me, now)
    chat.post(event["channel"], draft, thread=event.get("thread_ts"))
