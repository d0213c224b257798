"""What somebody's own page shows of agreements; to conveners, how far they are."""

from bot.chat.messages import Part
from bot.features import agreements
from bot.features.agreements import forms, messages
from bot.features.catalogue import HomeContext
from storage.agreements import drafts_of


def agreed(glance: HomeContext) -> tuple[Part, ...]:
    return messages.at_home(agreements.of_person(glance.db, glance.me), glance.zone, glance.few)


def in_care(glance: HomeContext) -> tuple[Part, ...]:
    return forms.panel(agreements.counted(glance.db, by=glance.me), glance.few)


def own_drafts(glance: HomeContext) -> tuple[Part, ...]:
    return forms.drafts(drafts_of(glance.db, glance.me.person), glance.few)


def questions(glance: HomeContext) -> tuple[Part, ...]:
    return forms.questions(agreements.open_questions(glance.db, by=glance.me), glance.few)
