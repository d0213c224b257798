"""Open questions: shown to who says so, taken back by askers, looked after by conveners; and answers judged."""

from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot import acquaintance, why_showing
from bot.chat import Chat
from bot.config import Settings
from bot.domain import whys
from bot.errors import Refusal
from bot.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.returned import filled_in, read_back
from bot.views import why_forms as forms
from bot.whying import AboutWhy, FilledWhy
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
    return is_from_a_person(event) and "edited" not in event and whys.asks_for_list(said)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def tell(event: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    acquaintance.refresh(begin, chat, now=now)
    with begin() as db:
        message = why_showing.listed(db, me)
    if is_direct(body):
        chat.post(event["channel"], message, thread=event.get("thread_ts"))
    else:
        chat.whisper(event["channel"], me.person, message, thread=event.get("thread_ts"))


def tell_in_private(ack: Ack, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """The same from a button on somebody's own page."""
    ack()
    acquaintance.refresh(begin, chat, now=now)
    with begin(reading=True) as db:
        message = why_showing.listed(db, me)
    chat.dm(me.person, message)


def withdraw(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    about = why_showing.pressed_in(read_back(AboutWhy, action.get("value")), body)
    with begin() as db:
        whys.withdraw(db, about.number, by=me, at=now)
    why_showing.after_click(begin, chat, me, about, settings, now=now)


def ask_whom(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = why_showing.pressed_in(read_back(AboutWhy, action.get("value")), body)
    with begin(reading=True) as db:
        why = whys.closable(db, about.number, by=me)
    chat.ask(body["trigger_id"], forms.ask_also(why, memo=about.packed))


def ask_also(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    about = read_back(AboutWhy, view["private_metadata"])
    people = filled_in(FilledWhy, view["state"]).people
    if len(people) != 1:
        raise Refusal("One person at a time. If they do not know, you can name the next.", field="people")
    person = acquaintance.person(begin, chat, people[0], now=now)
    acquaintance.refresh(begin, chat, now=now)
    with begin() as db:
        why = whys.ask_also(db, about.number, person=person, by=me, at=now)
    ack(**why_showing.closing(about, f"I ask them. W-{why.number} stays on the list until then."))
    why_showing.again(begin, chat, me, about, settings, now=now)


def ask_reason(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = why_showing.pressed_in(read_back(AboutWhy, action.get("value")), body)
    with begin(reading=True) as db:
        why = whys.closable(db, about.number, by=me)
    chat.ask(body["trigger_id"], forms.close(why, memo=about.packed))


def close(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    about = read_back(AboutWhy, view["private_metadata"])
    reason = filled_in(FilledWhy, view["state"]).reason
    with begin() as db:
        why = whys.close(db, about.number, reason, by=me, at=now)
    ack(**why_showing.closing(about, f"W-{why.number} is closed, and whoever asked is told."))
    why_showing.again(begin, chat, me, about, settings, now=now)


def helped(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    about = why_showing.pressed_in(read_back(AboutWhy, action.get("value")), body)
    with begin() as db:
        whys.helped(db, about.number, by=me, at=now)
    why_showing.again(begin, chat, me, about, settings, now=now)


def ask_meant(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = why_showing.pressed_in(read_back(AboutWhy, action.get("value")), body)
    with begin(reading=True) as db:
        why, mine = whys.meant(db, about.number, by=me)
        wording = mine.wording
    chat.ask(body["trigger_id"], forms.again(why, wording, memo=about.packed))


def ask_again(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    about = read_back(AboutWhy, view["private_metadata"])
    words = filled_in(FilledWhy, view["state"]).question
    acquaintance.refresh(begin, chat, now=now)
    with begin() as db:
        why = whys.ask_again(db, about.number, words, by=me, at=now)
    ack(**why_showing.closing(about, f"I ask once more, as W-{why.number}."))
    why_showing.again(begin, chat, me, about, settings, now=now)
