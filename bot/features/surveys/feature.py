"""What surveys are known by."""

from bot.chat.words import said
from bot.features import recurrences, surveys
from bot.features.catalogue import Feature, HelpLine, HomePart, RecordWords, RecurrenceKind, RetentionRule
from bot.features.surveys import home, notifications, pulses, result_messages
from bot.features.surveys.pulses import A_DAY_AHEAD
from bot.notifications.kinds import CONVENE, DigestKind, is_awaited
from storage.surveys import Invitation, SurveyAnswer, closed_before

FEATURE = Feature(
    help=(
        HelpLine(260, "A question from the partnership reaches you in private; one click answers it, until it closes"),
    ),
    digest=(
        DigestKind(
            surveys.QUESTION, 10, "Questions and pulses", "everybody it concerns is asked", notifications.write_question
        ),
        DigestKind(
            surveys.REMINDER,
            20,
            "Reminders of open questions",
            "you have not answered yet",
            notifications.write_reminder,
        ),
        DigestKind(
            surveys.FOLLOW_UP, 30, "What to do about results", CONVENE, notifications.write_follow_up, is_awaited
        ),
    ),
    posts={
        surveys.POST: "The post of a round",
        surveys.RESULTS: "The results of a round",
        surveys.CLOSED: "The word that a round is closed",
        surveys.PICTURE: "The picture of a round",
    },
    recurrences=(
        RecurrenceKind(
            recurrences.PULSE,
            "Pulse",
            lambda db, now, _: pulses.bring_due(db, now=now, early=A_DAY_AHEAD),  # each has days off of their own
            pulses.coming,
            asks_everybody=True,
            ahead=A_DAY_AHEAD,
        ),
        RecurrenceKind(
            recurrences.RECALL,
            "Did the purpose stick?",
            lambda db, now, is_off: pulses.bring_recall(db, now=now, is_off=is_off, early=A_DAY_AHEAD),
            lambda *_: pulses.RECALL_QUESTION.text,
            asks_everybody=True,
            ahead=A_DAY_AHEAD,
        ),
    ),
    home=(HomePart("mine", 40, home.waiting), HomePart("convening", 80, home.running)),
    records=(
        RecordWords(
            "round",
            lambda told: f"{said(told.round.title)}: {told.answered} of {told.asked} answered",
            result_messages.gist,
        ),
    ),
    retention=(
        RetentionRule(
            "answers",
            10,
            "answers to rounds (their results stay)",
            730,
            30,
            (
                (SurveyAnswer, lambda before: SurveyAnswer.survey_id.in_(closed_before(before))),
                (Invitation, lambda before: Invitation.survey_id.in_(closed_before(before))),
            ),
        ),
    ),
)
