"""Who speaks for whom, and who is of no partner yet: seen and changed by conveners, by Home tab, message and form."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, Form, Message
from bot.errors import Refusal
from bot.features import directory, exports
from bot.features.members import assignment, partners
from bot.features.members.partners import identifiers, messages
from bot.features.members.partners.payloads import AboutPartner, Placing
from bot.features.privacy import messages as privacy_messages
from bot.settings import Settings
from bot.slack.blocks import modal
from bot.slack.forms import answers_in, number_on, read_back
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.surfaces import home
from storage import Begin, channels, members, memberships, partner_identifiers, partnerships
from storage.members import Member
from storage.partner_identifiers import CHANNEL, DOMAIN, TEAM, USERGROUP, PartnerIdentifier
from storage.partnerships import Partner

WORDS = ("partners", "who speaks for whom", "who is of no partner", "people")
CHOSEN = (TEAM, USERGROUP, CHANNEL)  # marks that are ticked; domains are written


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[asks])(tell)
    app.event("message", matchers=[is_direct_message, asks])(tell)
    app.action("partner_choose")(open_list)
    app.action("speaker_choose")(open_list)  # in letters that were sent before there was this list
    app.view("partner_choose_form")(open_partner)
    app.view("partner_form")(save_partner)
    app.action("unplaced_open")(open_unplaced)
    app.view("unplaced_form")(place)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def asks(event: Payload, context: BoltContext) -> bool:
    said = addressed(event, context.bot_user_id).casefold().strip(" .!?")
    return is_from_a_person(event) and "edited" not in event and said in WORDS


def tell(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    with begin() as db:
        assignment.check(db, me)
        message = messages.overview(partners.voices(db), assignment.count(db))
    _answer(event, chat, me, message)


def _answer(event: Payload, chat: Chat, me: Member, message: Message) -> None:
    if event.get("channel_type") == "im":
        chat.post(event["channel"], message, thread=event.get("thread_ts"))
    else:
        chat.whisper(event["channel"], me.person, message, thread=event.get("thread_ts"))


def open_list(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        assignment.check(db, me)
        form = messages.window(partners.voices(db), assignment.count(db))
    chat.ask(body["trigger_id"], form)


def open_partner(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """From the list to one partner, in the same window."""
    which = number_on(answers_in(view["state"])["partner"])
    directory.usergroups(begin, chat, now=now)
    with begin() as db:
        assignment.check(db, me)
        for room in channels.shared_with(db, me.person):
            partner_identifiers.see(db, CHANNEL, room.channel, label=f"#{room.name}", at=now)
        form = _form_of(db, _partner(db, which), me)
    ack(response_action="update", view=modal(form))


def save_partner(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    which = read_back(AboutPartner, view["private_metadata"])
    filled = answers_in(view["state"])
    with begin() as db:
        _save(db, _partner(db, which.id), filled, me, now)
    if filled.get(USERGROUP):
        directory.usergroups(begin, chat, now=now)
    with begin(reading=True) as db:
        fresh = messages.window(partners.voices(db), assignment.count(db))
        left = partnerships.partners(db)[which.id] if filled.get("left") else None
    ack(response_action="update", view=modal(fresh))
    if left is not None:
        chat.dm(me.person, privacy_messages.leaving(left.name, left.representative or left.deputy or ""))
    home.show(begin, chat, me, settings, now)


def _save(db: Any, partner: Partner, filled: Payload, me: Member, now: datetime) -> None:
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


def open_unplaced(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    chat.ask(body["trigger_id"], _unplaced(begin, me, after=0))


def place(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    """Save these, and go on with the next ones in the same window."""
    filled = answers_in(view["state"])
    said = {name.removeprefix("who__"): each for name, each in filled.items() if name.startswith("who__")}
    said = {row: each for row, each in said.items() if each and each != messages.NOT_NOW}
    new = {number_on(each.removeprefix(messages.NEW)) for each in said.values() if each.startswith(messages.NEW)}
    chosen = {number_on(row): number_on(each) for row, each in said.items() if not each.startswith(messages.NEW)}
    with begin() as db:
        for mark in sorted(new):
            identifiers.make_partner(db, mark, by=me, at=now)
        assignment.place(db, chosen, by=me, at=now)
    last = read_back(Placing, view["private_metadata"]).last
    ack(response_action="update", view=modal(_unplaced(begin, me, after=last)))
    home.show(begin, chat, me, settings, now)


def _unplaced(begin: Begin, me: Member, *, after: int) -> Form:
    with begin(reading=True) as db:
        assignment.check(db, me)
        some, waiting = assignment.unplaced(db, after=after), assignment.count(db)
        last = some[-1].member.id if some else after
        return messages.unplaced_form(some, partnerships.here(db), waiting, Placing(last=last).packed)
