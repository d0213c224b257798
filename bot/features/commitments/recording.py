"""A promise becomes a commitment: who may record it, see it and change it, and who learns of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.commitments.recipients import remember, tell, today
from bot.features.commitments.rules import CommitmentSource, CommitmentText, Recipient, check, fitting
from storage import commitments, decisions, events, members, partnerships
from storage.commitments import ALL, LET_GO, NOBODY, OPEN, Commitment
from storage.members import BOT, Member


def record(db: Session, promise: CommitmentText, *, said: CommitmentSource, owner: Member, at: datetime) -> Commitment:
    """Remember somebody's own promise. Nobody can record one for somebody else: the owner is whoever clicks.

    Raises Refusal without words or with too many, for a day that has passed, for a decision they cannot see,
    and when the same message was kept before.
    """
    check(promise, today=today(db, owner, at))
    _check_to(db, promise.to, owner)
    _check_decision(db, promise.decision, owner)
    _check_new(db, said)
    commitment = Commitment(
        number=partnerships.next_commitment_number(db),
        text=fitting(promise.text),
        owner=owner.person,
        made_at=said.at,
        recorded_at=at,
        changed_at=at,
        changed_by=owner.person,
        made_to=promise.to.kind,
        to_person=promise.to.person,
        to_partner_id=promise.to.partner_id,
        due_on=promise.due_on,
        channel=said.channel,
        source=said.source,
        source_link=said.link,
        decision=promise.decision,
        by_reaction=said.by_reaction,
    )
    db.add(commitment)
    db.flush()
    remember(db, commitment)
    events.note(db, "commitment.made", subject_id=commitment.id, by=owner.person, at=at)
    return commitment


def shown(db: Session, number: int, *, to: Member, for_change: bool = False) -> Commitment:
    """A promise that this person may see.

    Raises Refusal, in the same words for one that does not exist and one that is not theirs to see.
    """
    commitment = commitments.of_number(db, number, for_change=for_change)
    if commitment is None or not commitments.among(db, [commitment.id], commitments.visible_to(to)):
        raise Refusal(f"I know of no C-{number} that you can see.")
    return commitment


def changeable(db: Session, number: int, *, by: Member, for_change: bool = True) -> Commitment:
    """An open promise that this person may change. Raises Refusal otherwise, and says who can."""
    commitment = shown(db, number, to=by, for_change=for_change)
    if not may_change(by, commitment):
        owner = _called(db, commitment.owner)
        raise Refusal(f"Only {owner}, those it was made to, and conveners can change C-{number}.")
    check_open(commitment)
    return commitment


def may_change(me: Member, commitment: Commitment) -> bool:
    """The owner, those it was made to by name or as a partner, and conveners as far as they see it.

    What was said to everybody stays its owner's.
    """
    return commitment.owner in me.ids or is_made_to(me, commitment) or me.is_convener


def is_made_to(me: Member, commitment: Commitment) -> bool:
    """Whether it was made to this person, by name or through their partner."""
    if commitment.to_person is not None:
        return commitment.to_person in me.ids
    return commitment.to_partner_id is not None and commitment.to_partner_id == me.partner_id


def check_open(commitment: Commitment) -> None:
    if not commitment.is_open:
        raise Refusal(f"C-{commitment.number} was already {commitment.state}.")


def _check_decision(db: Session, number: int | None, owner: Member) -> None:
    if number is None:
        return
    decision = decisions.of_number(db, number)
    if decision is None or not decisions.among(db, [decision.id], decisions.visible_to(owner)):
        raise Refusal(f"I know of no D-{number} that you can see.", field="decision")


def _check_to(db: Session, to: Recipient, owner: Member) -> None:
    if to.person is None:
        return
    known = members.by_person(db, to.person)
    if to.person == owner.person:
        raise Refusal("That is you. Leave it empty to promise it to nobody in particular.", field="people")
    if known is None or known.kind == BOT:
        raise Refusal("A promise is made to a person, and I know of none there.", field="people")


def _check_new(db: Session, said: CommitmentSource) -> None:
    same = commitments.of_source(db, said.source) if said.source else None
    if same is not None:
        raise Refusal(f"I remember that message already, as C-{same.number}.")


def _called(db: Session, person: str) -> str:
    """A name in the words of a refusal, without what could ping somebody."""
    return members.names(db, [person]).get(person, "its owner").translate(dict.fromkeys(map(ord, "<>&")))


STILL_MEANT = timedelta(days=90)  # after it was said, where no day was named; then nobody counts on it any more
LONG_AGO = "It came with an import; how it ended was not recorded."


@dataclass(frozen=True)
class HeardCommitment:
    """A promise in somebody's words of then. No channel: everybody may see it."""

    text: str
    owner: str
    said_at: datetime
    channel: str | None
    source: str
    link: str | None = None
    due_on: date | None = None


def bring(db: Session, overheard: HeardCommitment, *, by: Member, at: datetime) -> Commitment:
    """Remember it, seen by those who could hear it. What is long past is not open: nobody is reminded of it.

    The same message is kept once: the promise that is known already is given back.
    """
    known = commitments.of_source(db, overheard.source)
    if known is not None:
        return known
    is_open = _is_still_meant(overheard, at)
    commitment = Commitment(
        number=partnerships.next_commitment_number(db),
        text=fitting(overheard.text),
        owner=overheard.owner,
        made_at=overheard.said_at,
        recorded_at=at,
        changed_at=at,
        changed_by=by.person,
        made_to=NOBODY if overheard.channel else ALL,
        due_on=overheard.due_on,
        channel=overheard.channel,
        source=overheard.source,
        source_link=overheard.link,
        is_shown=bool(overheard.channel),
        state=OPEN if is_open else LET_GO,
        ended_at=None if is_open else at,
        ended_because="" if is_open else LONG_AGO,
        nudged_on=at.date(),  # one without a day would be spoken of at once, for it is older than two weeks
    )
    db.add(commitment)
    db.flush()
    remember(db, commitment)
    events.note(db, "commitment.accepted", subject_id=commitment.id, by=by.person, at=at)
    if is_open:
        tell(db, commitment, "accepted", at=at)
    return commitment


def _is_still_meant(overheard: HeardCommitment, at: datetime) -> bool:
    if overheard.due_on is not None:
        return overheard.due_on >= at.date()
    return overheard.said_at >= at - STILL_MEANT
