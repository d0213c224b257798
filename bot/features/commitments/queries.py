"""How promises stand now, read for one person and shown wherever they have pressed a button about one."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.chat.messages import Buttons, Form, Message
from bot.dispatch.payloads import LIST
from bot.dispatch.requests import Request
from bot.features import commitments
from bot.features.commitments import CommitmentText, forms, lists, messages
from bot.features.commitments.lists import Lists
from bot.features.commitments.parsing import ParsedCommitment
from bot.features.commitments.payloads import AboutCommitment, AboutDraft
from storage import Begin, commitment_lists, partnerships, processed_events, suggestions
from storage import commitments as stored_commitments
from storage.commitments import Commitment
from storage.members import Member


def lists_of(db: Session, me: Member, *, now: datetime) -> Lists:
    """A person's own open promises, and those made to them."""
    mine, to_me = commitment_lists.own(db, *me.ids), commitment_lists.to(db, me)
    return Lists(mine, to_me, commitment_lists.partner_names(db, (*mine, *to_me)), commitments.today(db, me, now))


def record_of(db: Session, number: int, *, to: Member) -> Message:
    """Everything about a promise. Raises Refusal when it is not theirs to see."""
    commitment = commitments.shown(db, number, to=to)
    versions = stored_commitments.versions_of(db, commitment.id)
    return messages.record(commitment, versions, partner_of(db, commitment), actions=actions_of(commitment, to))


def actions_of(commitment: Commitment, me: Member) -> Buttons:
    """What this person can do about it."""
    if commitment.owner in me.ids:
        return messages.own_buttons(commitment, messages.RECORD)
    may_ask = commitments.may_ask(me, commitment)
    return messages.their_buttons(
        commitment, messages.RECORD, may_ask=may_ask, may_change=commitments.may_change(me, commitment)
    )


def partner_of(db: Session, commitment: Commitment) -> str:
    """What the partner is called that it was made to; empty when it was made to none."""
    return commitment_lists.partner_names(db, [commitment]).get(commitment.to_partner_id or 0, "")


def draft_of(db: Session, offered: AboutDraft, *, opening: str = "", others: Sequence[date] = ()) -> Message:
    """The draft of a promise that nobody has saved yet."""
    return forms.draft(offered, partner_called(db, offered), opening=opening, others=others)


def partner_called(db: Session, offered: AboutDraft) -> str:
    """What the partner is called that it would be made to; empty when it would be made to none."""
    partner = partnerships.partners(db).get(offered.promise.to.partner_id or 0)
    return partner.name if partner else ""


def answer_offer(db: Session, offered: AboutDraft, me: Member, *, was_right: bool) -> None:
    """Where the draft came from noticing, learn from what its author says."""
    if offered.offer is not None:
        suggestions.answer(db, offered.offer, person=me.person, was_right=was_right)


def form(begin: Begin, promise: CommitmentText, offered: AboutDraft) -> Form:
    """In which a promise is written; `offered` says whose it is and where it was said."""
    with begin(reading=True) as db:
        partners = {id_: partner.name for id_, partner in partnerships.partners(db).items()}
    return forms.new(promise, partners=partners, memo=offered.packed)


def offer_to_author(request: Request, reading: ParsedCommitment, *, owner: Member) -> None:
    """Ask whoever wrote a message that somebody else marked, once for each. Nothing is kept without their click."""
    with request.begin() as db:
        if not processed_events.first_time(db, f"promise-offered:{reading.offered.source}", at=request.now):
            return
        opening = forms.marked_by(request.me.person)
        draft = draft_of(db, reading.offered, opening=opening, others=reading.others)
    request.chat.dm(owner.person, draft)


def changeable(request: Request, about: AboutCommitment) -> Commitment:
    """The promise that a button is about. Raises Refusal when it is not theirs to change."""
    with request.begin(reading=True) as db:
        return commitments.changeable(db, about.number, by=request.me, for_change=False)


def new_day_form(request: Request, about: AboutCommitment) -> Form:
    """For a new day or new words; it remembers the version that the person is looking at."""
    commitment = changeable(request, about)
    return forms.new_day(commitment, memo=about.model_copy(update={"version": commitment.version}).packed)


def standing(db: Session, about: AboutCommitment, me: Member, *, now: datetime) -> Message:
    """How it stands now, in the place of what was clicked."""
    if about.place == LIST:
        return lists.mine(lists_of(db, me, now=now))
    return record_of(db, about.number, to=me)
