"""What people and conveners see of agreements and buddies on their own pages."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat import Line, Message, Part
from bot.domain import agreements, buddies
from bot.domain.buddies import Mine
from bot.views import agreement_drafts
from bot.views import agreements as views
from bot.views import buddy_lists as buddy_views
from storage import partnerships
from storage.agreements import drafts_of
from storage.buddies import TOGETHER, UNFOUND, by_id, in_state, willing
from storage.members import Member


def at_home(db: Session, me: Member) -> tuple[Part, ...]:
    """For everybody: the agreements that wait for them, and their buddy."""
    zone, mine = partnerships.own(db).zone, buddies.mine(db, me)
    pacts = views.at_home(agreements.of_person(db, me), partner_names(db), zone)
    return (*pacts, *buddy_views.at_home(mine, _newcomers(db, mine), zone))


def in_panel(db: Session, me: Member, now: datetime) -> tuple[Part, ...]:
    """For conveners: how far the agreements are, what is asked about them, and newcomers without a buddy."""
    records, waiting = agreements.counted(db, by=me), agreements.open_questions(db, by=me)
    unfound, pairs = in_state(db, UNFOUND), in_state(db, TOGETHER)
    found = agreement_drafts.panel(records, waiting, drafts_of(db, me.person))
    return (*found, *buddy_views.panel(unfound, len(willing(db, at=now)), len(pairs)), Line())


def agreements_of(db: Session, me: Member) -> Message:
    """For whoever asks for the agreements."""
    return views.listed(agreements.of_person(db, me), partner_names(db), partnerships.own(db).zone)


def buddies_of(db: Session, me: Member) -> Message:
    """For whoever asks about buddies."""
    mine = buddies.mine(db, me)
    return buddy_views.mine(mine, _newcomers(db, mine), partnerships.own(db).zone)


def _newcomers(db: Session, mine: Mine) -> dict[int, str]:
    """Who waits for their answer, by buddyship."""
    rows = [by_id(db, each.buddyship_id) for each in mine.asked]
    return {row.id: row.newcomer for row in rows if row is not None}


def partner_names(db: Session) -> dict[int, str]:
    return {id: partner.name for id, partner in partnerships.partners(db).items()}
