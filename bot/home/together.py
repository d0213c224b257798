"""The room of what people have in common: what all agree to, and who helps whom in."""

from bot.chat import Part
from bot.domain import agreements, buddies
from bot.home.glance import Glance
from bot.views import agreement_drafts
from bot.views import agreements as views
from bot.views import buddy_lists as buddy_views
from storage import buddies as pairs
from storage.agreements import drafts_of


def agreed(glance: Glance) -> tuple[Part, ...]:
    return views.at_home(agreements.of_person(glance.db, glance.me), glance.zone, glance.few)


def buddy(glance: Glance) -> tuple[Part, ...]:
    mine, newcomers = buddies.going_on(glance.db, glance.me)
    return buddy_views.at_home(mine, newcomers, glance.zone, glance.few)


def agreements_in_care(glance: Glance) -> tuple[Part, ...]:
    """For conveners: how far the agreements are."""
    if not glance.me.is_convener:
        return ()
    return agreement_drafts.panel(agreements.counted(glance.db, by=glance.me), glance.few)


def own_drafts(glance: Glance) -> tuple[Part, ...]:
    if not glance.me.is_convener:
        return ()
    return agreement_drafts.drafts(drafts_of(glance.db, glance.me.person), glance.few)


def questions_about_them(glance: Glance) -> tuple[Part, ...]:
    if not glance.me.is_convener:
        return ()
    return agreement_drafts.questions(agreements.open_questions(glance.db, by=glance.me), glance.few)


def buddies_in_care(glance: Glance) -> tuple[Part, ...]:
    """For conveners: newcomers without a buddy."""
    if not glance.me.is_convener:
        return ()
    unfound, together, willing = pairs.in_care(glance.db, at=glance.now)
    return buddy_views.panel(unfound, together, willing, glance.few)
