"""The words of a preview: what will be sent this week, to whom, and to whom not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from bot.chat.messages import Button, Buttons, Message, Paragraph, Part, SmallPrint
from bot.chat.words import bold, plural, room, said, weekday
from bot.features.decisions.review import messages as review_messages
from bot.notifications.kinds import DigestSection
from storage.decisions import Decision


@dataclass(frozen=True)
class Reach:
    """How many people it goes to, and how many it does not reach, by reason."""

    people: int
    kept_from: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedMessage:
    """One thing that a rhythm brings. Without a reach it is a post in the channel."""

    on: date
    hour: time
    title: str
    text: str
    channel: str
    reach: Reach | None = None
    noun: str = "pulse"


def week(coming: Sequence[PlannedMessage], looks: Sequence[Decision] = ()) -> DigestSection:
    """To conveners, before the week begins. `looks` are the decisions whose review comes."""
    again = (Paragraph(review_messages.coming(looks)),) if looks else ()
    if not coming:
        text = "Next week I send no messages to everybody." if looks else "Next week I send nothing by myself."
        return DigestSection(text, (Paragraph(text), *again))
    text = f"Next week I send {plural(len(coming), 'message', 'messages')} by myself."
    parts: list[Part] = [Paragraph(f"{bold(text)} You can still change it.")]
    nouns: set[str] = set()
    for each in coming:
        parts.append(Paragraph(_line(each)))
        parts += [_doors(each)] if each.noun not in nouns else []  # one can be skipped at a time: the nearest
        nouns.add(each.noun)
    return DigestSection(text, (*parts, *again))


def _doors(coming: PlannedMessage) -> Buttons:
    return Buttons(
        (
            Button("Show me first", "rhythm_try", coming.noun),
            Button("Skip this one", "rhythm_skip", f"{coming.noun} {coming.on}"),
            Button("Pause", "rhythm_pause", coming.noun),
        )
    )


def shown_first(coming: PlannedMessage) -> Message:
    text = f"{coming.title}, {weekday(coming.on)}, {coming.hour:%H:%M}:\n{said(coming.text)}"
    return Message(text, (Paragraph(_line(coming)), SmallPrint(("Only you see this; nothing has been sent yet.",))))


def nothing_coming() -> Message:
    return Message("Nothing is coming: this rhythm is paused or not set.")


def _line(coming: PlannedMessage) -> str:
    when = f"{bold(coming.title)}, {weekday(coming.on)}, {coming.hour:%H:%M}"
    if coming.reach is None:
        return f"{when}, in {room(coming.channel)}\n{said(coming.text)}"
    whom = f"to {plural(coming.reach.people, 'person', 'people')}, each at that hour of theirs"
    not_to = ", ".join(f"{many} {why}" for why, many in sorted(coming.reach.kept_from.items()))
    return f"{when}, {whom}\n{said(coming.text)}" + (f"\n_Not then to:_ {not_to}" if not_to else "")
