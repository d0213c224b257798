"""Handing a promise over: asking somebody, their yes or no, and what becomes of the promises of those who leave."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.dispatch.requests import Deliver
from bot.errors import Refusal
from bot.features import commitments, directory, members
from bot.features.commitments import forms
from bot.features.commitments.payloads import AboutCommitment, CommitmentForm
from bot.settings import Settings
from bot.slack.forms import filled_in, read_back
from bot.slack.payloads import Payload, profile
from bot.surfaces import refresh_commitments
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("commitment_hand")(open_form)
    app.view("commitment_hand_form")(ask_somebody)
    app.action("commitment_accept")(accept)
    app.action("commitment_decline")(decline)
    app.event("user_change", matchers=[has_left])(find_successors)


def has_left(event: Payload) -> bool:
    """Their account is closed."""
    return bool((event.get("user") or {}).get("deleted"))


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = refresh_commitments.pressed_in(read_back(AboutCommitment, action.get("value")), body)
    with begin(reading=True) as db:
        commitment = commitments.changeable(db, about.number, by=me, for_change=False)
    chat.ask(body["trigger_id"], forms.hand_over(commitment, memo=about.packed))


def ask_somebody(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver, settings: Settings
) -> None:
    about = read_back(AboutCommitment, view["private_metadata"])
    people = filled_in(CommitmentForm, view["state"]).people
    if len(people) != 1:
        raise Refusal("Ask one person. If they say no, you can ask the next.", field="people")
    other = directory.person(begin, chat, people[0], now=now)
    with begin() as db:
        commitments.offer(db, about.number, to=other, by=me, at=now)
    ack()
    deliver()
    refresh_commitments.show_after_form(begin, chat, me, about, settings, now=now)


def accept(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    about = refresh_commitments.pressed_in(read_back(AboutCommitment, action.get("value")), body)
    with begin() as db:
        commitments.accept(db, about.number, by=me, at=now)
    refresh_commitments.show_after_click(begin, chat, me, about, settings, now=now)


def decline(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    about = refresh_commitments.pressed_in(read_back(AboutCommitment, action.get("value")), body)
    with begin() as db:
        commitments.decline(db, about.number, by=me, at=now)
    refresh_commitments.show_after_click(begin, chat, me, about, settings, now=now)


def find_successors(event: Payload, begin: Begin, now: datetime, deliver: Deliver) -> None:
    """Nothing is moved: what they had promised is offered to a colleague. A report that comes late changes nothing."""
    with begin() as db:
        if members.meet(db, profile(event["user"]), organisation="", at=now).left_at is not None:
            commitments.leave(db, event["user"]["id"], at=now)
    deliver()
