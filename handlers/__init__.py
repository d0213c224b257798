"""What people can say to the bot. One module per feature; this list is the menu.

`conversation` comes last: it answers what no feature has understood.
"""

from slack_bolt import App

from bot.settings import Settings
from handlers import (
    answers,
    capabilities,
    channels,
    conveners,
    decision_logs,
    duplicates,
    exports,
    fallback,
    home,
    imports,
    installations,
    letters,
    privacy,
    purpose,
    recurrences,
    spotlights,
    suggestions,
    surveys,
)
from handlers import notifications as handler_notifications
from handlers.agreements import consent as agreement_consent
from handlers.agreements import questions as agreement_questions
from handlers.agreements import writing as agreement_writing
from handlers.buddies import requests as buddy_requests
from handlers.buddies import volunteers
from handlers.commitments import changes as commitment_changes
from handlers.commitments import commands as commitment_commands
from handlers.commitments import handover as commitment_handover
from handlers.commitments import lists as commitment_lists
from handlers.commitments import promise_drafts
from handlers.commitments import reactions as commitment_reactions
from handlers.commitments import recording as commitment_recording
from handlers.decisions import drafts as decision_drafts
from handlers.decisions import log as decision_log
from handlers.decisions import owners as decision_owners
from handlers.decisions import reactions as decision_reactions
from handlers.decisions import reopen as decision_reopen
from handlers.decisions import review as decision_review
from handlers.members import accounts, partner_profile, people
from handlers.members import setup as member_setup
from handlers.onboarding import steps as onboarding_steps
from handlers.onboarding import texts as onboarding_texts
from handlers.open_questions import answering as open_question_answering
from handlers.open_questions import asking as open_question_asking
from handlers.open_questions import lists as open_question_lists
from handlers.open_questions import why_replies

FEATURES = (
    open_question_answering,  # before all: in the thread of a question, what people write is for it
    open_question_asking,
    open_question_lists,
    agreement_consent,  # before drafts: `I'd be a buddy` is no promise
    agreement_questions,
    agreement_writing,
    volunteers,
    buddy_requests,
    decision_logs,  # before decisions: `/decision log` is none
    decision_log,
    decision_drafts,
    duplicates,
    decision_reopen,
    commitment_recording,
    commitment_commands,
    promise_drafts,
    commitment_lists,
    commitment_changes,
    commitment_handover,
    commitment_reactions,
    decision_review,
    decision_owners,
    decision_reactions,
    purpose,  # before answers: "why are we here?" has its own
    answers,
    onboarding_steps,  # before attention: it has a "stop" of its own
    onboarding_texts,
    handler_notifications,
    letters,
    surveys,
    recurrences,
    spotlights,
    imports,
    exports,
    privacy,
    conveners,
    member_setup,
    people,
    capabilities,
    accounts,
    home,
    partner_profile,
    channels,
    installations,
    suggestions,
    why_replies,  # after all that has words of its own
    fallback,
)


def register_all(app: App, settings: Settings) -> None:
    for feature in FEATURES:
        feature.register(app, settings)
