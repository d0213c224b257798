"""What somebody's own page shows of decisions: the latest, those to look at again; to conveners, those nobody did."""

from collections.abc import Sequence
from datetime import timedelta, tzinfo

from bot.chat.messages import Button, Buttons, Paragraph, Part, SmallPrint, Title
from bot.chat.words import bold, day, link, said, short
from bot.features.catalogue import HomeContext
from bot.features.decisions.review import messages as review_messages
from bot.features.exports.messages import DOOR
from storage import decisions, reviews
from storage.decisions import Decision

LATEST = 5  # more than one screen is a list, and a list is not a home
LONG_DUE = timedelta(days=21)  # a question, a week, a reminder, and two weeks more: then others should look
NOTHING_YET = "Nothing decided yet that you can see. The first one is a click away."


def latest(glance: HomeContext) -> tuple[Part, ...]:
    most = LATEST if glance.few > 2 else glance.few
    found = decisions.latest_with_partners(glance.db, decisions.visible_to(glance.me), limit=most)
    entries = [part for decision, partners in found for part in _entry(decision, partners, glance.zone)]
    may_carry = glance.me.is_convener or glance.speaks
    doors = (Button("Decision log of a channel", "log_choose"), *((DOOR,) if may_carry else ()))
    return (Title("Latest decisions"), *(entries or [Paragraph(NOTHING_YET)]), Buttons(doors))


def _entry(decision: Decision, partners: Sequence[str], zone: tzinfo) -> tuple[Part, ...]:
    number = link(decision.post_link, f"D-{decision.number}") if decision.post_link else f"D-{decision.number}"
    state = "" if decision.in_force else "  :no_entry_sign: _withdrawn_" if decision.withdrawn_at else "  _replaced_"
    why = f"\n*Why:* {said(short(decision.reason))}" if decision.reason else "\n*Why:* _no reason was given_"
    when = f"{day(decision.decided_at, zone)}  ·  {', '.join(map(said, partners)) or 'partner not known'}"
    return (Paragraph(f"*{number}*  ·  {bold(said(short(decision.text)))}{state}{why}"), SmallPrint((when,)))


def to_review(glance: HomeContext) -> tuple[Part, ...]:
    waiting = reviews.waiting_and_seen(glance.db, glance.me.person, decisions.visible_to(glance.me))
    return review_messages.section_at_home(waiting, glance.few)


def unreviewed(glance: HomeContext) -> tuple[Part, ...]:
    """Those whose review nobody has answered for three weeks, as far as this convener sees them."""
    seen, few = decisions.visible_to(glance.me), glance.few
    found = reviews.unanswered(glance.db, seen, due_until=glance.today - LONG_DUE, limit=few + 1)
    parts = tuple(part for decision in found[:few] for part in review_messages.unanswered(decision))
    return (*parts, *((SmallPrint(("More of them move up as these are looked at.",)),) if len(found) > few else ()))
