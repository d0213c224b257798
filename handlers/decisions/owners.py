"""Who looks after a decision: asking somebody else, and their yes or no."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.dispatch.requests import Deliver
from bot.errors import Refusal
from bot.features import directory
from bot.features.decisions import review
from bot.features.decisions.review import forms
from bot.features.decisions.review.payloads import AboutReview, ReviewForm
from bot.settings import Settings
from bot.slack.forms import filled_in, read_back
from bot.slack.payloads import Payload
from bot.surfaces import refresh
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("review_hand")(open_form)
    app.view("review_hand_form")(ask_somebody)
    app.action("review_accept")(accept)
    app.action("review_decline")(decline)


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    decision, memo = refresh.opened(begin, read_back(AboutReview, action.get("value")).pressed_in(body), me)
    chat.ask(body["trigger_id"], forms.hand_over(decision, memo=memo))


def ask_somebody(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver, settings: Settings
) -> None:
    look = read_back(AboutReview, view["private_metadata"])
    people = filled_in(ReviewForm, view["state"]).owner
    if len(people) != 1:
        raise Refusal("Ask one person. If they say no, you can ask the next.", field="owner")
    other = directory.person(begin, chat, people[0], now=now)
    with begin() as db:
        review.offer(db, look.number, to=other, by=me, at=now)
    ack()
    deliver()
    refresh.show_asked(begin, chat, me, look, settings, now=now)


def accept(
    ack: Ack,
    action: Payload,
    body: Payload,
    begin: Begin,
    chat: Chat,
    me: Member,
    now: datetime,
    deliver: Deliver,
    settings: Settings,
) -> None:
    ack()
    look = read_back(AboutReview, action.get("value")).pressed_in(body)
    with begin() as db:
        review.accept(db, look.number, by=me, at=now)
    deliver()
    refresh.show_after_click(begin, chat, me, look, settings, now=now)


def decline(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    look = read_back(AboutReview, action.get("value")).pressed_in(body)
    with begin() as db:
        review.decline(db, look.number, by=me, at=now)
    refresh.show_after_click(begin, chat, me, look, settings, now=now)
