"""Setting the partnership up: a guided form from the Home tab or by message, for the first convener and all others."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, Form
from bot.features import conveners, directory
from bot.features.members import assignment, partners
from bot.features.members.partners import setup, setup_form
from bot.features.members.partners.payloads import SetupPage
from bot.features.members.partners.setup import GROUPS, SPEAKERS
from bot.settings import Settings
from bot.slack.blocks import modal
from bot.slack.forms import answers_in, read_back
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.surfaces import home
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
            assignment.check(db, me)
    if event.get("channel_type") == "im":
        chat.post(event["channel"], setup_form.offer(), thread=event.get("thread_ts"))
    else:
        chat.whisper(event["channel"], me.person, setup_form.offer(), thread=event.get("thread_ts"))


def open_form(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    """Where they left off; whoever begins is a convener once the first step is saved."""
    ack()
    with begin(reading=True) as db:
        if not conveners.may_begin(db, me):
            assignment.check(db, me)
        form = _form_of(db, setup.next_step(db), me)
    chat.ask(body["trigger_id"], form)


def save_partners(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        convener = _begin(db, me, now)
        chosen, offered = filled.get("seen") or (), view["private_metadata"].split(",")
        given = {"offered": offered, "by": convener, "at": now}
        setup.name_partners(db, filled["name"], chosen, filled["others"], **given)
        form = _form_of(db, SPEAKERS, me)
    ack(response_action="update", view=modal(form))
    home.show(begin, chat, me, settings, now)


def _begin(db: Any, me: Member, now: datetime) -> Member:
    if conveners.may_begin(db, me):
        conveners.begin(db, by=me, at=now)
    return members.by_person(db, me.person) or me


def save_speakers(ack: Ack, view: Payload, begin: Begin, me: Member, now: datetime) -> None:
    filled = answers_in(view["state"])
    page = read_back(SetupPage, view["private_metadata"]).page
    with begin() as db:
        for each in setup.to_speak(db, page):
            named = (filled.get(f"{role}__{each.id}", ()) for role in ("representative", "deputy"))
            speaker, deputy = (next(iter(some), "") for some in named)
            partners.speak(db, each, speaker, deputy, by=me, at=now)
        has_more = bool(setup.to_speak(db, page + 1))
        setup.reach(db, SPEAKERS if has_more else GROUPS, by=me, at=now)
        form = _form_of(db, SPEAKERS, me, page + 1) if has_more else _form_of(db, GROUPS, me)
    ack(response_action="update", view=modal(form))


def save_groups(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        rooms = channels.shared_with(db, me.person)
        setup.name_groups(db, rooms, filled.get("rooms") or (), by=me, at=now)
        conveners.choose(db, filled["people"], by=me, at=now)
        form = _done(db)
    ack(response_action="update", view=modal(form))
    directory.usergroups(begin, chat, now=now)
    home.show(begin, chat, me, settings, now)


def _form_of(db: Any, step: int, me: Member, page: int = 0) -> Form:
    if step == SPEAKERS:
        return setup_form.speakers(setup.to_speak(db, page), SetupPage(page=page).packed)
    if step == GROUPS:
        rooms, chosen = channels.shared_with(db, me.person), [each.channel or "" for each in groups.here(db)]
        return setup_form.groups([each.person for each in members.conveners(db)], rooms, chosen)
    return setup_form.partners(partnerships.own(db).name, setup.seen(db))


def _done(db: Any) -> Form:
    voices = partners.voices(db)
    vacant = [each.partner.name for each in voices if each.is_vacant]
    name, count = partnerships.own(db).name, len(groups.here(db))
    return setup_form.done(name, len(voices), count, vacant, assignment.count(db))
