"""The buttons under a promise: done, a new day, let go, shown in its channel, asked about."""

import re
from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.dispatch.requests import Deliver
from bot.features import commitments
from bot.features.commitments import forms, messages, queries
from bot.features.commitments.payloads import AboutCommitment, CommitmentForm
from bot.settings import Settings
from bot.slack.forms import filled_in, read_back
from bot.slack.payloads import Payload
from bot.surfaces import refresh_commitments
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("commitment_done")(close)
    app.action("commitment_day")(open_new_day)
    app.view("commitment_day_form")(renegotiate)
    app.action(re.compile(r"commitment_on_\d"))(take_other_day)
    app.action("commitment_let_go")(open_let_go)
    app.view("commitment_let_go_form")(let_go)
    app.action("commitment_show")(show_in_channel)
    app.action("commitment_ask")(ask)


def close(
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
    about = refresh_commitments.pressed_in(read_back(AboutCommitment, action.get("value")), body)
    with begin() as db:
        commitments.mark_kept(db, about.number, by=me, at=now)
    deliver()
    refresh_commitments.show_after_click(begin, chat, me, about, settings, now=now)


def open_new_day(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = refresh_commitments.pressed_in(read_back(AboutCommitment, action.get("value")), body)
    chat.ask(body["trigger_id"], queries.new_day_form(begin, about, me))


def renegotiate(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver, settings: Settings
) -> None:
    filled = filled_in(CommitmentForm, view["state"])
    about = read_back(AboutCommitment, view["private_metadata"])
    with begin() as db:
        version = about.version
        commitments.renegotiate(db, about.number, filled.text, filled.due_on, version=version, by=me, at=now)
    ack()
    deliver()
    refresh_commitments.show_after_form(begin, chat, me, about, settings, now=now)


def take_other_day(
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
    """The day was understood wrongly: that is a correction, and no renegotiation."""
    ack()
    about = read_back(AboutCommitment, action.get("value"))
    with begin() as db:
        commitments.correct_day(db, about.number, about.day, version=about.version, by=me, at=now)
    deliver()
    refresh_commitments.show_after_click(begin, chat, me, about, settings, now=now)


def open_let_go(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = refresh_commitments.pressed_in(read_back(AboutCommitment, action.get("value")), body)
    chat.ask(body["trigger_id"], forms.let_go(queries.changeable(begin, about, me), memo=about.packed))


def let_go(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver, settings: Settings
) -> None:
    filled = filled_in(CommitmentForm, view["state"])
    about = read_back(AboutCommitment, view["private_metadata"])
    with begin() as db:
        commitments.let_go(db, about.number, filled.reason, by=me, at=now)
    ack()
    deliver()
    refresh_commitments.show_after_form(begin, chat, me, about, settings, now=now)


def show_in_channel(
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
    about = refresh_commitments.pressed_in(read_back(AboutCommitment, action.get("value")), body)
    with begin() as db:
        commitments.show(db, about.number, by=me, at=now)
    deliver()
    refresh_commitments.show_after_click(begin, chat, me, about, settings, now=now)


def ask(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    about = read_back(AboutCommitment, action.get("value"))
    with begin() as db:
        commitment = commitments.ask(db, about.number, by=me, at=now)
    chat.whisper(body["channel"]["id"], me.person, messages.asked(commitment))
