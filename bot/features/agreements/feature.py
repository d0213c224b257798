"""What agreements are known by."""

from bot.chat.messages import Part
from bot.features import agreements
from bot.features.agreements import forms, messages, notifications
from bot.features.catalogue import Feature, HelpLine, HomeContext, HomePart, convenes
from bot.notifications.kinds import CONVENE, DigestKind, is_awaited
from storage.agreements import drafts_of


def agreed(glance: HomeContext) -> tuple[Part, ...]:
    return messages.at_home(agreements.of_person(glance.db, glance.me), glance.zone, glance.few)


def in_care(glance: HomeContext) -> tuple[Part, ...]:
    return forms.panel(agreements.counted(glance.db, by=glance.me), glance.few)


def own_drafts(glance: HomeContext) -> tuple[Part, ...]:
    return forms.drafts(drafts_of(glance.db, glance.me.person), glance.few)


def questions(glance: HomeContext) -> tuple[Part, ...]:
    return forms.questions(agreements.open_questions(glance.db, by=glance.me), glance.few)


FEATURE = Feature(
    help=(HelpLine(280, "`agreements`, said to me anywhere, shows what we all agree to, and what waits for your yes"),),
    digest=(
        DigestKind(
            agreements.ASK, 210, "Agreements to look at", "all whom it concerns are asked", notifications.write_ask
        ),
        DigestKind(
            agreements.QUESTION, 220, "Questions about agreements", CONVENE, notifications.write_question, is_awaited
        ),
        DigestKind(
            agreements.ANSWER, 230, "Answers about agreements", "you asked", notifications.write_answer, is_awaited
        ),
    ),
    home=(
        HomePart("together", 10, agreed),
        HomePart("together", 30, in_care, convenes),
        HomePart("together", 40, own_drafts, convenes),
        HomePart("together", 50, questions, convenes),
    ),
)
