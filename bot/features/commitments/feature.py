"""What commitments are known by."""

from bot.chat.messages import Button, Buttons, Paragraph, Part, SmallPrint, Title
from bot.chat.words import and_more, plural
from bot.dispatch.payloads import HOME
from bot.features import commitments
from bot.features.catalogue import Feature, HelpLine, HomeContext, HomePart, RecordWords, has_commands
from bot.features.commitments import messages, notifications
from bot.features.commitments.messages import line, own_buttons
from bot.notifications.kinds import DigestKind, is_awaited
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


FEATURE = Feature(
    help=(
        HelpLine(
            30,
            "`/commit I'll send the tide data to Bo by Friday` remembers a promise of yours; `/commit list` shows them",
            has_commands,
        ),
        HelpLine(
            40,
            "_Remember as promise_, in the menu of any message, takes the message over; somebody else is asked first",
            has_commands,
        ),
        HelpLine(120, "`done with …`, said to me, closes a promise; `what is open between …` helps with an agenda"),
        HelpLine(
            130, "Mention me, or write me in private: `I'll … by Friday` comes back as a draft to save, only for you"
        ),
        HelpLine(140, "`my promises`, said to me, lists yours and those made to you"),
        HelpLine(150, "Under every promise: _Done_, _New day_, _Let go_; those it was made to can _Ask kindly_"),
        HelpLine(160, "_Hand over_ asks somebody else; it stays yours until they accept"),
        HelpLine(180, "React to your own message with :{handshake}: and I remember it as your promise"),
    ),
    digest=(
        DigestKind(
            commitments.ASK,
            120,
            "Kind questions about your promises",
            "somebody asks kindly how your promise stands",
            notifications.write_question,
            is_awaited,
        ),
        DigestKind(
            commitments.OFFER,
            130,
            "Promises you could take over",
            "somebody asks whether you would take it over",
            notifications.write_offer,
            is_awaited,
        ),
        DigestKind(
            commitments.CHANGE,
            140,
            "News of promises that concern you",
            "it was promised to you, or by you",
            notifications.write_change,
        ),
        DigestKind(
            commitments.NUDGE,
            180,
            "Reminders of your promises",
            "you promised it",
            notifications.write_reminder,
            notifications.is_due_today,
        ),
    ),
    posts={commitments.POST: "A promise's post in its channel"},
    home=(
        HomePart("mine", 20, own),
        HomePart("mine", 30, promised_to_me),
        HomePart("mine", 110, together),
        HomePart("partner", 30, promised_to_us),
        HomePart("partner", 40, promised_to_us_in_all),
        HomePart("partner", 50, promised_by_us),
    ),
    records=(RecordWords("commitment", lambda told: messages.headline(told.commitment), messages.gist),),
)
