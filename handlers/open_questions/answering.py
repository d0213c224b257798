"""Answering a why: by button and form, by a reply in the thread of its message, or by saying that one does not know."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat, Form
from bot.features import answers, directory, open_questions
from bot.features.open_questions import forms, news, queries
from bot.features.open_questions.payloads import AboutOpenQuestion, OpenQuestionForm
from bot.settings import Settings
from bot.slack.forms import filled_in, read_back
from bot.slack.payloads import Payload, is_direct, is_from_a_person
from bot.surfaces import refresh_questions
from storage import Begin, digests
from storage import open_questions as stored_open_questions
from storage.members import Member
from storage.visibility import EVERYBODY


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
        letter = digests.standing_at(db, event.get("channel", ""), event["thread_ts"])
        kinds = letter.kinds.split() if letter else ()
        return open_questions.ASK in kinds and bool(stored_open_questions.awaited_from(db, event.get("user", "")))


def open_form(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    about = queries.pressed_in(read_back(AboutOpenQuestion, action.get("value")), body)
    directory.refresh(begin, chat, now=now)
    chat.ask(body["trigger_id"], _form(begin, about, me))


def keep(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    about = read_back(AboutOpenQuestion, view["private_metadata"])
    reply = filled_in(OpenQuestionForm, view["state"]).reply
    directory.refresh(begin, chat, now=now)
    with begin() as db:
        why = open_questions.answer(db, about.number, reply, by=me, at=now)
    ack(**queries.closing(about, news.thanks(why)))
    refresh_questions.again(begin, chat, me, about, settings, now=now)


def pass_on(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    about = queries.pressed_in(read_back(AboutOpenQuestion, action.get("value")), body)
    directory.refresh(begin, chat, now=now)
    with begin() as db:
        open_questions.pass_on(db, about.number, by=me, at=now)
    refresh_questions.after_click(begin, chat, me, about, settings, now=now)


def offer_draft(event: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """Their reply, back to them as a draft; when the letter held several questions, we ask which one is meant."""
    with begin() as db:
        letter = digests.standing_at(db, event["channel"], event["thread_ts"])
        about = {
            row.about_id for row in digests.of_digest(db, letter.id if letter else 0) if row.kind == open_questions.ASK
        }
        meant = [why for why in stored_open_questions.awaited_from(db, me.person) if why.id in about]
        message = queries.draft(db, meant[0], event["text"], me, now) if len(meant) == 1 else news.several()
    chat.post(event["channel"], message, thread=event["thread_ts"])


def send_draft(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """For everybody of the partnership, or for the private channel where it was asked."""
    ack()
    about = read_back(AboutOpenQuestion, action.get("value"))
    directory.refresh(begin, chat, now=now)
    with begin() as db:
        why, text = open_questions.drafted(db, about.number, by=me)
        channel = EVERYBODY if open_questions.is_everybodys(db, why) else why.place
        why = open_questions.answer(
            db, about.number, open_questions.QuestionReply(text, channel=channel), by=me, at=now
        )
    chat.replace(news.sent(why))


def edit_draft(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    about = queries.pressed_in(read_back(AboutOpenQuestion, action.get("value")), body)
    chat.ask(body["trigger_id"], _form(begin, about, me))


def dismiss_draft(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    about = read_back(AboutOpenQuestion, action.get("value"))
    with begin() as db:
        why = open_questions.draft(db, about.number, "", by=me, at=now)
    chat.replace(news.dismissed(why))


def _form(begin: Begin, about: AboutOpenQuestion, me: Member) -> Form:
    with begin(reading=True) as db:
        why, text = open_questions.drafted(db, about.number, by=me)
        rooms = open_questions.audience(db, why, by=me)
        everybody = open_questions.is_everybodys(db, why)
    return forms.answer(why, rooms, everybody=everybody, memo=about.packed, text=text)
