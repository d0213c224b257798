"""What a Slack export's talk holds: what people marked themselves, and what sounds like a decision or a promise."""

from collections.abc import Sequence

from bot.carriage.marks import Judged, explicit, judged
from bot.domain import noticing, wording
from bot.domain.wording import fitting


def judge(text: str, context: Sequence[str]) -> Judged | None:
    """A mark counts first; what is noticed without one must be sure enough to be offered in the chat, too."""
    marked = explicit(text, context)
    if marked is not None:
        return marked
    notice = noticing.judge(text, context=context[-1:])
    if notice is None or not wording.is_sentence(notice.what):
        return None
    found = judged(notice.kind, fitting(notice.what))
    return Judged(found.kind, found.text, found.reason or fitting(notice.why))
