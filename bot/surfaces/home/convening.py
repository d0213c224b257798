"""The room of conveners: what needs a hand, who is quiet, rhythms, people, and the way out with everything."""

from datetime import timedelta

from bot.chat.port import Part
from bot.features import catalogue, recurrences
from bot.features.conveners import delivery_report
from bot.features.imports import messages as import_messages
from bot.features.members import assignment
from bot.features.members.partners import setup as member_setup
from bot.features.open_questions import lists as open_question_lists
from bot.features.privacy import messages as privacy_messages
from bot.notifications import preferences
from bot.surfaces.home import tab_conveners, tab_mine
from bot.surfaces.home.context import HomeContext
from bot.surfaces.home.tab_conveners import NextTurn
from storage import (
    decisions,
    deliveries,
    members,
    open_questions,
    participation,
    proposals,
    reviews,
    spotlights,
    surveys,
)
from storage import recurrences as stored_recurrences

LONG_DUE = timedelta(days=21)  # a question, a week, a reminder, and two weeks more: then others should look
QUIET_SINCE = timedelta(days=42)  # six weeks: shorter than that is a holiday


def doors(_glance: HomeContext) -> tuple[Part, ...]:
    return tab_conveners.doors()


def never_arrived(glance: HomeContext) -> tuple[Part, ...]:
    found, number = deliveries.first_stuck(glance.db, limit=glance.few)
    return tab_conveners.never_arrived([(row, catalogue.title_of(row.kind)) for row in found], number)


def open_questions_list(glance: HomeContext) -> tuple[Part, ...]:
    found, number = open_questions.open_to(glance.db, glance.me, limit=glance.few)
    return open_question_lists.in_panel(found, number, glance.owner.ours.zone)


def unreviewed(glance: HomeContext) -> tuple[Part, ...]:
    """Decisions whose review nobody has answered for three weeks, as far as this convener sees them."""
    seen = decisions.visible_to(glance.me)
    found = reviews.unanswered(glance.db, seen, due_until=glance.today - LONG_DUE, limit=glance.few + 1)
    return tab_conveners.unreviewed(found, glance.few)


def found_in_imports(glance: HomeContext) -> tuple[Part, ...]:
    return import_messages.panel(proposals.waiting_counts(glance.db, glance.me))


def silence(glance: HomeContext) -> tuple[Part, ...]:
    """Partners that nothing of ours has reached for long, and of how many people something was heard: never names."""
    heard = participation.by_partner(glance.db, since=glance.now - QUIET_SINCE)
    here = [partner for id_, partner in glance.partners.items() if id_ in heard and partner.ended_at is None]
    last = {id_: each.reached_at for id_, each in heard.items() if each.reached_at}
    unreached = delivery_report.unreached(here, last, now=glance.now)
    return tab_conveners.silence(unreached, heard, here)


def running_surveys(glance: HomeContext) -> tuple[Part, ...]:
    return tab_conveners.running_surveys(*surveys.running(glance.db, limit=glance.few))


def recurrence_turns(glance: HomeContext) -> tuple[Part, ...]:
    ours = glance.owner.ours
    is_off, today = preferences.days_off_of_all(glance.db, ours), glance.now.astimezone(ours.zone).date()
    every = stored_recurrences.all_(glance.db)
    return tab_conveners.rhythms([NextTurn(row, recurrences.next_on(row, today=today, is_off=is_off)) for row in every])


def spotlights_under_way(glance: HomeContext) -> tuple[Part, ...]:
    return tab_conveners.spotlights(spotlights.under_way(glance.db), glance.partners, glance.few)


def people(glance: HomeContext) -> tuple[Part, ...]:
    is_set_up = glance.owner.ours.setup_step == member_setup.DONE
    return tab_conveners.people(assignment.count(glance.db), is_set_up=is_set_up)


def who_convenes(glance: HomeContext) -> tuple[Part, ...]:
    return tab_mine.who_convenes([member.person for member in members.conveners(glance.db)], may_begin=False)


def exports(_glance: HomeContext) -> tuple[Part, ...]:
    return tab_conveners.exports()


def what_is_kept(_glance: HomeContext) -> tuple[Part, ...]:
    return privacy_messages.conveners_doors()
