"""The room of somebody's settings: what they get, in which hours, and whether they are here; and how to reach me."""

from bot import letters as writing
from bot.chat import Part
from bot.domain.attention import own
from bot.home.glance import Glance
from bot.views import attention as views
from bot.views import help
from storage import attention


def kinds(glance: Glance) -> tuple[Part, ...]:
    stopped = attention.stops(glance.db, [glance.me.person]).get(glance.me.person, frozenset())
    offered = views.offered({kind: writer.title for kind, writer in writing.SECTIONS.items()}, glance.me)
    budget = glance.owner.ours.messages_a_day, glance.owner.ours.messages_a_week
    return views.kinds(offered, stopped, budget)


def hours(glance: Glance) -> tuple[Part, ...]:
    owner, wish = glance.owner, glance.owner.wish
    country = own.country_of(glance.me, owner.partner, owner.ours, wish)
    of_partner = owner.partner is not None and owner.partner.zone_name is not None
    known = ((wish.zone_name, views.CHOSEN), (glance.me.zone_name, views.TOLD), (of_partner, views.OF_PARTNER))
    because = next((why for is_known, why in known if is_known), views.OURS)
    return views.hours(own.hours_of(wish), glance.zone, country, because=because)


def quiet(glance: Glance) -> tuple[Part, ...]:
    return views.quiet(glance.owner.wish, glance.today)


def how_to_reach_me(glance: Glance) -> tuple[Part, ...]:
    chosen = glance.settings
    lines = help.lines(glance.me, chosen.steward_reaction, chosen.steward_promise_reaction, at_home=True)
    return views.how_to_reach_me(lines)
