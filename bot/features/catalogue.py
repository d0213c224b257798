"""Why somebody gets a message of a kind: a few words behind it, wherever it is announced."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.features import agreements, buddies, commitments, imports, onboarding, open_questions, spotlights
from bot.features.agreements import notifications as agreement_notifications
from bot.features.buddies import notifications as buddy_notifications
from bot.features.commitments import notifications as commitment_notifications
from bot.features.conveners import notifications as convener_notifications
from bot.features.conveners.delivery_report import PREVIEW
from bot.features.decisions import review as decision_review
from bot.features.decisions.review import notifications as decision_notifications
from bot.features.duplicates import notifications as duplicate_notifications
from bot.features.duplicates import pending as duplicate_pending
from bot.features.imports import notifications as import_notifications
from bot.features.members import assignment
from bot.features.members import notifications as member_notifications
from bot.features.onboarding import catch_up
from bot.features.onboarding import notifications as onboarding_notifications
from bot.features.open_questions import notifications as open_question_notifications
from bot.features.privacy import notifications as privacy_notifications
from bot.features.privacy import retention as privacy_retention
from bot.features.purpose import notifications as purpose_notifications
from bot.features.purpose import wordings
from bot.features.spotlights import notifications as spotlight_notifications
from bot.features.surveys import FOLLOW_UP, QUESTION, REMINDER
from bot.features.surveys import notifications as survey_notifications
from bot.notifications.kinds import DigestKind
from storage.deliveries import Delivery

CONVENE = "you convene"
BECAUSE = {
    QUESTION: "everybody it concerns is asked",
    REMINDER: "you have not answered yet",
    FOLLOW_UP: CONVENE,
    spotlights.ASK: "you speak for your partner",
    spotlights.DRAFT: "you are named in it, or speak for your partner",
    spotlights.CARE: CONVENE,
    wordings.FEW: CONVENE,
    imports.FOUND: CONVENE,
    PREVIEW: CONVENE,
    assignment.WAITING: CONVENE,
    commitments.ASK: "somebody asks kindly how your promise stands",
    commitments.OFFER: "somebody asks whether you would take it over",
    commitments.CHANGE: "it was promised to you, or by you",
    commitments.NUDGE: "you promised it",
    decision_review.ASK: "you look after the decision",
    decision_review.OFFER: "somebody asks whether you would look after it",
    decision_review.NEWS: "you look after the decision, or did",
    open_questions.ASK: "you may know the answer",
    open_questions.NEWS: "you asked",
    duplicate_pending.STILL_WAITS: "you were about to log it",
    privacy_retention.ANNOUNCE: CONVENE,
    agreements.ASK: "all whom it concerns are asked",
    agreements.QUESTION: CONVENE,
    agreements.ANSWER: "you asked",
    buddies.OFFER: "you are new here",
    buddies.ASK: "you said that you would be a buddy, or a convener thought of you",
    buddies.CALL: "a convener thought of you",
    buddies.NEWS: "you have a buddy, or are one",
    buddies.CARE: CONVENE,
    onboarding.KIND: "you are new here, or asked for it",
    onboarding.CARE: "you convene, or are their buddy",
    onboarding.WISH: CONVENE,
    catch_up.KIND: "you were away for a while",
    "calendar": "it is on the partnership's calendar",
}
FOR_CONVENERS = frozenset(kind for kind, why in BECAUSE.items() if why == CONVENE)
"""Kinds that nobody else ever gets."""


def because(kind: str) -> str:
    """Empty where nothing is known."""
    return BECAUSE.get(kind, "")


def _is_their_task(_db: Session, _delivery: Delivery, _now: datetime) -> bool:
    return True


SECTIONS: dict[str, DigestKind] = {
    QUESTION: DigestKind("Questions and pulses", survey_notifications.write_question),
    REMINDER: DigestKind("Reminders of open questions", survey_notifications.write_reminder),
    FOLLOW_UP: DigestKind("What to do about results", survey_notifications.write_follow_up, _is_their_task),
    spotlights.ASK: DigestKind("Questions for spotlights", spotlight_notifications.spotlight_ask),
    spotlights.DRAFT: DigestKind(
        "Words about you, to look through", spotlight_notifications.spotlight_draft, spotlight_notifications.is_near
    ),
    spotlights.CARE: DigestKind("Spotlights that need a convener", spotlight_notifications.spotlight_care),
    wordings.FEW: DigestKind("How often the purpose comes back", purpose_notifications.few_ways),
    imports.FOUND: DigestKind("What an import has found", import_notifications.write_found),
    privacy_retention.ANNOUNCE: DigestKind(
        "What will be kept no longer", privacy_notifications.write_going, _is_their_task
    ),
    assignment.WAITING: DigestKind("People of no partner yet", member_notifications.write_unplaced),
    PREVIEW: DigestKind("What will be sent next week", convener_notifications.write_preview, _is_their_task),
    commitments.ASK: DigestKind(
        "Kind questions about your promises",
        commitment_notifications.write_question,
        commitment_notifications.is_asked_by_somebody,
    ),
    commitments.OFFER: DigestKind(
        "Promises you could take over",
        commitment_notifications.write_offer,
        commitment_notifications.is_asked_by_somebody,
    ),
    commitments.CHANGE: DigestKind("News of promises that concern you", commitment_notifications.write_change),
    decision_review.ASK: DigestKind("Whether your decisions are still right", decision_notifications.write_question),
    decision_review.OFFER: DigestKind(
        "Decisions you could look after",
        decision_notifications.write_offer,
        commitment_notifications.is_asked_by_somebody,
    ),
    decision_review.NEWS: DigestKind("News of decisions you look after", decision_notifications.write_news),
    commitments.NUDGE: DigestKind(
        "Reminders of your promises", commitment_notifications.write_reminder, commitment_notifications.is_due_today
    ),
    open_questions.ASK: DigestKind("Questions you may know the answer to", open_question_notifications.write_question),
    open_questions.NEWS: DigestKind(
        "What becomes of your questions", open_question_notifications.write_news, open_question_notifications.is_answer
    ),
    agreements.ASK: DigestKind("Agreements to look at", agreement_notifications.write_ask),
    agreements.QUESTION: DigestKind(
        "Questions about agreements", agreement_notifications.write_question, agreement_notifications.is_awaited
    ),
    agreements.ANSWER: DigestKind(
        "Answers about agreements", agreement_notifications.write_answer, agreement_notifications.is_awaited
    ),
    buddies.OFFER: DigestKind("A buddy for your first weeks", buddy_notifications.write_offer),
    buddies.ASK: DigestKind(
        "Newcomers who would like a buddy", buddy_notifications.write_ask, agreement_notifications.is_awaited
    ),
    buddies.CALL: DigestKind("Whether you would be a buddy", buddy_notifications.write_call),
    buddies.NEWS: DigestKind("News of you and your buddy", buddy_notifications.write_news, buddy_notifications.is_met),
    buddies.CARE: DigestKind("Newcomers without a buddy", buddy_notifications.write_care),
    onboarding.KIND: DigestKind("Your first days here", onboarding_notifications.write_step),
    onboarding.CARE: DigestKind("Newcomers who need a human", onboarding_notifications.write_care),
    onboarding.WISH: DigestKind("What newcomers would like", onboarding_notifications.write_wish),
    catch_up.KIND: DigestKind("What you missed while away", onboarding_notifications.write_catch_up),
    duplicate_pending.STILL_WAITS: DigestKind(
        "Decisions that wait for your answer", duplicate_notifications.write_held
    ),
}
