"""Reopening a decision: what has changed, who should look at it, and that it stays after all."""

from bot.chat.messages import Form
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import decisions
from bot.features.decisions import reopen as decision_reopen
from bot.features.decisions import reopen_messages
from bot.features.decisions.payloads import Reopened
from bot.features.duplicates import check as duplicate_check
from bot.features.duplicates.messages import Earlier


def open_form(about: Earlier, request: Request) -> Form:
    wording, _ = duplicate_check.words_of(request, about)
    with request.begin(reading=True) as db:
        decision = decisions.changeable(db, about.number, by=request.me)
    return reopen_messages.form(decision, instead=wording.text, memo=about.packed)


def reopen(about: Earlier, filled: Reopened, request: Request) -> None:
    with request.begin() as db:
        decision_reopen.reopen(db, about.number, filled.change, by=request.me, at=request.now)
        came_from = duplicate_check.answered(db, about, request.me)
    request.deliver()
    duplicate_check.show_outcome(request.chat, came_from, None)


def keep(number: int, request: Request) -> None:
    with request.begin() as db:
        decision_reopen.keep(db, number, by=request.me, at=request.now)
    request.deliver()


ROUTES = Routes(clicks={"decision_reopen": open_form, "reopening_keep": keep}, forms={"reopening_form": reopen})
