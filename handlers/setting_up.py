"""Setting the partnership up: a guided form from the Home tab or by message, for the first convener and all others."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot import acquaintance, home
from bot.blocks import modal
from bot.carried_partners import Page
from bot.chat import Chat, Form
from bot.config import Settings
from bot.domain import conveners
from bot.domain.members import partners, placing, setting_up
from bot.domain.members.setting_up import GROUPS, SPEAKERS
from bot.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.returned import answers_in, read_back
from bot.views import setting_up as views
from storage import Begin, channels, groups, members, partnerships
from storage.members import Member

WORDS = ("set up", "setup", "set up the partnership", "convene")


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[asks])(offer)
    app.event("message", matchers=[is_direct_message, asks])(offer)
    app.action("setup_open")(open_form)
    app.view("setup_partners_form")(save_partners)
    app.view("setup_speakers_form")(save_speakers)
    app.view("setup_groups_form")(save_groups)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def asks(event: Payload, context: BoltContext) -> bool:
    said = addressed(event, context.bot_user_id).casefold().strip(" .!?")
    return is_from_a_person(event) and "edited" not in event and said in WORDS


def offer(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    with begin() as db:
        if not conveners.may_begin(db, me):
            placing.check(db, me)
    if event.get("channel_type") == "im":
        chat.post(event["channel"], views.offer(), thread=event.get("thread_ts"))
    else:
        chat.whisper(event["channel"], me.person, views.offer(), thread=event.get("thread_ts"))


def open_form(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    """Where they left off; whoever begins is a convener once the first step is saved."""
    ack()
    with begin(reading=True) as db:
        if not conveners.may_begin(db, me):
            placing.check(db, me)
        form = _form_of(db, setting_up.next_step(db), me)
    chat.ask(body["trigger_id"], form)


def save_partners(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        convener = _begin(db, me, now)
        chosen, offered = filled.get("seen") or (), view["private_metadata"].split(",")
        given = {"offered": offered, "by": convener, "at": now}
        setting_up.name_partners(db, filled["name"], chosen, filled["others"], **given)
        form = _form_of(db, SPEAKERS, me)
    ack(response_action="update", view=modal(form))
    home.show(begin, chat, me, settings, now)


def _begin(db: Any, me: Member, now: datetime) -> Member:
    if conveners.may_begin(db, me):
        conveners.begin(db, by=me, at=now)
    return members.by_person(db, me.person) or me


def save_speakers(ack: Ack, view: Payload, begin: Begin, me: Member, now: datetime) -> None:
    filled = answers_in(view["state"])
    page = read_back(Page, view["private_metadata"]).page
    with begin() as db:
        for each in setting_up.to_speak(db, page):
            named = (filled.get(f"{role}__{each.id}", ()) for role in ("representative", "deputy"))
            speaker, deputy = (next(iter(some), "") for some in named)
            partners.speak(db, each, speaker, deputy, by=me, at=now)
        has_more = bool(setting_up.to_speak(db, page + 1))
        setting_up.reach(db, SPEAKERS if has_more else GROUPS, by=me, at=now)
        form = _form_of(db, SPEAKERS, me, page + 1) if has_more else _form_of(db, GROUPS, me)
    ack(response_action="update", view=modal(form))


def save_groups(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        rooms = channels.shared_with(db, me.person)
        setting_up.name_groups(db, rooms, filled.get("rooms") or (), by=me, at=now)
        conveners.choose(db, filled["people"], by=me, at=now)
        form = _done(db)
    ack(response_action="update", view=modal(form))
    acquaintance.usergroups(begin, chat, now=now)
    home.show(begin, chat, me, settings, now)


def _form_of(db: Any, step: int, me: Member, page: int = 0) -> Form:
    if step == SPEAKERS:
        return views.speakers(setting_up.to_speak(db, page), Page(page=page).packed)
    if step == GROUPS:
        rooms, chosen = channels.shared_with(db, me.person), [each.channel or "" for each in groups.here(db)]
        return views.groups([each.person for each in members.conveners(db)], rooms, chosen)
    return views.partners(partnerships.own(db).name, setting_up.seen(db))


def _done(db: Any) -> Form:
    voices = partners.voices(db)
    vacant = [each.partner.name for each in voices if each.is_vacant]
    name, count = partnerships.own(db).name, len(groups.here(db))
    return views.done(name, len(voices), count, vacant, placing.count(db))
