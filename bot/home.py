"""A person's own page, put together from every feature: what is decided, what will come, what conveners look after."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot import letters as writing
from bot.chat import Chat, Part
from bot.config import Settings
from bot.domain import commitments, conveners, decision_logs, exports, home, reach, rhythms, rounds, spotlights
from bot.domain import whys as asked
from bot.domain.attention import own
from bot.domain.members import placing, setting_up
from bot.domain.purpose import CHANGED, ways
from bot.views import convening, help, why_lists
from bot.views import home as views
from bot.views import spotlights as spotlight_views
from bot.views.convening import Panel, Running, Turn
from bot.views.home import Coming, Mine
from bot.views.why_lists import Open
from storage import Begin, attention, decisions, letters, members, partnerships, proposals, reviews, why_people, whys
from storage import rhythms as remembered_rhythms
from storage import rounds as remembered_rounds
from storage import spotlights as in_the_light
from storage.decisions import Decision
from storage.members import Member
from storage.rhythms import Rhythm
from storage.whys import Why

SOON = timedelta(days=7)
LONG_DUE = timedelta(days=21)  # a question, a week, a reminder, and two weeks more: then others should look
MOST_UNREVIEWED = 5  # on the panel; the next ones move up


def show(begin: Begin, chat: Chat, me: Member, settings: Settings, now: datetime) -> None:
    """Show somebody their page as it is now."""
    with begin(reading=True) as db:
        known = members.by_person(db, me.person) or me
        mine = _mine(db, known, now)
        panel = _panel(db, known, now) if known.is_convener else None
    lines = help.lines(me, settings.steward_reaction, settings.steward_promise_reaction, at_home=True)
    chat.home(me.person, views.page(mine, lines, convening.panel(panel) if panel else ()))


def _mine(db: Session, me: Member, now: datetime) -> Mine:
    waiting = letters.waiting_for(db, me.person, until=now + SOON)
    coming = tuple(Coming(writing.SECTIONS[row.kind].title, row.not_before, row.why) for row in waiting)
    stopped = attention.stops(db, [me.person]).get(me.person, frozenset())
    theirs = own.of(db, [me.person]).get(me.person)
    return Mine(
        home.of(db, me),
        zone=theirs.zone if theirs else partnerships.own(db).zone,
        coming=coming,
        snoozed_until=theirs.snoozed_until if theirs else None,
        away_until=theirs.away_until if theirs else None,
        stopped=tuple(writing.SECTIONS[kind].title for kind in sorted(stopped) if kind in writing.SECTIONS),
        conveners=tuple(member.person for member in members.conveners(db)),
        may_begin=conveners.may_begin(db, me),
        questions=_questions(db, me),
        may_export=bool(exports.scopes(db, me)),
    )


def _panel(db: Session, me: Member, now: datetime) -> Panel:
    zone = partnerships.own(db).zone
    today = now.astimezone(zone).date()
    running = tuple(
        Running(row, remembered_rounds.answered(db, row.id), remembered_rounds.asked(db, row.id))
        for row in remembered_rounds.latest(db, limit=6)
        if row.closed_at is None and row.cancelled_at is None
    )
    return Panel(
        turns=_turns(db, today),
        running=running,
        stuck=tuple((row, _title(row.kind)) for row in reach.stuck(db)[:5]),
        silences=tuple(reach.silences(db, now=now)),
        partners=tuple(partnerships.here(db)),
        zone=zone,
        questions=why_lists.in_panel(open_whys(db, me), zone),
        unreviewed=_unreviewed(db, me, today),
        found=proposals.waiting_counts(db, me),
        lonely=placing.count(db),
        is_set_up=partnerships.own(db).setup_step == setting_up.DONE,
    )


def open_whys(db: Session, me: Member) -> list[Open]:
    """The open questions that somebody may see, with how far they are."""
    found = whys.open_to(db, me)
    waits = why_people.waiting_for(db, [why.id for why in found])
    return [Open(why, why_people.askers(db, why.id), waits.get(why.id, 0)) for why in found]


def _questions(db: Session, me: Member) -> tuple[Part, ...]:
    mine = why_people.own_open(db, me.person)
    wordings = why_people.wordings(db, me.person, [why.id for why in mine])
    return why_lists.at_home(mine, wordings, awaited_from(db, me), partnerships.own(db).zone)


def awaited_from(db: Session, me: Member) -> list[Why]:
    """The open questions that wait for somebody who may still look in where they were asked."""
    return [why for why in why_people.awaited_from(db, me.person) if asked.is_theirs(db, why, me.person)]


def _unreviewed(db: Session, me: Member, today: date) -> tuple[Decision, ...]:
    """Decisions whose review nobody has answered for three weeks, as far as this convener sees them."""
    long_due = today - LONG_DUE
    return tuple(reviews.unanswered(db, decisions.visible_to(me), due_until=long_due, limit=MOST_UNREVIEWED))


def _turns(db: Session, today: date) -> tuple[Turn, ...]:
    is_off = own.days_off_of_all(db)
    return tuple(
        Turn(row, rhythms.next_on(row, today=today, is_off=is_off), _note(db, row))
        for row in remembered_rhythms.all_(db)
    )


def _note(db: Session, rhythm: Rhythm) -> str:
    """How far the next spotlight is."""
    waiting = in_the_light.under_way(db) if rhythm.noun == rhythms.SPOTLIGHT else ()
    partners = partnerships.partners(db) if waiting else {}
    return "\n".join(spotlight_views.state(row, partners[row.partner_id]) for row in waiting)


def _title(kind: str) -> str:
    writer = writing.SECTIONS.get(kind)
    return writer.title if writer else PUBLIC.get(kind, kind)


PUBLIC = {
    "decision_post": "A decision's post in its channel",
    "decision_ask_reason": "A question for the reason of a decision",
    decision_logs.POST: "The decision log of a channel",
    exports.GIVE: "A file that somebody carries away",
    commitments.POST: "A promise's post in its channel",
    rounds.POST: "The post of a round",
    rounds.RESULTS: "The results of a round",
    rounds.CLOSED: "The word that a round is closed",
    rounds.PICTURE: "The picture of a round",
    ways.POST: "The purpose, on its day",
    spotlights.POST: "A spotlight, on its day",
    CHANGED: "That the purpose has changed",
}
