"""What somebody's own page, and the room of their partner, show of promises."""

from bot.chat.messages import Button, Buttons, Paragraph, Part, SmallPrint, Title
from bot.chat.words import and_more, plural
from bot.dispatch.payloads import HOME
from bot.features.catalogue import HomeContext
from bot.features.commitments.messages import line, own_buttons
from storage import commitment_lists
from storage.commitment_lists import NearestCommitments, Totals

ALL_PROMISES = Button("All my promises", "commitment_all")
FEWEST_COUNTED = 5  # promises in the partnership; below this a total could point at a person


def own(glance: HomeContext) -> tuple[Part, ...]:
    """The nearest few of one's own, each with the name of the partner it was made to."""
    nearest = glance.once(_nearest)
    if not nearest.own:
        return ()
    parts: list[Part] = [Title("Your promises")]
    for each, partner in nearest.own:
        parts += [Paragraph(line(each, partner)), own_buttons(each, HOME)]
    count = f"{plural(nearest.own_count, 'open promise', 'open promises')} of yours"
    return (*parts, SmallPrint((count,)), Buttons((ALL_PROMISES,)))


def promised_to_me(glance: HomeContext) -> tuple[Part, ...]:
    nearest = glance.once(_nearest)
    if not nearest.theirs:
        return ()
    lines = "\n".join(f"• {line(each, owner=True)}" for each in nearest.theirs)
    way = "; _All my promises_ shows them, and asks kindly"
    rest = and_more(nearest.theirs_count, len(nearest.theirs), way=way)
    return (Title("Promised to you"), Paragraph(lines), *rest, Buttons((ALL_PROMISES,)))


def _nearest(glance: HomeContext) -> NearestCommitments:
    return commitment_lists.nearest(glance.db, glance.me, limit=glance.few)


def together(glance: HomeContext) -> tuple[Part, ...]:
    said = _in_numbers(commitment_lists.totals(glance.db), "Together we have made")
    return (SmallPrint((said,)),) if said else ()


def promised_to_us(glance: HomeContext) -> tuple[Part, ...]:
    partner = glance.partner
    found, number = commitment_lists.first_to_partner(glance.db, partner.id, limit=glance.few + 2)
    if not found:
        return (Paragraph("Nothing open is promised to us."),)
    lines = "\n".join(f"• {line(each, partner.name, owner=True)}" for each in found)
    return (Paragraph(f"*Promised to us, and open*\n{lines}"), *and_more(number, len(found)))


def promised_to_us_in_all(glance: HomeContext) -> tuple[Part, ...]:
    said = _in_numbers(commitment_lists.totals_to(glance.db, glance.partner.id), "To us people have made")
    return (Paragraph(said),) if said else ()


def promised_by_us(glance: HomeContext) -> tuple[Part, ...]:
    said = _in_numbers(commitment_lists.totals(glance.db, partner_id=glance.partner.id), "Our people have made")
    return (Paragraph(said),) if said else ()


def _in_numbers(totals: Totals, who: str) -> str:
    """Never names; empty while there are too few to be counted without pointing at somebody."""
    if totals.made < FEWEST_COUNTED:
        return ""
    made = f"{who} {plural(totals.made, 'promise', 'promises')}"
    return f"{made}: {totals.kept} kept, {totals.renegotiated} renegotiated, {totals.let_go} let go."
