"""What open questions are known by."""

from bot.features import open_questions
from bot.features.catalogue import Feature, HelpLine, HomePart, RecordWords, RetentionRule
from bot.features.open_questions import home, messages, notifications
from bot.notifications.kinds import DigestKind
from storage.whys import CLOSED, WITHDRAWN, OpenQuestion

FEATURE = Feature(
    help=(
        HelpLine(
            210,
            "Where nothing is recorded, _Ask those who would know_ brings your question to two people,"
            " once you say yes; `ask around: why …?`, said to me, does it too",
        ),
        HelpLine(220, "Asked what you may know? _Answer_, or reply in the thread; whoever asked gets it from me"),
        HelpLine(230, "`open questions`, said to me, shows yours; take them back whenever you like"),
    ),
    digest=(
        DigestKind(
            open_questions.ASK,
            190,
            "Questions you may know the answer to",
            "you may know the answer",
            notifications.write_question,
        ),
        DigestKind(
            open_questions.NEWS,
            200,
            "What becomes of your questions",
            "you asked",
            notifications.write_news,
            notifications.is_answer,
        ),
    ),
    home=(
        HomePart("mine", 60, home.awaited),
        HomePart("mine", 90, home.own),
        HomePart("partner", 80, home.asked_by_us),
        HomePart("convening", 40, home.in_care),
    ),
    records=(
        RecordWords(
            "why",
            lambda told: messages.headline(told.why),
            lambda told, zone, shown: messages.gist(told.why, zone, rank=shown.rank, quote=shown.quote),
        ),
    ),
    retention=(
        RetentionRule(
            "questions",
            20,
            "questions without an answer that were closed or taken back",
            365,
            30,
            (
                (
                    OpenQuestion,
                    lambda before: OpenQuestion.state.in_((CLOSED, WITHDRAWN)) & (OpenQuestion.ended_at < before),
                ),
            ),
        ),
    ),
)
