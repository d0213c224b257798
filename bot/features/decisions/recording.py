"""What happens to a decision in its life, each time with a line in its history and a word to its channel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.decisions.rules import can_log_in, changeable, check_channel, without_reason
from bot.text.reasons import Wording, check, check_length
from storage import decisions, deliveries, events, members, partnerships, reopenings, reviews
from storage.decisions import Decision, DecisionPerson, DecisionVersion
from storage.members import Member
from storage.reopenings import REPLACED, WITHDRAWN
from storage.search import index as search_index
from storage.search.records import DecisionRecord, Participant

POST, ASK_REASON, REOPENED = "decision_post", "decision_ask_reason", "decision_reopened"


@dataclass(frozen=True)
class Origin:
    """Where it comes from. `source` names the message it was, so that the same message is logged once."""

    by: str
    at: datetime
    source: str | None = None
    link: str | None = None
    by_reaction: bool = False


def log(db: Session, wording: Wording, *, origin: Origin, channel: str, by: Member, at: datetime) -> Decision:
    """Remember a decision and see to it that its channel learns of it. `by` is who logs it.

    Raises Refusal when a text is empty or too long, when the bot or the person is not in the channel,
    or when the same message was logged before.
    """
    check(wording)
    check_channel(db, channel, by)
    return _log(db, wording, origin=origin, channel=channel, by=by, at=at)


def log_if_there(
    db: Session, wording: Wording, *, origin: Origin, channel: str, by: Member, at: datetime
) -> Decision | None:
    """The same for a wording that was checked; None where the bot or the person is not."""
    if not can_log_in(db, channel, by=by):
        return None
    return _log(db, wording, origin=origin, channel=channel, by=by, at=at)


def _log(
    db: Session,
    wording: Wording,
    *,
    origin: Origin,
    channel: str,
    by: Member,
    at: datetime,
    instead_of: Decision | None = None,
) -> Decision:
    _check_new(db, origin)
    own = partnerships.number_decision(db)
    decision = Decision(
        number=own.decisions_numbered,
        text=wording.text.strip(),
        reason=wording.reason.strip(),
        options=wording.options.strip(),
        review_on=wording.review_on,
        channel=channel,
        decided_by=origin.by,
        decided_at=origin.at,
        logged_by=by.person,
        logged_at=at,
        source=origin.source,
        source_link=origin.link,
        by_reaction=origin.by_reaction,
        owner=origin.by,
        expected=(wording.expected or "").strip(),
        supersedes=instead_of.number if instead_of else None,
    )
    db.add(decision)
    db.flush()
    people = _take_part(db, decision, dict.fromkeys((origin.by, *wording.people)))
    title, body = decisions.findable(*decision.words, learned=(decision.expected,))
    search_index.store(db, "decision", decision.id, title=title, body=body)  # what is new has no vector to forget
    record = DecisionRecord(decision, people, predecessor=instead_of)
    _tell(db, decision, "logged", by=by, at=at, facts=(record, own.zone))
    return decision


def amend(db: Session, number: int, wording: Wording, *, version: int, by: Member, at: datetime) -> Decision:
    """Change the wording; the earlier one stays in the history. `version` is the one the person was looking at.

    Raises Refusal when nothing changed, when it is no longer in force, or when somebody else was quicker.
    """
    decision = changeable(db, number, by=by)
    check(wording)
    if decision.version != version:
        raise Refusal(f"D-{number} was amended while you were writing. Look again before you change it.", field="text")
    if not _differs(db, decision, wording):
        raise Refusal("Nothing has changed yet.", field="text")
    db.add(
        DecisionVersion(
            decision_id=decision.id,
            version=decision.version,
            text=decision.text,
            reason=decision.reason,
            options=decision.options,
            review_on=decision.review_on,
            expected=decision.expected,
            replaced_by=by.person,
            replaced_at=at,
        )
    )
    decision.text, decision.reason = wording.text.strip(), wording.reason.strip()
    decision.options, decision.review_on = wording.options.strip(), wording.review_on
    decision.expected = _expected(decision, wording)
    decision.version += 1
    known = {row.person for row in decisions.people_of(db, [decision.id])[decision.id]}
    _take_part(db, decision, (person for person in dict.fromkeys(wording.people) if person not in known))
    _remember(db, decision, "amended", by=by, at=at)
    return decision


def add_reason(db: Session, number: int, reason: str, *, by: Member, at: datetime) -> Decision:
    """Give a decision the reason it still lacks. Raises Refusal when there is one by now."""
    decision = without_reason(db, number, by=by)
    if not reason.strip():
        raise Refusal("Why was it decided? A sentence is enough.", field="reason")
    wording = Wording(decision.text, reason, decision.options, (), decision.review_on)
    return amend(db, number, wording, version=decision.version, by=by, at=at)


def withdraw(db: Session, number: int, reason: str, *, by: Member, at: datetime) -> Decision:
    """Take a decision out of force. Its text, its reason and this reason stay findable.

    Raises Refusal without a reason, or when it is no longer in force.
    """
    decision = changeable(db, number, by=by)
    if not reason.strip():
        raise Refusal("Why is it withdrawn? A sentence is enough.", field="reason")
    check_length(reason, "reason")
    decision.withdrawn_by, decision.withdrawn_at, decision.withdrawn_because = by.person, at, reason.strip()
    _remember(db, decision, "withdrawn", by=by, at=at)
    _look_no_more(db, decision, WITHDRAWN, by=by, at=at)
    return decision


def supersede(
    db: Session, number: int, wording: Wording, *, by: Member, at: datetime, origin: Origin | None = None
) -> Decision:
    """Log the decision that takes another's place, in the same channel; the old one points to it.

    `origin` is where its words were said, when somebody said them elsewhere first.
    Raises Refusal without a reason, or when the old one is no longer in force.
    """
    old = changeable(db, number, by=by)
    if not wording.reason.strip():
        raise Refusal("What has changed? The reason for the new decision is what people will ask for.", field="reason")
    check(wording)
    if old.channel != decisions.EVERYBODY:  # what belongs to no channel needs nobody in one
        check_channel(db, old.channel, by)
    origin = origin or Origin(by=by.person, at=at)
    new = _log(db, wording, origin=origin, channel=old.channel, by=by, at=at, instead_of=old)
    old.superseded_by = new.number
    _remember(db, old, "superseded", by=by, at=at)
    _look_no_more(db, old, REPLACED, by=by, at=at)
    return new


def erase(db: Session, decision: Decision, *, by: Member, at: datetime) -> None:
    """As if it had never been: its words go, its post is taken away, and its message may be logged again."""
    decision.text = decision.reason = decision.options = decision.expected = ""
    reviews.forget(db, decision.id)
    decision.source = decision.source_link = None
    decision.undone_at = at
    search_index.forget(db, "decision", decision.id)
    announce(db, decision, "undone", at=at)
    events.note(db, "decision.undone", subject_id=decision.id, by=by.person, at=at)


def touched(db: Session, decision: Decision, what: str, *, by: Member, at: datetime) -> None:
    """Something around its wording has changed, as often as it may: its words are found, and its post says so."""
    _remember(db, decision, what, by=by, at=at, again=f":{len(events.about(db, 'decision', decision.id))}")


def ask_for_reason(db: Session, decision: Decision, *, at: datetime) -> None:
    """Offer its author, privately, to add the reason. Sent like everything unasked-for: as a delivery."""
    key = f"{ASK_REASON}:{decision.id}"
    deliveries.add(db, ASK_REASON, about_id=decision.id, key=key, at=at)


def posted(db: Session, decision_id: int, *, post: str, link: str) -> None:
    """Its channel has it now: remember where."""
    decisions.note_post(db, decision_id, post=post, link=link)


def _check_new(db: Session, origin: Origin) -> None:
    same = decisions.of_source(db, origin.source) if origin.source else None
    if same is not None:
        raise Refusal(f"That message is already in the memory, as D-{same.number}.")


def _differs(db: Session, decision: Decision, wording: Wording) -> bool:
    now = (decision.text, decision.reason, decision.options, decision.review_on, decision.expected)
    written = (wording.text.strip(), wording.reason.strip(), wording.options.strip())
    new = (*written, wording.review_on, _expected(decision, wording))
    known = {row.person for row in decisions.people_of(db, [decision.id])[decision.id]}
    return now != new or not set(wording.people) <= known


def _expected(decision: Decision, wording: Wording) -> str:
    return decision.expected if wording.expected is None else wording.expected.strip()


def _take_part(db: Session, decision: Decision, fresh: Iterable[str]) -> tuple[Participant, ...]:
    people = list(fresh)
    partners = members.partners_of(db, people)
    for person in people:
        partner = partners.get(person)
        db.add(DecisionPerson(decision_id=decision.id, person=person, partner_id=partner.id if partner else None))
    db.flush()  # some go past the session to the tables
    return tuple(Participant(person, partners[person].name if person in partners else None) for person in people)


def _remember(db: Session, decision: Decision, what: str, *, by: Member, at: datetime, again: str = "") -> None:
    """`again` tells apart what may happen several times to the same wording."""
    title, body = reviews.findable(db, decision)
    search_index.index(db, "decision", decision.id, title=title, body=body)
    _tell(db, decision, what, by=by, at=at, again=again)


def _tell(
    db: Session, decision: Decision, what: str, *, by: Member, at: datetime, again: str = "", facts: object = None
) -> None:
    announce(db, decision, f"{what}:{decision.version}{again}", at=at, facts=facts)
    events.note(db, f"decision.{what}", subject_id=decision.id, by=by.person, at=at)


def _look_no_more(db: Session, decision: Decision, how: str, *, by: Member, at: datetime) -> None:
    """Whoever asked to look at it again sees what came of it."""
    reopening = reopenings.settle(db, decision.id, how, by=by.person, at=at)
    if reopening is not None and reopening.post:
        key = f"{REOPENED}:{reopening.id}:{how}"
        deliveries.add(db, REOPENED, about_id=reopening.id, key=key, at=at)


def announce(db: Session, decision: Decision, change: str, *, at: datetime, facts: object = None) -> None:
    """See to it that its channel shows it as it is now. `change` is named once."""
    if decision.channel == decisions.EVERYBODY:
        return  # no channel shows it
    key = f"{POST}:{decision.id}:{change}"
    deliveries.add(db, POST, about_id=decision.id, key=key, at=at, facts=facts)
