"""Conveners write what all agree to: look at it first, show it, change it, see who is missing, retire it."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat, GoneError, Message
from bot.features import agreements, conveners
from bot.features.agreements import Written, forms, notifications
from bot.settings import Settings
from bot.slack.forms import answers_in, number_on, read_back
from bot.slack.payloads import Payload
from bot.surfaces import home
from bot.surfaces.refresh import Pressed, pressed
from storage import Begin
from storage.agreements import AgreementVersion
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("agreement_write")(ask_for_new)
    app.action("agreement_change")(ask_for_change)
    app.action("agreement_rewrite")(ask_again)
    app.view("agreement_form")(keep_draft)
    app.action("agreement_publish")(publish)
    app.action("agreement_drop")(drop)
    app.action("agreement_missing")(show_missing)
    app.action("agreement_retire")(ask_to_retire)
    app.view("agreement_retire_form")(retire)


def ask_for_new(ack: Ack, body: Payload, chat: Chat, me: Member) -> None:
    ack()
    conveners.check(me)
    chat.ask(body["trigger_id"], forms.form(Written(""), again=False, memo=Pressed().packed))


def ask_for_change(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        one = agreements.standing(db, number_on(action.get("value")), by=me)
    memo = Pressed(about=one.id, follows=one.number).packed
    has = Written(one.version.title, one.version.text, one.version.link, one.version.whom)
    chat.ask(body["trigger_id"], forms.form(has, again=True, memo=memo))


def ask_again(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        row = agreements.own_draft(db, number_on(action.get("value")), by=me)
    memo = pressed(row.agreement_id, body, follows=row.follows, draft=row.id).packed
    chat.ask(body["trigger_id"], forms.form(_written(row), again=bool(row.follows), memo=memo))


def keep_draft(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    about = read_back(Pressed, view["private_metadata"])
    filled = answers_in(view["state"])
    words = {name: str(filled.get(name, "")) for name in ("title", "text", "link", "whom", "news")}
    written = Written(**words, is_small=bool(filled.get("is_small")))
    with begin() as db:
        if about.draft:
            row = agreements.rewrite(db, about.draft, written, by=me, at=now)
        else:
            row = agreements.draft(db, written, of=about.about or None, follows=about.follows, by=me, at=now)
        preview = notifications.preview(db, row)
    ack()
    _put(chat, me, about, preview)


def publish(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    with begin() as db:
        shown = agreements.publish(db, number_on(action.get("value")), by=me, at=now)
    chat.replace(forms.published(shown))


def drop(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin() as db:
        agreements.drop(db, number_on(action.get("value")), by=me)
    chat.replace(forms.dropped())


def show_missing(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        one, people, partners = agreements.missing(db, number_on(action.get("value")), by=me)
    chat.ask(body["trigger_id"], forms.missing(one, people, partners))


def ask_to_retire(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        one = agreements.standing(db, number_on(action.get("value")), by=me)
    chat.ask(body["trigger_id"], forms.retire(one, memo=Pressed(about=one.id).packed))


def retire(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    about = read_back(Pressed, view["private_metadata"])
    with begin() as db:
        agreements.retire(db, about.about, by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def _written(row: AgreementVersion) -> Written:
    return Written(row.title, row.text, row.link, row.whom, row.news, row.is_small)


def _put(chat: Chat, me: Member, about: Pressed, preview: Message) -> None:
    """In the place of the draft that was written on; else in private."""
    if about.message:
        try:
            return chat.amend(about.channel, about.message, preview)
        except GoneError:
            pass  # they have put it away: it comes anew
    chat.dm(me.person, preview)
