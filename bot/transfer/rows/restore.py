"""What a row needs to be at home in another memory: numbers translated, nothing under way, none taken twice."""

import json
from collections.abc import Callable, Mapping, MutableMapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import partnerships, spotlights, surveys
from storage.commitments import Commitment
from storage.spotlights import Spotlight
from storage.surveys import Survey
from storage.whys import ANSWERED, OpenQuestion

Values = MutableMapping[str, Any]
Numbers = Mapping[str, Mapping[int, int]]

SUBJECTS = {
    "commitment": "commitments",
    "round": "surveys",
    "rhythm": "recurrences",
    "spotlight": "spotlights",
    "partner": "partners",
    "convener": "members",
    "day_off": "days_off",
    "export": "exports",
    "purpose": "purposes",
    "why": "open_questions",
    "agreement": "agreements",
    "buddy": "buddyships",
    "buddy_wish": "buddy_wishes",
}
"""Whose number stands in a line of the journal, by the line's first word. Others lose theirs: it means nothing here."""


HELPFUL = {
    "decision": "decisions",
    "commitment": "commitments",
    "purpose": "purposes",
    "round": "surveys",
    "spotlight": "spotlights",
    "why": "open_questions",
}
"""By kind, the table of a record that can help."""

LETTERS = {"D": "decisions.number", "C": "commitments.number", "W": "open_questions.number"}


def without_its_place(values: Values) -> None:
    """An answer reaches people who do not know the room where it was asked, nor what was asked there before."""
    values["follows"], values["told_late_at"] = None, None
    if values["state"] == ANSWERED:
        values["place"] = values["channel"]


def called_off(values: Values, at: datetime) -> None:
    """A round that is open goes as called off: its answers stay where people can still change them."""
    if values["opened_at"] and not values["closed_at"] and not values["cancelled_at"]:
        values["cancelled_at"] = at.isoformat()


def round_at_home(_db: Session, values: Values, numbers: Numbers) -> None:
    """Whom it asked, and whose results stand side by side, may name partners by their numbers."""
    surveys.findable(cast(Survey, SimpleNamespace(**values)))
    partners = numbers.get("partners", {})
    who, _, number = values["audience"].partition(":")
    if who == "partner" and number.isdigit():
        values["audience"] = f"partner:{partners.get(int(number), 0)}"
    if values["results"]:
        values["results"] = _results(values["results"], partners)


def _results(written: str, partners: Mapping[int, int]) -> str:
    found = json.loads(written)
    for shown in found:
        for cell in shown.get("cells") or ():
            cell["partners"] = [str(partners.get(int(each), 0)) for each in cell["partners"]]
    return json.dumps(found)


def spotlight_at_home(_db: Session, values: Values, _numbers: Numbers) -> None:
    """Raises an error when what it says cannot be read."""
    spotlights.findable(cast(Spotlight, SimpleNamespace(**values)), "")


def membership_at_home(_db: Session, values: Values, _numbers: Numbers) -> None:
    """Raises ValueError when the partner did not come along."""
    if values["partner_id"] is None:
        raise ValueError("its partner is not known")


def why_at_home(db: Session, values: Values, numbers: Numbers) -> None:
    """It keeps its number where that is free, like a promise; so does the one that it follows."""
    values["follows"] = numbers.get("open_questions.number", {}).get(values["follows"])
    own = partnerships.own(db)
    if db.scalar(select(OpenQuestion.id).filter_by(number=values["number"])) is not None:
        values["number"] = partnerships.next_question_number(db)
    elif own.questions_numbered < values["number"]:
        own.questions_numbered = values["number"]
        db.flush()


def asked_at_home(_db: Session, values: Values, numbers: Numbers) -> None:
    """What somebody knows of goes by a letter and a number, which may be another one here."""
    letter, _, number = values["record"].partition("-")
    known = numbers.get(LETTERS.get(letter, ""), {})
    here = known.get(int(number)) if number.isascii() and number.isdigit() else None
    values["record"] = f"{letter}-{here}" if here is not None else ""


def pointing(values: Mapping[str, Any]) -> Mapping[str, str]:
    """The table of the record that helped. Raises KeyError when there is no such kind."""
    return {"record_id": HELPFUL[values["kind"]]}


def promise_at_home(db: Session, values: Values, numbers: Numbers) -> None:
    """It keeps its number where that is free; the next one given is higher than all. So may its decision have done."""
    if values["decision"] is not None:
        values["decision"] = numbers.get("decisions.number", {}).get(values["decision"], values["decision"])
    own = partnerships.own(db)
    if db.scalar(select(Commitment.id).filter_by(number=values["number"])) is not None:
        values["number"] = partnerships.next_commitment_number(db)
    elif own.commitments_numbered < values["number"]:
        own.commitments_numbered = values["number"]
        db.flush()


def line_at_home(_db: Session, values: Values, numbers: Numbers) -> None:
    """A line of the journal names what it is about by its number here; 0 where that did not come along."""
    table = "purpose_forms" if values["what"].startswith("purpose.way_") else SUBJECTS.get(values["what"].split(".")[0])
    values["subject_id"] = numbers.get(table or "", {}).get(values["subject_id"], 0)


FOR_OTHERS: Mapping[str, Callable[[Values], None]] = {"open_questions": without_its_place}
"""By table, what becomes of a row in a file that is not of everything. Most rows stand there as they are."""

LEAVES: Mapping[str, Callable[[Values, datetime], None]] = {"surveys": called_off}
"""By table, what becomes of a row as it is written down."""

POINTING: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, str]]] = {"search_feedback": pointing}
"""By table, the columns whose table stands in the row itself."""

ARRIVES: Mapping[str, Callable[[Session, Values, Numbers], None]] = {
    "memberships": membership_at_home,
    "surveys": round_at_home,
    "spotlights": spotlight_at_home,
    "commitments": promise_at_home,
    "open_questions": why_at_home,
    "question_experts": asked_at_home,
    "events": line_at_home,
}
"""By table, what becomes of a row before it is kept elsewhere. Most rows fit everywhere."""
