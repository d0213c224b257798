"""What people and conveners see of agreements and buddies on their own pages."""

from sqlalchemy.orm import Session

from bot.chat import Message, Part
from bot.domain import agreements
from bot.views import agreement_drafts
from bot.views import agreements as views
from storage import partnerships
from storage.members import Member


def at_home(db: Session, me: Member) -> tuple[Part, ...]:
    """For everybody: the agreements that wait for them, and their buddy."""
    return views.at_home(agreements.of_person(db, me), partner_names(db), partnerships.own(db).zone)


def in_panel(db: Session, me: Member) -> tuple[Part, ...]:
    """For conveners: how far the agreements are, what is asked about them, and newcomers without a buddy."""
    records, waiting = agreements.counted(db, by=me), agreements.open_questions(db, by=me)
    return agreement_drafts.panel(records, waiting)


def agreements_of(db: Session, me: Member) -> Message:
    """For whoever asks for the agreements."""
    return views.listed(agreements.of_person(db, me), partner_names(db), partnerships.own(db).zone)


def partner_names(db: Session) -> dict[int, str]:
    return {id: partner.name for id, partner in partnerships.partners(db).items()}
