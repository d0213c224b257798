"""What forms and buttons carry unseen, and what people fill in: read back and checked at the door."""

from datetime import UTC, datetime

from bot.chat.port import ChatMessage
from bot.dispatch.payloads import Filled, OptionalDay, Payload
from bot.features.decisions import Origin
from bot.features.decisions.reopen import ReopenReason
from bot.text.reasons import Wording


class DecisionForm(Filled):
    """The answers in a decision's forms. An empty field is an empty text."""

    text: str = ""
    reason: str = ""
    options: str = ""
    people: tuple[str, ...] = ()
    review_on: OptionalDay = None
    channel: str = ""
    expected: str = ""
    owner: tuple[str, ...] = ()

    @property
    def wording(self) -> Wording:
        return Wording(self.text, self.reason, self.options, self.people, self.review_on, self.expected)


class AboutDecision(Payload):
    """Which decision a form changes, and the version its writer was looking at."""

    number: int
    version: int = 0
    channel: str = ""  # where our message stands that asked for it
    asked: str = ""  # that message


class CameFrom(Payload):
    """Where the words in a form came from: whose they were, when, and the draft that waits for them."""

    by: str = ""
    at: float = 0  # seconds since 1970; 0 is now
    source: str | None = None
    link: str | None = None
    draft: int | None = None
    channel: str = ""  # where our message stands that offered the draft
    reply: str = ""  # that message
    drafted_in: str = ""  # the channel of the draft; none when it was written in private
    home: bool = False  # the form was opened from the Home tab
    reaction: bool = False  # somebody marked it
    apart: int = 0  # the number of an earlier decision, of which its author says that this is something else

    @classmethod
    def of(cls, message: ChatMessage, *, link: str) -> "CameFrom":
        """Somebody's message as it stands."""
        return cls(by=message.by or "", at=message.at.timestamp(), source=message.source, link=link or None)

    def origin(self, *, me: str, now: datetime) -> Origin:
        at = datetime.fromtimestamp(self.at, UTC) if self.at else now
        return Origin(by=self.by or me, at=at, source=self.source, link=self.link, by_reaction=self.reaction)


class Reopened(Filled):
    """The answers in the form that reopens a decision."""

    changed: str = ""
    instead: str = ""
    people: tuple[str, ...] = ()

    @property
    def change(self) -> ReopenReason:
        return ReopenReason(self.changed, self.instead, self.people)
