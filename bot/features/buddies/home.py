"""What somebody's own page shows of their buddy; to conveners, newcomers without one."""

from bot.chat.messages import Part
from bot.features import buddies
from bot.features.buddies import lists
from bot.features.catalogue import HomeContext
from storage import buddies as stored_buddies


def mine(glance: HomeContext) -> tuple[Part, ...]:
    overview, newcomers = buddies.going_on(glance.db, glance.me)
    return lists.at_home(overview, newcomers, glance.zone, glance.few)


def in_care(glance: HomeContext) -> tuple[Part, ...]:
    unfound, together, willing = stored_buddies.in_care(glance.db, at=glance.now)
    return lists.panel(unfound, together, willing, glance.few)
