"""The room of what people have in common: what all agree to, and who helps whom in."""

from bot.chat.port import Part
from bot.features import agreements, buddies
from bot.features.agreements import forms as agreement_forms
from bot.features.agreements import messages as agreement_messages
from bot.features.buddies import lists as buddy_lists
from bot.surfaces.home.context import HomeContext
from storage import buddies as stored_buddies
from storage.agreements import drafts_of


def agreed(glance: HomeContext) -> tuple[Part, ...]:
    return agreement_messages.at_home(agreements.of_person(glance.db, glance.me), glance.zone, glance.few)


def buddy(glance: HomeContext) -> tuple[Part, ...]:
    mine, newcomers = buddies.going_on(glance.db, glance.me)
    return buddy_lists.at_home(mine, newcomers, glance.zone, glance.few)


def agreements_in_care(glance: HomeContext) -> tuple[Part, ...]:
    """For conveners: how far the agreements are."""
    if not glance.me.is_convener:
        return ()
    return agreement_forms.panel(agreements.counted(glance.db, by=glance.me), glance.few)


def own_drafts(glance: HomeContext) -> tuple[Part, ...]:
    if not glance.me.is_convener:
        return ()
    return agreement_forms.drafts(drafts_of(glance.db, glance.me.person), glance.few)


def questions_about_them(glance: HomeContext) -> tuple[Part, ...]:
    if not glance.me.is_convener:
        return ()
    return agreement_forms.questions(agreements.open_questions(glance.db, by=glance.me), glance.few)


def buddies_in_care(glance: HomeContext) -> tuple[Part, ...]:
    """For conveners: newcomers without a buddy."""
    if not glance.me.is_convener:
        return ()
    unfound, together, willing = stored_buddies.in_care(glance.db, at=glance.now)
    return buddy_lists.panel(unfound, together, willing, glance.few)
