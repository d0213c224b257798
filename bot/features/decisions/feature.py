"""What decisions are known by."""

from collections.abc import Sequence
from datetime import timedelta, tzinfo

from bot.chat.messages import Button, Buttons, Paragraph, Part, SmallPrint, Title
from bot.chat.words import bold, day, said, short
from bot.features import decisions
from bot.features.catalogue import Feature, HelpLine, HomeContext, HomePart, RecordWords, RetentionRule, has_commands
from bot.features.decisions import messages, review
from bot.features.decisions.review import messages as review_messages
from bot.features.decisions.review import notifications
from bot.features.exports.messages import DOOR
from bot.notifications.kinds import DigestKind, is_awaited
from storage import decisions as stored_decisions
from storage import reviews
from storage.decision_drafts import DecisionDraft
from storage.decisions import Decision
from storage.duplicates import PendingDecision

LATEST = 5  # more than one screen is a list, and a list is not a home
LONG_DUE = timedelta(days=21)  # a question, a week, a reminder, and two weeks more: then others should look
NOTHING_YET = "Nothing decided yet that you can see. The first one is a click away."


def latest(glance: HomeContext) -> tuple[Part, ...]:
    most = LATEST if glance.few > 2 else glance.few
    found = stored_decisions.latest_with_partners(glance.db, stored_decisions.visible_to(glance.me), limit=most)
    entries = [part for decision, partners in found for part in _entry(decision, partners, glance.zone)]
    may_carry = glance.me.is_convener or glance.speaks
    doors = (Button("Decision log of a channel", "log_choose"), *((DOOR,) if may_carry else ()))
    return (Title("Latest decisions"), *(entries or [Paragraph(NOTHING_YET)]), Buttons(doors))


def _entry(decision: Decision, partners: Sequence[str], zone: tzinfo) -> tuple[Part, ...]:
    state = "" if decision.in_force else "  :no_entry_sign: _withdrawn_" if decision.withdrawn_at else "  _replaced_"
    why = f"\n*Why:* {said(short(decision.reason))}" if decision.reason else "\n*Why:* _no reason was given_"
    when = f"{day(decision.decided_at, zone)}  ·  {', '.join(map(said, partners)) or 'partner not known'}"
    return (
        Paragraph(f"*{messages.linked(decision)}*  ·  {bold(said(short(decision.text)))}{state}{why}"),
        SmallPrint((when,)),
    )


def to_review(glance: HomeContext) -> tuple[Part, ...]:
    waiting = reviews.waiting_and_seen(glance.db, glance.me.person, stored_decisions.visible_to(glance.me))
    return review_messages.section_at_home(waiting, glance.few)


def unreviewed(glance: HomeContext) -> tuple[Part, ...]:
    """Those whose review nobody has answered for three weeks, as far as this convener sees them."""
    seen, few = stored_decisions.visible_to(glance.me), glance.few
    found = reviews.unanswered(glance.db, seen, due_until=glance.today - LONG_DUE, limit=few + 1)
    parts = tuple(part for decision in found[:few] for part in review_messages.unanswered(decision))
    return (*parts, *((SmallPrint(("More of them move up as these are looked at.",)),) if len(found) > few else ()))


FEATURE = Feature(
    help=(
        HelpLine(
            10,
            "`/decision We meet on Tuesdays because the ferry does` keeps a decision; `/decision` alone opens a form",
            has_commands,
        ),
        HelpLine(20, "_Log as decision_, in the menu of any message, takes the message over", has_commands),
        HelpLine(80, "Mention me, or write me in private: `we decided … because …` comes back as a draft to save"),
        HelpLine(
            90, "React to a message with :{reaction}: and it is kept as a decision of its author; take it back to undo"
        ),
        HelpLine(110, "_Why?_ under a decision has _Reopen_: say what has changed, and I ask where it was decided"),
        HelpLine(170, "`review D-12`, said to me, asks whether it is still right; `keep D-12` says so"),
    ),
    digest=(
        DigestKind(
            review.ASK,
            150,
            "Whether your decisions are still right",
            "you look after the decision",
            notifications.write_question,
        ),
        DigestKind(
            review.OFFER,
            160,
            "Decisions you could look after",
            "somebody asks whether you would look after it",
            notifications.write_offer,
            is_awaited,
        ),
        DigestKind(
            review.NEWS,
            170,
            "News of decisions you look after",
            "you look after the decision, or did",
            notifications.write_news,
        ),
    ),
    posts={
        decisions.POST: "A decision's post in its channel",
        decisions.ASK_REASON: "A question for the reason of a decision",
        decisions.REOPENED: "The question whether to reopen a decision",
    },
    home=(
        HomePart("mine", 70, to_review),
        HomePart("mine", 100, latest),
        HomePart("convening", 50, unreviewed),
    ),
    records=(
        RecordWords(
            "decision",
            lambda told: messages.headline(told.decision),
            lambda told, zone, shown: messages.gist(told, zone, rank=shown.rank, quote=shown.quote, today=shown.today),
            lambda told: (Button("Whole story", "decision_why", str(told.decision.number)),),
        ),
    ),
    retention=(
        RetentionRule(
            "drafts",
            40,
            "drafts that nobody saved",
            7,
            1,
            (
                (DecisionDraft, lambda before: DecisionDraft.made_at < before),
                (PendingDecision, lambda before: PendingDecision.made_at < before),
            ),
            most=7,  # then they are gone whatever is said here
        ),
    ),
)
