"""The ways on from "this may be settled already": keep the earlier decision, replace it, or log the new one as well."""

from collections.abc import Callable
from datetime import datetime

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.chat.port import Chat, Message
from bot.dispatch.requests import Deliver
from bot.errors import Refusal
from bot.features import decisions, duplicates
from bot.features.decisions import forms as decision_forms
from bot.features.decisions import reactions as decision_reactions
from bot.features.decisions import reopen as decision_reopen
from bot.features.decisions import reopen_messages
from bot.features.decisions.payloads import CameFrom, DecisionForm
from bot.features.decisions.reopen import ReopenReason
from bot.features.duplicates import check, messages, overheard, pending
from bot.features.duplicates.payloads import DuplicateChoice, Earlier
from bot.settings import Settings
from bot.slack.blocks import modal
from bot.slack.forms import filled_in, read_back
from bot.slack.payloads import Payload
from bot.text.reasons import Wording
from storage import Begin, partnerships
from storage import decisions as stored_decisions
from storage.decisions import Decision
from storage.members import Member
from storage.search import records
from storage.search.tokens import Query

Came = tuple[CameFrom, Decision | None, str]  # where the words came from, what was logged of them, and what to say


def register(app: App, settings: Settings) -> None:
    app.action("settled_keep")(keep)
    app.action("settled_log")(log_as_well)
    app.action("settled_replace")(open_replace)
    app.view("settled_replace_form")(replace)
    app.view("settled_form")(go_on)
    app.action("settled_not_asked")(say_sorry)
    app.action("settled_show")(show_again)


def keep(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    with begin() as db:
        came_from, _, words = _keep(db, read_back(Earlier, action.get("value")), me, now, DuplicateChoice())
    chat.replace(Message(words))
    check.show_outcome(chat, came_from, None)


def log_as_well(
    ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver
) -> None:
    ack()
    with begin() as db:
        came_from, decision, words = _log(db, read_back(Earlier, action.get("value")), me, now, DuplicateChoice())
    deliver()
    chat.replace(Message(words))
    check.show_outcome(chat, came_from, _as_posted(begin, decision))


def open_replace(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = read_back(Earlier, action.get("value"))
    wording, _ = check.words_of(begin, chat, about, me)
    with begin(reading=True) as db:
        decision = decisions.changeable(db, about.number, by=me)
    chat.ask(body["trigger_id"], decision_forms.replace(decision, wording, memo=about.packed))


def replace(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver) -> None:
    wording = filled_in(DecisionForm, view["state"]).wording
    about = read_back(Earlier, view["private_metadata"])
    _, came_from = check.words_of(begin, chat, about, me)
    with begin() as db:
        check.answered(db, about, me)
        origin = came_from.origin(me=me.person, now=now)
        decision = decisions.supersede(db, about.number, wording, by=me, at=now, origin=origin)
    ack()
    deliver()
    check.show_outcome(chat, came_from, _as_posted(begin, decision))


def go_on(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver) -> None:
    """The answer in the form that took the place of the one in which the decision was written."""
    chosen = filled_in(DuplicateChoice, view["state"])
    about = read_back(Earlier, view["private_metadata"])
    if chosen.then not in WAYS:
        raise Refusal("Choose how we go on, please.", field="then")
    with begin() as db:
        came_from, decision, words = WAYS[chosen.then](db, about, me, now, chosen)
    ack(response_action="update", view=modal(messages.closing(words)))
    deliver()
    check.show_outcome(chat, came_from, _as_posted(begin, decision))


def show_again(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    """The question once more, from a letter."""
    ack()
    about = read_back(Earlier, action.get("value"))
    wording, _ = check.words_of(begin, chat, about, me)
    with begin(reading=True) as db:
        record, zone = records.of_one(db, decisions.shown(db, about.number, to=me)), partnerships.own(db).zone
    chat.post(body["channel"]["id"], messages.question(record, wording, zone, about))


def say_sorry(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """What we took for the answer was none: the same question is left alone from now on."""
    ack()
    overheard.was_none(begin, chat, read_back(Earlier, action.get("value")), me=me, now=now)
    chat.replace(messages.not_asked())


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


def _as_posted(begin: Begin, decision: Decision | None) -> Decision | None:
    """With the address of its post, which it has by now."""
    if decision is None:
        return None
    with begin(reading=True) as db:
        return stored_decisions.of_number(db, decision.number) or decision
