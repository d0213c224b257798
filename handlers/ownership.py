"""Who looks after a decision: asking somebody else, and their yes or no."""

from datetime import datetime

from slack_bolt import Ack, App

from bot import acquaintance, looks
from bot.chat import Chat
from bot.config import Settings
from bot.domain import reviews
from bot.errors import Refusal
from bot.payloads import Payload
from bot.requests import Deliver
from bot.returned import filled_in, read_back
from bot.reviewing import Filled, Look
from bot.views import review_forms as forms
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("review_hand")(open_form)
    app.view("review_hand_form")(ask_somebody)
    app.action("review_accept")(accept)
    app.action("review_decline")(decline)


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    decision, memo = looks.opened(begin, read_back(Look, action.get("value")).pressed_in(body), me)
    chat.ask(body["trigger_id"], forms.hand_over(decision, memo=memo))


def ask_somebody(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver, settings: Settings
) -> None:
    look = read_back(Look, view["private_metadata"])
    people = filled_in(Filled, view["state"]).owner
    if len(people) != 1:
        raise Refusal("Ask one person. If they say no, you can ask the next.", field="owner")
    other = acquaintance.person(begin, chat, people[0], now=now)
    with begin() as db:
        reviews.offer(db, look.number, to=other, by=me, at=now)
    ack()
    deliver()
    looks.show_asked(begin, chat, me, look, settings, now=now)


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
    look = read_back(Look, action.get("value")).pressed_in(body)
    with begin() as db:
        reviews.accept(db, look.number, by=me, at=now)
    deliver()
    looks.show_after_click(begin, chat, me, look, settings, now=now)


def decline(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    look = read_back(Look, action.get("value")).pressed_in(body)
    with begin() as db:
        reviews.decline(db, look.number, by=me, at=now)
    looks.show_after_click(begin, chat, me, look, settings, now=now)
