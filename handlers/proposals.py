"""What an import has found, looked through by conveners: in a window from Home, from a letter, or by a word."""

import re
from datetime import datetime

from slack_bolt import Ack, App, BoltContext
from sqlalchemy.orm import Session

from bot import proposed
from bot.blocks import modal
from bot.carried import Leafing
from bot.chat import Chat, Form
from bot.config import Settings
from bot.domain import proposals
from bot.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.proposed import Kept
from bot.returned import answers_in, read_back
from bot.views import proposals as views
from storage import Begin, partnerships
from storage import proposals as found
from storage.members import Member

ASKED = re.compile(r"(?:the\s+)?(?:proposals|finds|what was (?:found|imported))[\s.!?]*", re.IGNORECASE)
KINDS = (views.DECISION, views.COMMITMENT)


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[asks])(answer_mention)
    app.event("message", matchers=[is_direct_message, asks])(answer_in_private)
    app.action("proposals_open")(open_page)
    app.view("proposals_form")(settle)


def asks(event: Payload, context: BoltContext) -> bool:
    return is_from_a_person(event) and ASKED.fullmatch(addressed(event, context.bot_user_id)) is not None


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def answer_mention(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    proposals.check(me)
    with begin() as db:
        counts = found.waiting_counts(db, me)
    chat.whisper(event["channel"], me.person, views.waiting(counts), thread=event.get("thread_ts"))


def answer_in_private(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    proposals.check(me)
    with begin() as db:
        counts = found.waiting_counts(db, me)
    chat.post(event["channel"], views.waiting(counts), thread=event.get("thread_ts"))


def open_page(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    proposals.check(me)
    with begin(reading=True) as db:
        form = _next(db, me, Leafing(), None)
    chat.ask(body["trigger_id"], form)


def settle(ack: Ack, view: Payload, begin: Begin, me: Member, now: datetime) -> None:
    """Keep what is ticked, wave away or leave the others, and show the next page in the same window."""
    leafing = read_back(Leafing, view["private_metadata"])
    filled = answers_in(view["state"])
    right = set(filled.numbers(f"right_{leafing.after}")) & set(leafing.shown)
    others = [each for each in leafing.shown if each not in right]
    with begin() as db:
        kept = proposed.accept(db, sorted(right), by=me, at=now)
        if filled[f"others_{leafing.after}"] == views.NONE:
            proposals.decline(db, others, by=me, at=now)
        form = _next(db, me, leafing, kept)
    ack(response_action="update", view=modal(form))


def _next(db: Session, me: Member, leafing: Leafing, kept: Kept | None) -> Form:
    """The page after this one: first the decisions, then the promises."""
    zone = partnerships.own(db).zone
    for kind in KINDS[KINDS.index(leafing.kind) :]:
        after = leafing.after if kind == leafing.kind else 0
        if rows := proposals.waiting(db, to=me, kind=kind, after=after):
            page = Leafing(kind=kind, shown=tuple(row.id for row in rows), after=rows[-1].id)
            return views.page(rows, page, zone, kept)
    return views.finished(kept)
