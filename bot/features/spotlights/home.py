"""What somebody's own page shows of spotlights: words they are asked for, how far the next ones are, the last one."""

from bot.chat.messages import Button, Buttons, Paragraph, Part
from bot.chat.words import and_more, day, weekday
from bot.features.catalogue import HomeContext
from bot.features.spotlights import messages
from storage import spotlights


def asked(glance: HomeContext) -> tuple[Part, ...]:
    parts: list[Part] = []
    for each in spotlights.asked_of(glance.db, glance.me.person)[: glance.few]:
        asks = "You speak for your partner: what shall be said of it?"
        words = f"*A few words for the spotlight on {weekday(each.due_on)}*\n{asks}"
        decline = Button("Not this time", "spotlight_decline", str(each.id))
        parts += [Paragraph(words), Buttons((Button("Write it", "spotlight_write", str(each.id), "primary"), decline))]
    return tuple(parts)


def last_of_ours(glance: HomeContext) -> tuple[Part, ...]:
    row = spotlights.last_of(glance.db, glance.partner.id)
    if row is None or row.posted_on is None:
        return ()
    return (Paragraph(f":bulb: Last in the light on {day(row.posted_on)}."),)


def under_way(glance: HomeContext) -> tuple[Part, ...]:
    """How far the next ones are."""
    found = spotlights.under_way(glance.db)
    lines = [f":bulb: {messages.state(row, glance.partners[row.partner_id])}" for row in found[: glance.few]]
    return (Paragraph("\n".join(lines)), *and_more(len(found), glance.few)) if lines else ()
