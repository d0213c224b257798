"""The words of the purpose: what holds, how it came to it, and the forms in which it comes back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo

from bot.chat.messages import Button, Buttons, Message, Paragraph, Part, SmallPrint
from bot.chat.words import bold, day, mention, quoted, said
from bot.features.catalogue import RecordContext
from bot.features.purpose import PurposeWording
from bot.notifications.kinds import DigestSection
from storage.partnerships import Partner
from storage.purpose import MISSION, PURPOSE, QUESTION, QUOTE, STORY, VISION, Purpose, PurposeForm
from storage.search.records import FoundPurpose

CALLED = {PURPOSE: "Purpose", VISION: "Vision", MISSION: "Mission"}
MOST_VERSIONS = 12  # in one message; more is an archive
NOBODY_YET = "Nobody has written down yet why we are here. A convener can, on my Home tab."
NOT_ANY_MORE = "_none any more_"


def shown(stated: PurposeWording, *, has_history: bool) -> Message:
    """To whoever asks why we are here."""
    if not stated.purpose:
        return Message(NOBODY_YET)
    parts: list[Part] = [*_stated(stated)]
    if has_history:
        parts.append(Buttons((Button("How it came to this", "purpose_history"),)))
    return Message(f"Why we are here: {said(stated.purpose)}", tuple(parts))


def history(versions: Sequence[Purpose], zone: tzinfo) -> Message:
    """Every wording, newest first: who wrote it, when, and why it was changed."""
    if not versions:
        return Message(NOBODY_YET)
    parts: list[Part] = []
    for version in versions[:MOST_VERSIONS]:
        words = quoted(said(version.text)) if version.text else NOT_ANY_MORE
        parts.append(Paragraph(f"*{CALLED[version.kind]}*\n{words}"))
        because = f": {said(version.reason)}" if version.reason else ""
        parts.append(SmallPrint((f"{mention(version.written_by)}, {day(version.written_at, zone)}{because}",)))
    if len(versions) > MOST_VERSIONS:
        parts.append(SmallPrint((f"… and {len(versions) - MOST_VERSIONS} earlier ones.",)))
    return Message("How our purpose came to be what it is", tuple(parts))


def changed(rows: Sequence[Purpose]) -> Message:
    """To the channel of the rhythm, once."""
    first = rows[0]
    text = f"{mention(first.written_by)} has written down anew why we are here."
    lines = [f"*{CALLED[row.kind]}*\n{quoted(said(row.text)) if row.text else NOT_ANY_MORE}" for row in rows]
    why = [Paragraph(f"*Why it changed:* {said(first.reason)}")] if first.reason else []
    return Message(text, (Paragraph(text), *(Paragraph(line) for line in lines), *why, _small_print()))


def post(way: PurposeForm, purpose: Purpose | None, partner: Partner | None) -> Message:
    """The purpose, as it comes back in the channel today."""
    words = said(words_of(way, purpose))
    if way.kind == QUOTE:
        name = said(partner.name) if partner else "A partner"
        text = f"{name}, on why we are here: {words}"
        agreed = f"Quoted with their agreement, {mention(way.written_by)} says."
        return Message(
            text, (Paragraph(f"*{name}, on why we are here*\n{quoted(words)}"), SmallPrint((agreed,)), _small_print())
        )
    if way.kind == QUESTION:
        text = f"A question about why we are here: {words}"
        ask = SmallPrint(("Answers are welcome beneath this message.",))
        return Message(text, (Paragraph(f"*A question about why we are here*\n{words}"), ask, _small_print()))
    heading = "A short story about why we are here" if way.kind == STORY else "Why we are here"
    return Message(f"{heading}: {words}", (Paragraph(f"*{heading}*\n{words}"), _small_print()))


def words_of(way: PurposeForm, purpose: Purpose | None) -> str:
    """A statement without words of its own is the purpose as it stands."""
    return way.text or (purpose.text if purpose else "")


def compared(purpose: Purpose | None) -> tuple[Part, ...]:
    """Beneath what people remembered: what is written down."""
    if purpose is None:
        return ()
    return (Paragraph(f"*For comparison: the purpose as written down*\n{quoted(said(purpose.text))}"),)


def few(there: Sequence[PurposeForm]) -> DigestSection | None:
    """To a convener, when the same words would come again and again."""
    if len(there) > 1:
        return None
    text = "There is only one way to say why we are here, so I say it once a week at most."
    if not there:
        text = "There is no way left to say why we are here, so I say nothing."
    more = "A story, a question or a partner's own words would keep it fresh. I take them in turn."
    door = Buttons((Button("Write another way", "purpose_ways", "", "primary"),))
    return DigestSection(text, (Paragraph(bold(text)), Paragraph(more), door))


def _stated(stated: PurposeWording) -> Iterable[Paragraph]:
    words: Mapping[str, str] = {PURPOSE: stated.purpose, VISION: stated.vision, MISSION: stated.mission}
    return [Paragraph(f"*{CALLED[kind]}*\n{said(text)}") for kind, text in words.items() if text]


def _small_print() -> SmallPrint:
    return SmallPrint(("Say `purpose` to me to see the whole, and how it came to be.",))


def gist(told: FoundPurpose, zone: tzinfo, shown: RecordContext) -> tuple[Part, ...]:
    """As an answer shows it."""
    row = told.purpose
    standing = f"until {day(told.until, zone)}" if told.until else "as it stands"
    text = quoted(said(shown.quote(row.text))) if row.text else NOT_ANY_MORE
    why = f"\n*Why it changed:* {said(shown.quote(row.reason))}" if row.reason else ""
    return (
        Paragraph(f"{shown.rank}.  *Our {row.kind}*, {standing}\n{text}{why}"),
        SmallPrint((f"Written down by {mention(row.written_by)}", day(row.written_at, zone))),
    )
