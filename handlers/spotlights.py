"""Spotlights: a partner writes, agrees, changes or declines; conveners begin them."""

from datetime import datetime

from slack_bolt import Ack, App

from bot import home, letters
from bot.carried import InLight
from bot.chat import Chat
from bot.config import Settings
from bot.domain import conveners, spotlights
from bot.domain.spotlights import Words, agreeing
from bot.errors import Refusal
from bot.payloads import Payload, pressed_in
from bot.returned import answers_in, number_on, read_back
from bot.views import spotlight_forms as forms
from bot.views import spotlights as views
from storage import Begin, channels
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("spotlight_write")(open_form)
    app.view("spotlight_form")(write)
    app.action("spotlight_agree")(agree)
    app.action("spotlight_decline")(decline)
    app.action("spotlight_plan")(ask_for_rhythm)
    app.view("spotlight_plan_form")(begin_rhythm)


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        row = agreeing.open_one(db, number_on(action.get("value")), by=me)
    channel, message = pressed_in(body)
    memo = InLight(spotlight=row.id, channel=channel, message=message)
    chat.ask(body["trigger_id"], forms.write(row, memo=memo.packed))


def write(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    memo = read_back(InLight, view["private_metadata"])
    filled = answers_in(view["state"])
    if len(filled["named"]) > 1:
        raise Refusal("Name one person: each would have to agree.", field="named")
    words = Words(filled["proud"], filled["thanks"], filled["needs"])
    with begin() as db:
        agreeing.write(db, memo.spotlight, words, named=next(iter(filled["named"]), ""), by=me, at=now)
    ack()
    _show(begin, chat, me, memo, settings, now)


def agree(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    id, _, mark = action["value"].partition(":")
    with begin() as db:
        are_the_same = agreeing.agree(db, number_on(id), mark, by=me, at=now)
    ack()
    letters.show(begin, chat, channel=body["channel"]["id"], message=body["message"]["ts"], now=now)
    if not are_the_same:
        chat.post(body["channel"]["id"], views.words_changed())


def decline(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    channel, message = pressed_in(body)
    memo = InLight(spotlight=number_on(action.get("value")), channel=channel, message=message)
    with begin() as db:
        agreeing.decline(db, memo.spotlight, by=me, at=now)
    ack()
    _show(begin, chat, me, memo, settings, now)


def _show(begin: Begin, chat: Chat, me: Member, memo: InLight, settings: Settings, now: datetime) -> None:
    """In the letter that was pressed; or on their page, and in the letter that had asked too."""
    if not letters.show(begin, chat, channel=memo.channel, message=memo.message, now=now):
        letters.show_about(begin, chat, me.person, spotlights.ASK, memo.spotlight, now=now)
        home.show(begin, chat, me, settings, now)


def ask_for_rhythm(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    conveners.check(me)
    with begin(reading=True) as db:
        rooms = list(channels.shared_with(db, me.person))
    if not rooms:
        raise Refusal("Mention me in a channel first, and Slack offers to add me: there I shall speak.")
    chat.ask(body["trigger_id"], forms.rhythm(rooms))


def begin_rhythm(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        spotlights.begin_rhythm(
            db,
            weekday=filled.number("weekday"),
            hour=filled.hour("hour"),
            channel=filled["channel"],
            every_weeks=filled.number("every_weeks"),
            by=me,
            at=now,
        )
    ack()
    home.show(begin, chat, me, settings, now)
