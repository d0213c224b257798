"""Ways to say it: the purpose comes back as a statement, a story, a question or a partner's words, in turn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features import recurrences
from bot.features.catalogue import check_convener
from bot.features.purpose import check_length
from bot.features.recurrences import IsOff, RecurrencePlan
from bot.text.clean import clean
from storage import deliveries, digests, events, members, partnerships, purpose
from storage.members import Member
from storage.purpose import PURPOSE, QUESTION, QUOTE, STATEMENT, STORY, PurposeForm
from storage.recurrences import Recurrence

POST, FEW = "purpose_post", "purpose_few"
KINDS = (STATEMENT, STORY, QUESTION, QUOTE)
LONGEST = 2_000  # characters; one paragraph of a message
MOST = 20  # ways in use
FRIDAY = 4
SELDOM = timedelta(days=7)  # the same words again within a week are not read


@dataclass(frozen=True)
class PurposeVariant:
    """Another way to say it, as somebody wrote it. `has_agreed`: a partner is quoted, and has said yes to it."""

    kind: str
    text: str
    partner_id: int | None = None
    has_agreed: bool = False


def add(db: Session, way: PurposeVariant, *, by: Member, at: datetime) -> PurposeForm:
    """One more way to say it.

    Raises Refusal when `by` is no convener, when it says nothing or too much, when there are many already, or when
    a partner is quoted that has not agreed.
    """
    check_convener(by)
    text = clean(way.text)
    if way.kind not in KINDS:
        raise Refusal("Choose what kind of saying it is, please.", field="kind")
    if not text:
        raise Refusal("Write the words in which it should be said.", field="text")
    check_length(text, LONGEST, "text")
    if len(purpose.forms(db)) >= MOST:
        raise Refusal(f"There are {MOST} ways already. Let one of them go first.", field="keep")
    partner_id = _check_quote(db, way, by) if way.kind == QUOTE else None
    form = PurposeForm(kind=way.kind, text=text, written_by=by.person, written_at=at, partner_id=partner_id)
    db.add(form)
    db.flush()
    events.note(db, "purpose.way_added", subject_id=form.id, by=by.person, at=at)
    return form


def keep(db: Session, ids: Iterable[int], *, by: Member, at: datetime) -> None:
    """These stay in use, the others are let go. Raises Refusal when `by` is no convener."""
    check_convener(by)
    wanted = set(ids)
    for form in purpose.forms(db):
        if form.id not in wanted:
            form.dropped_at = at
            events.note(db, "purpose.way_dropped", subject_id=form.id, by=by.person, at=at)


def begin_recurrence(
    db: Session, weekdays: Iterable[int], *, hour: time, channel: str, by: Member, at: datetime
) -> Recurrence:
    """Bring the purpose back on these days. Raises Refusal as `rhythms.set_`, and when there is no purpose yet."""
    check_convener(by)
    if purpose.in_force(db, PURPOSE) is None:
        raise Refusal("First write down why you exist, with the button “Why we exist”.", field="weekdays")
    return recurrences.set_(db, recurrences.PURPOSE, RecurrencePlan(tuple(weekdays), hour, channel), by=by, at=at)


def bring_due(db: Session, *, now: datetime, is_off: IsOff) -> None:
    """On its day the next way to say it is put on its way to the channel.

    One that is late gives way to today's, and is not said at a weekend or on a day off.
    """
    due = recurrences.due(db, recurrences.PURPOSE, now=now, is_off=is_off)
    if due is None:
        return
    recurrence, day = due
    today = now.astimezone(partnerships.own(db).zone).date()
    has_own = bool(recurrences.days_between(recurrence, today, today, is_off=is_off))
    gives_way = day < today and (has_own or is_off(today) or today.weekday() > FRIDAY)
    if recurrences.came(recurrence, day) and not gives_way:
        _say(db, recurrence, today, now)


def in_turn(there: Sequence[PurposeForm], number: int, day: date) -> PurposeForm | None:
    """What comes on that day as the `number`-th from now, counted from 0; None: nothing, so as not to bore."""
    if len(there) > 1:
        return there[number % len(there)]
    lately = [way for way in there if way.shown_on and day - way.shown_on < SELDOM]
    return None if not there or lately or number else there[0]


def _say(db: Session, recurrence: Recurrence, today: date, now: datetime) -> None:
    there = purpose.forms(db)
    if len(there) < 2:
        _say_that_it_is_little(db, recurrence, there, today, now)
    way = in_turn(there, 0, today)
    if way is None:
        return
    way.shown_on, way.shown = today, way.shown + 1
    deliveries.plan(db, POST, about_id=way.id, key=f"purpose:{recurrence.id}:{today}", at=now)


def _say_that_it_is_little(
    db: Session, recurrence: Recurrence, there: Sequence[PurposeForm], today: date, now: datetime
) -> None:
    about = there[0].id if there else 0
    setter = members.of_people(db, [recurrence.set_by]).get(recurrence.set_by)
    asked = [setter] if setter and setter.is_convener and setter.left_at is None else members.conveners(db)
    due = [digests.DueDelivery(each.person, f"purpose:few:{about}:{each.person}", now) for each in asked]
    digests.write_to_many(db, FEW, due, about_id=about, on=today, hour=recurrence.hour)


def _check_quote(db: Session, way: PurposeVariant, by: Member) -> int:
    partner = partnerships.partners(db).get(way.partner_id or 0)
    if partner is None:
        raise Refusal("Whose words are these? Choose the partner.", field="partner")
    if not way.has_agreed and by.person != partner.representative:
        raise Refusal("Ask them first: I quote a partner only when it has agreed.", field="has_agreed")
    return partner.id
