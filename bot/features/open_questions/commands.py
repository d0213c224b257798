"""What people say about whys: "ask around", "open questions"; their words made fit to be kept; the question before."""

import re
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.errors import Refusal
from storage import answers
from storage.answers import RecentQuestion

LONGEST_QUESTION = 900  # characters; a button carries it, whose value holds 2,000 with every quote escaped
REMEMBERED_FOR = timedelta(days=1)  # then nobody knows any more which question "yes, ask" means
UNKEPT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")  # signs that no database keeps, or nobody sees

ASK_AROUND = re.compile(
    r"(?:yes,?\s+(?:please,?\s+)?)?ask\s+(?:around|them|those who (?:would|might|could) know|somebody|someone)"
    r"\b[\s:,.!–—-]*(?P<question>.*)|yes,?\s+(?:please,?\s+)?(?:do\s+)?ask[\s.!]*",  # noqa: RUF001
    re.IGNORECASE | re.DOTALL,
)
LIST = re.compile(
    r"(?:(?:show|list)\s+)?(?:me\s+)?(?:(?:the|all|my|our)\s+)?(?:open|unanswered)\s+(?:whys|questions)[\s.!?]*"
    r"|(?:(?:show|list)\s+)?my\s+(?:whys|questions)[\s.!?]*",
    re.IGNORECASE,
)


def asks_around(said: str) -> str | None:
    """The question in "ask around: why …", empty for the one before; None when somebody says something else."""
    found = ASK_AROUND.fullmatch(said[: 4 * LONGEST_QUESTION].strip())
    return (found["question"] or "").strip() if found else None


def asks_for_list(said: str) -> bool:
    """Whether somebody wants to see which questions are open."""
    return len(said) < 100 and LIST.fullmatch(said.strip()) is not None


def fit(text: str) -> str:
    """People's words without the signs that no database keeps."""
    return UNKEPT.sub("", text).strip()


def question_of(text: str) -> str:
    """The words of a question. Raises Refusal when there are none, or too many."""
    question = " ".join(fit(text).split())
    if not question:
        raise Refusal("What would you like to know? Write it as you would ask a colleague.", field="question")
    if len(question) > LONGEST_QUESTION:
        raise Refusal(f"Please keep the question under {LONGEST_QUESTION} characters.", field="question")
    return question[0].upper() + question[1:]


def remember_question(db: Session, question: str, *, by: str, place: str, at: datetime) -> None:
    """Somebody has asked: "ask around" means this question, for a day."""
    question = " ".join(fit(question).split())[:LONGEST_QUESTION]
    if question:
        answers.note(db, by, question, place=place, at=at)


def last_question(db: Session, person: str, *, now: datetime) -> RecentQuestion | None:
    """What somebody asked last without a sure answer, if that was within a day."""
    found = answers.of(db, person)
    return found if found is not None and now - found.at < REMEMBERED_FOR else None
