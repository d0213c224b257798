"""The words of buddies: the offer, the question, the introduction, the thanks, and what conveners look after."""

from datetime import datetime, tzinfo

from bot.chat.messages import Button, Buttons, Message, Paragraph, Part, SmallPrint
from bot.chat.words import day, mention, said
from bot.features import buddies
from bot.notifications.kinds import DigestSection
from storage.buddies import DECLINED, ENDED, OFFERED, SEARCHING, TOGETHER, UNFOUND, BuddyAsk, Buddyship

WHAT_IT_IS = (
    "A buddy is somebody who has been here for a while: to ask the small questions, and to show you around."
    " About half an hour a week, for four weeks."
)
WHAT_IT_TAKES = (
    "About half an hour a week for four weeks: say hello, answer small questions, show them around."
    " No reason is needed for a no, and nobody learns of it."
)
TOPICS = (
    "what surprised you most when you were new here",
    "which decision of the partnership you would explain first",
    "whom of another partner each of you would like to know better",
    "what your own organisation hopes to get out of this, and what it can give",
)


def offered(row: Buddyship | None) -> DigestSection:
    """To a newcomer, before anybody else is asked; afterwards, how far it is."""
    if row is not None and row.state != OFFERED:
        text = state_of(row, None)
        return DigestSection(text, (Paragraph(text), *own_buttons(row)), is_open=False)
    text = "Would you like a buddy for your first weeks?"
    small = "I ask nobody before you say yes, and then I tell them your name and your partner."
    return DigestSection(text, (Paragraph(f"*{text}*\n{WHAT_IT_IS}"), SmallPrint((small,)), offer_buttons()))


def offer_buttons() -> Buttons:
    return Buttons(
        (
            Button("Yes, please", "buddy_want", style="primary"),
            Button("Yes, of my own partner", "buddy_want_own"),
            Button("No, thanks", "buddy_decline"),
        )
    )


def state_of(row: Buddyship, zone: tzinfo | None) -> str:
    """How it stands, to the newcomer. Never who has said no."""
    over = buddies.over_on(row)
    until = f" until {day(over, zone)}" if over else ""
    return {
        OFFERED: "Would you like a buddy for your first weeks?",
        DECLINED: "Fine, no buddy. Should you change your mind, write me `I'd like a buddy`.",
        SEARCHING: "I am asking somebody who would be your buddy. You hear from me within a few days.",
        UNFOUND: "Nobody had time so far. A convener knows of it, and looks for somebody.",
        TOGETHER: f"{mention(row.buddy or '')} is your buddy{until}.",
        ENDED: "Your time with a buddy is over. Should you like another, write me `I'd like a buddy`.",
    }[row.state]


def asked(ask: BuddyAsk, newcomer: str, partner: str, zone: tzinfo, *, is_open: bool) -> DigestSection:
    """To somebody who would be a buddy: for whom, and by when."""
    who = mention(newcomer) + (f" of {said(partner)}" if partner else "")
    if not is_open:
        return DigestSection.closed(_after(ask, newcomer))
    text = f"{who} is new here and would like a buddy. Would you be theirs?"
    id = str(ask.id)
    buttons = Buttons(
        (
            Button("Yes, gladly", "buddy_accept", id, "primary"),
            Button("Not me", "buddy_refuse", id),
            Button("Not now", "buddy_not_now", id),
        )
    )
    by = f"Without a word from you by {_weekday(ask.expires_at, zone)} I ask somebody else: that is fine too."
    return DigestSection(text, (Paragraph(f"*{text}*\n{WHAT_IT_TAKES}"), SmallPrint((by,)), buttons))


def called(by: str, is_willing: bool | None) -> DigestSection:
    """To somebody whom a convener would like to be a buddy."""
    if is_willing is not None:
        return DigestSection.closed(volunteered(is_willing).text)
    text = f"{mention(by)} asks whether you would be a buddy for newcomers."
    small = "You are asked anew for each newcomer, two at most at a time. You can stop whenever you like."
    yes, no = (Button("I'd be a buddy", "buddy_volunteer", style="primary"), Button("Rather not", "buddy_rest"))
    return DigestSection(text, (Paragraph(f"*{text}*\n{WHAT_IT_TAKES}"), SmallPrint((small,)), Buttons((yes, no))))


