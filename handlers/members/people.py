"""Who speaks for whom, and who is of no partner yet: seen and changed by conveners, by Home tab, message and form."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.chat.messages import Form
from bot.dispatch.interactions import Said
from bot.dispatch.payloads import Answers, number_on
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import directory, exports
from bot.features.members import assignment, partners
from bot.features.members.partners import identifiers, messages
from bot.features.members.partners.payloads import AboutPartner, Placing
from bot.features.privacy import messages as privacy_messages
from bot.surfaces import home
from storage import channels, members, memberships, partner_identifiers, partnerships
from storage.members import Member
from storage.partner_identifiers import CHANNEL, DOMAIN, TEAM, USERGROUP, PartnerIdentifier
from storage.partnerships import Partner

WORDS = ("partners", "who speaks for whom", "who is of no partner", "people")
CHOSEN = (TEAM, USERGROUP, CHANNEL)  # marks that are ticked; domains are written


def asks(text: str) -> bool:
    return text.casefold().strip(" .!?") in WORDS


def tell(said: Said, request: Request) -> None:
    with request.begin() as db:
        assignment.check(db, request.me)
        message = messages.overview(partners.voices(db), assignment.count(db))
    said.reply(request, message)


def open_list(request: Request) -> Form:
    with request.begin(reading=True) as db:
        assignment.check(db, request.me)
        return messages.window(partners.voices(db), assignment.count(db))


def open_partner(filled: Answers, request: Request) -> Form:
    """From the list to one partner, in the same window."""
    which = number_on(filled["partner"])
    directory.usergroups(request.begin, request.chat, now=request.now)
    with request.begin() as db:
        assignment.check(db, request.me)
        for room in channels.shared_with(db, request.me.person):
            partner_identifiers.see(db, CHANNEL, room.channel, label=f"#{room.name}", at=request.now)
        return _form_of(db, _partner(db, which), request.me)


def save_partner(which: AboutPartner, filled: Answers, request: Request) -> Form:
    with request.begin() as db:
        _save(db, _partner(db, which.id), filled, request.me, request.now)
    if filled.get(USERGROUP):
        directory.usergroups(request.begin, request.chat, now=request.now)
    with request.begin(reading=True) as db:
        fresh = messages.window(partners.voices(db), assignment.count(db))
        left = partnerships.partners(db)[which.id] if filled.get("left") else None
    if left is not None:
        speaker = left.representative or left.deputy or ""
        request.chat.dm(request.me.person, privacy_messages.leaving(left.name, speaker))
    home.show(request)
    return fresh


def _save(db: Any, partner: Partner, filled: Answers, me: Member, now: datetime) -> None:
    if filled.get("left"):
        assignment.check(db, me)
        if not exports.farewell(db, partner, by=me, at=now):
            partners.end(db, partner, by=me, at=now)
        return  # else its copy is handed over first, and the clock ends it
    partners.rename(db, partner, filled["name"], by=me, at=now)
    speaker, deputy = (next(iter(filled[name]), "") for name in ("representative", "deputy"))
    partners.speak(db, partner, speaker, deputy, by=me, at=now)
    seen = {str(each.id): each for each in partner_identifiers.every(db)}
    ticked = [seen[each] for kind in CHOSEN for each in filled.get(kind) or () if each in seen]
    wanted = {(each.kind, each.mark): each.label for each in ticked}
    wanted |= {(DOMAIN, each): "" for each in identifiers.said_domains(filled["domains"])}
    shown_to_me = {each.id for each in _offered(list(seen.values()), db, me)}
    hidden = [each for each in seen.values() if each.id not in shown_to_me and each.partner_id == partner.id]
    wanted |= {(each.kind, each.mark): each.label for each in hidden}
    shown = [kind for kind in CHOSEN if kind in filled]
    identifiers.give(db, partner, [DOMAIN, *shown], wanted, by=me, at=now)


def _form_of(db: Any, partner: Partner, me: Member) -> Form:
    every = partner_identifiers.every(db)
    called = {each.id: each.name for each in partnerships.here(db)}
    rows = memberships.of_partner(db, partner.id)
    names = members.names(db, [row.person for row in rows])
    told = messages.history(rows, names, partnerships.own(db).zone)
    return messages.form(partner, _offered(every, db, me), called, told, AboutPartner(id=partner.id).packed)


def _offered(every: Sequence[PartnerIdentifier], db: Any, me: Member) -> list[PartnerIdentifier]:
    """Of channels only those that `me` is in: nobody learns here that there is another."""
    mine = {room.channel for room in channels.shared_with(db, me.person)}
    return [each for each in every if each.kind != CHANNEL or each.mark in mine]


def _partner(db: Any, which: int) -> Partner:
    partner = partnerships.partners(db).get(which)
    if partner is None or partner.ended_at is not None:
        raise Refusal("That partner is not here any more. Close this and open the list again.")
    return partner


def open_unplaced(request: Request) -> Form:
    return _unplaced(request, after=0)


def place(about: Placing, filled: Answers, request: Request) -> Form:
    """Save these, and go on with the next ones in the same window."""
    said = {name.removeprefix("who__"): each for name, each in filled.items() if name.startswith("who__")}
    said = {row: each for row, each in said.items() if each and each != messages.NOT_NOW}
    new = {number_on(each.removeprefix(messages.NEW)) for each in said.values() if each.startswith(messages.NEW)}
    chosen = {number_on(row): number_on(each) for row, each in said.items() if not each.startswith(messages.NEW)}
    with request.begin() as db:
        for mark in sorted(new):
            identifiers.make_partner(db, mark, by=request.me, at=request.now)
        assignment.place(db, chosen, by=request.me, at=request.now)
    form = _unplaced(request, after=about.last)
    home.show(request)
    return form


def _unplaced(request: Request, *, after: int) -> Form:
    with request.begin(reading=True) as db:
        assignment.check(db, request.me)
        some, waiting = assignment.unplaced(db, after=after), assignment.count(db)
        last = some[-1].member.id if some else after
        return messages.unplaced_form(some, partnerships.here(db), waiting, Placing(last=last).packed)


ROUTES = Routes(
    said=((asks, tell),),
    clicks={"partner_choose": open_list, "unplaced_open": open_unplaced},
    forms={"partner_choose_form": open_partner, "partner_form": save_partner, "unplaced_form": place},
)
