"""Noticing: where it is switched on, a message that sounds like a promise or a decision is offered to its author."""

import re

from bot.chat.marks import readable
from bot.chat.messages import Form
from bot.dispatch.interactions import Overheard, Said
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import suggestions
from bot.features.commitments.payloads import AboutSuggestion
from bot.features.decisions import forms as decision_forms
from bot.features.decisions.payloads import CameFrom
from bot.features.duplicates import overheard
from bot.features.suggestions import messages
from bot.notifications import commands as notification_commands
from bot.text import detection
from storage import channels, events
from storage import suggestions as stored_suggestions
from storage.members import BOT

SWITCH = re.compile(r"notice\s+(?P<how>on|off)[\s.!]*", re.IGNORECASE)
SHORTEST = 5  # characters; nobody promises in fewer than "On it"


def is_switch(text: str) -> bool:
    return SWITCH.fullmatch(text) is not None


def switch(said: Said, request: Request) -> None:
    """By anybody in the channel, and told to everybody there."""
    if said.is_private:
        said.reply(request, messages.needs_a_channel())
        return
    on, me = said.text.casefold().split()[1].startswith("on"), request.me
    with request.begin() as db:
        changed = channels.set_noticing(db, said.channel, on=on)
        row = channels.by_id(db, said.channel)
        if changed and row is not None:
            kind = "channel.notice_on" if on else "channel.notice_off"
            events.note(db, kind, subject_id=row.id, by=me.person, at=request.now)
    if changed:
        request.chat.post(said.channel, messages.switched_on(me.person) if on else messages.switched_off(me.person))
    else:
        said.reply(request, messages.is_so_already(on=on))


def look(heard: Overheard, request: Request) -> None:
    """Nothing of the message is kept: an offer carries the words in its own buttons, or where they stand."""
    if len(heard.text) < SHORTEST or not _is_noticed(request, heard.channel) or request.me.kind == BOT:
        return
    with request.begin(reading=True) as db:
        text = readable(db, heard.text)
    notice = detection.judge(text, context=suggestions.context(request, heard))
    message = overheard.offer(request, notice, heard) if notice else overheard.answer(request, text, heard)
    if message is not None:
        request.chat.whisper(heard.channel, request.me.person, message, thread=heard.thread)


def keep_decision(about: AboutSuggestion, request: Request) -> Form:
    """The words are read again where they stand, into the form in which a decision is logged."""
    message = request.chat.read(about.channel, about.message)
    if message is None or message.by != request.me.person:
        raise Refusal("That message is no longer there, so there is nothing to keep.")
    with request.begin() as db:
        stored_suggestions.answer(db, about.offer, person=request.me.person, was_right=True)
        text = readable(db, message.text)
        rooms = channels.shared_with(db, request.me.person)
    came_from = CameFrom.of(message, link=request.chat.link(about.channel, about.message))
    memo = came_from.model_copy(update={"apart": about.apart})
    form = decision_forms.new(rooms, channel=about.channel, wording=suggestions.wording(text), memo=memo.packed)
    request.chat.replace(messages.opened())
    return form


def dismiss(about: AboutSuggestion, request: Request) -> None:
    with request.begin() as db:
        stored_suggestions.answer(db, about.offer, person=request.me.person, was_right=False)
    request.chat.replace(messages.dismissed())


def stop(request: Request) -> None:
    with request.begin() as db:
        notification_commands.stop(db, suggestions.KIND, by=request.me, at=request.now)
    request.chat.replace(messages.stopped())


def allow(request: Request) -> None:
    with request.begin() as db:
        notification_commands.allow(db, suggestions.KIND, by=request.me)
    request.chat.replace(messages.allowed())


def _is_noticed(request: Request, channel: str) -> bool:
    with request.begin(reading=True) as db:
        known = channels.by_id(db, channel)
    return known is not None and known.is_noticing


ROUTES = Routes(
    said=((is_switch, switch),),
    clicks={"notice_keep": keep_decision, "notice_dismiss": dismiss, "notice_stop": stop, "notice_allow": allow},
    events={"overheard": look},
)
