"""The room of somebody's partner: what it gives and gets, who speaks for it, its people, and what it asked."""

from bot.chat.port import Part
from bot.surfaces.home import context, tab_partner
from bot.surfaces.home.context import HomeContext
from storage import commitment_lists, members, open_questions, spotlights
from storage.partnerships import Partner

SHOWN = 20  # people by name; a larger partner is told by its number


def words(glance: HomeContext) -> tuple[Part, ...]:
    return tab_partner.words(_partner(glance), speaks=glance.speaks)


def speakers(glance: HomeContext) -> tuple[Part, ...]:
    return tab_partner.speakers(_partner(glance))


def promised_to_us(glance: HomeContext) -> tuple[Part, ...]:
    found, number = commitment_lists.first_to_partner(glance.db, _partner(glance).id, limit=glance.few + 2)
    return tab_partner.promised_to_us(found, number, _partner(glance).name)


def our_commitments(glance: HomeContext) -> tuple[Part, ...]:
    """What its people gave, as numbers, never names; nothing while a number could point at somebody."""
    return tab_partner.our_commitments(
        context.counted(commitment_lists.totals(glance.db, partner_id=_partner(glance).id))
    )


def promised_in_all(glance: HomeContext) -> tuple[Part, ...]:
    """What it got."""
    return tab_partner.promised_in_all(context.counted(commitment_lists.totals_to(glance.db, _partner(glance).id)))


def people(glance: HomeContext) -> tuple[Part, ...]:
    found, number = members.of_partner(glance.db, _partner(glance).id, limit=SHOWN)
    return tab_partner.people(found, number)


def in_the_light(glance: HomeContext) -> tuple[Part, ...]:
    return tab_partner.in_the_light(spotlights.last_of(glance.db, _partner(glance).id))


def asked(glance: HomeContext) -> tuple[Part, ...]:
    return tab_partner.asked(
        open_questions.asked_by_partner(glance.db, _partner(glance).id, glance.me, limit=glance.few)
    )


def doors(glance: HomeContext) -> tuple[Part, ...]:
    return tab_partner.doors() if glance.speaks else ()


def _partner(glance: HomeContext) -> Partner:
    if glance.owner.partner is None:
        raise ValueError(f"{glance.me.person} is of no partner, so this room is closed")
    return glance.owner.partner
