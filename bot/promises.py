"""How promises stand now, read for one person and shown wherever they have pressed a button about one."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot import home, letters
from bot.chat import Buttons, Chat, Form, Message
from bot.config import Settings
from bot.domain import commitments
from bot.domain.commitments import Promise
from bot.payloads import Payload
from bot.promise_reading import Reading
from bot.promising import About, Offered
from bot.views import commitment_drafts as drafts
from bot.views import commitment_forms as forms
from bot.views import commitment_lists as lists_views
from bot.views import commitments as views
from bot.views.commitment_lists import Lists
from storage import Begin, offers, partnerships, promises, seen
from storage import commitments as remembered
from storage.commitments import Commitment
from storage.members import Member


def lists_of(db: Session, me: Member, *, now: datetime) -> Lists:
    """A person's own open promises, and those made to them."""
    mine, to_me = promises.own(db, *me.ids), promises.to(db, me)
    return Lists(mine, to_me, promises.partner_names(db, (*mine, *to_me)), commitments.today(db, me, now))


def record_of(db: Session, number: int, *, to: Member) -> Message:
    """Everything about a promise. Raises Refusal when it is not theirs to see."""
    commitment = commitments.shown(db, number, to=to)
    versions = remembered.versions_of(db, commitment.id)
    return views.record(commitment, versions, partner_of(db, commitment), actions=actions_of(commitment, to))


def actions_of(commitment: Commitment, me: Member) -> Buttons:
    """What this person can do about it."""
    if commitment.owner in me.ids:
        return views.own_buttons(commitment, views.RECORD)
    may_ask = commitments.may_ask(me, commitment)
    return views.their_buttons(
        commitment, views.RECORD, may_ask=may_ask, may_change=commitments.may_change(me, commitment)
    )


def partner_of(db: Session, commitment: Commitment) -> str:
    """What the partner is called that it was made to; empty when it was made to none."""
    return promises.partner_names(db, [commitment]).get(commitment.to_partner_id or 0, "")


def draft_of(db: Session, offered: Offered, *, opening: str = "", others: Sequence[date] = ()) -> Message:
    """The draft of a promise that nobody has saved yet."""
    return drafts.draft(offered, partner_called(db, offered), opening=opening, others=others)


def partner_called(db: Session, offered: Offered) -> str:
    """What the partner is called that it would be made to; empty when it would be made to none."""
    partner = partnerships.partners(db).get(offered.promise.to.partner_id or 0)
    return partner.name if partner else ""


def answer_offer(db: Session, offered: Offered, me: Member, *, was_right: bool) -> None:
    """Where the draft came from noticing, learn from what its author says."""
    if offered.offer is not None:
        offers.answer(db, offered.offer, person=me.person, was_right=was_right)


def open_form(begin: Begin, chat: Chat, trigger: str, promise: Promise, offered: Offered) -> None:
    """The form in which a promise is written; `offered` says whose it is and where it was said."""
    with begin(reading=True) as db:
        partners = {id_: partner.name for id_, partner in partnerships.partners(db).items()}
    chat.ask(trigger, forms.new(promise, partners=partners, memo=offered.packed))


def offer_to_author(begin: Begin, chat: Chat, reading: Reading, *, owner: Member, by: Member, now: datetime) -> None:
    """Ask whoever wrote a message that somebody else marked, once for each. Nothing is kept without their click."""
    with begin() as db:
        if not seen.first_time(db, f"promise-offered:{reading.offered.source}", at=now):
            return
        opening = drafts.marked_by(by.person)
        draft = draft_of(db, reading.offered, opening=opening, others=reading.others)
    chat.dm(owner.person, draft)


def changeable(begin: Begin, about: About, me: Member) -> Commitment:
    """The promise that a button is about. Raises Refusal when it is not theirs to change."""
    with begin(reading=True) as db:
        return commitments.changeable(db, about.number, by=me, for_change=False)


def new_day_form(begin: Begin, about: About, me: Member) -> Form:
    """For a new day or new words; it remembers the version that the person is looking at."""
    commitment = changeable(begin, about, me)
    return forms.new_day(commitment, memo=about.model_copy(update={"version": commitment.version}).packed)


def pressed_in(about: About, body: Payload) -> About:
    """The same, with where the message stands in which the button was pressed. What only one sees has no place."""
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id", "")
    message = "" if container.get("is_ephemeral") else container.get("message_ts", "")
    return about.model_copy(update={"channel": channel, "message": message})


def show_after_click(begin: Begin, chat: Chat, me: Member, about: About, settings: Settings, *, now: datetime) -> None:
    """Put how it stands now in the place of what was pressed."""
    if about.place in (views.HOME, views.LETTER):
        return _show_there(begin, chat, me, about, settings, now)
    chat.replace(_now(begin, me, about, now))


def show_after_form(begin: Begin, chat: Chat, me: Member, about: About, settings: Settings, *, now: datetime) -> None:
    """The same after a form, which can edit only what stands where others could see it too."""
    if about.place in (views.HOME, views.LETTER):
        return _show_there(begin, chat, me, about, settings, now)
    shown = _now(begin, me, about, now)
    if about.message:
        chat.amend(about.channel, about.message, shown)
    elif about.channel:
        chat.whisper(about.channel, me.person, shown)
    else:
        chat.dm(me.person, shown)


def _show_there(begin: Begin, chat: Chat, me: Member, about: About, settings: Settings, now: datetime) -> None:
    if about.place == views.HOME:
        home.show(begin, chat, me, settings, now)
    else:
        letters.show(begin, chat, channel=about.channel, message=about.message, now=now)


def _now(begin: Begin, me: Member, about: About, now: datetime) -> Message:
    with begin(reading=True) as db:
        if about.place == views.LIST:
            return lists_views.mine(lists_of(db, me, now=now))
        return record_of(db, about.number, to=me)
