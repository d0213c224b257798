"""The ways on from "this may be settled already": keep the earlier decision, replace it, or log the new one as well."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.messages import Form, Message
from bot.dispatch.interactions import Click
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import decisions, duplicates
from bot.features.decisions import forms as decision_forms
from bot.features.decisions import reactions as decision_reactions
from bot.features.decisions import reopen as decision_reopen
from bot.features.decisions import reopen_messages
from bot.features.decisions.payloads import CameFrom, DecisionForm
from bot.features.decisions.reopen import ReopenReason
from bot.features.duplicates import check, messages, overheard, pending
from bot.features.duplicates.messages import DuplicateChoice, Earlier
from bot.text.reasons import Wording
from storage import decisions as stored_decisions
from storage import partnerships
from storage.decisions import Decision
from storage.members import Member
from storage.search import records
from storage.search.tokens import Query

Came = tuple[CameFrom, Decision | None, str]  # where the words came from, what was logged of them, and what to say


def keep(about: Earlier, request: Request) -> None:
    with request.begin() as db:
        came_from, _, words = _keep(db, about, request.me, request.now, DuplicateChoice())
    request.chat.replace(Message(words))
    check.show_outcome(request.chat, came_from, None)


def log_as_well(about: Earlier, request: Request) -> None:
    with request.begin() as db:
        came_from, decision, words = _log(db, about, request.me, request.now, DuplicateChoice())
    request.chat.replace(Message(words))
    _tell_outcome(request, came_from, decision)


def open_replace(about: Earlier, request: Request) -> Form:
    wording, _ = check.words_of(request, about)
    with request.begin(reading=True) as db:
        decision = decisions.changeable(db, about.number, by=request.me)
    return decision_forms.supersede(decision, wording, name="settled_replace_form", memo=about.packed)


def replace(about: Earlier, filled: DecisionForm, request: Request) -> None:
    _, came_from = check.words_of(request, about)
    with request.begin() as db:
        check.answered(db, about, request.me)
        origin = came_from.origin(me=request.me.person, now=request.now)
        decision = decisions.supersede(db, about.number, filled.wording, by=request.me, at=request.now, origin=origin)
    _tell_outcome(request, came_from, decision)


def go_on(about: Earlier, chosen: DuplicateChoice, request: Request) -> Form:
    """The answer in the form that took the place of the one in which the decision was written."""
    if chosen.then not in WAYS:
        raise Refusal("Choose how we go on, please.", field="then")
    with request.begin() as db:
        came_from, decision, words = WAYS[chosen.then](db, about, request.me, request.now, chosen)
    _tell_outcome(request, came_from, decision)
    return messages.closing(words)


def show_again(click: Click, about: Earlier, request: Request) -> None:
    """The question once more, from a letter."""
    wording, _ = check.words_of(request, about)
    with request.begin(reading=True) as db:
        record, zone = records.of_one(db, decisions.shown(db, about.number, to=request.me)), partnerships.own(db).zone
    request.chat.post(click.channel, messages.question(record, wording, zone, about))


def say_sorry(about: Earlier, request: Request) -> None:
    """What we took for the answer was none: the same question is left alone from now on."""
    overheard.was_none(request, about)
    request.chat.replace(messages.not_asked())


def _keep(db: Session, about: Earlier, me: Member, _now: datetime, _chosen: DuplicateChoice) -> Came:
    earlier = decisions.shown(db, about.number, to=me)
    return check.answered(db, about, me), None, messages.kept(earlier)


def _log(db: Session, about: Earlier, me: Member, now: datetime, _chosen: DuplicateChoice) -> Came:
    row = pending.waiting(db, about.holding, by=me)
    wording, channel = pending.wording_of(row), row.channel
    duplicates.tell_apart(db, Query(row.text), row.decision_id, by=me, at=now)
    came_from = check.answered(db, about, me)
    origin = came_from.origin(me=me.person, now=now)
    log = decision_reactions.log if origin.by_reaction else decisions.log
    decision = log(db, wording, origin=origin, channel=channel, by=me, at=now)
    return came_from, decision, messages.logged(decision)


def _replace(db: Session, about: Earlier, me: Member, now: datetime, chosen: DuplicateChoice) -> Came:
    """What has changed is the reason, beside the one that was given already."""
    old = pending.wording_of(pending.waiting(db, about.holding, by=me))
    reason = "\n".join(filter(None, (old.reason.strip(), chosen.changed.strip())))
    if not reason:
        raise Refusal("What has changed? It is the reason that people will ask for.", field="changed")
    wording = Wording(old.text, reason, old.options, old.people, old.review_on)
    came_from = check.answered(db, about, me)
    origin = came_from.origin(me=me.person, now=now)
    decision = decisions.supersede(db, about.number, wording, by=me, at=now, origin=origin)
    return came_from, decision, messages.replaced(about.number, decision)


def _reopen(db: Session, about: Earlier, me: Member, now: datetime, chosen: DuplicateChoice) -> Came:
    held = pending.wording_of(pending.waiting(db, about.holding, by=me))
    decision_reopen.reopen(db, about.number, ReopenReason(chosen.changed, held.text), by=me, at=now)
    earlier = decisions.shown(db, about.number, to=me)
    return check.answered(db, about, me), None, reopen_messages.reopened(earlier)


WAYS: dict[str, Callable[[Session, Earlier, Member, datetime, DuplicateChoice], Came]] = {
    messages.KEEP: _keep,
    messages.LOG: _log,
    messages.REPLACE: _replace,
    messages.REOPEN: _reopen,
}


def _tell_outcome(request: Request, came_from: CameFrom, decision: Decision | None) -> None:
    """With the address of its post, which the decision has by now."""
    request.deliver()
    if decision is not None:
        with request.begin(reading=True) as db:
            decision = stored_decisions.of_number(db, decision.number) or decision
    check.show_outcome(request.chat, came_from, decision)


ROUTES = Routes(
    clicks={
        "settled_keep": keep,
        "settled_log": log_as_well,
        "settled_replace": open_replace,
        "settled_not_asked": say_sorry,
        "settled_show": show_again,
    },
    forms={"settled_replace_form": replace, "settled_form": go_on},
)
