"""A promise on its way: read from somebody's words, and carried by buttons and forms until its owner saves it."""

from datetime import UTC, date, datetime

from pydantic import Field

from bot.dispatch.payloads import Filled, OptionalDay, Payload, PlacedPayload
from bot.errors import Refusal
from bot.features import commitments
from bot.features.commitments import CommitmentSource, CommitmentText, Recipient
from storage.commitments import ALL, NOBODY, PARTNER, PERSON

PARTNER_PREFIX = "partner:"


class AboutDraft(Payload):
    """What a draft's buttons carry: nothing of it is kept until its owner presses Save."""

    text: str = Field(alias="t", max_length=commitments.LONGEST_PROMISE)
    owner: str = Field(alias="o")
    to: str = Field(default="", alias="to")
    due_on: date | None = Field(default=None, alias="d")
    at: float = Field(default=0, alias="at")  # seconds since 1970
    channel: str | None = Field(default=None, alias="c")
    source: str | None = Field(default=None, alias="s")
    link: str | None = Field(default=None, alias="l")
    offer: int | None = Field(default=None, alias="n")  # the offer to remember what was noticed, if it was

    @property
    def promise(self) -> CommitmentText:
        return CommitmentText(self.text, to=unpacked(self.to), due_on=self.due_on)

    def noticed_as(self, offer: int) -> "AboutDraft":
        """The same, with the offer that its answer belongs to."""
        return self.model_copy(update={"offer": offer})

    def on(self, day: date) -> "AboutDraft":
        """The same for another day."""
        return self.model_copy(update={"due_on": day})

    def said(self, now: datetime) -> CommitmentSource:
        at = datetime.fromtimestamp(self.at, UTC) if self.at else now
        return CommitmentSource(at, channel=self.channel, source=self.source, link=self.link)


class CommitmentForm(Filled):
    """The answers in the forms of promises. An empty field is an empty text."""

    text: str = ""
    people: tuple[str, ...] = ()
    to: str = ""
    due_on: OptionalDay = None
    decision: str = ""
    reason: str = ""

    @property
    def promise(self) -> CommitmentText:
        """Raises Refusal when two are named to whom it is made, or what should be a decision's number is none."""
        if len(self.people) > 1:
            raise Refusal("A promise is made to one person, a partner, or everybody. Choose one.", field="people")
        to = Recipient(PERSON, person=self.people[0]) if self.people else unpacked("" if self.to == NOBODY else self.to)
        return CommitmentText(self.text, to=to, due_on=self.due_on, decision=self._decision())

    def _decision(self) -> int | None:
        number = self.decision.strip().lstrip("#dD").lstrip("- ")
        if not number:
            return None
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise Refusal("The number of a decision looks like D-12.", field="decision")
        return int(number)


class AboutCommitment(PlacedPayload):
    """Which promise a form or a button is about, and where our message stands that it was pressed in."""

    number: int = Field(alias="n", ge=0, lt=10**9)
    version: int = Field(default=0, alias="v")
    day: date | None = Field(default=None, alias="d")


class Chosen(Filled):
    """What was picked from the whole list."""

    number: int = Field(ge=0, lt=10**9)
    then: str = ""


def packed(to: Recipient) -> str:
    """To whom, in a word that a button or an option can carry."""
    if to.kind == PERSON:
        return to.person or ""
    return f"{PARTNER_PREFIX}{to.partner_id}" if to.kind == PARTNER else "" if to.kind == NOBODY else ALL


def unpacked(word: str) -> Recipient:
    if word.startswith(PARTNER_PREFIX) and word.removeprefix(PARTNER_PREFIX).isdigit():
        return Recipient(PARTNER, partner_id=int(word.removeprefix(PARTNER_PREFIX)))
    if word == ALL:
        return Recipient(ALL)
    return Recipient(PERSON, person=word) if word else Recipient()


class AboutSuggestion(Payload):
    """What the buttons carry that ask whether something was a decision: where it stands, and never its words."""

    offer: int = Field(alias="n", ge=0)
    channel: str = Field(alias="c")
    message: str = Field(alias="m")
    apart: int = Field(default=0, alias="d", ge=0, lt=10**9)  # the earlier decision that it is told apart from
