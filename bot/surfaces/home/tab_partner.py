"""The room of somebody's partner: its own words, who speaks for it, what was promised, its people, what it asked."""

from collections.abc import Sequence

from bot.chat.port import Button, Buttons, Form, Paragraph, Part, SmallPrint, TextField, Title, mention, plural, said
from bot.chat.words import and_more, day
from bot.features.commitments.messages import line
from bot.features.exports.messages import DOOR
from bot.features.members.partners.profile import LONGEST
from bot.surfaces.home.tab_mine import in_numbers, short
from storage.commitment_lists import Totals
from storage.commitments import Commitment
from storage.partnerships import Partner
from storage.spotlights import Spotlight
from storage.whys import ANSWERED, OpenQuestion

EDIT = Button("Say what we bring", "partner_words_open")
NOT_SAID = "_not said yet_"


def words(partner: Partner, *, speaks: bool) -> tuple[Part, ...]:
    """In the partner's own words: what it gives, and what it hopes to get."""
    title = f"{partner.name}, for whom you speak" if speaks else partner.name
    brings, hopes = said(partner.brings) or NOT_SAID, said(partner.hopes) or NOT_SAID
    texts = Paragraph(f"*We bring:* {brings}\n*We hope for:* {hopes}")
    return (Title(title), texts, *((Buttons((EDIT,)),) if speaks else ()))


def form(partner: Partner) -> Form:
    fields = (
        TextField("We bring", "brings", partner.brings, True, hint=HINT_BRINGS, longest=LONGEST),
        TextField("We hope for", "hopes", partner.hopes, True, hint=HINT_HOPES, longest=LONGEST),
        SmallPrint((WHO_SEES,)),
    )
    return Form("partner_words_form", "What we bring", fields, "Save")


HINT_BRINGS = "One line, such as: two boats, and people who know the tides."
HINT_HOPES = "One line, such as: a place to show our work to children."
WHO_SEES = "Your people see it in this room. You and your deputy can change it at any time."


def speakers(partner: Partner) -> tuple[Part, ...]:
    if not partner.representative and not partner.deputy:
        return (Paragraph("Nobody speaks for it yet. A convener can say who does."),)
    named = [f"*Speaks for it:* {mention(partner.representative)}"] if partner.representative else []
    named += [f"*Deputy:* {mention(partner.deputy)}"] if partner.deputy else []
    return (Paragraph("  ·  ".join(named)),)


def promised_to_us(found: Sequence[Commitment], number: int, name: str) -> tuple[Part, ...]:
    if not found:
        return (Paragraph("Nothing open is promised to us."),)
    lines = "\n".join(f"• {line(each, name, owner=True)}" for each in found)
    return (Paragraph(f"*Promised to us, and open*\n{lines}"), *and_more(number, len(found)))


def our_commitments(totals: Totals | None) -> tuple[Part, ...]:
    return (Paragraph(in_numbers(totals, "Our people have made")),) if totals else ()


def promised_in_all(totals: Totals | None) -> tuple[Part, ...]:
    return (Paragraph(in_numbers(totals, "To us people have made")),) if totals else ()


def people(found: Sequence[str], number: int) -> tuple[Part, ...]:
    if not found:
        return ()
    others = f" and {number - len(found)} more" if number > len(found) else ""
    return (
        Paragraph(f"*{plural(number, 'person', 'people')} of ours here:* {', '.join(map(mention, found))}{others}"),
    )


def in_the_light(row: Spotlight | None) -> tuple[Part, ...]:
    if row is None or row.posted_on is None:
        return ()
    return (Paragraph(f":bulb: Last in the light on {day(row.posted_on)}."),)


def asked(found: Sequence[OpenQuestion]) -> tuple[Part, ...]:
    """Under people's own names only."""
    lines = "\n".join(f"• *W-{why.number}*  {said(short(why.question))}{_state(why)}" for why in found)
    return (Paragraph(f"*What our people asked*\n{lines}"),) if found else ()


def _state(why: OpenQuestion) -> str:
    return "  ·  answered" if why.state == ANSWERED else "  ·  open" if why.is_open else ""


def doors() -> tuple[Part, ...]:
    """For whoever speaks for it."""
    return (Buttons((DOOR,)),)
