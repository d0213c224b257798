"""Setting the partnership up: a guided form from the Home tab or by message, for the first convener and all others."""

from datetime import datetime
from typing import Any

from bot.chat.messages import Form
from bot.dispatch.interactions import Said
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import conveners, directory
from bot.features.members import assignment, partners
from bot.features.members.partners import setup, setup_form
from bot.features.members.partners.payloads import SetupPage
from bot.features.members.partners.setup import GROUPS, SPEAKERS
from bot.surfaces import home
from storage import channels, groups, members, partnerships
from storage.members import Member

WORDS = ("set up", "setup", "set up the partnership", "convene")


def asks(text: str) -> bool:
    return text.casefold().strip(" .!?") in WORDS


def offer(said: Said, request: Request) -> None:
    with request.begin() as db:
        if not conveners.may_begin(db, request.me):
            assignment.check(db, request.me)
    said.reply(request, setup_form.offer())


def open_form(request: Request) -> Form:
    """Where they left off; whoever begins is a convener once the first step is saved."""
    with request.begin(reading=True) as db:
        if not conveners.may_begin(db, request.me):
            assignment.check(db, request.me)
        return _form_of(db, setup.next_step(db), request.me)


def save_partners(offered: str, filled: Answers, request: Request) -> Form:
    with request.begin() as db:
        convener = _begin(db, request.me, request.now)
        setup.name_partners(
            db,
            filled["name"],
            filled.get("seen") or (),
            filled["others"],
            offered=offered.split(","),
            by=convener,
            at=request.now,
        )
        form = _form_of(db, SPEAKERS, request.me)
    home.show(request)
    return form


def _begin(db: Any, me: Member, now: datetime) -> Member:
    if conveners.may_begin(db, me):
        conveners.begin(db, by=me, at=now)
    return members.by_person(db, me.person) or me


def save_speakers(shown: SetupPage, filled: Answers, request: Request) -> Form:
    page = shown.page
    with request.begin() as db:
        for each in setup.to_speak(db, page):
            named = (filled.get(f"{role}__{each.id}", ()) for role in ("representative", "deputy"))
            speaker, deputy = (next(iter(some), "") for some in named)
            partners.speak(db, each, speaker, deputy, by=request.me, at=request.now)
        has_more = bool(setup.to_speak(db, page + 1))
        setup.reach(db, SPEAKERS if has_more else GROUPS, by=request.me, at=request.now)
        form = _form_of(db, SPEAKERS, request.me, page + 1) if has_more else _form_of(db, GROUPS, request.me)
    return form


def save_groups(filled: Answers, request: Request) -> Form:
    with request.begin() as db:
        rooms = channels.shared_with(db, request.me.person)
        setup.name_groups(db, rooms, filled.get("rooms") or (), by=request.me, at=request.now)
        conveners.choose(db, filled["people"], by=request.me, at=request.now)
        form = _done(db)
    directory.usergroups(request.begin, request.chat, now=request.now)
    home.show(request)
    return form


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


ROUTES = Routes(
    said=((asks, offer),),
    clicks={"setup_open": open_form},
    forms={
        "setup_partners_form": save_partners,
        "setup_speakers_form": save_speakers,
        "setup_groups_form": save_groups,
    },
)
