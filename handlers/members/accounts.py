"""Somebody has two accounts here, one of their own workspace and one as a guest: they say so from both."""

import re
import secrets
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, Message
from bot.errors import Refusal
from bot.features.members import account_linking, account_linking_messages
from bot.settings import Settings
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from storage import Begin, members, partnerships
from storage.members import Member

WORDS = re.compile(r"my other account[\s:]*(?P<code>[\w-]{0,20})[\s.!?]*", re.IGNORECASE)
WRONG = "I know no such code. Each holds for 15 minutes, and once: say “my other account” for a new one."


def register(app: App, settings: Settings) -> None:
    app.event("message", matchers=[is_direct_message, asks])(hear)
    app.action("pairing_agree")(agree)
    app.action("pairing_confirm")(confirm)
    app.action("pairing_decline")(decline)
    app.action("pairing_part")(part)


def is_direct_message(body: Payload) -> bool:
    """Only in private: a code that others read is none."""
    return is_direct(body)


def asks(event: Payload, context: BoltContext) -> bool:
    said = addressed(event, context.bot_user_id)[:100]
    return is_from_a_person(event) and "edited" not in event and WORDS.fullmatch(said) is not None


def hear(event: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    found = WORDS.fullmatch(addressed(event, context.bot_user_id)[:100])
    code = found["code"].replace("-", "") if found else ""
    answer = _bring(begin, code, me, now) if code else _ask(begin, me, now)
    chat.dm(me.person, answer)


def _ask(begin: Begin, me: Member, now: datetime) -> Message:
    code = f"{secrets.randbelow(1_000_000):06}"
    with begin() as db:
        account_linking.ask(db, code, by=me, at=now)
    return account_linking_messages.code(code)


def _bring(begin: Begin, code: str, me: Member, now: datetime) -> Message:
    """A wrong code is remembered before it is refused."""
    with begin() as db:
        pairing = account_linking.bring(db, code, by=me, at=now)
        asked = account_linking_messages.whose(pairing.id, *_named(db, pairing.first)) if pairing else None
    if asked is None:
        raise Refusal(WRONG)
    return asked


def agree(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        pairing = account_linking.agree(db, _number(action), by=me, at=now)
        question = account_linking_messages.who_brought(pairing.id, *_named(db, me.person))
    ack()
    chat.replace(account_linking_messages.wait())
    chat.dm(pairing.first, question)


def confirm(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        pairing = account_linking.confirm(db, _number(action), by=me, at=now)
        other, _ = _named(db, pairing.second or "")
    ack()
    chat.replace(account_linking_messages.joined(other))
    chat.dm(pairing.second or "", account_linking_messages.joined(me.name))


def decline(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        account_linking.decline(db, _number(action), by=me, at=now)
    ack()
    chat.replace(account_linking_messages.declined())


def part(ack: Ack, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        account_linking.part(db, me.person, by=me, at=now)
    ack()
    chat.replace(account_linking_messages.parted())


def _number(action: Payload) -> int:
    told = str(action.get("value") or "")
    return int(told) if re.fullmatch(r"[0-9]{1,9}", told) else 0


def _named(db: Any, person: str) -> tuple[str, str]:
    """What somebody is called, and their partner."""
    row = members.by_person(db, person)
    partner = partnerships.partners(db).get(row.partner_id or 0) if row else None
    return (row.name if row else person), (partner.name if partner else "")
