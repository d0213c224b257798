"""What somebody's own page shows of open questions: those that wait for them, their own, their partner's."""

from bot.chat.messages import Paragraph, Part
from bot.chat.words import said, short
from bot.features.catalogue import HomeContext
from bot.features.open_questions import lists
from storage import open_questions
from storage.whys import ANSWERED, OpenQuestion


def awaited(glance: HomeContext) -> tuple[Part, ...]:
    return lists.awaited_at_home(open_questions.awaited_and_seen(glance.db, glance.me), glance.few)


def own(glance: HomeContext) -> tuple[Part, ...]:
    found = open_questions.own_worded(glance.db, glance.me.person)
    return lists.own_at_home(found, glance.owner.ours.zone, glance.few)


def asked_by_us(glance: HomeContext) -> tuple[Part, ...]:
    """Under people's own names only."""
    found = open_questions.asked_by_partner(glance.db, glance.partner.id, glance.me, limit=glance.few)
    lines = "\n".join(f"• *W-{why.number}*  {said(short(why.question))}{_state(why)}" for why in found)
    return (Paragraph(f"*What our people asked*\n{lines}"),) if found else ()


def _state(why: OpenQuestion) -> str:
    return "  ·  answered" if why.state == ANSWERED else "  ·  open" if why.is_open else ""


def in_care(glance: HomeContext) -> tuple[Part, ...]:
    found, number = open_questions.open_to(glance.db, glance.me, limit=glance.few)
    return lists.in_panel(found, number, glance.owner.ours.zone)
