"""The draft of a promise: saved, edited first, or forgotten, by nobody but whoever said it."""

import re
from datetime import datetime

from slack_bolt import Ack, App

from bot import promises
from bot.chat import Chat
from bot.config import Settings
from bot.domain import commitments
from bot.errors import Refusal
from bot.payloads import Payload
from bot.promising import Offered
from bot.returned import read_back
from bot.views import commitment_drafts as drafts
from bot.views import commitments as views
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action(re.compile(r"commitment_save(_\d)?"))(save)
    app.action("commitment_edit")(edit_first)
    app.action("commitment_dismiss")(dismiss)


def save(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    offered = read_back(Offered, action.get("value"))
    _check_own(offered, me)
    with begin() as db:
        commitment = commitments.record(db, offered.promise, said=offered.said(now), owner=me, at=now)
        promises.answer_offer(db, offered, me, was_right=True)
        made = views.made(commitment, promises.partner_of(db, commitment))
    chat.replace(made)


def edit_first(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    offered = read_back(Offered, action.get("value"))
    _check_own(offered, me)
    promises.open_form(begin, chat, body["trigger_id"], offered.promise, offered)


def dismiss(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    offered = read_back(Offered, action.get("value"))
    _check_own(offered, me)
    with begin() as db:
        promises.answer_offer(db, offered, me, was_right=False)
    chat.replace(drafts.dismissed())


def _check_own(offered: Offered, me: Member) -> None:
    if offered.owner != me.person:
        raise Refusal("Only whoever said it can make it a promise.")
