"""The guided form that sets a partnership up: three windows, each saved when one goes on."""

from collections.abc import Sequence

from bot.chat.messages import (
    Button,
    Buttons,
    Form,
    Message,
    Paragraph,
    Part,
    PeopleField,
    SeveralField,
    SmallPrint,
    TextField,
)
from bot.chat.words import plural, said
from bot.features.members.partners.messages import are_waiting, unplaced_buttons
from bot.features.members.partners.setup import SeenOrganisation
from storage.channels import Channel
from storage.partnerships import Partner

OPENING = "In three steps: who the partners are, who speaks for each, and your working groups. Each step is saved."
HINT_OTHERS = "One on each line, with its mail domains if you know them. Salt Works: salt.example, salt.org"

SET_UP = Button("Set up the partnership", "setup_open", "", "primary")


def offer() -> Message:
    words = (
        "Setting up the partnership takes a few minutes, in three windows. You can stop after each, and go on later."
    )
    return Message(words, (Paragraph(words), Buttons((SET_UP,))))


def partners(name: str, seen: Sequence[SeenOrganisation]) -> Form:
    parts: list[Part] = [Paragraph(OPENING), TextField("What is the partnership called?", "name", name, longest=80)]
    if seen:
        options = tuple((_seen(each), each.key) for each in seen)
        ticked = tuple(each.key for each in seen if each.is_partner)
        hint = "I have met people of these. Untick what is no partner."
        parts.append(SeveralField("Which of these are partners?", "seen", options, ticked, hint=hint))
    others = TextField("Partners I have not met", "others", "", True, True, hint=HINT_OTHERS, longest=3_000)
    offered = ",".join(each.key for each in seen)
    return Form("setup_partners_form", "Partners (1 of 3)", (*parts, others), "Save and go on", "Later", memo=offered)


def _seen(each: SeenOrganisation) -> str:
    known_by = each.known_by if len(each.known_by) <= 32 else each.known_by[:31] + "…"
    known = f" ({known_by})" if known_by and known_by.casefold() != each.name.casefold() else ""
    return f"{each.name[:30]}{known} · {each.people}"


def speakers(some: Sequence[Partner], memo: str) -> Form:
    """Whoever speaks for these; a partner may go without for now."""
    parts: list[Part] = [
        Paragraph("They answer when a whole partner is asked. You can leave one empty, and say it later.")
    ]
    for each in some:
        parts += [
            PeopleField(f"Who speaks for {each.name}?", f"representative__{each.id}", _one(each.representative)),
            PeopleField("And when they are away?", f"deputy__{each.id}", _one(each.deputy)),
        ]
    return Form("setup_speakers_form", "Who speaks (2 of 3)", tuple(parts), "Save and go on", "Later", memo=memo)


def _one(person: str | None) -> tuple[str, ...]:
    return (person,) if person else ()


def groups(conveners: Sequence[str], rooms: Sequence[Channel], chosen: Sequence[str]) -> Form:
    options = tuple((f"#{room.name}" + (" (private)" if room.is_private else ""), room.channel) for room in rooms)
    who = PeopleField("Who convenes?", "people", tuple(conveners), optional=False, hint="They can change all of this.")
    parts: list[Part] = [who]
    if options:
        label, hint = "Which channels are a working group's?", "A group is called like its channel."
        parts.append(SeveralField(label, "rooms", options, tuple(chosen), hint=hint))
    else:
        parts.append(
            SmallPrint(("No channel of yours has me in it yet: mention me in one, and Slack offers to add me.",))
        )
    return Form("setup_groups_form", "Groups (3 of 3)", tuple(parts), "Save", "Later")


def done(name: str, partners: int, groups: int, vacant: Sequence[str], waiting: int) -> Form:
    facts = f"*{said(name)}* has {plural(partners, 'partner', 'partners')} and {plural(groups, 'group', 'groups')}."
    parts: list[Part] = [Paragraph(f":tada: {facts}")]
    if vacant:
        names = ", ".join(said(each) for each in vacant[:8]) + (" and others" if len(vacant) > 8 else "")
        parts.append(
            Paragraph(f"Nobody speaks yet for {names}. That can wait; they will count as soon as somebody does.")
        )
    if waiting:
        parts += [Paragraph(are_waiting(waiting)), Buttons(tuple(unplaced_buttons(waiting)))]
    return Form("setup_done_form", "Set up", tuple(parts), close="Close")
