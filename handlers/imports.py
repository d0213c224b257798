"""What an import has found, looked through by conveners: in a window from Home, from a letter, or by a word."""

import re

from sqlalchemy.orm import Session

from bot.chat.messages import Form
from bot.dispatch.interactions import Said
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features.imports import candidates, messages
from bot.features.imports.candidates import CandidatesSettled
from bot.features.imports.payloads import CandidatePage
from storage import partnerships, proposals
from storage.members import Member

ASKED = re.compile(r"(?:the\s+)?(?:proposals|finds|what was (?:found|imported))[\s.!?]*", re.IGNORECASE)
KINDS = (messages.DECISION, messages.COMMITMENT)


def asks(text: str) -> bool:
    return ASKED.fullmatch(text) is not None


def answer(said: Said, request: Request) -> None:
    candidates.check(request.me)
    with request.begin() as db:
        counts = proposals.waiting_counts(db, request.me)
    said.reply(request, messages.waiting(counts))


def open_page(request: Request) -> Form:
    candidates.check(request.me)
    with request.begin(reading=True) as db:
        return _next(db, request.me, CandidatePage(), None)


def settle(leafing: CandidatePage, filled: Answers, request: Request) -> Form:
    """Keep what is ticked, wave away or leave the others, and show the next page in the same window."""
    right = set(filled.numbers(f"right_{leafing.after}")) & set(leafing.shown)
    others = [each for each in leafing.shown if each not in right]
    with request.begin() as db:
        kept = candidates.accept(db, sorted(right), by=request.me, at=request.now)
        if filled[f"others_{leafing.after}"] == messages.NONE:
            candidates.decline(db, others, by=request.me, at=request.now)
        return _next(db, request.me, leafing, kept)


def _next(db: Session, me: Member, leafing: CandidatePage, kept: CandidatesSettled | None) -> Form:
    """The page after this one: first the decisions, then the promises."""
    zone = partnerships.own(db).zone
    for kind in KINDS[KINDS.index(leafing.kind) :]:
        after = leafing.after if kind == leafing.kind else 0
        if rows := candidates.waiting(db, to=me, kind=kind, after=after):
            page = CandidatePage(kind=kind, shown=tuple(row.id for row in rows), after=rows[-1].id)
            return messages.page(rows, page, zone, kept)
    return messages.finished(kept)


ROUTES = Routes(said=((asks, answer),), clicks={"proposals_open": open_page}, forms={"proposals_form": settle})
