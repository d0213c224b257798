"""Welcomes: the one small thing of each step, done by a button; "welcome me" and its end, by a word."""

from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat
from bot.errors import Refusal
from bot.features import buddies, onboarding
from bot.features.agreements import queries as agreement_queries
from bot.features.answers import messages as answer_messages
from bot.features.buddies import messages as buddy_messages
from bot.features.onboarding import StepProgress, catch_up, catch_up_messages, forms, messages, notifications
from bot.settings import Settings
from bot.slack.forms import answers_in, number_on
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.surfaces import digest
from bot.surfaces.home import tab_settings
from storage import Begin
from storage.members import Member
from storage.onboarding import ANSWERED, PASSED

BEGIN_WORDS = ("welcome me", "show me around")
END_WORDS = ("stop welcoming me", "stop welcoming")


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[asks])(answer_word)
    app.event("message", matchers=[is_direct_message, asks])(answer_word)
    app.action("welcome_do")(do)
    app.action("welcome_hours")(change_hours)
    app.action("welcome_pass")(go_on)
    app.action("welcome_end")(end)
    app.action("welcome_wish")(ask_for_wish)
    app.view("welcome_wish_form")(keep_wish)
    app.action("catch_up_all")(show_all)


def asks(event: Payload, context: BoltContext) -> bool:
    return is_from_a_person(event) and "edited" not in event and _word(event, context) in (*BEGIN_WORDS, *END_WORDS)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def answer_word(event: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """What they ask for comes at once, in private, whatever the hour."""
    if _word(event, context) in END_WORDS:
        with begin() as db:
            onboarding.stop(db, me.person, by=me, at=now)
        chat.dm(me.person, messages.stopped())
        return
    with begin() as db:
        welcome, touch = onboarding.ask_for(db, by=me, at=now)
        section = notifications.section(db, welcome, touch)
    if section is not None:
        chat.dm(me.person, messages.as_message(section))


def do(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """The one small thing: a click may be all of it, or open what they were asked to look at."""
    ack()
    with begin(reading=True) as db:
        deed = onboarding.deed_of(db, number_on(action.get("value")))
    if deed == "wish":
        return chat.ask(body["trigger_id"], forms.wish(number_on(action.get("value"))))
    if deed == "ask":
        chat.ask(body["trigger_id"], answer_messages.form())
    if deed == "accept":
        with begin(reading=True) as db:
            agreements = agreement_queries.agreements_of(db, me)
        chat.dm(me.person, agreements)
    _answer(begin, chat, body, number_on(action.get("value")), ANSWERED, me, now)


def change_hours(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    chat.ask(body["trigger_id"], tab_settings.form(begin, me))
    _answer(begin, chat, body, number_on(action.get("value")), ANSWERED, me, now)


def go_on(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    _answer(begin, chat, body, number_on(action.get("value")), PASSED, me, now)


def end(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        onboarding.stop(db, me.person, by=me, at=now)
    ack()
    _show(begin, chat, body, number_on(action.get("value")), now)


def ask_for_wish(ack: Ack, action: Payload, body: Payload, chat: Chat) -> None:
    ack()
    chat.ask(body["trigger_id"], forms.wish(number_on(action.get("value"))))


def keep_wish(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    touch_id = number_on(view["private_metadata"])
    with begin() as db:
        progress = onboarding.wish(db, touch_id, answers_in(view["state"])["wish"], by=me, at=now)
        has_human = bool(onboarding.conveners(db, progress.welcome))
    ack()
    chat.dm(me.person, messages.wished(has_human=has_human))
    _say_last_words(begin, chat, progress, me)


def show_all(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        row = catch_up.by_number(db, number_on(action.get("value")))
        if row is None or row.person != me.person:
            raise Refusal("That was not written to you.")
        message = catch_up_messages.whole(catch_up.missed(db, me, since=row.since))
    chat.dm(me.person, message)


def _answer(begin: Begin, chat: Chat, body: Payload, touch_id: int, how: str, me: Member, now: datetime) -> None:
    with begin() as db:
        progress = onboarding.answer(db, touch_id, how, by=me, at=now)
        is_begun = progress.is_new and onboarding.is_first(progress.touch)
        offered = buddies.offer(db, me, at=now, by_digest=False) if is_begun else None
    _show(begin, chat, body, touch_id, now)
    _say_last_words(begin, chat, progress, me)
    if offered is not None:
        chat.dm(me.person, messages.as_message(buddy_messages.offered(offered)))


def _say_last_words(begin: Begin, chat: Chat, progress: StepProgress, me: Member) -> None:
    if progress.is_last:
        with begin(reading=True) as db:
            message = notifications.last_words(db, me, progress.touch)
        chat.dm(me.person, message)


def _show(begin: Begin, chat: Chat, body: Payload, touch_id: int, now: datetime) -> None:
    """What was clicked, as it stands now: part of a letter, or said on its own."""
    place = {"channel": body["channel"]["id"], "message": body["message"]["ts"]}
    if digest.show(begin, chat, **place, now=now):
        return
    with begin(reading=True) as db:
        message = notifications.alone(db, touch_id)
    chat.replace(message)


def _word(event: Payload, context: BoltContext) -> str:
    return addressed(event, context.bot_user_id)[:80].casefold().strip(" .!?")
