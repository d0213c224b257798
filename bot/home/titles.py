"""What each kind of message is called when it is spoken of: a letter by its own title, a post by where it stands."""

from bot import letters as writing
from bot.domain import commitments, decision_logs, exports, rounds, spotlights
from bot.domain.purpose import CHANGED, ways


def title_of(kind: str) -> str:
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
