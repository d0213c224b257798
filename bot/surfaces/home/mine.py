"""The first room: what somebody has promised, is asked, will get, and what was decided lately."""

from bot.chat.port import Part
from bot.features import catalogue, recurrences
from bot.features.decisions.review import messages as review_messages
from bot.features.open_questions import lists as open_question_lists
from bot.surfaces.home import context, tab_mine
from bot.surfaces.home.context import SOON, HomeContext
from bot.surfaces.home.tab_mine import UpcomingDigest
from storage import commitment_lists, decisions, digests, members, open_questions, reviews, spotlights
from storage import recurrences as stored_recurrences
from storage.members import FULL

LATEST = 5  # decisions; more than one screen is a list, and a list is not a home


def doors(_glance: HomeContext) -> tuple[Part, ...]:
    return tab_mine.doors()


def commitments_of_mine(glance: HomeContext) -> tuple[Part, ...]:
    return tab_mine.promises(glance.promises.own, glance.promises.own_count)


def promised_to_me(glance: HomeContext) -> tuple[Part, ...]:
    return tab_mine.promised_to_me(glance.promises.theirs, glance.promises.theirs_count)


def surveys_open(glance: HomeContext) -> tuple[Part, ...]:
    return tab_mine.surveys_open(glance.rounds[0], glance.few)


def spotlight_asked(glance: HomeContext) -> tuple[Part, ...]:
    return tab_mine.spotlights_asked(spotlights.asked_of(glance.db, glance.me.person), glance.few)


def questions_awaited(glance: HomeContext) -> tuple[Part, ...]:
    return open_question_lists.awaited_at_home(open_questions.awaited_and_seen(glance.db, glance.me), glance.few)


def own_questions(glance: HomeContext) -> tuple[Part, ...]:
    found = open_questions.own_worded(glance.db, glance.me.person)
    return open_question_lists.own_at_home(found, glance.owner.ours.zone, glance.few)


def reviews_waiting(glance: HomeContext) -> tuple[Part, ...]:
    waiting = reviews.waiting_and_seen(glance.db, glance.me.person, decisions.visible_to(glance.me))
    return review_messages.section_at_home(waiting, glance.few)


def coming(glance: HomeContext) -> tuple[Part, ...]:
    """What is on its way already, and what the calendar will bring."""
    until = glance.now + SOON
    digests_due = digests.waiting_for(glance.db, glance.me.person, until=until)
    kinds = [(catalogue.digest_kinds()[row.kind], row.not_before) for row in digests_due]
    found = [UpcomingDigest(kind.title, kind.because, at) for kind, at in kinds]
    return tab_mine.coming(sorted([*found, *_planned(glance)], key=lambda each: each.at), glance.zone)


def _planned(glance: HomeContext) -> list[UpcomingDigest]:
    """Rounds on the calendar, and pulses that come back by themselves: at that hour of theirs, on that day."""
    last = glance.today + SOON
    found = [tab_mine.on_calendar(row.title, row.opens_on, row.hour, glance.zone) for row in glance.rounds[1]]
    for recurrence in stored_recurrences.all_(glance.db):
        if recurrence.noun == recurrences.PULSE:
            days = recurrences.days_between(recurrence, glance.today, last)
            found += [tab_mine.on_calendar(tab_mine.PULSE, day, recurrence.hour, glance.zone) for day in days]
    return [each for each in found if each.at > glance.now]


def latest(glance: HomeContext) -> tuple[Part, ...]:
    most = LATEST if glance.few > 2 else glance.few
    found = decisions.latest_with_partners(glance.db, decisions.visible_to(glance.me), limit=most)
    may_carry = glance.me.is_convener or glance.speaks
    return tab_mine.latest(found, glance.zone, may_carry=may_carry)


def together(glance: HomeContext) -> tuple[Part, ...]:
    return tab_mine.together(context.counted(commitment_lists.totals(glance.db)))


def who_convenes(glance: HomeContext) -> tuple[Part, ...]:
    convening = [member.person for member in members.conveners(glance.db)]
    return tab_mine.who_convenes(convening, may_begin=glance.me.kind == FULL and not convening)
