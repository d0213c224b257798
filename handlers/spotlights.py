"""Spotlights: a partner writes, agrees, changes or declines; conveners begin them."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.errors import Refusal
from bot.features import conveners, spotlights
from bot.features.spotlights import SpotlightText, approval, forms, messages
from bot.features.spotlights.payloads import AboutSpotlight
from bot.settings import Settings
from bot.slack.forms import answers_in, number_on, read_back
from bot.slack.payloads import Payload, pressed_in
from bot.surfaces import digest, home
from storage import Begin, channels
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("spotlight_write")(open_form)
    app.view("spotlight_form")(write)
    app.action("spotlight_agree")(agree)
    app.action("spotlight_decline")(decline)
    app.action("spotlight_plan")(ask_for_recurrence)
    app.view("spotlight_plan_form")(begin_recurrence)


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        row = approval.open_one(db, number_on(action.get("value")), by=me)
    channel, message = pressed_in(body)
    memo = AboutSpotlight(spotlight=row.id, channel=channel, message=message)
    chat.ask(body["trigger_id"], forms.write(row, memo=memo.packed))


def write(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    memo = read_back(AboutSpotlight, view["private_metadata"])
    filled = answers_in(view["state"])
    if len(filled["named"]) > 1:
        raise Refusal("Name one person: each would have to agree.", field="named")
    words = SpotlightText(filled["proud"], filled["thanks"], filled["needs"])
    with begin() as db:
        approval.write(db, memo.spotlight, words, named=next(iter(filled["named"]), ""), by=me, at=now)
    ack()
    _show(begin, chat, me, memo, settings, now)


def agree(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    id, _, mark = action["value"].partition(":")
    with begin() as db:
        are_the_same = approval.agree(db, number_on(id), mark, by=me, at=now)
    ack()
    digest.show(begin, chat, channel=body["channel"]["id"], message=body["message"]["ts"], now=now)
    if not are_the_same:
        chat.post(body["channel"]["id"], messages.words_changed())


def decline(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    channel, message = pressed_in(body)
    memo = AboutSpotlight(spotlight=number_on(action.get("value")), channel=channel, message=message)
    with begin() as db:
        approval.decline(db, memo.spotlight, by=me, at=now)
    ack()
    _show(begin, chat, me, memo, settings, now)


def _show(begin: Begin, chat: Chat, me: Member, memo: AboutSpotlight, settings: Settings, now: datetime) -> None:
    """In the letter that was pressed; or on their page, and in the letter that had asked too."""
    if not digest.show(begin, chat, channel=memo.channel, message=memo.message, now=now):
        digest.show_about(begin, chat, me.person, spotlights.ASK, memo.spotlight, now=now)
        home.show(begin, chat, me, settings, now)


def ask_for_recurrence(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    conveners.check(me)
    with begin(reading=True) as db:
        rooms = list(channels.shared_with(db, me.person))
    if not rooms:
        raise Refusal("Mention me in a channel first, and Slack offers to add me: there I shall speak.")
    chat.ask(body["trigger_id"], forms.recurrence(rooms))


def begin_recurrence(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        spotlights.begin_recurrence(
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
