"""Who speaks for whom, and who is of no partner yet: seen and changed by conveners, by Home tab, message and form."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot import acquaintance, home
from bot.blocks import modal
from bot.carried_partners import Placing, Which
from bot.chat import Chat, Form, Message
from bot.config import Settings
from bot.domain import exports
from bot.domain.members import marks, partners, placing
from bot.errors import Refusal
from bot.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.returned import answers_in, number_on, read_back
from bot.views import partners as views
from bot.views import rights as right_views
from storage import Begin, channels, members, memberships, partner_marks, partnerships
from storage.members import Member
from storage.partner_marks import CHANNEL, DOMAIN, TEAM, USERGROUP, PartnerMark
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
        placing.check(db, me)
        message = views.overview(partners.voices(db), placing.count(db))
    _answer(event, chat, me, message)


def _answer(event: Payload, chat: Chat, me: Member, message: Message) -> None:
    if event.get("channel_type") == "im":
        chat.post(event["channel"], message, thread=event.get("thread_ts"))
    else:
        chat.whisper(event["channel"], me.person, message, thread=event.get("thread_ts"))


def open_list(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        placing.check(db, me)
        form = views.window(partners.voices(db), placing.count(db))
    chat.ask(body["trigger_id"], form)


def open_partner(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """From the list to one partner, in the same window."""
    which = number_on(answers_in(view["state"])["partner"])
    acquaintance.usergroups(begin, chat, now=now)
    with begin() as db:
        placing.check(db, me)
        for room in channels.shared_with(db, me.person):
            partner_marks.see(db, CHANNEL, room.channel, label=f"#{room.name}", at=now)
        form = _form_of(db, _partner(db, which), me)
    ack(response_action="update", view=modal(form))


def save_partner(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    which = read_back(Which, view["private_metadata"])
    filled = answers_in(view["state"])
    with begin() as db:
        _save(db, _partner(db, which.id), filled, me, now)
    if filled.get(USERGROUP):
        acquaintance.usergroups(begin, chat, now=now)
    with begin(reading=True) as db:
        fresh = views.window(partners.voices(db), placing.count(db))
        left = partnerships.partners(db)[which.id] if filled.get("left") else None
    ack(response_action="update", view=modal(fresh))
    if left is not None:
        chat.dm(me.person, right_views.leaving(left.name, left.representative or left.deputy or ""))
    home.show(begin, chat, me, settings, now)


def _save(db: Any, partner: Partner, filled: Payload, me: Member, now: datetime) -> None:
    if filled.get("left"):
        placing.check(db, me)
        if not exports.farewell(db, partner, by=me, at=now):
            partners.end(db, partner, by=me, at=now)
        return  # else its copy is handed over first, and the clock ends it
    partners.rename(db, partner, filled["name"], by=me, at=now)
    speaker, deputy = (next(iter(filled[name]), "") for name in ("representative", "deputy"))
    partners.speak(db, partner, speaker, deputy, by=me, at=now)
    seen = {str(each.id): each for each in partner_marks.every(db)}
    ticked = [seen[each] for kind in CHOSEN for each in filled.get(kind) or () if each in seen]
    wanted = {(each.kind, each.mark): each.label for each in ticked}
    wanted |= {(DOMAIN, each): "" for each in marks.said_domains(filled["domains"])}
    shown_to_me = {each.id for each in _offered(list(seen.values()), db, me)}
    hidden = [each for each in seen.values() if each.id not in shown_to_me and each.partner_id == partner.id]
    wanted |= {(each.kind, each.mark): each.label for each in hidden}
    shown = [kind for kind in CHOSEN if kind in filled]
    marks.give(db, partner, [DOMAIN, *shown], wanted, by=me, at=now)


def _form_of(db: Any, partner: Partner, me: Member) -> Form:
    every = partner_marks.every(db)
    called = {each.id: each.name for each in partnerships.here(db)}
    rows = memberships.of_partner(db, partner.id)
    names = members.names(db, [row.person for row in rows])
    told = views.history(rows, names, partnerships.own(db).zone)
    return views.form(partner, _offered(every, db, me), called, told, Which(id=partner.id).packed)


def _offered(every: Sequence[PartnerMark], db: Any, me: Member) -> list[PartnerMark]:
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
    said = {row: each for row, each in said.items() if each and each != views.NOT_NOW}
    new = {number_on(each.removeprefix(views.NEW)) for each in said.values() if each.startswith(views.NEW)}
    chosen = {number_on(row): number_on(each) for row, each in said.items() if not each.startswith(views.NEW)}
    with begin() as db:
        for mark in sorted(new):
            marks.make_partner(db, mark, by=me, at=now)
        placing.place(db, chosen, by=me, at=now)
    last = read_back(Placing, view["private_metadata"]).last
    ack(response_action="update", view=modal(_unplaced(begin, me, after=last)))
    home.show(begin, chat, me, settings, now)


def _unplaced(begin: Begin, me: Member, *, after: int) -> Form:
    with begin(reading=True) as db:
        placing.check(db, me)
        some, waiting = placing.unplaced(db, after=after), placing.count(db)
        last = some[-1].member.id if some else after
        return views.unplaced_form(some, partnerships.here(db), waiting, Placing(last=last).packed)
