"""The forms of a review: it is still right, it is changed, it is withdrawn, somebody else looks after it."""

from pydantic import Field

from bot.chat.messages import DayField, Form, Paragraph, Part, PeopleField, RadioField, SmallPrint, TextField
from bot.chat.words import bold, quoted, said
from bot.dispatch.payloads import Filled, OptionalDay, PlacedPayload
from bot.features.decisions import review
from bot.features.decisions.review import Learned
from bot.text.reasons import Wording
from storage.decisions import Decision

LONGEST_EXPECTED = 500  # characters: an expectation is a sentence

NEVER = "0"
SPOKEN = {3: "In three months", 6: "In six months", 12: "In a year"}
ANEW, SAME = "anew", "same"


def keep(decision: Decision, *, memo: str) -> Form:
    choices = tuple((SPOKEN[months], str(months)) for months in review.KEPT_FOR)
    following = RadioField(
        "When shall we look again?", "months", (*choices, ("Not by itself any more", NEVER)), str(review.USUAL_MONTHS)
    )
    title = f"D-{decision.number} is still right"
    return Form("review_keep_form", title, (*_old(decision), following, *_learned()), "Still right", memo=memo)


def change(decision: Decision, *, memo: str) -> Form:
    """Prefilled with what holds now; better words for it, or another decision in its place."""
    which = RadioField(
        "What becomes of it?",
        "how",
        (("The same decision, in better words", SAME), ("Another decision takes its place", ANEW)),
        SAME,
    )
    fields: tuple[Part, ...] = (
        which,
        TextField("What applies from now on?", "text", decision.text, long=True),
        TextField("Why?", "reason", decision.reason, long=True, optional=True, hint="What has changed?"),
        TextField("Options not taken", "options", decision.options, long=True, optional=True),
        expected(decision.expected),
        DayField("Look at it again on", "review_on"),
    )
    kept = SmallPrint(("What it was before stays in its history.",))
    parts = (*_looked_for(decision), *fields, *_learned(), kept)
    return Form("review_change_form", f"Change D-{decision.number}", parts, "Change it", memo=memo)


def withdraw(decision: Decision, *, memo: str) -> Form:
    why = TextField("Why is it withdrawn?", "reason", long=True)
    kept = SmallPrint(("It stays findable, marked as withdrawn, with this reason and what was learned.",))
    title = f"Withdraw D-{decision.number}"
    return Form("review_withdraw_form", title, (*_old(decision), why, *_learned(), kept), "Withdraw", memo=memo)


def hand_over(decision: Decision, *, memo: str) -> Form:
    who = PeopleField("Who could look after it?", "owner", optional=False, hint="One person.")
    kept = SmallPrint(("They are asked first; until they say yes, it stays where it is. You may name yourself.",))
    title = f"Who looks after D-{decision.number}?"
    return Form("review_hand_form", title, (*_old(decision), who, kept), "Ask them", memo=memo)


def expected(answer: str) -> TextField:
    label, hint = "What do you expect from it?", "In a sentence: on its review date I ask whether it came so."
    return TextField(label, "expected", answer, optional=True, hint=hint, longest=LONGEST_EXPECTED)


def _old(decision: Decision) -> tuple[Part, ...]:
    return (Paragraph(quoted(bold(said(decision.text)))), *_looked_for(decision))


def _looked_for(decision: Decision) -> tuple[Part, ...]:
    return (Paragraph(f"*What we expected:* {said(decision.expected)}"),) if decision.expected else ()


def _learned() -> tuple[Part, ...]:
    return (
        TextField("What happened?", "happened", long=True, optional=True),
        TextField("What did we learn?", "lesson", long=True, optional=True, hint="It is found with the decision."),
    )


class AboutReview(PlacedPayload):
    """Which decision a button or a form is about, and where our message stands that it was pressed in."""

    number: int = Field(alias="n", ge=0, lt=10**9)
    seen: int | None = Field(default=None, alias="s")  # how often it had been looked at when the form was opened
    version: int = Field(default=0, alias="v")


class ReviewForm(Filled):
    """The answers in the forms of a review. An empty field is an empty text."""

    months: int = Field(default=0, ge=0, le=120)
    how: str = ""
    text: str = ""
    reason: str = ""
    options: str = ""
    expected: str = ""
    review_on: OptionalDay = None
    happened: str = ""
    lesson: str = ""
    owner: tuple[str, ...] = ()

    @property
    def wording(self) -> Wording:
        return Wording(self.text, self.reason, self.options, (), self.review_on, self.expected)

    def learned(self, look: AboutReview) -> Learned:
        return Learned(self.happened, self.lesson, look.seen)
