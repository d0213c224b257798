"""The draft of a promise: saved, edited first, or forgotten, by nobody but whoever said it."""

import re
from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.errors import Refusal
from bot.features import commitments
from bot.features.commitments import forms, messages, queries
from bot.features.commitments.payloads import AboutDraft
from bot.settings import Settings
from bot.slack.forms import read_back
from bot.slack.payloads import Payload
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action(re.compile(r"commitment_save(_\d)?"))(save)
    app.action("commitment_edit")(edit_first)
    app.action("commitment_dismiss")(dismiss)


def save(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    offered = read_back(AboutDraft, action.get("value"))
    _check_own(offered, me)
    with begin() as db:
        commitment = commitments.record(db, offered.promise, said=offered.said(now), owner=me, at=now)
        queries.answer_offer(db, offered, me, was_right=True)
        made = messages.made(commitment, queries.partner_of(db, commitment))
    chat.replace(made)


def edit_first(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    offered = read_back(AboutDraft, action.get("value"))
    _check_own(offered, me)
    queries.open_form(begin, chat, body["trigger_id"], offered.promise, offered)


def dismiss(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    offered = read_back(AboutDraft, action.get("value"))
    _check_own(offered, me)
    with begin() as db:
        queries.answer_offer(db, offered, me, was_right=False)
    chat.replace(forms.dismissed())


def _check_own(offered: AboutDraft, me: Member) -> None:
    if offered.owner != me.person:
        raise Refusal("Only whoever said it can make it a promise.")
