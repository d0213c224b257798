"""Partners and their people, as conveners see them: who speaks for whom, and who is of no partner yet."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from bot.chat.messages import (
    Button,
    Buttons,
    ChoiceField,
    Form,
    Message,
    Paragraph,
    Part,
    PeopleField,
    SeveralField,
    SmallPrint,
    TextField,
    Title,
)
from bot.chat.words import bold, day, mention, plural, said
from bot.features.members.assignment import NOBODY, Unplaced
from bot.features.members.partners import PartnerSpeakers, Speaker
from bot.features.members.partners.setup import WORDS
from bot.notifications.kinds import DigestSection
from storage.memberships import MEMBER, Membership
from storage.partner_identifiers import CHANNEL, DOMAIN, TEAM, USERGROUP, PartnerIdentifier
from storage.partnerships import Partner

NOT_NOW = "-"
NEW = "new"  # and the row of what was seen, which shall be a partner
AT_ONCE = 20  # partners in one paragraph
NOBODY_YET = "_nobody speaks for it yet_"
SEEDLING = ":seedling: {} nobody here who speaks for them: worth a kind question when you meet."


def voice(each: PartnerSpeakers) -> str:
    """One partner, its people counted, and who speaks for it."""
    name = f"{bold(said(each.partner.name))} · {plural(each.people, 'person', 'people')}"
    named = [_speaker(each.representative, "speaks for it"), _speaker(each.deputy, "is deputy")]
    return f"{name} · {', '.join(filter(None, named)) or NOBODY_YET}"


def _speaker(speaker: Speaker | None, role: str) -> str:
    if speaker is None:
        return ""
    return f"{mention(speaker.person)} {role}" if speaker.is_here else f"{said(speaker.name)} {role} and has left us"


def overview(voices: Sequence[PartnerSpeakers], waiting: int) -> Message:
    """The same list by message, for those without a Home tab."""
    buttons = [Button("Change a partner", "partner_choose"), Button("Set up the partnership", "setup_open")]
    parts = (Title("Who speaks for whom"), *_list(voices, waiting), Buttons((*unplaced_buttons(waiting), *buttons)))
    return Message(f"Who speaks for whom: {plural(len(voices), 'partner', 'partners')}.", parts)


def _list(voices: Sequence[PartnerSpeakers], waiting: int) -> tuple[Part, ...]:
    lines = [voice(each) for each in voices] or ["No partner is known yet."]
    shown = [Paragraph("\n".join(lines[start : start + AT_ONCE])) for start in range(0, len(lines), AT_ONCE)]
    vacant = sum(each.is_vacant for each in voices)
    notes = [SEEDLING.format(plural(vacant, "partner has", "partners have"))] if vacant else []
    notes += [are_waiting(waiting)] if waiting else []
    return (*shown, SmallPrint(tuple(notes))) if notes else tuple(shown)


def are_waiting(number: int) -> str:
    return f"{plural(number, 'person is', 'people are')} of no partner yet."


def waiting(number: int) -> DigestSection:
    """To conveners, on Mondays."""
    text = f"{are_waiting(number)} A minute of yours tells me where they belong."
    return DigestSection(text, (Paragraph(text), Buttons(tuple(unplaced_buttons(number)))))


def unplaced_buttons(waiting: int) -> list[Button]:
    return [Button("Say who they are of", "unplaced_open", "", "primary")] if waiting else []


def window(voices: Sequence[PartnerSpeakers], waiting: int) -> Form:
    """The list, and one partner chosen from it."""
    options = tuple((each.partner.name, str(each.partner.id)) for each in voices)
    if not options:
        return Form("partner_choose_form", "Who speaks for whom", _list(voices, waiting), close="Close")
    which = ChoiceField("Which one would you change?", "partner", options)
    return Form("partner_choose_form", "Who speaks for whom", (*_list(voices, waiting), which), "Change", "Close")


def form(
    partner: Partner, marks: Iterable[PartnerIdentifier], names: Mapping[int, str], history: Sequence[str], memo: str
) -> Form:
    """Everything about one partner. `marks` are all that were seen, `names` those of the partners."""
    seen = list(marks)
    own = [each for each in seen if each.partner_id == partner.id]
    mine = tuple(str(each.id) for each in own)
    named = tuple(person for person in (partner.representative,) if person)
    deputy = tuple(person for person in (partner.deputy,) if person)
    domains = ", ".join(each.mark for each in own if each.kind == DOMAIN)
    parts: list[Part] = [
        TextField("Name", "name", partner.name, longest=80),
        PeopleField("Who speaks for it?", "representative", named, hint="One person."),
        PeopleField("And when they are away?", "deputy", deputy, hint="One person."),
        TextField("Mail domains of its people", "domains", domains, optional=True, hint=HINT_DOMAINS),
    ]
    for kind, label, hint in MARKS:
        options = tuple((_mark(each, partner, names), str(each.id)) for each in seen if each.kind == kind)
        if options:
            parts.append(SeveralField(label, kind, options, mine, hint=hint))
    parts.append(SeveralField("Has it left?", "left", (("It is no partner any more", "yes"),)))
    parts += [SmallPrint(tuple(history[:6]))] if history else []
    return Form("partner_form", "A partner", tuple(parts), "Save", memo=memo)


def _mark(mark: PartnerIdentifier, partner: Partner, names: Mapping[int, str]) -> str:
    """What it is called, and whose it is now when it is another partner's."""
    other = names.get(mark.partner_id or 0) if mark.partner_id != partner.id else None
    return f"{(mark.label or mark.mark)[:40]} (now of {other[:24]})" if other else mark.label or mark.mark


