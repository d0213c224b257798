"""What the room of somebody's partner shows: its own words, who speaks for it, its people."""

from bot.chat.messages import Button, Buttons, Paragraph, Part, Title
from bot.chat.words import mention, plural, said
from bot.features.catalogue import HomeContext
from storage import members

EDIT = Button("Say what we bring", "partner_words_open")
NOT_SAID = "_not said yet_"
SHOWN = 20  # people by name; a larger partner is told by its number


def words(glance: HomeContext) -> tuple[Part, ...]:
    """In the partner's own words: what it gives, and what it hopes to get."""
    partner = glance.partner
    title = f"{partner.name}, for whom you speak" if glance.speaks else partner.name
    brings, hopes = said(partner.brings) or NOT_SAID, said(partner.hopes) or NOT_SAID
    texts = Paragraph(f"*We bring:* {brings}\n*We hope for:* {hopes}")
    return (Title(title), texts, *((Buttons((EDIT,)),) if glance.speaks else ()))


def speakers(glance: HomeContext) -> tuple[Part, ...]:
    partner = glance.partner
    if not partner.representative and not partner.deputy:
        return (Paragraph("Nobody speaks for it yet. A convener can say who does."),)
    named = [f"*Speaks for it:* {mention(partner.representative)}"] if partner.representative else []
    named += [f"*Deputy:* {mention(partner.deputy)}"] if partner.deputy else []
    return (Paragraph("  ·  ".join(named)),)


def people(glance: HomeContext) -> tuple[Part, ...]:
    found, number = members.of_partner(glance.db, glance.partner.id, limit=SHOWN)
    if not found:
        return ()
    others = f" and {number - len(found)} more" if number > len(found) else ""
    who = f"{', '.join(map(mention, found))}{others}"
    return (Paragraph(f"*{plural(number, 'person', 'people')} of ours here:* {who}"),)
