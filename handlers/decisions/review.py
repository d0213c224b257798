"""Is it still right? The buttons and words with which whoever looks after a decision says so, and what was learned."""

import re
from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, Message
from bot.dispatch.requests import Deliver
from bot.features.decisions import review
from bot.features.decisions.review import forms, messages
from bot.features.decisions.review.payloads import AboutReview, ReviewForm
from bot.settings import Settings
from bot.slack.forms import filled_in, read_back
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.surfaces import refresh
from storage import Begin, partnerships
from storage.members import Member

LONGEST_READ = 80  # characters: more is a sentence about something else
NUMBER = r"#?d ?-? ?(?P<number>\d{1,9})"
KEEPS = (
    re.compile(rf"(?:please )?(?:keep|confirm) {NUMBER}[ .!]*", re.IGNORECASE),
    re.compile(rf"{NUMBER}(?: is|'s)? still (?:right|holds|valid)[ .!]*", re.IGNORECASE),
)
LOOKS = (
    re.compile(rf"(?:please )?(?:review|look (?:again )?at) {NUMBER}(?: again)?[ .!?]*", re.IGNORECASE),
    re.compile(rf"is {NUMBER} still (?:right|valid)[ .!?]*", re.IGNORECASE),
)


def register(app: App, settings: Settings) -> None:
    for said, answer in ((says_keep, keep_at_once), (says_review, ask_again)):
        app.event("app_mention", matchers=[said])(answer)
        app.event("message", matchers=[is_direct_message, said])(answer)
    app.action("review_look")(look_again)
    app.action("review_keep")(open_keep)
    app.view("review_keep_form")(keep)
    app.action("review_change")(open_change)
    app.view("review_change_form")(change)
    app.action("review_withdraw")(open_withdraw)
    app.view("review_withdraw_form")(withdraw)
    app.action("review_later")(put_off)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def says_keep(event: Payload, context: BoltContext) -> bool:
    return _number(event, context, KEEPS) is not None


def says_review(event: Payload, context: BoltContext) -> bool:
    return _number(event, context, LOOKS) is not None


def keep_at_once(
    event: Payload,
    body: Payload,
    context: BoltContext,
    begin: Begin,
    chat: Chat,
    me: Member,
    now: datetime,
    deliver: Deliver,
) -> None:
    """They have said it in as many words: kept until the usual day, which they can change in the answer."""
    number = _number(event, context, KEEPS) or 0
    with begin() as db:
        today = now.astimezone(partnerships.own(db).zone).date()
        next_on = review.months_later(today, review.USUAL_MONTHS)
        decision, row = review.keep(db, number, review.Learned(), next_on=next_on, by=me, at=now)
    deliver()
    _answer(event, body, chat, me, messages.done(row, decision))


def ask_again(event: Payload, body: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member) -> None:
    with begin() as db:
        decision = review.reviewable(db, _number(event, context, LOOKS) or 0, by=me)
    _answer(event, body, chat, me, messages.asked_for(decision))


def look_again(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    """From an answer or a post: everything that can be said, to whoever has pressed it."""
    ack()
    look = read_back(AboutReview, action.get("value"))
    with begin(reading=True) as db:
        decision = review.reviewable(db, look.number, by=me)
    chat.whisper(body["channel"]["id"], me.person, messages.asked_for(decision))


def open_keep(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    decision, memo = refresh.opened(begin, read_back(AboutReview, action.get("value")).pressed_in(body), me)
    chat.ask(body["trigger_id"], forms.keep(decision, memo=memo))


def keep(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver, settings: Settings
) -> None:
    look, filled = _sent(view)
    with begin() as db:
        today = now.astimezone(partnerships.own(db).zone).date()
        next_on = review.months_later(today, filled.months) if filled.months else None
        review.keep(db, look.number, filled.learned(look), next_on=next_on, by=me, at=now)
    ack()
    deliver()
    refresh.show_after_form(begin, chat, me, look, settings, now=now)


def open_change(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    decision, memo = refresh.opened(begin, read_back(AboutReview, action.get("value")).pressed_in(body), me)
    chat.ask(body["trigger_id"], forms.change(decision, memo=memo))


def change(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver, settings: Settings
) -> None:
    look, filled = _sent(view)
    anew, learned = filled.how == forms.ANEW, filled.learned(look)
    with begin() as db:
        wording = filled.wording
        review.change(db, look.number, wording, learned, anew=anew, version=look.version, by=me, at=now)
    ack()
    deliver()
    refresh.show_after_form(begin, chat, me, look, settings, now=now)


def open_withdraw(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    decision, memo = refresh.opened(begin, read_back(AboutReview, action.get("value")).pressed_in(body), me)
    chat.ask(body["trigger_id"], forms.withdraw(decision, memo=memo))


def withdraw(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver, settings: Settings
) -> None:
    look, filled = _sent(view)
    with begin() as db:
        review.withdraw(db, look.number, filled.reason, filled.learned(look), by=me, at=now)
    ack()
    deliver()
    refresh.show_after_form(begin, chat, me, look, settings, now=now)


def put_off(
    ack: Ack,
    action: Payload,
    body: Payload,
    begin: Begin,
    chat: Chat,
    me: Member,
    now: datetime,
    settings: Settings,
    deliver: Deliver,
) -> None:
    ack()
    look = read_back(AboutReview, action.get("value")).pressed_in(body)
    with begin() as db:
        review.later(db, look.number, by=me, at=now)
    deliver()
    refresh.show_after_click(begin, chat, me, look, settings, now=now)


def _sent(view: Payload) -> tuple[AboutReview, ReviewForm]:
    return read_back(AboutReview, view["private_metadata"]), filled_in(ReviewForm, view["state"])


def _number(event: Payload, context: BoltContext, shapes: tuple[re.Pattern[str], ...]) -> int | None:
    said = addressed(event, context.bot_user_id)
    if not is_from_a_person(event) or "edited" in event or len(said) > LONGEST_READ:
        return None
    said = " ".join(said.replace("’", "'").split())  # noqa: RUF001
    found = next((match for shape in shapes if (match := shape.fullmatch(said))), None)
    return int(found["number"]) if found else None


def _answer(event: Payload, body: Payload, chat: Chat, me: Member, message: Message) -> None:
    """Only they see it, in a channel or in private."""
    if is_direct(body):
        chat.post(event["channel"], message, thread=event.get("thread_ts"))
    else:
        chat.whisper(event["channel"], me.person, message, thread=event.get("thread_ts"))