HINT_DOMAINS = "The part behind the @, such as salt.example. I keep no addresses."
MARKS = (
    (TEAM, "Slack workspaces of its people", ""),
    (USERGROUP, "User groups of its people", ""),
    (CHANNEL, "Channels only for its people", "Guests in one of them count as its people; others are proposed to you."),
)


def history(rows: Sequence[Membership], names: Mapping[str, str], zone: tzinfo) -> list[str]:
    """Who spoke for it, the latest first."""
    spoke = [row for row in reversed(rows) if row.role != MEMBER]
    return [f"{said(names.get(row.person, row.person))}: {row.role}, {_span(row, zone)}" for row in spoke]


def _span(row: Membership, zone: tzinfo) -> str:
    return f"since {_day(row.since, zone)}" + (f" until {_day(row.until, zone)}" if row.until else "")


def _day(at: datetime, zone: tzinfo) -> str:
    return day(at, zone)


def unplaced_form(people: Sequence[Unplaced], partners: Sequence[Partner], waiting: int, memo: str) -> Form:
    """Ten people at a time, each with the likeliest partner chosen already."""
    fields = tuple(_field(each, partners) for each in people)
    if not fields:
        done = Paragraph("Everybody else can wait." if waiting else "Everybody is of a partner. Thank you!")
        return Form("unplaced_form", "Who are they of?", (done,), close="Close")
    some = f"{are_waiting(waiting)} Here {'are' if len(fields) > 1 else 'is'} {len(fields)}; what I guess is chosen."
    rest = "Save and go on" if waiting > len(fields) else "Save"
    return Form("unplaced_form", "Who are they of?", (Paragraph(some), *fields), rest, "Later", memo=memo)


def _field(each: Unplaced, partners: Sequence[Partner]) -> ChoiceField:
    near = [hint.partner_id for hint in each.near]
    by_id = {partner.id: partner.name for partner in partners}
    ordered = [*near, *(id for id in by_id if id not in near)][:96]
    options = tuple((by_id[id], str(id)) for id in ordered)
    new = ((f"A new partner: {each.seen_as}", f"{NEW}{each.mark_id}"),) if each.mark_id else ()
    others = (*new, ("Of no partner", str(NOBODY)), ("I say it later", NOT_NOW))
    likely = str(near[0]) if near else NOT_NOW
    return ChoiceField(each.member.name, f"who__{each.member.id}", (*options, *others), likely, hint=why(each))


def why(each: Unplaced) -> str:
    """What is known of them, in a line."""
    member, known = each.member, []
    known.append({"guest": "a guest here", "external": "from another workspace"}.get(member.kind, "of this workspace"))
    known += [f"seen as {each.seen_as}"] if each.seen_as else []
    kinds = [hint.because.partition(":")[0] for hint in each.near]
    known += [f"my guess is from their {' and '.join(dict.fromkeys(map(_kind, kinds)))}"] if kinds else []
    return "; ".join(known)[:300] + "."


def _kind(kind: str) -> str:
    return {DOMAIN: "mail domain", "invited": "inviter"}.get(kind) or WORDS.get(kind, kind)
