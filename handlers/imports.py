"""What an import has found, looked through by conveners: in a window from Home, from a letter, or by a word."""

import re
from datetime import datetime

from slack_bolt import Ack, App, BoltContext
from sqlalchemy.orm import Session

from bot.chat.port import Chat, Form
from bot.features.imports import candidates, messages
from bot.features.imports.candidates import CandidatesSettled
from bot.features.imports.payloads import CandidatePage
from bot.settings import Settings
from bot.slack.blocks import modal
from bot.slack.forms import answers_in, read_back
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from storage import Begin, partnerships, proposals
from storage.members import Member

ASKED = re.compile(r"(?:the\s+)?(?:proposals|finds|what was (?:found|imported))[\s.!?]*", re.IGNORECASE)
KINDS = (messages.DECISION, messages.COMMITMENT)


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
    candidates.check(me)
    with begin() as db:
        counts = proposals.waiting_counts(db, me)
    chat.whisper(event["channel"], me.person, messages.waiting(counts), thread=event.get("thread_ts"))


def answer_in_private(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    candidates.check(me)
    with begin() as db:
        counts = proposals.waiting_counts(db, me)
    chat.post(event["channel"], messages.waiting(counts), thread=event.get("thread_ts"))


def open_page(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    candidates.check(me)
    with begin(reading=True) as db:
        form = _next(db, me, CandidatePage(), None)
    chat.ask(body["trigger_id"], form)


def settle(ack: Ack, view: Payload, begin: Begin, me: Member, now: datetime) -> None:
    """Keep what is ticked, wave away or leave the others, and show the next page in the same window."""
    leafing = read_back(CandidatePage, view["private_metadata"])
    filled = answers_in(view["state"])
    right = set(filled.numbers(f"right_{leafing.after}")) & set(leafing.shown)
    others = [each for each in leafing.shown if each not in right]
    with begin() as db:
        kept = candidates.accept(db, sorted(right), by=me, at=now)
        if filled[f"others_{leafing.after}"] == messages.NONE:
            candidates.decline(db, others, by=me, at=now)
        form = _next(db, me, leafing, kept)
    ack(response_action="update", view=modal(form))


def _next(db: Session, me: Member, leafing: CandidatePage, kept: CandidatesSettled | None) -> Form:
    """The page after this one: first the decisions, then the promises."""
    zone = partnerships.own(db).zone
    for kind in KINDS[KINDS.index(leafing.kind) :]:
        after = leafing.after if kind == leafing.kind else 0
        if rows := candidates.waiting(db, to=me, kind=kind, after=after):
            page = CandidatePage(kind=kind, shown=tuple(row.id for row in rows), after=rows[-1].id)
            return messages.page(rows, page, zone, kept)
    return messages.finished(kept)
