"""Voices: of how many people of each partner something was heard; counts, never names."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, union
from sqlalchemy.orm import Session

from storage.commitments import Commitment
from storage.decisions import Decision, DecisionPerson
from storage.digests import ARRIVED, Digest
from storage.members import BOT, Member
from storage.open_questions import QuestionAsker
from storage.surveys import ANSWERED, Invitation, Survey


@dataclass(frozen=True)
class Voices:
    """The people of a partner who are here, and those of them who took part in something."""

    people: int
    heard: int
    reached_at: datetime | None  # when a message of ours last reached anybody of it


def by_partner(db: Session, *, since: datetime) -> dict[int | None, Voices]:
    """Who took part in a decision, promised, answered a round or asked since then; None: people of no partner."""
    heard = _heard(since).subquery()
    here = (Member.kind != BOT, Member.left_at.is_(None), ~Member.is_second)
    counts = (func.count(Member.person.distinct()), func.count(heard.c.person.distinct()))
    reached = select(func.max(Digest.at)).where(Digest.partner_id == Member.partner_id, Digest.state == ARRIVED)
    last = reached.correlate(Member).scalar_subquery()
    query = select(Member.partner_id, *counts, last).outerjoin(heard, heard.c.person == Member.person).where(*here)
    rows: list[Any] = list(db.execute(query.group_by(Member.partner_id)).all())
    return {row[0]: Voices(row[1], row[2], row[3]) for row in rows}


def _heard(since: datetime) -> Select[tuple[str]]:
    decided = select(DecisionPerson.person).join(Decision, Decision.id == DecisionPerson.decision_id)
    answered = select(Invitation.person).join(Survey, Survey.id == Invitation.survey_id)
    ways = union(
        decided.where(Decision.decided_at > since),
        select(Commitment.owner).where(Commitment.changed_at > since),
        answered.where(Survey.opened_at > since, Invitation.state == ANSWERED),
        select(QuestionAsker.person).where(QuestionAsker.asked_at > since),
    ).subquery()
    return select(ways.c.person.label("person"))
