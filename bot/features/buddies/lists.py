"""Buddies on somebody's own page, in answers and in forms; and what conveners look after."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo

from bot.chat.messages import (
    Button,
    Buttons,
    Divider,
    Form,
    Message,
    Paragraph,
    Part,
    PeopleField,
    RadioField,
    SmallPrint,
    Title,
)
from bot.chat.words import and_more, day, mention, plural
from bot.dispatch.payloads import PlacedPayload
from bot.features import buddies
from bot.features.buddies import BuddyOverview
from bot.features.buddies.messages import WHAT_IT_TAKES, asked, own_buttons, state_of
from storage.buddies import DECLINED, ENDED, SEARCHING, UNFOUND, Buddyship

BEING_ONE = Button("Being a buddy", "buddy_open")


def mine(shown: BuddyOverview, newcomers: dict[int, str], zone: tzinfo) -> Message:
    """To whoever asks about buddies. `newcomers`: for each buddyship that waits for their answer, who it is for."""
    parts = [*_going_on(shown, newcomers, zone)]
    if shown.own is not None and shown.own.state in (SEARCHING, UNFOUND) and not shown.is_willing:
        return _told(parts)  # somebody new who has just asked for one is not asked to be one
    willing = "You would be a buddy for newcomers." if shown.is_willing else "Would you be a buddy for newcomers?"
    label, action = ("No longer", "buddy_rest") if shown.is_willing else ("I'd be a buddy", "buddy_volunteer")
    button = Button(label, action)
    buttons = [button] if shown.own else [button, Button("I'd like a buddy", "buddy_want")]
    parts += [Divider()] if parts else []
    return _told([*parts, Paragraph(willing), Buttons(tuple(buttons))])


def _told(parts: Sequence[Part]) -> Message:
    return Message("Buddies help newcomers in, for four weeks.", (Paragraph("*Buddies*"), *parts))


def at_home(shown: BuddyOverview, newcomers: dict[int, str], zone: tzinfo, few: int) -> tuple[Part, ...]:
    """On a person's own page: what is going on, and the way to have one or be one."""
    those = replace(shown, asked=shown.asked[:few], helping=shown.helping[:few])
    rest = and_more(len(shown.helping), few, way="; `buddy`, said to me, names them all")
    return (Title("Buddies"), *_going_on(those, newcomers, zone), *rest, Buttons((BEING_ONE,)))


def panel(unfound: Sequence[Buddyship], pairs: int, willing: int, few: int) -> tuple[Part, ...]:
    """For conveners: numbers, and newcomers for whom nobody was found."""
    parts: list[Part] = [Title("For conveners: buddies")]
    for row in unfound[:few]:
        button = Button("Ask somebody", "buddy_choose", str(row.id))
        parts += [Paragraph(f"{mention(row.newcomer)} would like a buddy; nobody was found."), Buttons((button,))]
    would = plural(willing, "person would be a buddy", "people would be buddies")
    numbers = f"{would}, {plural(pairs, 'pair', 'pairs')} at the moment"
    rest = and_more(len(unfound), few, "newcomers wait for one")
    return (*parts, *rest, SmallPrint((numbers,)), Buttons((Button("Ask for buddies", "buddy_call"),)))


def choose_form(row: Buddyship, *, memo: str) -> Form:
    people = PeopleField("Whom shall I ask?", "people", optional=False, hint="One person. They are asked first.")
    return Form("buddy_choose_form", "A buddy", (Paragraph(f"For {mention(row.newcomer)}"), people), "Ask", memo=memo)


def call_form() -> Form:
    people = PeopleField("Whom shall I ask?", "people", optional=False)
    return Form("buddy_call_form", "Who would be a buddy?", (people, SmallPrint((WHAT_IT_TAKES,))), "Ask")


def wish_form(*, is_willing: bool) -> Form:
    options = (("Yes, ask me when somebody would like one", "yes"), ("Rather not", "no"))
    radio = RadioField("Would you be a buddy for newcomers?", "is_willing", options, "yes" if is_willing else "no")
    return Form("buddy_wish_form", "Being a buddy", (radio, SmallPrint((WHAT_IT_TAKES,))), "Save")


def _going_on(shown: BuddyOverview, newcomers: dict[int, str], zone: tzinfo) -> list[Part]:
    parts: list[Part] = []
    if shown.own is not None and shown.own.state not in (DECLINED, ENDED):
        parts += [Paragraph(state_of(shown.own, zone)), *own_buttons(shown.own)]
    for ask in shown.asked:
        section = asked(ask, newcomers.get(ask.buddyship_id, ""), "", zone, is_open=True)
        parts += section.parts
    for row in shown.helping:
        over = buddies.over_on(row)
        until = f" until {day(over, zone)}" if over else ""
        parts += [Paragraph(f"You are the buddy of {mention(row.newcomer)}{until}.")]
        parts += [Buttons((Button("End it", "buddy_end", str(row.id)),))]
    return parts


class AboutNewcomer(PlacedPayload):
    """For whom somebody is looked for."""

    about: int = 0
