"""The first room: what somebody has promised, is asked, will get, and what was decided lately."""

from bot import letters as writing
from bot.chat import Part
from bot.domain import home, rhythms
from bot.home.glance import SOON, Glance
from bot.views import mine as views
from bot.views import reviews as review_views
from bot.views import why_lists
from bot.views.mine import Coming
from storage import decisions, letters, members, promises, reviews, spotlights, why_people
from storage import rhythms as remembered_rhythms
from storage.members import FULL

LATEST = 5  # decisions; more than one screen is a list, and a list is not a home


def doors(_glance: Glance) -> tuple[Part, ...]:
    return views.doors()


def promises_of_mine(glance: Glance) -> tuple[Part, ...]:
    return views.promises(glance.promises.own, glance.promises.own_count)


def promised_to_me(glance: Glance) -> tuple[Part, ...]:
    return views.promised_to_me(glance.promises.theirs, glance.promises.theirs_count)


def rounds_open(glance: Glance) -> tuple[Part, ...]:
    return views.rounds_open(glance.rounds[0], glance.few)


def spotlight_asked(glance: Glance) -> tuple[Part, ...]:
    return views.spotlights_asked(spotlights.asked_of(glance.db, glance.me.person), glance.few)


def whys_awaited(glance: Glance) -> tuple[Part, ...]:
    return why_lists.awaited_at_home(why_people.awaited_and_seen(glance.db, glance.me), glance.few)


def own_whys(glance: Glance) -> tuple[Part, ...]:
    found = why_people.own_worded(glance.db, glance.me.person)
    return why_lists.own_at_home(found, glance.owner.ours.zone, glance.few)


def reviews_waiting(glance: Glance) -> tuple[Part, ...]:
    waiting = reviews.waiting_and_seen(glance.db, glance.me.person, decisions.visible_to(glance.me))
    return review_views.section_at_home(waiting, glance.few)


def coming(glance: Glance) -> tuple[Part, ...]:
    """What is on its way already, and what the calendar will bring."""
    until = glance.now + SOON
    letters_due = letters.waiting_for(glance.db, glance.me.person, until=until)
    found = [Coming(writing.SECTIONS[row.kind].title, row.kind, row.not_before) for row in letters_due]
    return views.coming(sorted([*found, *_planned(glance)], key=lambda each: each.at), glance.zone)


def _planned(glance: Glance) -> list[Coming]:
    """Rounds on the calendar, and pulses that come back by themselves: at that hour of theirs, on that day."""
    last = glance.today + SOON
    found = [views.on_calendar(row.title, row.opens_on, row.hour, glance.zone) for row in glance.rounds[1]]
    for rhythm in remembered_rhythms.all_(glance.db):
        if rhythm.noun == rhythms.PULSE:
            days = rhythms.days_between(rhythm, glance.today, last)
            found += [views.on_calendar(views.PULSE, day, rhythm.hour, glance.zone) for day in days]
    return [each for each in found if each.at > glance.now]


def latest(glance: Glance) -> tuple[Part, ...]:
    most = LATEST if glance.few > 2 else glance.few
    found = decisions.latest_with_partners(glance.db, decisions.visible_to(glance.me), limit=most)
    may_carry = glance.me.is_convener or glance.speaks
    return views.latest(found, glance.zone, may_carry=may_carry)


def together(glance: Glance) -> tuple[Part, ...]:
    return views.together(home.counted(promises.totals(glance.db)))


def who_convenes(glance: Glance) -> tuple[Part, ...]:
    convening = [member.person for member in members.conveners(glance.db)]
    return views.who_convenes(convening, may_begin=glance.me.kind == FULL and not convening)
