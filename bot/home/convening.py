"""The room of conveners: what needs a hand, who is quiet, rhythms, people, and the way out with everything."""

from datetime import timedelta

from bot.chat import Part
from bot.domain import reach, rhythms
from bot.domain.attention import own
from bot.domain.members import placing, setting_up
from bot.home.glance import Glance
from bot.home.titles import title_of
from bot.views import convening as views
from bot.views import mine, proposals, rights, why_lists
from bot.views.convening import Turn
from storage import decisions, deliveries, members, reviews, rounds, voices, why_people
from storage import proposals as found_ones
from storage import rhythms as remembered_rhythms
from storage import spotlights as in_the_light

LONG_DUE = timedelta(days=21)  # a question, a week, a reminder, and two weeks more: then others should look
QUIET_SINCE = timedelta(days=42)  # six weeks: shorter than that is a holiday


def doors(_glance: Glance) -> tuple[Part, ...]:
    return views.doors()


def never_arrived(glance: Glance) -> tuple[Part, ...]:
    found, number = deliveries.first_stuck(glance.db, limit=glance.few)
    return views.never_arrived([(row, title_of(row.kind)) for row in found], number)


def open_whys(glance: Glance) -> tuple[Part, ...]:
    found, number = why_people.open_to(glance.db, glance.me, limit=glance.few)
    return why_lists.in_panel(found, number, glance.owner.ours.zone)


def unreviewed(glance: Glance) -> tuple[Part, ...]:
    """Decisions whose review nobody has answered for three weeks, as far as this convener sees them."""
    seen = decisions.visible_to(glance.me)
    found = reviews.unanswered(glance.db, seen, due_until=glance.today - LONG_DUE, limit=glance.few + 1)
    return views.unreviewed(found, glance.few)


def found_in_imports(glance: Glance) -> tuple[Part, ...]:
    return proposals.panel(found_ones.waiting_counts(glance.db, glance.me))


def silence(glance: Glance) -> tuple[Part, ...]:
    """Partners that nothing of ours has reached for long, and of how many people something was heard: never names."""
    heard = voices.by_partner(glance.db, since=glance.now - QUIET_SINCE)
    here = [partner for id_, partner in glance.partners.items() if id_ in heard and partner.ended_at is None]
    last = {id_: each.reached_at for id_, each in heard.items() if each.reached_at}
    unreached = reach.unreached(here, last, now=glance.now)
    return views.silence(unreached, heard, here)


def running_rounds(glance: Glance) -> tuple[Part, ...]:
    return views.running_rounds(*rounds.running(glance.db, limit=glance.few))


def rhythm_turns(glance: Glance) -> tuple[Part, ...]:
    ours = glance.owner.ours
    is_off, today = own.days_off_of_all(glance.db, ours), glance.now.astimezone(ours.zone).date()
    every = remembered_rhythms.all_(glance.db)
    return views.rhythms([Turn(row, rhythms.next_on(row, today=today, is_off=is_off)) for row in every])


def spotlights_under_way(glance: Glance) -> tuple[Part, ...]:
    return views.spotlights(in_the_light.under_way(glance.db), glance.partners, glance.few)


def people(glance: Glance) -> tuple[Part, ...]:
    is_set_up = glance.owner.ours.setup_step == setting_up.DONE
    return views.people(placing.count(glance.db), is_set_up=is_set_up)


def who_convenes(glance: Glance) -> tuple[Part, ...]:
    return mine.who_convenes([member.person for member in members.conveners(glance.db)], may_begin=False)


def exports(_glance: Glance) -> tuple[Part, ...]:
    return views.exports()


def what_is_kept(_glance: Glance) -> tuple[Part, ...]:
    return rights.conveners_doors()
