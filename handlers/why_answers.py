"""Answering a why: by button and form, by a reply in the thread of its message, or by saying that one does not know."""

from datetime import datetime

from slack_bolt import Ack, App

from bot import acquaintance, why_showing
from bot.chat import Chat, Form
from bot.config import Settings
from bot.domain import answers, whys
from bot.payloads import Payload, is_direct, is_from_a_person
from bot.returned import filled_in, read_back
from bot.views import why_forms as forms
from bot.views import why_news as news
from bot.whying import AboutWhy, FilledWhy
from storage import Begin, letters, why_people
from storage.members import Member
from storage.sight import EVERYBODY


def register(app: App, settings: Settings) -> None:
    app.action("why_reply")(open_form)
    app.view("why_reply_form")(keep)
    app.action("why_pass")(pass_on)
    app.event("message", matchers=[is_direct_message, replies_to_a_question])(offer_draft)
    app.action("why_draft_send")(send_draft)
    app.action("why_draft_edit")(edit_draft)
    app.action("why_draft_dismiss")(dismiss_draft)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def replies_to_a_question(event: Payload, begin: Begin) -> bool:
    """Whether somebody writes in the thread of a letter of ours that asked them something still open."""
    if not event.get("thread_ts") or not is_from_a_person(event) or "edited" in event:
        return False
    if answers.is_question(event.get("text") or ""):
        return False
    with begin(reading=True) as db:
        letter = letters.standing_at(db, event.get("channel", ""), event["thread_ts"])
        kinds = letter.kinds.split() if letter else ()
        return whys.ASK in kinds and bool(why_people.awaited_from(db, event.get("user", "")))


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    about = why_showing.pressed_in(read_back(AboutWhy, action.get("value")), body)
    acquaintance.refresh(begin, chat, now=now)
    chat.ask(body["trigger_id"], _form(begin, about, me))


def keep(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    about = read_back(AboutWhy, view["private_metadata"])
    reply = filled_in(FilledWhy, view["state"]).reply
    acquaintance.refresh(begin, chat, now=now)
    with begin() as db:
        why = whys.answer(db, about.number, reply, by=me, at=now)
    ack(**why_showing.closing(about, news.thanks(why)))
    why_showing.again(begin, chat, me, about, settings, now=now)


def pass_on(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    about = why_showing.pressed_in(read_back(AboutWhy, action.get("value")), body)
    acquaintance.refresh(begin, chat, now=now)
    with begin() as db:
        whys.pass_on(db, about.number, by=me, at=now)
    why_showing.after_click(begin, chat, me, about, settings, now=now)


def offer_draft(event: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """Their reply, back to them as a draft; when the letter held several questions, we ask which one is meant."""
    with begin() as db:
        letter = letters.standing_at(db, event["channel"], event["thread_ts"])
        about = {row.about_id for row in letters.of_letter(db, letter.id if letter else 0) if row.kind == whys.ASK}
        meant = [why for why in why_people.awaited_from(db, me.person) if why.id in about]
        message = why_showing.draft(db, meant[0], event["text"], me, now) if len(meant) == 1 else news.several()
    chat.post(event["channel"], message, thread=event["thread_ts"])


def send_draft(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """For everybody of the partnership, or for the private channel where it was asked."""
    ack()
    about = read_back(AboutWhy, action.get("value"))
    acquaintance.refresh(begin, chat, now=now)
    with begin() as db:
        why, text = whys.drafted(db, about.number, by=me)
        channel = EVERYBODY if whys.is_everybodys(db, why) else why.place
        why = whys.answer(db, about.number, whys.Reply(text, channel=channel), by=me, at=now)
    chat.replace(news.sent(why))


def edit_draft(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = why_showing.pressed_in(read_back(AboutWhy, action.get("value")), body)
    chat.ask(body["trigger_id"], _form(begin, about, me))


def dismiss_draft(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    about = read_back(AboutWhy, action.get("value"))
    with begin() as db:
        why = whys.draft(db, about.number, "", by=me, at=now)
    chat.replace(news.dismissed(why))


def _form(begin: Begin, about: AboutWhy, me: Member) -> Form:
    with begin(reading=True) as db:
        why, text = whys.drafted(db, about.number, by=me)
        rooms = whys.audience(db, why, by=me)
        everybody = whys.is_everybodys(db, why)
    return forms.answer(why, rooms, everybody=everybody, memo=about.packed, text=text)
