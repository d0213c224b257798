"""The room of somebody's settings: what they get, in which hours, and whether they are here; and how to reach me."""

from bot.chat.messages import Form, Part
from bot.features.catalogue import HomeContext
from bot.notifications import preferences
from bot.surfaces import help
from bot.surfaces.home import settings_form
from storage import Begin, notification_settings
from storage.members import Member


def kinds(glance: HomeContext) -> tuple[Part, ...]:
    stopped = notification_settings.stops(glance.db, [glance.me.person]).get(glance.me.person, frozenset())
    offered = settings_form.offered(glance.me)
    budget = glance.owner.ours.messages_a_day, glance.owner.ours.messages_a_week
    return settings_form.kinds(offered, stopped, budget)


def hours(glance: HomeContext) -> tuple[Part, ...]:
    owner, wish = glance.owner, glance.owner.wish
    country = preferences.country_of(glance.me, owner.partner, owner.ours, wish)
    of_partner = owner.partner is not None and owner.partner.zone_name is not None
    known = (
        (wish.zone_name, settings_form.CHOSEN),
        (glance.me.zone_name, settings_form.TOLD),
        (of_partner, settings_form.OF_PARTNER),
    )
    because = next((why for is_known, why in known if is_known), settings_form.OURS)
    return settings_form.hours(preferences.hours_of(wish), glance.zone, country, because=because)


def quiet(glance: HomeContext) -> tuple[Part, ...]:
    return settings_form.quiet(glance.owner.wish, glance.today)


def how_to_reach_me(glance: HomeContext) -> tuple[Part, ...]:
    chosen = glance.settings
    lines = help.lines(glance.me, chosen.steward_reaction, chosen.steward_promise_reaction, at_home=True)
    return settings_form.how_to_reach_me(lines)


def form(begin: Begin, me: Member) -> Form:
    """What they get unasked, and when, as things stand for them now."""
    with begin(reading=True) as db:
        mine = preferences.of(db, [me.person])[me.person]
        wish = notification_settings.preferences(db, [me.person]).get(me.person)
    return settings_form.form(mine, wish, settings_form.offered(me))
