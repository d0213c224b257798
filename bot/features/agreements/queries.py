"""What somebody is told who asks for their agreements."""

from sqlalchemy.orm import Session

from bot.chat.messages import Message
from bot.features import agreements
from bot.features.agreements import messages
from storage import partnerships
from storage.members import Member


def agreements_of(db: Session, me: Member) -> Message:
    """For whoever asks for the agreements."""
    return messages.listed(agreements.of_person(db, me), partner_names(db), partnerships.own(db).zone)


def partner_names(db: Session) -> dict[int, str]:
    return {id: partner.name for id, partner in partnerships.partners(db).items()}
