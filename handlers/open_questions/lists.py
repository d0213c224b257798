"""Open questions: shown to who says so, taken back by askers, looked after by conveners; and answers judged."""

from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat
from bot.errors import Refusal
from bot.features import directory, open_questions
from bot.features.open_questions import forms, queries
from bot.features.open_questions.payloads import AboutOpenQuestion, OpenQuestionForm
from bot.settings import Settings
from bot.slack.forms import filled_in, read_back
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.surfaces import refresh_questions
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[asks_for_list])(tell)
    app.event("message", matchers=[is_direct_message, asks_for_list])(tell)
    app.action("why_list_open")(tell_in_private)
    app.action("why_withdraw")(withdraw)
    app.action("why_put")(ask_whom)
    app.view("why_put_form")(ask_also)
    app.action("why_close")(ask_reason)
    app.view("why_close_form")(close)
    app.action("why_helped")(helped)
    app.action("why_again")(ask_meant)
    app.view("why_again_form")(ask_again)


def asks_for_list(event: Payload, context: BoltContext) -> bool:
    said = addressed(event, context.bot_user_id)
    return is_from_a_person(event) and "edited" not in event and open_questions.asks_for_list(said)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def tell(event: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    directory.refresh(begin, chat, now=now)
    with begin() as db:
        message = queries.listed(db, me)
    if is_direct(body):
        chat.post(event["channel"], message, thread=event.get("thread_ts"))
    else:
        chat.whisper(event["channel"], me.person, message, thread=event.get("thread_ts"))


def tell_in_private(ack: Ack, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """The same from a button on somebody's own page."""
    ack()
    directory.refresh(begin, chat, now=now)
    with begin(reading=True) as db:
        message = queries.listed(db, me)
    chat.dm(me.person, message)


def withdraw(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    about = queries.pressed_in(read_back(AboutOpenQuestion, action.get("value")), body)
    with begin() as db:
        open_questions.withdraw(db, about.number, by=me, at=now)
    refresh_questions.after_click(begin, chat, me, about, settings, now=now)


def ask_whom(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = queries.pressed_in(read_back(AboutOpenQuestion, action.get("value")), body)
    with begin(reading=True) as db:
        why = open_questions.closable(db, about.number, by=me)
    chat.ask(body["trigger_id"], forms.ask_also(why, memo=about.packed))


def ask_also(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    about = read_back(AboutOpenQuestion, view["private_metadata"])
    people = filled_in(OpenQuestionForm, view["state"]).people
    if len(people) != 1:
        raise Refusal("One person at a time. If they do not know, you can name the next.", field="people")
    person = directory.person(begin, chat, people[0], now=now)
    directory.refresh(begin, chat, now=now)
    with begin() as db:
        why = open_questions.ask_also(db, about.number, person=person, by=me, at=now)
    ack(**queries.closing(about, f"I ask them. W-{why.number} stays on the list until then."))
    refresh_questions.again(begin, chat, me, about, settings, now=now)


def ask_reason(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = queries.pressed_in(read_back(AboutOpenQuestion, action.get("value")), body)
    with begin(reading=True) as db:
        why = open_questions.closable(db, about.number, by=me)
    chat.ask(body["trigger_id"], forms.close(why, memo=about.packed))


def close(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    about = read_back(AboutOpenQuestion, view["private_metadata"])
    reason = filled_in(OpenQuestionForm, view["state"]).reason
    with begin() as db:
        why = open_questions.close(db, about.number, reason, by=me, at=now)
    ack(**queries.closing(about, f"W-{why.number} is closed, and whoever asked is told."))
    refresh_questions.again(begin, chat, me, about, settings, now=now)


def helped(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    about = queries.pressed_in(read_back(AboutOpenQuestion, action.get("value")), body)
    with begin() as db:
        open_questions.helped(db, about.number, by=me, at=now)
    refresh_questions.again(begin, chat, me, about, settings, now=now)


def ask_meant(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = queries.pressed_in(read_back(AboutOpenQuestion, action.get("value")), body)
    with begin(reading=True) as db:
        why, mine = open_questions.meant(db, about.number, by=me)
        wording = mine.wording
    chat.ask(body["trigger_id"], forms.again(why, wording, memo=about.packed))


def ask_again(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    about = read_back(AboutOpenQuestion, view["private_metadata"])
    words = filled_in(OpenQuestionForm, view["state"]).question
    directory.refresh(begin, chat, now=now)
    with begin() as db:
        why = open_questions.ask_again(db, about.number, words, by=me, at=now)
    ack(**queries.closing(about, f"I ask once more, as W-{why.number}."))
    refresh_questions.again(begin, chat, me, about, settings, now=now)
