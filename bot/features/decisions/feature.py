"""What decisions are known by."""

from bot.chat.messages import Button
from bot.features import decisions
from bot.features.catalogue import Feature, HelpLine, HomePart, RecordWords, RetentionRule, has_commands
from bot.features.decisions import home, messages, review
from bot.features.decisions.review import notifications
from bot.notifications.kinds import DigestKind, is_awaited
from storage.decision_drafts import DecisionDraft
from storage.duplicates import PendingDecision

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
        HomePart("mine", 70, home.to_review),
        HomePart("mine", 100, home.latest),
        HomePart("convening", 50, home.unreviewed),
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
