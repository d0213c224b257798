"""Letters about agreements: everybody whom a wording concerns is asked once; questions and answers find their way."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from storage import digests, members
from storage.agreements import AgreementQuestion, CurrentAgreement

ASK, QUESTION, ANSWER = "agreement_ask", "agreement_question", "agreement_answer"
WHENEVER = time(0)  # of the day: whenever their hours begin
BEHIND = timedelta(hours=12)  # so far behind UTC lies the last place on earth: its day has begun everywhere


def ask_all(db: Session, standing: CurrentAgreement, people: Iterable[str], *, at: datetime) -> None:
    """Ask these people for their yes to this wording, each once."""
    due = [digests.DueDelivery(person, f"{ASK}:{standing.id}:{standing.number}:{person}", at) for person in people]
    digests.write_to_many(db, ASK, due, about_id=standing.id, on=(at - BEHIND).date(), hour=WHENEVER)


def bring_question(db: Session, question: AgreementQuestion, *, at: datetime) -> None:
    """To everybody who convenes; the first who answers answers for all."""
    conveners = [each.person for each in members.conveners(db)]
    due = [digests.DueDelivery(person, f"{QUESTION}:{question.id}:{person}", at) for person in conveners]
    digests.write_to_many(db, QUESTION, due, about_id=question.id, on=(at - BEHIND).date(), hour=WHENEVER)


def bring_answer(db: Session, question: AgreementQuestion, *, at: datetime) -> None:
    due = [digests.DueDelivery(question.person, f"{ANSWER}:{question.id}", at)]
    digests.write_to_many(db, ANSWER, due, about_id=question.id, on=(at - BEHIND).date(), hour=WHENEVER)
