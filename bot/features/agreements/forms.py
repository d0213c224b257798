"""What conveners see of agreements: the form, the draft as others will see it, the numbers, the questions."""

from collections.abc import Sequence

from bot.chat.messages import (
    Button,
    Buttons,
    ChoiceField,
    Divider,
    Form,
    Message,
    Paragraph,
    Part,
    SeveralField,
    SmallPrint,
    TextField,
    Title,
)
from bot.chat.words import and_more, bold, mention, plural, quoted, said
from bot.dispatch.payloads import PlacedPayload
from bot.features import agreements
from bot.features.agreements import AgreementRecord, Written
from bot.notifications.kinds import DigestSection
from storage.agreements import EVERYBODY, REPRESENTATIVES, AgreementQuestion, AgreementVersion, CurrentAgreement
from storage.partnerships import Partner

WHOM = (("Everybody", EVERYBODY), ("Those who speak for a partner", REPRESENTATIVES))
PRESSED = "Beneath it they press _I accept_, _I have a question_ or _Read it all_."
MOST_NAMES = 60  # in one message


def form(has: Written, *, again: bool, memo: str) -> Form:
    """`again`: people have seen it before, so there is something to be new, or only corrected."""
    tick = (("A small correction: every yes goes on", "small"),)
    changes: tuple[Part, ...] = (
        TextField(
            "What is new?",
            "news",
            has.news,
            True,
            hint="One line. Left empty, I show the words that changed.",
            longest=agreements.LONGEST_NEWS,
        ),
        SeveralField("If it is a trifle", "is_small", tick, ("small",) if has.is_small else ()),
    )
    return Form(
        "agreement_form",
        "What we agree to",
        (
            TextField("Title", "title", has.title, longest=agreements.LONGEST_TITLE),
            TextField("What all agree to", "text", has.text, True, True, longest=agreements.LONGEST_TEXT),
            TextField("Or where it stands", "link", has.link, True, hint="https://…", longest=agreements.LONGEST_LINK),
            ChoiceField("Who says yes to it?", "whom", WHOM, has.whom),
            *(changes if again else ()),
            SmallPrint(("You see it first as others will; nobody is asked before you press _Show it_.",)),
        ),
        "Look at it first",
        memo=memo,
    )


def preview(draft: AgreementVersion, letter: DigestSection, asked: int, agreed: int) -> Message:
    """To its writer, before anybody else sees it. `letter` is what people will get."""
    text = f"Your draft of “{said(draft.title)}”, as others will see it:"
    who = plural(asked, "person", "people") if draft.whom == EVERYBODY else plural(asked, "partner", "partners")
    if draft.is_small:
        then = "A small correction: nobody is asked again, and every yes goes on."
    else:
        again = f" {agreed} of them had said yes, and will be asked again." if agreed else ""
        then = f"{who} will be asked, each in their own hours.{again}"
    id = str(draft.id)
    buttons = Buttons(
        (
            Button("Show it", "agreement_publish", id, "primary"),
            Button("Write on", "agreement_rewrite", id),
            Button("Throw away", "agreement_drop", id),
        )
    )
    shown = (part for part in letter.parts if not isinstance(part, Buttons))
    small = SmallPrint((PRESSED, then, "Only you see this."))
    return Message(text, (Paragraph(text), Divider(), *shown, Divider(), small, buttons))


def published(standing: CurrentAgreement) -> Message:
    """In the place of the draft."""
    name = f"“{said(standing.version.title)}”, version {standing.number},"
    if standing.version.is_small:
        return Message(f"{name} is corrected. Nobody is asked again.")
    return Message(
        f"{name} is out. I ask everybody whom it concerns, in their own hours; the numbers are on my Home tab."
    )


def dropped() -> Message:
    return Message("The draft is gone. Nobody else has seen it.")


def panel(records: Sequence[AgreementRecord], few: int) -> tuple[Part, ...]:
    """For conveners: what stands, in numbers, and what can be done about it."""
    parts: list[Part] = [Title("For conveners: agreements")]
    for record in records[: 2 * few]:
        id = str(record.standing.id)
        buttons = (
            Button("Change", "agreement_change", id),
            Button("Who is missing", "agreement_missing", id),
            Button("Retire", "agreement_retire", id),
        )
        parts += [Paragraph(numbers(record)), Buttons(buttons)]
    return (*parts, *and_more(len(records), 2 * few), Buttons((Button("Write an agreement", "agreement_write"),)))


def drafts(found: Sequence[AgreementVersion], few: int) -> tuple[Part, ...]:
    """Put aside by whoever looks: nobody else sees them."""
    parts: list[Part] = []
    for draft in found[:few]:
        words = f"Your draft of {bold(said(draft.title))} waits for you. Only you see it."
        parts += [Paragraph(words), Buttons((Button("Write on", "agreement_rewrite", str(draft.id)),))]
    return (*parts, *and_more(len(found), few, "drafts wait"))


def questions(waiting: Sequence[AgreementQuestion], few: int) -> tuple[Part, ...]:
    """What somebody wants to know before they say yes."""
    parts: list[Part] = []
    for each in waiting[:few]:
        words = f"{mention(each.person)} asks:\n{quoted(said(each.text[:300]))}"
        parts += [Paragraph(words), Buttons((Button("Answer it", "agreement_answer", str(each.id)),))]
    return (*parts, *and_more(len(waiting), few, "questions wait"))


def numbers(record: AgreementRecord) -> str:
    """ "12 of 15 people have said yes"."""
    of = ("partner", "partners") if record.is_of_partners else ("person", "people")
    back = f", {record.withdrawn} took it back" if record.withdrawn else ""
    name, version = bold(said(record.standing.version.title)), record.standing.number
    return f"{name}, version {version}: {record.yes} of {plural(record.of, *of)} said yes{back}"


def missing(standing: CurrentAgreement, people: Sequence[str], partners: Sequence[Partner]) -> Form:
    """To one convener. No list to hold against anybody: each may have a reason worth hearing."""
    name = said(standing.version.title)
    names = [mention(each) for each in people] or [_partner(each) for each in partners]
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    text = f"No yes to “{name}” so far from {', '.join(names[:MOST_NAMES])}{more}."
    kindly = "They may be away, or have a question: a kind word from you does more than a reminder from me."
    parts: tuple[Part, ...] = (Paragraph(text), SmallPrint((kindly, "Only you see this.")))
    if not names:
        parts = (Paragraph(f"Everybody has said yes to “{name}”."),)
    return Form("agreement_window", "Not yet", parts, close="Close")


def retire(standing: CurrentAgreement, *, memo: str) -> Form:
    text = f"Nobody is asked for a yes to “{said(standing.version.title)}” any more. Who said yes when stays known."
    return Form("agreement_retire_form", "Retire it?", (Paragraph(text),), "Retire", memo=memo)


def _partner(partner: Partner) -> str:
    speakers = [mention(each) for each in (partner.representative, partner.deputy) if each]
    return f"{said(partner.name)} ({' or '.join(speakers) or 'nobody speaks for it yet'})"


class AboutAgreement(PlacedPayload):
    """Which agreement a form is about, or which question of somebody's; and what its writer had before them."""

    about: int = 0
    follows: int = 0  # the number of the wording
    draft: int = 0
