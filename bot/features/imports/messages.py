"""What an import has found in people's talk, for conveners to look through: a page at a time, ticked or not."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from bot.chat.messages import Button, Buttons, Form, Message, Paragraph, Part, RadioField, SeveralField, SmallPrint
from bot.chat.words import day, link, mention, plural, quoted, room, said
from bot.features.imports.candidates import CandidatesSettled
from bot.features.imports.payloads import CandidatePage
from bot.notifications.kinds import DigestSection
from storage.proposals import Proposal

DECISION, COMMITMENT = "decision", "commitment"
NAMED = {DECISION: ("decision", "decisions"), COMMITMENT: ("promise", "promises")}
LONGEST_QUOTE = 700  # characters; ten of them fit in one window, and the link leads to the rest
LATER, NONE = "later", "none"
THE_OTHERS = (("Leave them for later", LATER), ("They are none; do not show them again", NONE))
LOOK = Button("Look through them", "proposals_open", "", "primary")


def in_words(counts: Mapping[str, int]) -> str:
    """ "214 decisions and 30 promises"."""
    parts = [plural(counts[kind], *NAMED[kind]) for kind in NAMED if counts.get(kind)]
    return " and ".join(parts)


def waiting(counts: Mapping[str, int]) -> Message:
    """In private, to a convener who asks what waits."""
    if not any(counts.values()):
        return Message("Nothing that was found waits for you. What `steward import` finds in people's talk comes here.")
    text = f"{_wait(counts)} Nobody finds them before one of you says that they are."
    return Message(text, (Paragraph(text), Buttons((LOOK,))))


def panel(counts: Mapping[str, int]) -> tuple[Part, ...]:
    """On the Home tab of conveners; nothing while nothing waits."""
    return (Paragraph(f":package: {_wait(counts)}"), Buttons((LOOK,))) if any(counts.values()) else ()


def letter(counts: Mapping[str, int], source: str) -> DigestSection:
    text = f"{_wait(counts)} They were found in {said(source)}."
    why = "Why you: you convene. Nobody finds them before one of you says that they are; ten at a time takes a minute."
    return DigestSection(text, (Paragraph(f":package: {text}"), Paragraph(why), Buttons((LOOK,))))


def page(
    found: Sequence[Proposal], leafing: CandidatePage, zone: tzinfo, before: CandidatesSettled | None = None
) -> Form:
    """Up to ten of one kind, each as it was said, all ticked.

    The fields of each page have names of their own: else Slack would take over what was ticked on the page before.
    """
    kind = found[0].kind
    one, many = NAMED[kind]
    parts: list[Part] = [SmallPrint((done(before),))] if before else []
    parts += [Paragraph(_proposal(number, each, zone)) for number, each in enumerate(found, 1)]
    options = tuple((f"{number} · {each.text}", str(each.id)) for number, each in enumerate(found, 1))
    ticked = tuple(str(each.id) for each in found)
    parts += [
        SeveralField(f"Which are {many}?", f"right_{leafing.after}", options, ticked, hint=f"Untick what is no {one}."),
        RadioField("And the others?", f"others_{leafing.after}", THE_OTHERS, LATER),
    ]
    return Form("proposals_form", f"Found {many}", tuple(parts), "Keep the ticked", "Close", memo=leafing.packed)


def finished(kept: CandidatesSettled | None) -> Form:
    told = f"{done(kept)} " if kept else ""
    text = f"{told}That was all that waits for you. What you left for later is on my Home tab."
    return Form("proposals_done", "Looked through", (Paragraph(text),), close="Close")


def done(kept: CandidatesSettled) -> str:
    """What the page before has come to."""
    count = {DECISION: len(kept.decisions), COMMITMENT: len(kept.promises)}
    words = f"Kept: {in_words(count)}." if any(count.values()) else "Nothing kept from that page."
    return words + (f" {len(kept.left)} had been settled by somebody else." if kept.left else "")


def _wait(counts: Mapping[str, int]) -> str:
    verb = "waits" if sum(counts.values()) == 1 else "wait"
    found = in_words(counts).replace(" ", " found ", 1)
    return f"{found} {verb} for your look."


def _proposal(number: int, row: Proposal, zone: tzinfo) -> str:
    who = mention(row.people.split("\n")[0])
    where = f" in {room(row.channel)}" if row.channel and not row.source.startswith("import:") else ""
    told = [f"*{number}*", day(row.said_at, zone), f"{who}{where}"]
    told += [link(row.source_link, "where it was said")] if row.source_link else []
    told += [f"due {day(row.due_on)}"] if row.due_on else []
    why = f"\n_Why:_ {said(_short(row.reason, 300))}" if row.reason else ""
    return "  ·  ".join(told) + "\n" + quoted(said(_short(row.text, LONGEST_QUOTE))) + why


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