def volunteered(is_willing: bool) -> Message:
    if is_willing:
        return Message("Thank you! When somebody new would like a buddy, I may ask you: each time anew, two at most.")
    return Message("Fine: I ask you for no newcomer. Should you change your mind, write me `I'd be a buddy`.")


def introduced(
    row: Buddyship, other: str, partner: str, topic: str, zone: tzinfo, *, to_newcomer: bool
) -> DigestSection:
    """To each of the two: who the other one is, and one thing to talk of."""
    who = mention(other) + (f" of {said(partner)}" if partner else "")
    over = buddies.over_on(row)
    until = f" until {day(over, zone)}" if over else ""
    if row.state != TOGETHER:
        return DigestSection.closed(f"Your time with {mention(other)} is over.")
    text = f"{who} is your buddy{until}." if to_newcomer else f"You are the buddy of {who}{until}."
    first = "They know that you are new, and like to be asked." if to_newcomer else "They are told so now: say hello."
    talk = f"*One thing to talk of:* {topic}."
    end = Button("End it", "buddy_end", str(row.id))
    return DigestSection(text, (Paragraph(f"*{text}* {first}\n{talk}"), Buttons((end,))), is_open=False)


def thanks(newcomer: str) -> DigestSection:
    return DigestSection.closed(
        f"Thank you: for four weeks you have helped {mention(newcomer)} in. From here on they know the way."
    )


def stopped(other: str, *, to_newcomer: bool) -> DigestSection:
    """One of the two has ended it; no reason is told, none is asked for."""
    if not to_newcomer:
        return DigestSection.closed(
            f"{mention(other)} finds the way alone by now. Thank you for having been their buddy."
        )
    text = f"{mention(other)} cannot go on as your buddy. Would you like another one?"
    return DigestSection(text, (Paragraph(text), Buttons((Button("Yes, please", "buddy_want", style="primary"),))))


def left(newcomer: str) -> DigestSection:
    return DigestSection.closed(f"{mention(newcomer)} is no longer here. Thank you for having been their buddy.")


def moved() -> DigestSection:
    return DigestSection.closed("Your buddy has left. I am asking somebody else; you need not do anything.")


def care(row: Buddyship) -> DigestSection:
    """To a convener: a newcomer for whom nobody was found. Who said no is not told."""
    if row.state != UNFOUND:
        return DigestSection.closed(
            f"{mention(row.newcomer)} waits for no convener any more: there is a buddy, or one is being asked."
        )
    text = f"{mention(row.newcomer)} would like a buddy, and I have found nobody who has time."
    small = "You can name somebody, whom I ask first; or ask a few people whether they would be buddies."
    buttons = (
        Button("Ask somebody", "buddy_choose", str(row.id), "primary"),
        Button("Ask for buddies", "buddy_call", str(row.id)),
    )
    return DigestSection(text, (Paragraph(f"*{text}*"), SmallPrint((small,)), Buttons(buttons)))


def own_buttons(row: Buddyship) -> tuple[Part, ...]:
    if row.state == OFFERED:
        return (offer_buttons(),)
    if row.state in (SEARCHING, UNFOUND):
        return (Buttons((Button("Not needed any more", "buddy_decline"),)),)
    return (Buttons((Button("End it", "buddy_end", str(row.id)),)),) if row.state == TOGETHER else ()


def _after(ask: BuddyAsk, newcomer: str) -> str:
    if ask.said == "accepted":
        return f"Thank you! You are the buddy of {mention(newcomer)}; I tell you both."
    if ask.said == "not now":
        return "Fine, not now: I ask you for nobody in the next four weeks."
    return "Fine: nothing to do here any more."


def _weekday(moment: datetime, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%A}, {local.day} {local:%B}"
