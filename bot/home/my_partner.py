"""The room of somebody's partner: what it gives and gets, who speaks for it, its people, and what it asked."""

from bot.chat import Part
from bot.domain import home
from bot.home.glance import Glance
from bot.views import my_partner as views
from storage import members, promises, spotlights, why_people
from storage.partnerships import Partner

SHOWN = 20  # people by name; a larger partner is told by its number


def words(glance: Glance) -> tuple[Part, ...]:
    return views.words(_partner(glance), speaks=glance.speaks)


def speakers(glance: Glance) -> tuple[Part, ...]:
    return views.speakers(_partner(glance))


def promised_to_us(glance: Glance) -> tuple[Part, ...]:
    found, number = promises.first_to_partner(glance.db, _partner(glance).id, limit=glance.few + 2)
    return views.promised_to_us(found, number, _partner(glance).name)


def our_promises(glance: Glance) -> tuple[Part, ...]:
    """What its people gave, as numbers, never names; nothing while a number could point at somebody."""
    return views.our_promises(home.counted(promises.totals(glance.db, partner_id=_partner(glance).id)))


def promised_in_all(glance: Glance) -> tuple[Part, ...]:
    """What it got."""
    return views.promised_in_all(home.counted(promises.totals_to(glance.db, _partner(glance).id)))


def people(glance: Glance) -> tuple[Part, ...]:
    found, number = members.of_partner(glance.db, _partner(glance).id, limit=SHOWN)
    return views.people(found, number)


def in_the_light(glance: Glance) -> tuple[Part, ...]:
    return views.in_the_light(spotlights.last_of(glance.db, _partner(glance).id))


def asked(glance: Glance) -> tuple[Part, ...]:
    return views.asked(why_people.asked_by_partner(glance.db, _partner(glance).id, glance.me, limit=glance.few))


def doors(glance: Glance) -> tuple[Part, ...]:
    return views.doors() if glance.speaks else ()


def _partner(glance: Glance) -> Partner:
    if glance.owner.partner is None:
        raise ValueError(f"{glance.me.person} is of no partner, so this room is closed")
    return glance.owner.partner
