"""What was noticed becomes an offer, or does not: the pace of asking, what a channel has taught, and the words."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.chat.marks import readable
from bot.chat.messages import Message
from bot.dispatch.interactions import Overheard
from bot.dispatch.requests import Request
from bot.features.commitments import CommitmentSource
from bot.features.commitments import queries as commitment_queries
from bot.features.commitments.parsing import read
from bot.features.commitments.payloads import AboutSuggestion
from bot.features.suggestions import messages
from bot.notifications import preferences
from bot.text import detection
from bot.text.detection import THRESHOLDS, Notice
from bot.text.reasons import Wording, fitting, split
from storage import suggestions
from storage.members import Member

KIND = "noticing"  # what it is called among the things that somebody can stop
LOOKED_BACK = timedelta(days=2)  # of earlier offers; their day may have begun yesterday, elsewhere
SHORT = 80  # characters; a longer message says by itself what it is about


def context(request: Request, heard: Overheard) -> tuple[str, ...]:
    """The message that a short reply answers ("will do"), read at once and not kept."""
    if not heard.thread or heard.thread == heard.message or len(heard.text) > SHORT:
        return ()
    answered = request.chat.read(heard.channel, heard.thread)
    if answered is None:
        return ()
    with request.begin(reading=True) as db:
        return (readable(db, answered.text),)


def offer(db: Session, notice: Notice, *, channel: str, to: Member, now: datetime) -> int | None:
    """The number of a new offer; None when it would be one too many, or the channel has taught us otherwise."""
    if _taught(db, notice, channel) < THRESHOLDS[notice.kind] or not may_offer(db, to, now):
        return None
    return suggestions.add(db, channel, to.person, notice.kind, notice.reasons, at=now)


def may_offer(db: Session, to: Member, now: datetime) -> bool:
    """Whether somebody may be spoken to about what they said to others: seldom, and never when they have had enough."""
    theirs = preferences.of(db, [to.person]).get(to.person, preferences.DEFAULT)
    if KIND in theirs.stopped:
        return False
    earlier = suggestions.moments(db, to.person, since=now - LOOKED_BACK)
    return detection.may_offer(earlier, now=now, zone=theirs.zone)


def message(db: Session, notice: Notice, offer: int, heard: Overheard, *, to: Member) -> Message:
    """The private offer to whoever wrote it."""
    if notice.kind == "decision":
        return messages.decision(AboutSuggestion(n=offer, c=heard.channel, m=heard.message), notice.what)
    said = CommitmentSource(heard.at, heard.channel, heard.source)
    offered = read(db, notice.what, by=to, said=said).offered.noticed_as(offer)
    return messages.commitment(offered, commitment_queries.partner_called(db, offered))


def wording(text: str) -> Wording:
    """What was decided, and why, for the form: as it was noticed, else the message as it stands."""
    notice = detection.judge(text)
    if notice is None:
        return split(fitting(text))
    parted = split(fitting(notice.what))
    return Wording(parted.text, fitting(notice.why) or parted.reason)


def _taught(db: Session, notice: Notice, channel: str) -> float:
    """How sure we are after what this channel has answered before."""
    refusals: dict[str, tuple[int, int]] = {}
    for rules, was_right in suggestions.answered(db, channel, notice.kind):
        refusals = detection.counted(refusals, rules, notice.kind, refused=not was_right)
    return detection.adjusted(notice.score, notice.reasons, notice.kind, refusals)
