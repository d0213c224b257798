"""Somebody has two accounts here, one of their own workspace and one as a guest: they say so from both."""

import re
import secrets
from typing import Any

from bot.chat.messages import Message
from bot.dispatch.interactions import Said
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features.members import account_linking, account_linking_messages
from storage import members, partnerships

WORDS = re.compile(r"my other account[\s:]*(?P<code>[\w-]{0,20})[\s.!?]*", re.IGNORECASE)
WRONG = "I know no such code. Each holds for 15 minutes, and once: say “my other account” for a new one."


def asks(said: Said) -> bool:
    """Only in private: a code that others read is none."""
    return said.is_private and WORDS.fullmatch(said.text[:100]) is not None


def hear(said: Said, request: Request) -> None:
    found = WORDS.fullmatch(said.text[:100])
    code = found["code"].replace("-", "") if found else ""
    answer = _bring(request, code) if code else _ask(request)
    request.chat.dm(request.me.person, answer)


def _ask(request: Request) -> Message:
    code = f"{secrets.randbelow(1_000_000):06}"
    with request.begin() as db:
        account_linking.ask(db, code, by=request.me, at=request.now)
    return account_linking_messages.code(code)


def _bring(request: Request, code: str) -> Message:
    """A wrong code is remembered before it is refused."""
    with request.begin() as db:
        pairing = account_linking.bring(db, code, by=request.me, at=request.now)
        asked = account_linking_messages.whose(pairing.id, *_named(db, pairing.first)) if pairing else None
    if asked is None:
        raise Refusal(WRONG)
    return asked


def agree(number: int, request: Request) -> None:
    with request.begin() as db:
        pairing = account_linking.agree(db, number, by=request.me, at=request.now)
        question = account_linking_messages.who_brought(pairing.id, *_named(db, request.me.person))
    request.chat.replace(account_linking_messages.wait())
    request.chat.dm(pairing.first, question)


def confirm(number: int, request: Request) -> None:
    with request.begin() as db:
        pairing = account_linking.confirm(db, number, by=request.me, at=request.now)
        other, _ = _named(db, pairing.second or "")
    request.chat.replace(account_linking_messages.joined(other))
    request.chat.dm(pairing.second or "", account_linking_messages.joined(request.me.name))


def decline(number: int, request: Request) -> None:
    with request.begin() as db:
        account_linking.decline(db, number, by=request.me, at=request.now)
    request.chat.replace(account_linking_messages.declined())


def part(request: Request) -> None:
    with request.begin() as db:
        account_linking.part(db, request.me.person, by=request.me, at=request.now)
    request.chat.replace(account_linking_messages.parted())


def _named(db: Any, person: str) -> tuple[str, str]:
    """What somebody is called, and their partner."""
    row = members.by_person(db, person)
    partner = partnerships.partners(db).get(row.partner_id or 0) if row else None
    return (row.name if row else person), (partner.name if partner else "")


ROUTES = Routes(
    said=((asks, hear),),
    clicks={"pairing_agree": agree, "pairing_confirm": confirm, "pairing_decline": decline, "pairing_part": part},
)
